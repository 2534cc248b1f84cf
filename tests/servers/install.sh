# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2154
# Sourced by install-*.sh: what they say, the folder that an installation grows in until it is whole,
# and what is fetched by Maven and compiled. An installation's folder has a file `installed`, the
# settings to print, and one `stamp`, which tells whether it is what is asked for now. Those in Java:
#
#   plain "$dir"                # $dir is the folder asked for
#   stamp=...                   # of all that goes into it
#   java_begin es               # goes on only when there is something to do
#   java_fetch OPTION...        # into $new
#   java_compile FOLDER...
#   java_end ES "$brand"        # renames it to $dir
here=$(cd "$(dirname -- "$0")" && pwd -P)
# shellcheck source=server.sh
. "$here/server.sh"

# ---- folders ----------------------------------------------------------------------------------

# folder_free: dir holds nothing that somebody else has put there.
folder_free() {
  [ -e "$dir" ] || return 0
  if [ ! -d "$dir" ] || [ -n "$(ls -A "$dir")" ]; then die "not empty and not made by this script: $dir" 2; fi
}

# folder_new NAME: makes dir absolute, and beside it a folder new, which is deleted at the end where
# it was not renamed.
folder_new() {
  case $(basename -- "$dir") in .|..|/) die "give the folder a name: $dir" 2 ;; esac
  parent=$(dirname -- "$dir")
  mkdir -p "$parent"
  parent=$(cd "$parent" && pwd -P)
  dir=${parent%/}/$(basename -- "$dir")
  plain "$dir"
  new=$(mktemp -d "$parent/.$1-install.XXXXXX")
  trap 'rm -rf "$new"' EXIT
  trap 'exit 1' HUP INT TERM
  chmod 755 "$new"
}

# ---- programs in Java -------------------------------------------------------------------------

# print_kept: where dir is what is asked for, prints its settings and ends the script.
print_kept() {
  [ -f "$dir/installed" ] && [ "$(cat "$dir/stamp" 2>/dev/null)" = "$stamp" ] || return 0
  cat "$dir/installed"
  exit 0
}

# java_begin NAME: sees to the tools, and folder_new NAME.
java_begin() {
  print_kept
  [ -f "$dir/installed" ] || folder_free
  javac=javac
  [ -z "${JAVA_HOME-}" ] || javac=$JAVA_HOME/bin/javac
  jdk="a JDK 17 or newer (Debian package default-jdk-headless)"
  command -v "$javac" >/dev/null 2>&1 || die "no javac; needs $jdk" 2
  v=$("$javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
  [ "${v:-0}" -ge 17 ] || die "javac is version ${v:-unknown}; needs $jdk" 2
  command -v mvn >/dev/null 2>&1 || die "no mvn; needs Maven (Debian package maven)" 2
  folder_new "$1"
}

# java_fetch OPTION...: the jars that $sources/pom.xml names. --strict-checksums: a file that does
# not match its published checksum is an error.
java_fetch() {
  mvn --batch-mode --quiet --strict-checksums --file "$sources/pom.xml" \
    ${MAVEN_REPO:+"-Dmaven.repo.local=$MAVEN_REPO"} \
    org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies \
    "-DoutputDirectory=$new/lib" -Dmdep.copyPom=false "$@" >"$new/log" 2>&1 \
    || { cat "$new/log" >&2; die "Maven could not fetch the jars"; }
  rm -f "$new/log"
}

# java_compile FOLDER...: all source files in them.
java_compile() {
  find "$@" -name '*.java' > "$new/sources"
  "$javac" -nowarn -cp "$new/lib/*" -d "$new/classes" "@$new/sources" >"$new/log" 2>&1 \
    || { cat "$new/log" >&2; die "javac failed"; }
  rm -f "$new/log" "$new/sources"
}

# java_end PREFIX BRAND: puts it in place and prints its settings: PREFIX_INSTALL, PREFIX_BRAND and
# PREFIX_VERSION, the version of the jar called BRAND.
java_end() {
  jar=$(find "$new/lib" -name "$2-[0-9]*.jar")
  version=${jar##*/"$2"-}
  version=${version%.jar}
  printf '%s\n' "$stamp" > "$new/stamp"
  printf '%s\n' "$1_INSTALL=$dir" "$1_BRAND=$2" "$1_VERSION=$version" > "$new/installed"
  # another run may have been faster
  print_kept
  rm -rf "$dir"
  mv "$new" "$dir"
  cat "$dir/installed"
}
