# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034
# Sourced by scripts/demo and scripts/check: installs what a step needs on Debian and Ubuntu, and
# says what. Elsewhere it names what is missing and stops.

# What `make` and the demo need; probe=package. A probe is a command, or lib:NAME for pkg-config.
packages_build='cc=gcc /usr/include/stdio.h=libc6-dev make=make pkg-config=pkg-config lib:libcjson=libcjson-dev
    lib:libzstd=libzstd-dev lib:libarchive=libarchive-dev lib:libxxhash=libxxhash-dev
    xxhsum=xxhash zstd=zstd tar=tar'
# What the tests need beside.
packages_check='lib:check=check lib:libbson-1.0=libbson-dev clang=clang git=git
    shellcheck=shellcheck valgrind=valgrind unzip=unzip curl=curl parallel=parallel
    /usr/lib/postgresql/*/bin/initdb=postgresql mariadbd=mariadb-server-core
    mariadb=mariadb-client-core
    go=golang-go node=nodejs npm=npm mvn=maven javac=default-jdk-headless'

packages_any() {
    # The pattern of a versioned folder is meant to expand.
    # shellcheck disable=SC2086
    for path in $1; do [ -e "$path" ] && return 0; done
    return 1
}

packages_found() {
    case $1 in
    lib:*) pkg-config --exists "${1#lib:}" 2>/dev/null ;;
    /*) packages_any "$1" ;;
    *) PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null 2>&1 ;;
    esac
}

# packages_missing LIST: prints the packages whose probes fail.
packages_missing() {
    set -f
    for entry in $1; do
        set +f
        packages_found "${entry%%=*}" || printf '%s ' "${entry##*=}"
    done
    set +f
}

# packages_install LIST...
packages_install() {
    missing=$(for list; do packages_missing "$list"; done)
    [ -n "$missing" ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "missing here, under the names that Debian gives them: $missing" >&2
        echo "install them with this system's package manager, then run this again" >&2
        return 1
    fi
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || {
            echo "installing needs root: apt-get install $missing" >&2
            return 1
        }
        as_root=sudo
    fi
    echo "installing by apt: $missing"
    # Names are words without blanks; sudo may be empty.
    # shellcheck disable=SC2086
    $as_root apt-get -q update >/dev/null &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install \
            $missing >/dev/null || return 1
    still=$(for list; do packages_missing "$list"; done)
    [ -z "$still" ] || { echo "still missing after the installation: $still" >&2; return 1; }
}
