#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Make a folder that holds MySQL's server and client: a small Debian sid by
# debootstrap. Debian's releases have MariaDB only. start-mariadb.sh, copied
# into it, runs MySQL there; its port is reached from outside as well.
# ROOT/mysql-server is that script's command on this side, ROOT/client/mysql the
# client's.
#
#   install-mysql.sh ROOT
#
# ROOT is made; it may exist when it is empty or was made by this script. Where
# MySQL is in it already, only the copy of start-mariadb.sh is renewed and no
# network is needed. sid moves: the version is whatever it has that day, and
# removing ROOT (servers in it stopped first) is the way to a newer one.
#
# Prints settings that a shell can read:
#   MYSQL_ROOT=ROOT  MYSQL_VERSION=...  MYSQL_SERVER=ROOT/mysql-server
# and with them, the server's folder being one inside ROOT,
#   eval "$("$MYSQL_SERVER" start /var/tmp/my)"     # MYSQL_HOST, MYSQL_TCP_PORT ...
#   "$MYSQL_ROOT/client/mysql" -h "$MYSQL_HOST" -P "$MYSQL_TCP_PORT" -u "$MYSQL_USER"
#   "$MYSQL_SERVER" remove /var/tmp/my
#
# Environment, all optional:
#   DEBIAN_MIRROR  where sid is (default: the machine's own Debian mirror, as
#                  apt's sources name it)
#   DEB_CACHE      folder that keeps the packages for the next time
#
# Root only; needs debootstrap, and a little over 500 MB. Nothing stays mounted
# and nothing is started.
# Exit: 0 done, 1 failed, 2 misuse or a tool is missing.
set -eu

say() { printf '%s\n' "install-mysql: $*" >&2; }
die() { say "$1"; exit "${2:-1}"; }

case ${1-} in
  -h|--help) sed -n '3,/^set -eu/{/^#/s/^# \{0,1\}//p;}' "$0"; exit 0 ;;
  ''|-*) die "use: install-mysql.sh ROOT" 2 ;;
esac
[ $# -le 1 ] || die "too many arguments" 2
root=$1
odd() { case $1 in *[!A-Za-z0-9/_.,+@:=~%-]*) die "folder name with a blank, quote or other odd character: $1" 2 ;; esac; }
odd "$root"
[ "$(id -u)" -eq 0 ] || die "only root can do this" 2
PATH=$PATH:/usr/sbin:/sbin
export PATH
starter=$(cd "$(dirname -- "$0")" && pwd -P)/start-mariadb.sh
[ -f "$starter" ] || die "no start-mariadb.sh beside this script" 2

# All are renamed into place, as one of them may be running just now. finish FOLDER: the root is
# in FOLDER, but will be $root.
finish() {
  cp "$starter" "$1/root/.new"
  chmod 755 "$1/root/.new"
  mv -f "$1/root/.new" "$1/root/start-mariadb.sh"
  cat > "$1/.new" <<'RUN'
#!/bin/sh
# Run start-mariadb.sh, with the arguments given, inside this folder. By /proc
# it tells its server from other processes, so that is mounted, where the system
# allows it, for these processes alone: the mount ends with the last of them.
root=$(cd "$(dirname -- "$0")" && pwd -P) || exit 1
PATH=$PATH:/usr/sbin:/sbin
if unshare --mount true 2>/dev/null; then
  # shellcheck disable=SC2016
  exec unshare --mount sh -c 'mount -t proc proc "$0/proc" 2>/dev/null
    exec chroot "$0" sh /root/start-mariadb.sh "$@"' "$root" "$@"
fi
exec chroot "$root" sh /root/start-mariadb.sh "$@"
RUN
  chmod 755 "$1/.new"
  mv -f "$1/.new" "$1/mysql-server"
  mkdir -p "$1/client"
  cat > "$1/.new" <<RUN
#!/bin/sh
# The client inside this folder: it sees no file outside, but its standard input, also by the name
# of /dev/stdin, which stands in /proc.
root=$root
RUN
  cat >> "$1/.new" <<'RUN'
PATH=$PATH:/usr/sbin:/sbin
if unshare --mount true 2>/dev/null; then
  # shellcheck disable=SC2016
  exec unshare --mount sh -c 'mount -t proc proc "$0/proc" 2>/dev/null
    exec chroot "$0" /usr/bin/mysql "$@"' "$root" "$@"
fi
exec chroot "$root" /usr/bin/mysql "$@"
RUN
  chmod 755 "$1/.new"
  mv -f "$1/.new" "$1/client/mysql"
}
tell() {
  cat "$root/installed"
  say "MySQL $(sed -n 's/^MYSQL_VERSION=//p' "$root/installed"); to start it: $root/mysql-server start /var/tmp/my"
  exit 0
}
if [ -f "$root/installed" ]; then
  root=$(cd "$root" && pwd -P)
  grep -qxF "MYSQL_ROOT=$root" "$root/installed" || die "not made here, or moved: $root" 2
  finish "$root"
  tell
