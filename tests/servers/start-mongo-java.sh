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
# shellcheck source=server.sh
. "$(dirname -- "$0")/server.sh"

server_arguments "$@"
java_server MONGO_INSTALL "${MONGO_INSTALL-}"
java_folder mongojava
mark=$portfile
server_verb

# Port 0: the system gives a free one. SERVER_OPTIONS is split on purpose.
launch() {
  # shellcheck disable=SC2086
  java_launch ${SERVER_OPTIONS-} TestServer "$portfile" "${SERVER_PORT:-0}"
}
server_start

server_tell <<SETTINGS
MONGO_URI=mongodb://127.0.0.1:$(cat "$portfile")/
SETTINGS
