# SPDX-License-Identifier: Apache-2.0
# All samples are good.
cd "$SAMPLES" || exit
"$DORE" check booking.json
"$DORE" check shop.json
"$DORE" check tickets.json
"$DORE" check tutorial.json
"$DORE" check tutorial-split/manifest.json
"$DORE" check tutorial-variables.json --mysql-user=u --mysql-password=p
