#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Private MySQL server on the loopback interface, for tests: start-mariadb.sh inside the folder that
# install-mysql.sh made, with the same verbs and the same output.
#
#   start-mysql.sh start|stop|status|remove DIR
#
# DIR stands for the server; its data are in a folder of their own below /var/tmp of that folder.
# Environment: MYSQL_SERVER, as install-mysql.sh prints it, and what start-mariadb.sh takes.
# Exit: 0 done, 1 failed, 2 misuse.
set -eu

case ${1-}:${2-} in
  -h:*|--help:*) sed -n '3,/^set -eu/{/^#/s/^# \{0,1\}//p;}' "$0"; exit 0 ;;
  start:?*|stop:?*|status:?*|remove:?*) ;;
  *) printf '%s\n' "use: start-mysql.sh start|stop|status|remove DIR" >&2; exit 2 ;;
esac
if [ ! -x "${MYSQL_SERVER-}" ]; then
  printf '%s\n' "start-mysql: MYSQL_SERVER names no program; install-mysql.sh prints it" >&2
  exit 2
fi
[ "$1" != start ] || mkdir -p "$2"
[ -d "$2" ] || { [ "$1" = remove ] && exit 0; exit 2; }
place=/var/tmp/dore-$(cd "$2" && pwd -P | cksum | tr ' ' -)
TMPDIR=/tmp "$MYSQL_SERVER" "$1" "$place"
[ "$1" != remove ] || rm -rf "$2"
