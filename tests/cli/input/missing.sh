# SPDX-License-Identifier: Apache-2.0
# A manifest that cannot be read: status 1, and its name.
. "$CASES/tell"
tell check nothing.json
tell --manifest nothing/shop.json
tell check .
tell check ''
ln -s loop.json loop.json
tell check loop.json
