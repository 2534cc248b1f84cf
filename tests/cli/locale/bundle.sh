# SPDX-License-Identifier: Apache-2.0
# A bundle says which locales it was made with, and shards of one run are joined with them.
m=$CASES/manifests/locales.json
said() {
    "$DORE" --manifest "$m" -q --force -o out/ "$@" && grep '"locale"' out/bundle.json
    # The command that the bundle tells makes it again.
    command=$(sed -n 's|^    dore --manifest manifest.json \(.*\) -o .*|\1|p' out/README.txt)
    # shellcheck disable=SC2086
    "$DORE" --manifest out/manifest.json -q --force -o again/ $command && diff -r out again
}
said
said --locale pl_PL
said --locale pl_PL,nl_NL
said --locale pl_PL:2,nl_NL:5
for k in 1 2; do "$DORE" --manifest "$m" -q --locale pl_PL:2,nl_NL:5 --shard $k/2 -o $k/; done
"$DORE" join -q -o joined/ 1/ 2/ && diff -r out joined && echo joined
"$DORE" --manifest "$m" -q --locale pl_PL --force --shard 2/2 -o 2/
"$DORE" join -q -o other/ 1/ 2/ 2>&1
