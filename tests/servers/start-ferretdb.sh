#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Private FerretDB 1.x (MongoDB's wire protocol over SQLite) on the loopback
# interface, for tests.
#
#   start-ferretdb.sh [start] [DIR]   make DIR (default: a new temporary one),
#                                     start a server in it, print its settings
#   start-ferretdb.sh stop DIR        stop that server; its data stay
#   start-ferretdb.sh remove DIR      stop it and delete DIR
#   start-ferretdb.sh status DIR      exit 0 and print the settings if it runs
#
# What is printed can be read by a shell. Starting a server that already runs
# only prints its settings again. There is no account and no password: whoever
# reaches the port may do everything.
#
# Environment, all optional:
#   FERRETDB        server program (default: ferretdb on the PATH)
#   SERVER_PORT     port to use (default: a free one)
#   SERVER_OPTIONS  more server options, such as "--log-level=debug"; words are
#                   split at blanks
#
# Needs the ferretdb program only (install-mongo.sh builds one); installs
# nothing. Its telemetry is off.
# Exit: 0 done, 1 failed (the server's log goes to standard error), 2 misuse.
set -eu

say() { printf '%s\n' "start-ferretdb: $*" >&2; }
die() { say "$1"; exit "${2:-1}"; }

verb=start
case ${1-} in
  start|stop|status|remove) verb=$1; shift ;;
  -h|--help) sed -n '3,/^set -eu/{/^#/s/^# \{0,1\}//p;}' "$0"; exit 0 ;;
  -*) die "unknown option $1" 2 ;;
esac
[ $# -le 1 ] || die "too many arguments" 2
dir=${1-}
if [ -z "$dir" ]; then
  [ "$verb" = start ] || die "$verb needs the folder that start printed" 2
  dir=$(mktemp -d "${TMPDIR:-/tmp}/ferretdb.XXXXXX")
fi

server=${FERRETDB-}
if [ "$verb" = start ]; then
  [ -n "$server" ] || server=$(command -v ferretdb) || server=
  if [ -z "$server" ] || [ ! -x "$server" ]; then
    die "no ferretdb program found; set FERRETDB (install-mongo.sh builds one)"
  fi
fi

case $verb in
  remove) [ -d "$dir" ] || exit 0 ;;
  stop|status) [ -d "$dir" ] || die "no such folder: $dir" 2 ;;
  start) mkdir -p "$dir" ;;
esac
dir=$(cd "$dir" && pwd -P)
# the folder's name becomes part of a URI and of what a shell reads back
case $dir in *[!A-Za-z0-9/_.,+@:=~-]*) die "folder name with a blank, quote or other odd character: $dir" 2 ;; esac
data=$dir/data
settings=$dir/settings
pidfile=$dir/pid
log=$dir/log

# the pid in the file, when it is still that server's
server_pid() {
  [ -s "$pidfile" ] || return 1
  p=$(cat "$pidfile")
  kill -0 "$p" 2>/dev/null || return 1
  if [ -r "/proc/$p/cmdline" ]; then
    tr '\0' '\n' < "/proc/$p/cmdline" | grep -qxF -e "--state-dir=$dir" || return 1
  fi
  printf '%s\n' "$p"
}

case $verb in
  status)
    server_pid >/dev/null || { say "not running: $dir"; exit 1; }
    cat "$settings"; exit 0 ;;
  stop|remove)
    if p=$(server_pid); then
      kill "$p"
      n=0
      while kill -0 "$p" 2>/dev/null; do
        # it waits for its clients to leave; one that stays is cut off
        n=$((n + 1)); [ "$n" -ne 50 ] || kill -KILL "$p" 2>/dev/null || :
        [ "$n" -le 600 ] || die "process $p did not end"
        # a zombie has ended; whoever started it has yet to collect it
        case $(sed -n 's/^State:[[:space:]]*//p' "/proc/$p/status" 2>/dev/null) in Z*) break ;; esac
        sleep 0.1
      done
      rm -f "$pidfile"
    fi
    if [ "$verb" = remove ]; then rm -rf "$dir"; fi
    exit 0 ;;
esac

if server_pid >/dev/null && [ -s "$settings" ]; then cat "$settings"; exit 0; fi

mkdir -p "$data"
rm -f "$settings"
tries=0
while :; do
  tries=$((tries + 1))
  port=${SERVER_PORT:-$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))}
  : > "$log"
  # SERVER_OPTIONS is split on purpose
  # shellcheck disable=SC2086
  nohup "$server" --handler=sqlite --sqlite-url="file:$data/" --state-dir="$dir" \
    --listen-addr="127.0.0.1:$port" --debug-addr=- --telemetry=disable \
    ${SERVER_OPTIONS-} </dev/null >"$log" 2>&1 &
  p=$!
  echo "$p" > "$pidfile"
  n=0; up=no
  while [ "$n" -lt 600 ] && kill -0 "$p" 2>/dev/null; do
    # the port may be another program's, so the server's own word comes first
    if grep -q "Listening on TCP 127\.0\.0\.1:$port" "$log" &&
       "$server" ping --handler=sqlite --sqlite-url="file:$data/" --state-dir="$dir" \
         --listen-addr="127.0.0.1:$port" --log-level=error >/dev/null 2>&1; then
      up=yes; break
    fi
    n=$((n + 1)); sleep 0.1
  done
  [ "$up" = yes ] && break
  kill "$p" 2>/dev/null || :
  wait "$p" 2>/dev/null || :
  rm -f "$pidfile"
  if [ -z "${SERVER_PORT-}" ] && [ "$tries" -lt 20 ] && grep -qi 'address already in use' "$log"; then continue; fi
  cat "$log" >&2
  die "the server did not start"
done

{
  echo "MONGO_URI=mongodb://127.0.0.1:$port/"
  echo "SERVER_DIR=$dir"
  echo "SERVER_PID=$p"
} > "$settings"
cat "$settings"
