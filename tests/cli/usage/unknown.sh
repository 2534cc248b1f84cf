# SPDX-License-Identifier: Apache-2.0
# Unknown options and commands, with the nearest known one. What follows an unknown option is most
# likely its value and is not complained about.
. "$CASES/tell"
tell --sede 5
tell --manifst shop.json
tell --outptu
tell -x
tell -qz
tell -seed 5
tell chek shop.json
tell shop.json
tell help
tell --
tell check one two
