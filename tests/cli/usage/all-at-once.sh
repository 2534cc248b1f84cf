# SPDX-License-Identifier: Apache-2.0
# All mistakes in one run, then the line about usage once.
"$DORE" --sede 5 --seed x --level 99 --color red
