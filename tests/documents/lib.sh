# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034
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
# Where installed programs are kept from run to run.
servers=${DORE_SERVERS:-${XDG_CACHE_HOME:-$HOME/.cache}/dore-servers}
# Folders of programs stand in settings that a shell reads, thus without odd characters.
. tests/load/lib.sh
work=$(mktemp -d "$TMPDIR/dore-check.XXXXXX") || exit 1
mkdir "$work/tmp"
end() {
    servers_stop
    rm -rf "$work"
}
trap end EXIT
trap 'exit 1' HUP INT TERM

# A group that cannot begin is one failure.
give_up() {
    printf 'FAILED: %s\n' "$1"
    printf '0 passed, 1 failed\n'
    exit 1
}

# install NAME FOLDER ARGUMENT...: by tests/servers/install-NAME.sh into $servers/FOLDER, in up to
# three tries; exports the settings that it prints. There already, it takes no time and no network.
install() {
    install_name=$1 install_folder=$servers/$2; shift 2
    mkdir -p "$servers"
    for try in 1 2 3; do
        sh "tests/servers/install-$install_name.sh" "$install_folder" "$@" \
            > "$work/settings" 2> "$work/said"
        install_status=$?
        if [ $install_status -eq 0 ]; then
            read_settings
            return
        fi
        sed 's/^/    /' "$work/said"
        # A tool is missing: the next try would miss it too.
        if [ $install_status -eq 2 ]; then break; fi
        sleep $((try * 2))
    done
    give_up "cannot install; by hand: sh tests/servers/install-$install_name.sh $install_folder $*"
}

# finish: what a group ends with
finish() {
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit
}
