# SPDX-License-Identifier: Apache-2.0
# Help that nobody gets is a failure.
"$DORE" --help > /dev/full
