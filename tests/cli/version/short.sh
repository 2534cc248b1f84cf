# SPDX-License-Identifier: Apache-2.0
"$DORE" --version | sed 's/[0-9][0-9.]*$/N/'
