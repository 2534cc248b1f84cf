# SPDX-License-Identifier: Apache-2.0
# What exists stays as it is, unless --force replaces it.
. "$CASES/tell"
echo precious > old.zip
tell --manifest "$CASES/manifests/small.json" -q -o old.zip
cat old.zip
tell --manifest "$CASES/manifests/small.json" -q -o old.zip --force
head -c 2 old.zip && echo
mkdir old && echo precious > old/file
tell --manifest "$CASES/manifests/small.json" -q -o old/
cat old/file
ls -A
