# SPDX-License-Identifier: Apache-2.0
# Texts that are no manifest.
. "$CASES/tell"
: > empty.json
tell check empty.json
printf ' \n\t\n' > blank.json
tell check blank.json
printf '\177ELF\002\001\001\000\000' > binary.json
tell check binary.json
printf '{"id": "\377"}' > bytes.json
tell check bytes.json
printf '{"id": "x",}' > comma.json
tell check comma.json
printf '[1, 2]' > array.json
tell check array.json
printf '\357\273\277{}' > mark.json
tell check mark.json
