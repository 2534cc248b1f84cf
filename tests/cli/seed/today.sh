# SPDX-License-Identifier: Apache-2.0
# `today` asks for the clock: midnight of the day in UTC.
before=$(date -u +%Y-%m-%d)
said=$("$DORE" cat "$CASES/manifests/small.json" --now today 2>&1 > /dev/null | grep 'with now')
after=$(date -u +%Y-%m-%d)
case $said in
"executing with now [${before}T00:00:00Z]" | "executing with now [${after}T00:00:00Z]") echo good ;;
*) echo "$said" ;;
esac
