#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Put the MongoDB-side programs that tests run into DIR/bin:
#
#   mongoimport  MongoDB Database Tools, built from its Go module
#   ferretdb     FerretDB 1.x, a server with MongoDB's wire protocol over
#                SQLite, built from its Go module (start-ferretdb.sh starts it)
#   mongosh      MongoDB's shell, from its npm package, in DIR/lib/mongosh
#
#   install-mongo.sh DIR [PROGRAM...]   install those that DIR lacks in the
#                                       pinned version (default: all three)
#   install-mongo.sh -l                 list the pinned versions
#
# Needs go, node and npm; no C compiler. Go 1.24 and node 20.19 or newer are
# used as they are; older ones (Debian 12 has 1.19 and 18) are only used to
# fetch Go 1.24.3 as a module and node 20.20.2 as an npm package. Where modules
# and packages come from is what go and npm are configured for; go checks every
# module against its checksum database.
#
# Exit: 0 all there, 1 a program is missing or a build failed, 2 misuse.
set -eu
# shellcheck source=install.sh
. "$(dirname -- "$0")/install.sh"

mongoimport_pkg=github.com/mongodb/mongo-tools/mongoimport/main
mongoimport_ver=v0.0.0-20241209202053-ad3090c86229
ferretdb_pkg=github.com/FerretDB/FerretDB/cmd/ferretdb
ferretdb_ver=v1.24.2
mongosh_ver=2.12.0
go_ver=1.24.3
node_ver=20.20.2

pin() {
  case $1 in
    mongoimport) echo "$mongoimport_ver" ;;
    ferretdb) echo "$ferretdb_ver" ;;
    mongosh) echo "$mongosh_ver" ;;
    *) die "unknown program $1" 2 ;;
  esac
}

case ${1-} in
  -h|--help) help ;;
  -l) for p in mongoimport ferretdb mongosh; do echo "$p $(pin "$p")"; done; exit 0 ;;
  -*) die "unknown option $1" 2 ;;
  '') die "which folder? see --help" 2 ;;
esac
dir=$1
shift
[ $# -gt 0 ] || set -- mongoimport ferretdb mongosh

# what is there in the pinned version needs neither go nor npm
todo=
for p do
  v=$(pin "$p")
  if [ -x "$dir/bin/$p" ] && [ "$(cat "$dir/lib/$p.version" 2>/dev/null)" = "$v" ]; then continue; fi
  todo="$todo $p"
done
[ -n "$todo" ] || exit 0

for p in $todo; do
  case $p in
    mongosh)
      command -v node >/dev/null 2>&1 || die "node is missing: Debian package nodejs"
      command -v npm >/dev/null 2>&1 || die "npm is missing: Debian package npm" ;;
    *) command -v go >/dev/null 2>&1 || die "go is missing: Debian package golang-go" ;;
  esac
done

mkdir -p "$dir/bin" "$dir/lib"
dir=$(cd "$dir" && pwd -P)
# beside the target, so that the last step is a rename
tmp=$(mktemp -d "$dir/lib/tmp.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM

# quietly, but with all the words when it fails
run() {
  "$@" >"$tmp/log" 2>&1 || { cat "$tmp/log" >&2; die "failed: $*"; }
}

# sets $go to a go command of version 1.24 or newer
find_go() {
  go=go
  cd "$tmp"
  v=$(GOTOOLCHAIN=local go env GOVERSION 2>/dev/null) || v=
  v=${v#go}; v=${v%%[!0-9.]*}
  major=${v%%.*}; minor=${v#*.}; minor=${minor%%.*}
  if [ "${major:-0}" -gt 1 ] || [ "${minor:-0}" -ge 24 ]; then return; fi
  say "Go ${v:-?} is too old to build them: fetching Go $go_ver as a module"
  printf 'module toolchain\n' > go.mod
  m=golang.org/toolchain@v0.0.1-go$go_ver.$(go env GOHOSTOS)-$(go env GOHOSTARCH)
  GOTOOLCHAIN=local go mod download -json "$m" > m.json 2>"$tmp/log" || {
    cat "$tmp/log" m.json >&2; die "cannot fetch $m"; }
  root=$(sed -n 's/^[[:space:]]*"Dir": "\(.*\)",\{0,1\}$/\1/p' m.json)
  [ -x "$root/bin" ] || die "no toolchain in $m"
  # modules have no executable files
  find "$root/bin" "$root/pkg/tool" -type f -exec chmod a+x {} +
  go=$root/bin/go
  # this one cannot find it by itself where /proc is not mounted
  GOROOT=$root
  export GOROOT
}

# build_go PROGRAM PACKAGE VERSION LDFLAGS
build_go() {
  say "building $1 $3"
  [ -n "$go" ] || find_go
  mkdir "$tmp/$1"
  cd "$tmp/$1"
  printf 'module tools\n\ngo 1.24\n' > go.mod
  run "$go" get -tool "$2@$3"
  run "$go" mod vendor
  # FerretDB does not start without this file, which its module lacks
  [ "$1" != ferretdb ] || echo "$3" > vendor/github.com/FerretDB/FerretDB/build/version/version.txt
  run "$go" build -mod=vendor -trimpath -ldflags "-s -w $4" -o "$tmp/$1.bin" "$2"
  mv -f "$tmp/$1.bin" "$dir/bin/$1"
}

go=
GOTOOLCHAIN=local CGO_ENABLED=0 GOWORK=off
export GOTOOLCHAIN CGO_ENABLED GOWORK
# mongosh, and a node of its own where the machine's is too old for it
install_mongosh() {
  say "installing mongosh $mongosh_ver from npm"
  main=node_modules/mongosh/bin/mongosh.js
  own=
  if ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; then
    own=node-linux-$(node -p process.arch)
    say "node $(node --version) is too old for it: adding node $node_ver from npm"
  fi
  mkdir "$tmp/mongosh"
  run npm install --prefix "$tmp/mongosh" --no-audit --no-fund --ignore-scripts \
    --omit=optional "mongosh@$mongosh_ver" ${own:+"$own@$node_ver"}
  rm -rf "$dir/lib/mongosh" "$dir/bin/mongosh"
  mv "$tmp/mongosh" "$dir/lib/mongosh"
  if [ -z "$own" ]; then
    ln -s "../lib/mongosh/$main" "$dir/bin/mongosh"
  else
    cat > "$dir/bin/mongosh" <<WRAPPER
#!/bin/sh
d=\$(dirname -- "\$(readlink -f -- "\$0")")/../lib/mongosh
exec "\$d/node_modules/$own/bin/node" "\$d/$main" "\$@"
WRAPPER
    chmod +x "$dir/bin/mongosh"
  fi
}

for p in $todo; do
  rm -f "$dir/lib/$p.version"
  case $p in
    mongoimport) build_go "$p" "$mongoimport_pkg" "$mongoimport_ver" "-X main.VersionStr=$mongoimport_ver" ;;
    ferretdb) build_go "$p" "$ferretdb_pkg" "$ferretdb_ver" '' ;;
    mongosh) install_mongosh ;;
  esac
  "$dir/bin/$p" --version >/dev/null || die "$p does not run"
  pin "$p" > "$dir/lib/$p.version"
done
