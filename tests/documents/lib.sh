# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC1091,SC2034,SC2154
# Sourced by tests/documents/group-*.sh with the project's folder as working directory: where the
# program and its judges are, a folder $work that goes away at the end, cases and servers of
# tests/load/lib.sh, and programs that are installed once and kept in $servers. A group is a script
# of its own, so that one that fails or lacks a server leaves the others alone:
#
#   . tests/documents/lib.sh
#   install mongo mongo                # install-mongo.sh into $servers/mongo
#   server_start ferretdb
#   area=NAME; holds ...               # cases
#   finish                             # the last line: `N passed, N failed`

top=$(pwd)
: "${BUILD:=build}"
case $BUILD in /*) ;; *) BUILD=$top/$BUILD ;; esac
DORE=$BUILD/dore JUDGE=$BUILD/judge
export DORE JUDGE
unset SOURCE_DATE_EPOCH DORE_STATE DORE_SIMD MONGODB_URI
LC_ALL=C.UTF-8 TMPDIR=${TMPDIR:-/tmp}
export LC_ALL TMPDIR
manifests=tests/load/manifests
. tests/load/lib.sh
work=$(mktemp -d "$TMPDIR/dore-check.XXXXXX") || exit 1
mkdir "$work/tmp"
end() {
    servers_stop
    rm -rf "$work"
}
trap end EXIT
trap 'exit 1' HUP INT TERM

# finish: what a group ends with
finish() {
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit
}
