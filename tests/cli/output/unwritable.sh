# SPDX-License-Identifier: Apache-2.0
# Folders that are none, and that do not exist: status 3, nothing left behind.
. "$CASES/tell"
: > file
tell --manifest "$CASES/manifests/small.json" -q -o file/out.tar.zst
tell --manifest "$CASES/manifests/small.json" -q -o file/out/
tell --manifest "$CASES/manifests/small.json" -q -o nowhere/out.zip
ls -A
