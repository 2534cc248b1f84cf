# SPDX-License-Identifier: Apache-2.0
# Locales on the command line: one, several, with weights; everything else is refused.
. "$CASES/tell"
m=$CASES/manifests/locales.json
tell check "$m" --locale en_US,de_DE
tell check "$m" --locale en_US:3,de_DE:1
for list in de-DE de xx en_us 'en_US,' ,en_US en_US:2,de_DE en_US:0 en_US:x en_US:1000001 en_US,en_US; do
    tell check "$m" --locale "$list"
done
tell join --locale de_DE x.tar
