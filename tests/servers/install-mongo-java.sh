#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Fetch and build mongo-java-server, an in-memory server with MongoDB's wire
# protocol, for tests into DIR; start-mongo-java.sh runs it.
#
#   install-mongo-java.sh DIR
#
# DIR is made; it may exist when it is empty or was made by this script. Where
# it already holds what was asked for, nothing is done and no network is
# needed. The jars are the ones that mongo-java/pom.xml names; the small
# program that runs the server lies beside it.
#
# Prints settings that a shell can read:
#   MONGO_INSTALL=DIR  MONGO_BRAND=mongo-java-server  MONGO_VERSION=...
#
# Environment, all optional:
#   JAVA_HOME    JDK to use, 17 or newer (default: javac on the PATH)
#   MAVEN_REPO   folder for Maven's copies (default: Maven's own)
#
# Debian 12: apt-get install --no-install-recommends maven default-jdk-headless
# Exit: 0 done, 1 failed, 2 misuse or a tool is missing.
set -eu
# shellcheck source=install.sh
. "$(dirname -- "$0")/install.sh"

case ${1-} in
  -h|--help) help ;;
  ''|-*) die "use: install-mongo-java.sh DIR" 2 ;;
esac
[ $# -le 1 ] || die "too many arguments" 2
dir=$1
plain "$dir"
sources=$here/mongo-java
[ -d "$sources" ] || die "no folder mongo-java beside this script" 2

# what the folder is to hold: changes with either file that goes into it
stamp=$(cat "$sources/pom.xml" "$sources/TestServer.java" | cksum)
java_begin mongo
java_fetch -DincludeScope=runtime
java_compile "$sources"
java_end MONGO mongo-java-server
