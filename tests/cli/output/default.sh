# SPDX-License-Identifier: Apache-2.0
# Without -o: the manifest's id, in the current folder.
"$DORE" --manifest "$CASES/manifests/small.json" -q
ls -A
