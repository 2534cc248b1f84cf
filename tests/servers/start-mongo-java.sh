#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Private mongo-java-server (MongoDB's wire protocol, data in memory) on the
# loopback interface, for tests.
#
#   start-mongo-java.sh [start] [DIR]   make DIR (default: a new temporary
#                                       one), start a server, print its
#                                       settings
#   start-mongo-java.sh stop DIR        stop that server; its data are gone
#   start-mongo-java.sh remove DIR      stop it and delete DIR
#   start-mongo-java.sh status DIR      exit 0 and print the settings if it
#                                       runs
#
# What is printed can be read by a shell:
#   eval "$(MONGO_INSTALL=/opt/mj sh start-mongo-java.sh start "$dir")"
#   mongosh --norc --quiet "$MONGO_URI"
# Starting a server that already runs only prints its settings again. There is
# no account and no password: whoever reaches the port may do everything.
#
# Environment:
#   MONGO_INSTALL   the folder that install-mongo-java.sh made; needed to start
# and, all optional:
#   JAVA_HOME       Java to use (default: java on the PATH)
#   SERVER_PORT     port to use (default: a free one)
#   SERVER_HEAP     Java's -Xmx (default: 1g)
#   SERVER_OPTIONS  more options for Java; words are split at blanks
#
# Installs nothing.
# Exit: 0 done, 1 failed (the server's log goes to standard error), 2 misuse.
set -eu

say() { printf '%s\n' "start-mongo-java: $*" >&2; }
die() { say "$1"; exit "${2:-1}"; }

verb=start
case ${1-} in
  start|stop|status|remove) verb=$1; shift ;;
  -h|--help) sed -n '3,/^set -eu/{/^#/s/^# \{0,1\}//p;}' "$0"; exit 0 ;;
  -*) die "unknown option $1" 2 ;;
esac
[ $# -le 1 ] || die "too many arguments" 2
dir=${1-}

java=java
install=${MONGO_INSTALL-}
if [ "$verb" = start ]; then
  if [ -z "$install" ] || [ ! -f "$install/installed" ]; then
    die "set MONGO_INSTALL to a folder that install-mongo-java.sh made" 2
  fi
  [ -z "${JAVA_HOME-}" ] || java=$JAVA_HOME/bin/java
  command -v "$java" >/dev/null 2>&1 || die "no java (Debian package openjdk-17-jdk-headless)" 2
  install=$(cd "$install" && pwd -P)
fi

if [ -z "$dir" ]; then
  [ "$verb" = start ] || die "$verb needs the folder that start printed" 2
  dir=$(mktemp -d "${TMPDIR:-/tmp}/mongojava.XXXXXX")
fi
case $verb in
  remove) [ -d "$dir" ] || exit 0 ;;
  stop|status) [ -d "$dir" ] || die "no such folder: $dir" 2 ;;
  start) mkdir -p "$dir" ;;
esac
dir=$(cd "$dir" && pwd -P)
# what is printed stands without quotes
case $dir in *[!A-Za-z0-9/_.,+@:=~%-]*) die "folder name with a blank, quote or other odd character: $dir" 2 ;; esac
settings=$dir/settings
pidfile=$dir/pid
portfile=$dir/port
log=$dir/log

# the pid in the file, when it is still that server's
server_pid() {
  [ -s "$pidfile" ] || return 1
  p=$(cat "$pidfile")
  kill -0 "$p" 2>/dev/null || return 1
  if [ -r "/proc/$p/cmdline" ]; then
    tr '\0' '\n' < "/proc/$p/cmdline" | grep -qxF -e "$portfile" || return 1
  fi
  printf '%s\n' "$p"
}

case $verb in
  status)
    if ! server_pid >/dev/null || [ ! -s "$portfile" ]; then say "not running: $dir"; exit 1; fi
    cat "$settings"; exit 0 ;;
  stop|remove)
    if p=$(server_pid); then
      kill "$p"
      n=0
      while kill -0 "$p" 2>/dev/null; do
        n=$((n + 1)); [ "$n" -le 600 ] || die "process $p did not end"
        # a zombie has ended; whoever started it has yet to collect it
        case $(sed -n 's/^State:[[:space:]]*//p' "/proc/$p/status" 2>/dev/null) in Z*) break ;; esac
        sleep 0.1
      done
      rm -f "$pidfile" "$portfile"
    fi
    if [ "$verb" = remove ]; then rm -rf "$dir"; fi
    exit 0 ;;
esac

if server_pid >/dev/null && [ -s "$portfile" ]; then cat "$settings"; exit 0; fi

mkdir -p "$dir/tmp"
rm -f "$portfile"
: > "$log"
# Port 0: the system gives a free one, and the server writes it into the port
# file when it is ready. SERVER_OPTIONS is split on purpose.
# shellcheck disable=SC2086
nohup "$java" "-Xmx${SERVER_HEAP:-1g}" -XX:+UseSerialGC -XX:-UsePerfData \
  "-Djava.io.tmpdir=$dir/tmp" "-XX:ErrorFile=$dir/crash" -XX:+ExitOnOutOfMemoryError ${SERVER_OPTIONS-} \
  -cp "$install/classes:$install/lib/*" TestServer "$portfile" "${SERVER_PORT:-0}" \
  </dev/null >"$log" 2>&1 &
p=$!
printf '%s\n' "$p" > "$pidfile"
n=0
while [ ! -s "$portfile" ]; do
  n=$((n + 1))
  if [ "$n" -gt 1200 ] || ! kill -0 "$p" 2>/dev/null; then
    kill "$p" 2>/dev/null || :
    wait "$p" 2>/dev/null || :
    rm -f "$pidfile"
    cat "$log" >&2
    die "the server did not start"
  fi
  sleep 0.1
done

{
  echo "MONGO_URI=mongodb://127.0.0.1:$(cat "$portfile")/"
  echo "SERVER_DIR=$dir"
  echo "SERVER_PID=$p"
} > "$settings"
cat "$settings"
