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
# shellcheck source=server.sh
. "$(dirname -- "$0")/server.sh"

server_arguments "$@"

server=${FERRETDB-}
if [ "$verb" = start ]; then
  [ -n "$server" ] || server=$(command -v ferretdb) || server=
  if [ -z "$server" ] || [ ! -x "$server" ]; then
    die "no ferretdb program found; set FERRETDB (install-mongo.sh builds one)"
  fi
fi

server_folder ferretdb
# the folder's name becomes part of a URI
case $dir in *%*) odd "$dir" ;; esac
mark=--state-dir=$dir
ready=$settings
kill_after=50   # it waits for its clients to leave; one that stays is cut off
server_verb

mkdir -p "$data"
rm -f "$settings"
is_up() {
  # the port may be another program's, so the server's own word comes first
  grep -q "Listening on TCP 127\.0\.0\.1:$port" "$log" &&
    "$server" ping --handler=sqlite --sqlite-url="file:$data/" --state-dir="$dir" \
      --listen-addr="127.0.0.1:$port" --log-level=error >/dev/null 2>&1
}
launch() {
  # SERVER_OPTIONS is split on purpose
  # shellcheck disable=SC2086
  nohup "$server" --handler=sqlite --sqlite-url="file:$data/" --state-dir="$dir" \
    --listen-addr="127.0.0.1:$port" --debug-addr=- --telemetry=disable \
    ${SERVER_OPTIONS-} </dev/null >"$log" 2>&1 &
  echo "$!" > "$pidfile"
  await 600
}
server_start

server_tell <<SETTINGS
MONGO_URI=mongodb://127.0.0.1:$port/
SETTINGS
