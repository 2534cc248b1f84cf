# SPDX-License-Identifier: Apache-2.0
# Options that do not go together.
. "$CASES/tell"
tell --manifest m --schema-only --data-only
tell --manifest - --vars -
tell cat m -o m.zip