fi
if [ -e "$root" ]; then
  if [ ! -d "$root" ] || [ -n "$(ls -A "$root")" ]; then die "not empty and not made by this script: $root" 2; fi
fi
case $(basename -- "$root") in .|..|/) die "give the folder a name: $root" 2 ;; esac
command -v debootstrap >/dev/null 2>&1 || die "no debootstrap (Debian package debootstrap)" 2

mirror=${DEBIAN_MIRROR-}
if [ -z "$mirror" ]; then
  # of all package lists that apt's sources ask for; not the security archive's
  # shellcheck disable=SC2016
  mirror=$(apt-get indextargets --format '$(IDENTIFIER) $(COMPONENT) $(REPO_URI)' |
    sed -n '/security/d; s/^Packages main //p' | head -n 1)
fi
[ -n "$mirror" ] || die "no Debian mirror in apt's sources; set DEBIAN_MIRROR" 2
cache=
if [ -n "${DEB_CACHE-}" ]; then
  mkdir -p "$DEB_CACHE"
  cache=$(cd "$DEB_CACHE" && pwd -P)
  odd "$cache"
fi

parent=$(dirname -- "$root")
mkdir -p "$parent"
parent=$(cd "$parent" && pwd -P)
root=${parent%/}/$(basename -- "$root")
odd "$root"
new=$(mktemp -d "$parent/.mysql-install.XXXXXX")
log=$(mktemp "${TMPDIR:-/tmp}/mysql-install.XXXXXX")
# debootstrap mounts /proc and /sys below the new folder. In a mount table of
# its own those mounts end with it, however it ends; and what is still mounted
# is not walked into when the folder is deleted.
trap 'rm -f "$log"; rm -rf --one-file-system "$new"' EXIT
trap 'exit 1' HUP INT TERM
chmod 755 "$new"
apart=
if unshare --mount true 2>/dev/null; then apart="unshare --mount"; fi

# shellcheck disable=SC2086
$apart debootstrap --variant=minbase --include=mysql-server-core,mysql-client-core \
  ${cache:+"--cache-dir=$cache"} sid "$new" "$mirror" </dev/null >"$log" 2>&1 ||
  { tail -n 40 "$log" >&2; [ ! -f "$new/debootstrap/debootstrap.log" ] || tail -n 20 "$new/debootstrap/debootstrap.log" >&2
    die "debootstrap failed"; }
if grep -q " ${new}[/ ]" /proc/mounts; then die "debootstrap left something mounted below $new"; fi

rm -rf "$new"/var/cache/apt/* "$new"/var/lib/apt/lists/*
version=$(chroot "$new" /usr/sbin/mysqld --no-defaults --version 2>"$log" | sed -n 's/.* Ver \([0-9.]*\).*/\1/p')
[ -n "$version" ] || { cat "$log" >&2; die "mysqld does not run"; }
finish "$new"
printf '%s\n' "MYSQL_ROOT=$root" "MYSQL_VERSION=$version" "MYSQL_SERVER=$root/mysql-server" > "$new/installed"

# another run may have been faster
if [ -f "$root/installed" ]; then tell; fi
rm -rf --one-file-system "$root"
mv "$new" "$root"
tell
