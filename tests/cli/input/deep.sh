# SPDX-License-Identifier: Apache-2.0
# A hundred megabytes of brackets, and as many as the limit of size lets through: refused at once.
. "$CASES/tell"
head -c 100000000 /dev/zero | tr '\0' '[' > large.json
tell check large.json
head -c 60000000 /dev/zero | tr '\0' '[' > deep.json
tell check deep.json
