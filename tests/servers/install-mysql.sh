#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Make a folder that holds MySQL's server and client: a small Debian sid by
# debootstrap. Debian's releases have MariaDB only. start-mariadb.sh, copied
# into it with server.sh, runs MySQL there; its port is reached from outside as
# well. ROOT/mysql-server is that script's command on this side,
# ROOT/client/mysql the client's.
#
#   install-mysql.sh ROOT
#
# ROOT is made; it may exist when it is empty or was made by this script. Where
# MySQL is in it already, only the copies of the scripts are renewed and no
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
# shellcheck source=install.sh
. "$(dirname -- "$0")/install.sh"

case ${1-} in
  -h|--help) help ;;
  ''|-*) die "use: install-mysql.sh ROOT" 2 ;;
esac
[ $# -le 1 ] || die "too many arguments" 2
dir=$1
plain "$dir"
[ "$(id -u)" -eq 0 ] || die "only root can do this" 2
PATH=$PATH:/usr/sbin:/sbin
export PATH
[ -f "$here/start-mariadb.sh" ] || die "no start-mariadb.sh beside this script" 2

# All are renamed into place, as one of them may be running just now. finish FOLDER: the root is
# in FOLDER, but will be $dir.
finish() {
  for file in server.sh start-mariadb.sh; do
    cp "$here/$file" "$1/root/.new"
    chmod 755 "$1/root/.new"
    mv -f "$1/root/.new" "$1/root/$file"
  done
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
root=$dir
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
  cat "$dir/installed"
  say "MySQL $(sed -n 's/^MYSQL_VERSION=//p' "$dir/installed"); to start it: $dir/mysql-server start /var/tmp/my"
  exit 0
}
if [ -f "$dir/installed" ]; then
  dir=$(cd "$dir" && pwd -P)
  grep -qxF "MYSQL_ROOT=$dir" "$dir/installed" || die "not made here, or moved: $dir" 2
  finish "$dir"
  tell
fi
folder_free
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
  plain "$cache"
fi

folder_new mysql
log=$(mktemp "${TMPDIR:-/tmp}/mysql-install.XXXXXX")
# debootstrap mounts /proc and /sys below the new folder. In a mount table of
# its own those mounts end with it, however it ends; and what is still mounted
# is not walked into when the folder is deleted.
trap 'rm -f "$log"; rm -rf --one-file-system "$new"' EXIT
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
printf '%s\n' "MYSQL_ROOT=$dir" "MYSQL_VERSION=$version" "MYSQL_SERVER=$dir/mysql-server" > "$new/installed"

# another run may have been faster
if [ -f "$dir/installed" ]; then tell; fi
rm -rf --one-file-system "$dir"
mv "$new" "$dir"
tell
