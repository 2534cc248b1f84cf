# SPDX-License-Identifier: Apache-2.0
# What does not exist yet is unknown, not accepted and ignored.
. "$CASES/tell"
for command in sample verify reproduce schema init; do tell $command m.json; done
