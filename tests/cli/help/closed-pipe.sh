# SPDX-License-Identifier: Apache-2.0
# A reader that goes away ends the program quietly. The writer waits until the reader is gone.
mkfifo pipe
{ sleep 1; "$DORE" --help; echo "status $?" >&2; } 2> said | true
wait
# 141 is a shell's way to say SIGPIPE.
sed 's/^status \(0\|141\)$/quiet/' said
