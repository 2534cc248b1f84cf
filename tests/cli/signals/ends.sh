# SPDX-License-Identifier: Apache-2.0
# A signal takes the unfinished output with it and ends the process as that signal does.
m=$CASES/manifests/small.json
for output in out.tar.zst out.zip out/; do
    for signal in TERM HUP; do
        "$DORE" --manifest "$m" -q --scale 1e8 -o "$output" &
        until ls -d .dore-*.tmp > /dev/null 2>&1; do sleep 0.1; done
        kill -$signal $!
        wait $!
        echo "$signal $?"
        ls -A
    done
    timeout --preserve-status -s INT 1 "$DORE" --manifest "$m" -q --scale 1e8 -o "$output"
    echo "INT $?"
    ls -A
done 2>&1 | sed '/Terminated\|Hangup/d'
