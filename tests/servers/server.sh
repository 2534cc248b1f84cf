# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2154
# Sourced by start-*.sh, and for its first part by install.sh: what they say, the verbs start, stop,
# status and remove, a server's folder and process, and the wait until it is up. A start script
# keeps what is its server's own, in this order:
#
#   server_arguments "$@"       # $verb and $dir
#   ...                         # its programs are there
#   server_folder pgtest        # $dir and the files in it
#   mark=--datadir=$dir/data    # a word of its command line that no other process has
#   server_verb                 # goes on only when there is a server to start
#   launch() { ...; }           # starts it on $port and returns when it is up
#   server_start
#   server_tell                 # prints the settings
#
# What is here for `running`, `halt` and `is_up` asks the process in the pid file and the file $ready;
# a script whose server tells otherwise defines its own after it has sourced this.

# ---- words ------------------------------------------------------------------------------------

name=${0##*/}
name=${name%.sh}
say() { printf '%s\n' "$name: $*" >&2; }
die() { say "$1"; exit "${2:-1}"; }   # die MESSAGE [STATUS]

# help: a script's header is its help.
help() { sed -n '3,/^set -eu/{/^#/s/^# \{0,1\}//p;}' "$0"; exit 0; }

# What is printed stands without quotes, and the servers' own set-up programs break on blanks and
# quotes in a path.
odd() { die "folder name with a blank, quote or other odd character: $1" 2; }
plain() { case $1 in *[!A-Za-z0-9/_.,+@:=~%-]*) odd "$1" ;; esac; }

# ---- arguments and folder -----------------------------------------------------------------------

# server_arguments ARGUMENT...: sets verb, and dir, which only a start may leave empty.
server_arguments() {
  verb=start
  case ${1-} in
    start|stop|status|remove) verb=$1; shift ;;
    -h|--help) help ;;
    -*) die "unknown option $1" 2 ;;
  esac
  [ $# -le 1 ] || die "too many arguments" 2
  dir=${1-}
  [ -n "$dir" ] || [ "$verb" = start ] || die "$verb needs the folder that start printed" 2
}

# server_folder NAME: makes dir for a start, named after NAME where none was given, and sets what is
# in it. base is where the server's own files are, ready a file that is empty or missing before it
# is up.
server_folder() {
  [ -n "$dir" ] || dir=$(mktemp -d "${TMPDIR:-/tmp}/$1.XXXXXX")
  case $verb in
    remove) [ -d "$dir" ] || exit 0 ;;
    stop|status) [ -d "$dir" ] || die "no such folder: $dir" 2 ;;
    start) mkdir -p "$dir" ;;
  esac
  dir=$(cd "$dir" && pwd -P)
  plain "$dir"
  base=$dir
  data=$dir/data
  settings=$dir/settings
  pidfile=$dir/pid
  portfile=$dir/port
  log=$dir/log
  ready=$pidfile
}

# ---- the process ------------------------------------------------------------------------------

# server_pid: prints the pid in the file, when it is still that server's.
server_pid() {
  [ -s "$pidfile" ] || return 1
  p=$(cat "$pidfile")
  kill -0 "$p" 2>/dev/null || return 1
  if [ -r "/proc/$p/cmdline" ]; then
    tr '\0' '\n' < "/proc/$p/cmdline" | grep -qxF -e "$mark" || return 1
  fi
  printf '%s\n' "$p"
}
running() { server_pid >/dev/null && [ -s "$ready" ]; }

# halt: ends the server, after kill_after tenths of a second by force (0: never).
kill_after=0
halt() {
  p=$(server_pid) || return 0
  kill "$p"
  n=0
  while kill -0 "$p" 2>/dev/null; do
    n=$((n + 1))
    [ "$n" -ne "$kill_after" ] || kill -KILL "$p" 2>/dev/null || :
    [ "$n" -le 600 ] || die "process $p did not end"
    # a zombie has ended; whoever started it has yet to collect it
    case $(sed -n 's/^State:[[:space:]]*//p' "/proc/$p/status" 2>/dev/null) in Z*) break ;; esac
    sleep 0.1
  done
  rm -f "$pidfile" "$portfile"
}

# server_verb: does what $verb asks for and ends the script, unless there is a server to start.
server_verb() {
  case $verb in
    status)
      running || { say "not running: $dir"; exit 1; }
      cat "$settings"; exit 0 ;;
    stop|remove)
      halt
      [ "$verb" != remove ] || rm -rf "$base" "$dir"
      exit 0 ;;
  esac
  if running; then cat "$settings"; exit 0; fi
}

# ---- a start ----------------------------------------------------------------------------------

# server_start: launch on SERVER_PORT, or on a free port, which is one that the server can take: in
# up to 20 tries.
server_start() {
  tries=0
  while :; do
    tries=$((tries + 1))
    port=${SERVER_PORT:-$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))}
    : > "$log"
    if launch; then return; fi
    if [ -z "${SERVER_PORT-}" ] && [ "$tries" -lt 20 ] && grep -qi 'address already in use' "$log"; then continue; fi
    cat "$log" >&2
    die "the server did not start"
  done
}

# await TENTHS: for launch; waits until the process last put into the background, then in p, is_up.
# Where it ends or takes longer, nothing is left of it.
is_up() { [ -s "$ready" ]; }
await() {
  p=$!
  n=0
  while [ "$n" -lt "$1" ] && kill -0 "$p" 2>/dev/null; do
    if is_up; then return; fi
    n=$((n + 1)); sleep 0.1
  done
  kill "$p" 2>/dev/null || :
  wait "$p" 2>/dev/null || :
  rm -f "$pidfile"
  return 1
}

# server_tell: keeps and prints the settings on its standard input, and what all servers have.
server_tell() {
  { cat; echo "SERVER_DIR=$dir"; echo "SERVER_PID=$p"; } > "$settings"
  cat "$settings"
}

# ---- servers in Java --------------------------------------------------------------------------

# java_server NAME VALUE: the variable NAME, whose value is VALUE, names the folder to start from.
java_server() {
  [ "$verb" = start ] || return 0
  if [ -z "$2" ] || [ ! -f "$2/installed" ]; then
    die "set $1 to a folder that install-${name#start-}.sh made" 2
  fi
  java=java
  [ -z "${JAVA_HOME-}" ] || java=$JAVA_HOME/bin/java
  command -v "$java" >/dev/null 2>&1 || die "no java (Debian package default-jdk-headless)" 2
  install=$(cd "$2" && pwd -P)
}

# java_folder NAME: server_folder for one that writes its port into the port file when it is up.
java_folder() {
  server_folder "$1"
  ready=$portfile
}

# java_launch [OPTION...] CLASS ARGUMENT...: runs it, with its pid in the file, and waits.
java_launch() {
  mkdir -p "$dir/tmp"
  rm -f "$portfile"
  nohup "$java" "-Xmx${SERVER_HEAP:-1g}" -XX:+UseSerialGC -XX:-UsePerfData \
    "-Djava.io.tmpdir=$dir/tmp" "-XX:ErrorFile=$dir/crash" -XX:+ExitOnOutOfMemoryError \
    -cp "$install/classes:$install/lib/*" "$@" </dev/null >"$log" 2>&1 &
  echo "$!" > "$pidfile"
  await 1200
}
