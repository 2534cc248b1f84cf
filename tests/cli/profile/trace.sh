# SPDX-License-Identifier: Apache-2.0
# --profile=FILE: an event a line, a track for each thread, a span for each unit and work.
. "$CASES/tell"
"$DORE" --manifest "$SAMPLES/../tests/bench/ecom.json" --var rows=60000 --seed 1 -q --threads 2 \
    --profile=trace.json -o out.tar.zst
sed -n '1p;$p' trace.json
grep -c '"name":"render"' trace.json
grep -c '"name":"pack"' trace.json
grep '"ph":"M"' trace.json
grep -v '"ph":"M"' trace.json | grep '{' |
    sed 's/"ts":[0-9]*\.[0-9]*,"dur":[0-9]*\.[0-9]*,/WHEN,/; s/"tid":[0-9]*/WHO/; s/"bytes":[0-9]*/BYTES/; s/,$//' |
    sort | uniq -c | sed 's/^ *//'
if command -v jq > /dev/null; then jq -e 'type == "array"' trace.json > /dev/null; fi
tell --manifest "$CASES/manifests/small.json" -q --profile=trace.json
tell --manifest "$CASES/manifests/small.json" -q --profile=nonsuch/trace.json
tell --manifest "$CASES/manifests/small.json" -q --profile=
tell --manifest "$CASES/manifests/small.json" -q --profile trace.json
tell --manifest "$CASES/manifests/small.json" -q --profile=trace.json --force -o small/
ls
