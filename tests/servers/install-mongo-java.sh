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
# Debian 12: apt-get install --no-install-recommends maven openjdk-17-jdk-headless
# Exit: 0 done, 1 failed, 2 misuse or a tool is missing.
set -eu

say() { printf '%s\n' "install-mongo-java: $*" >&2; }
die() { say "$1"; exit "${2:-1}"; }

case ${1-} in
  -h|--help) sed -n '3,/^set -eu/{/^#/s/^# \{0,1\}//p;}' "$0"; exit 0 ;;
  ''|-*) die "use: install-mongo-java.sh DIR" 2 ;;
esac
[ $# -le 1 ] || die "too many arguments" 2
dir=$1
brand=mongo-java-server
odd() { case $1 in *[!A-Za-z0-9/_.,+@:=~%-]*) die "folder name with a blank, quote or other odd character: $1" 2 ;; esac; }
odd "$dir"
sources=$(cd "$(dirname -- "$0")/mongo-java" && pwd -P) || die "no folder mongo-java beside this script" 2

# what the folder is to hold: changes with either file that goes into it
stamp=$(cat "$sources/pom.xml" "$sources/TestServer.java" | cksum)
current() { [ -f "$dir/installed" ] && [ "$(cat "$dir/stamp" 2>/dev/null)" = "$stamp" ]; }
if current; then cat "$dir/installed"; exit 0; fi
if [ -e "$dir" ] && [ ! -f "$dir/installed" ]; then
  if [ ! -d "$dir" ] || [ -n "$(ls -A "$dir")" ]; then die "not empty and not made by this script: $dir" 2; fi
fi

javac=javac
[ -z "${JAVA_HOME-}" ] || javac=$JAVA_HOME/bin/javac
command -v "$javac" >/dev/null 2>&1 || die "no javac; needs a JDK 17 or newer (Debian package openjdk-17-jdk-headless)" 2
v=$("$javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
[ "${v:-0}" -ge 17 ] || die "javac is version ${v:-unknown}; needs a JDK 17 or newer (Debian package openjdk-17-jdk-headless)" 2
command -v mvn >/dev/null 2>&1 || die "no mvn; needs Maven (Debian package maven)" 2

case $(basename -- "$dir") in .|..|/) die "give the folder a name: $dir" 2 ;; esac
parent=$(dirname -- "$dir")
mkdir -p "$parent"
parent=$(cd "$parent" && pwd -P)
dir=${parent%/}/$(basename -- "$dir")
odd "$dir"
new=$(mktemp -d "$parent/.mongo-install.XXXXXX")
trap 'rm -rf "$new"' EXIT
trap 'exit 1' HUP INT TERM
chmod 755 "$new"

# --strict-checksums: a file that does not match its published checksum is an error
mvn --batch-mode --quiet --strict-checksums --file "$sources/pom.xml" \
  ${MAVEN_REPO:+"-Dmaven.repo.local=$MAVEN_REPO"} \
  org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies "-DoutputDirectory=$new/lib" \
  -Dmdep.copyPom=false -DincludeScope=runtime >"$new/log" 2>&1 \
  || { cat "$new/log" >&2; die "Maven could not fetch the jars"; }
"$javac" -nowarn -cp "$new/lib/*" -d "$new/classes" "$sources/TestServer.java" >"$new/log" 2>&1 \
  || { cat "$new/log" >&2; die "javac failed"; }
rm -f "$new/log"

jar=$(find "$new/lib" -name "$brand-[0-9]*.jar")
version=${jar##*/"$brand"-}
version=${version%.jar}
printf '%s\n' "$stamp" > "$new/stamp"
printf '%s\n' "MONGO_INSTALL=$dir" "MONGO_BRAND=$brand" "MONGO_VERSION=$version" > "$new/installed"

# another run may have been faster
if current; then cat "$dir/installed"; exit 0; fi
rm -rf "$dir"
mv "$new" "$dir"
cat "$dir/installed"
