# SPDX-License-Identifier: Apache-2.0
# Values that are missing or of the wrong form.
. "$CASES/tell"
tell --manifest
tell --manifest ''
tell --manifest --seed 5
tell --manifest=m --force=yes
tell --manifest m --seed
tell --manifest m --seed ''
tell --manifest m --seed=1.5
tell --manifest m --seed 9223372036854775808
tell --manifest m --seed 0x10
tell --manifest m --seed ' 5'
tell --manifest m --scale -1
tell --manifest m --scale nan
tell --manifest m --scale inf
tell --manifest m --scale-factor 1,5
tell --manifest m --scale 1e400
tell --manifest m --scale=
tell --manifest m --threads 0
tell --manifest m --threads -1
tell --manifest m --level 20
tell --manifest m --now tomorrow
tell --manifest m --now 2025-02-29
tell --manifest m --color sometimes
tell --manifest m --diagnostics yaml
tell --manifest m --cache disk
tell --manifest m -o
tell --manifest m -o out.rar
tell --manifest m -o out
tell --manifest m -o .tar
tell --manifest m --var
tell --manifest m --var name
