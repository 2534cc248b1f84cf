# SPDX-License-Identifier: Apache-2.0
# One screen, asked for: standard output, status 0.
"$DORE" -h
