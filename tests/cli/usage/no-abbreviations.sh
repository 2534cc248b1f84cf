# SPDX-License-Identifier: Apache-2.0
# An abbreviation might be a variable one day.
. "$CASES/tell"
tell --manifest m --see 5
tell --manifest m --drop
