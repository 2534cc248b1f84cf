# SPDX-License-Identifier: Apache-2.0
# After a mistake: two lines on standard error, status 2.
"$DORE"
