# shellcheck shell=sh disable=SC2154,SC2034
# SPDX-License-Identifier: Apache-2.0
#
# The part of load.sh that is the same for every datastore: arguments, checks, the order of steps,
# marks of what is done, counts. In front of it stand the facts of the bundle; behind it, for each
# family of servers in it, functions FAMILY_help, _tools, _target, _connect, _exists, _prepare,
# _schema, _part, _constraints, _script FILE, _count, _drop, _drop_rest, and what it is like:
# _has_transactions (a part is there wholly or not at all), _makes_models (data make models that are
# not there) and _schema_repeats (the step can be done again after it stopped halfway). Last comes the
# call of main.
# Facts are plain variables: of the bundle, of a datastore after use_store, of a table while
# each_table calls. Every failure ends the script by die; nothing relies on set -e alone.

set -eu
umask 077

say() {
    printf '%s\n' "$*"
}

warn() {
    printf 'load.sh: %s\n' "$*" >&2
}

# die STATUS MESSAGE: 1 a load failed, 2 misuse or a tool missing, 3 the bundle is damaged.
die() {
    status=$1
    shift
    warn "$*"
    exit "$status"
}

usage() {
    cat <<END
usage: sh load.sh [ID...]           loads all datastores of '$bundle', or those named
       sh load.sh --drop [ID...]    removes what it made

Connections come from the environment:
END
    for family in $families; do
        "${family}_help"
    done
    cat <<END

What is done is noted in a folder (DORE_STATE, default 'load-state' beside this script), so that a
load that was stopped goes on where it was.

Datastores here:
END
    each_store usage_line
    cat <<END

Exit status: 0 all loaded, 1 a load failed, 2 misuse or a tool is missing, 3 the bundle is damaged.
END
}

usage_line() {
    use_store "$1"
    printf '  %s (%s)\n' "$2" "$protocol"
}

misuse() {
    warn "$*"
    warn "'sh load.sh --help' says more"
    exit 2
}

# ---- which datastores ------------------------------------------------------------------------

choose_all() {
    chosen="$chosen $1"
}

choose_match() {
    if [ "$2" = "$wanted" ]; then found=$1; fi
}

choose() {
    wanted=$1
    found=
    each_store choose_match
    [ -n "$found" ] || misuse "there is no datastore '$1' in this bundle"
    case " $chosen " in
        *" $found "*) ;;
        *) chosen="$chosen $found" ;;
    esac
}

# need TOOL: what cannot be done without.
need() {
    command -v "$1" >/dev/null 2>&1 || die 2 "'$1' is not installed; datastore '$id' needs it"
}

# ---- the bundle's own files ------------------------------------------------------------------

# The files that the chosen datastores need, one a line.
list_files() {
    if [ "$schema_step" = yes ]; then
        each_before say
        each_after say
    fi
    if [ "$schema_step" = yes ] && [ -n "$schema_file" ]; then say "$schema_file"; fi
    if [ "$constraints_step" = yes ] && [ -n "$constraints_file" ]; then say "$constraints_file"; fi
    each_table list_table_files
}

list_table_files() {
    if [ "$schema_step" = yes ] && [ -n "$index_file" ]; then say "$index_file"; fi
    if [ "$data_step" = yes ]; then each_part list_part_file; fi
}

list_part_file() {
    say "$part_file"
}

check_files() {
    [ -f "$here/CHECKSUMS.xxh128" ] || die 3 "CHECKSUMS.xxh128 is missing: this is not a whole bundle"
    for number in $chosen; do
        use_store "$number"
        list_files
    done >"$tmp/needed"
    lost=$(awk 'NR == FNR { listed[$2] = 1; next } !($0 in listed) { print; exit }' \
        "$here/CHECKSUMS.xxh128" "$tmp/needed")
    [ -z "$lost" ] || die 3 "CHECKSUMS.xxh128 does not list $lost: this is not a whole bundle"
    if command -v xxhsum >/dev/null 2>&1; then
        (cd -- "$here" && xxhsum -c CHECKSUMS.xxh128) >"$tmp/sums" 2>&1 || {
            grep -v ': OK$' "$tmp/sums" >&2 || :
            die 3 "the bundle is damaged; nothing was changed"
        }
    else
        warn "xxhsum is not installed: the files are not compared with their checksums"
        while IFS= read -r lost; do
            [ -f "$here/$lost" ] || die 3 "$lost is missing; nothing was changed"
        done <"$tmp/needed"
    fi
    bundle_sum=$(cksum <"$here/CHECKSUMS.xxh128")
    bundle_sum=${bundle_sum%% *}
}

# is_whole FILE: whether it has as many bytes as bundle.json says.
is_whole() {
    awk -v file="\"path\": \"$1\"," '
        index($0, file) { sub(/.*"bytes": /, ""); print $0 + 0 }' "$here/bundle.json" >"$tmp/bytes"
    [ "$(cat "$tmp/bytes")" -eq "$(wc -c <"$here/$1")" ] 2>/dev/null
}

# ---- marks of what is done -------------------------------------------------------------------

# The folder of the datastore's marks. Its name holds a digest of server and database, so that
# another server is not taken for this one; a mark's holds one of the bundle.
find_state() {
    target_sum=$("${family}_target" | cksum)
    state=${DORE_STATE:-$here/load-state}/$folder-${target_sum%% *}
}

open_state() {
    find_state
    mkdir -p -- "$state" || die 1 "cannot make '$state'; name another folder in DORE_STATE"
}

# marked STEP begun|finished
marked() {
    [ -e "$state/$1.$bundle_sum.$2" ]
}

mark() {
    : 2>/dev/null >"$state/$1.$bundle_sum.$2" || die 1 "cannot write to '$state'"
}

forget_all() {
    rm -rf -- "$state"
    open_state
}

# Whether this script, from this bundle or one before it in this folder, made tables there.
made_here() {
    for made in "$state"/schema.*; do
        if [ -e "$made" ]; then return 0; fi
    done
    return 1
}

# ---- before anything is changed --------------------------------------------------------------

look() {
    asked=$((asked + 1))
    if "${family}_exists"; then
        present=$((present + 1))
        present_model=${present_model:-$name}
    else
        missing_model=${missing_model:-$name}
    fi
}

# Two datastores that the environment leads to one place would meet in a model of the same name.
claim() {
    claim_sum=$(printf '%s\n' "$family" "$target_sum" "${space-}" "$name" | cksum)
    if grep -qxF -e "$claim_sum" -- "$tmp/claimed"; then
        die 1 "$id: '$name' is a model of another datastore in the same place; nothing was changed." \
            "Load them one by one, each with its own connection"
    fi
    say "$claim_sum" >>"$tmp/claimed"
}

# Asks for every model that will be made. A load that was stopped goes on only where all of what it made is still
# there, or nothing is.
ask() {
    open_state
    if [ "$schema_step" = yes ]; then each_table claim; fi
    if [ "$schema_step" = yes ] && [ "$drop_first" = yes ] && ! marked schema finished; then return; fi
    asked=0 present=0 present_model='' missing_model=''
    each_table look
    if [ "$schema_step" = no ]; then
        [ -z "$missing_model" ] || "${family}_makes_models" ||
            die 1 "$id: '$missing_model' does not exist, and this bundle does not make it"
    elif marked schema finished || marked schema begun; then
        resume
    elif [ "$present" -gt 0 ]; then
        die 1 "$id: '$present_model' exists already; nothing was changed." \
            "Remove it, or make the bundle with --drop-conflicting-models"
    fi
}

resume() {
    if [ "$present" -eq "$asked" ]; then
        if ! marked schema finished && ! "${family}_schema_repeats"; then mark schema finished; fi
        say "$id: going on with a load that was begun before (marks in $state)"
    elif [ "$present" -eq 0 ] || [ "$drop_first" = yes ]; then
        forget_all
    elif ! "${family}_schema_repeats" || marked schema finished; then
        die 1 "$id: a load was begun before, but '$missing_model' is not there;" \
            "'sh load.sh --drop $id' removes the rest"
    fi
}

# ---- loading ---------------------------------------------------------------------------------

# Calls its arguments for each part of the table, with part_file, part_mark and part_size set.
each_part() {
    part_start=0
    part_number=$first_part
    while [ "$part_start" -lt "$rows" ]; do
        part_size=$((rows - part_start))
        if [ "$part_size" -gt "$part_rows" ]; then part_size=$part_rows; fi
        part_mark=$(printf '%0*d-%s' "$digits" "$part_number" "$file")
        part_file=$folder/20-data/$part_mark.$extension
        "$@"
        part_start=$((part_start + part_size))
        part_number=$((part_number + 1))
    done
}

# What the client said, to the terminal.
show() {
    sed -n '1,20s/^/  /p' "$1" >&2
}

# failed FILE: the step's file was refused.
failed() {
    if [ -s "$tmp/err" ]; then show "$tmp/err"; else show "$tmp/out"; fi
    die 1 "$id: $1 failed"
}

# ended FILE NAME [ROWS]: whether the client came to the end mark, which is the file's last line.
ended() {
    awk -v want="dore-end $2${3:+ $3}" \
        '$0 == want || index($0, want " ") == 1 { ok = 1 } END { exit !ok }' "$tmp/out" ||
        die 1 "$id: $1 was not loaded to its end"
    if [ -s "$tmp/err" ]; then show "$tmp/err"; fi
}

# script_ended FILE: the same for a script, whose mark is its name.
script_ended() {
    script_mark=${1##*/}
    ended "$1" "${script_mark%.*}"
}

# A part that was begun before may be there, or some of it. Where parts are transactions that can be
# found out; elsewhere FAMILY_part sends it in another way when $again is yes.
load_part() {
    if ! marked "$part_mark" finished; then
        again=no
        if marked "$part_mark" begun; then again=yes; fi
        if [ "$again" = yes ] && "${family}_has_transactions" && transaction_again; then
            say "$id: $part_file: was loaded before"
        else
            mark "$part_mark" begun
            "${family}_part"
            say "$id: $part_file: $part_size rows"
        fi
        mark "$part_mark" finished
    fi
    table_done=$((table_done + part_size))
}

# Rows that stood in the table before this bundle's: none where it made the table.
find_base() {
    base=0
    if [ "$schema_step" = yes ]; then return; fi
    if [ ! -s "$state/$file.$bundle_sum.base" ]; then
        base=$("${family}_count") || exit
        say "$base" >"$state/$file.$bundle_sum.base"
    fi
    read -r base <"$state/$file.$bundle_sum.base"
}

load_table() {
    table_done=0
    find_base
    each_part load_part
}

# Whether a part that was begun before is there: parts are loaded one after the other, so the number
# of rows tells.
transaction_again() {
    have=$("${family}_count") || exit
    if [ "$have" -eq $((base + table_done + part_size)) ]; then return 0; fi
    if [ "$have" -eq $((base + table_done)) ]; then return 1; fi
    die 1 "$id: '$name' holds $have rows where $((base + table_done)) were expected;" \
        "'sh load.sh --drop $id' removes them"
}

count_table() {
    find_base
    have=$("${family}_count") || exit
    if [ "$have" -eq $((base + rows)) ]; then
        say "$id: $name: $rows rows"
    elif [ "$schema_step" = no ] && ! "${family}_has_transactions" && [ "$have" -ge "$rows" ]; then
        say "$id: $name: $rows rows among $have"
    else
        die 1 "$id: '$name' holds $have rows, not $((base + rows));" \
            "to load it again, remove '$state' and what is there"
    fi
    store_rows=$((store_rows + rows))
}

# step NAME COMMAND...: once.
step() {
    if marked "$1" finished; then return; fi
    step_name=$1
    shift
    mark "$step_name" begun
    "$@"
    mark "$step_name" finished
}

# run_script before|after FILE: one of the manifest's own, once.
run_script() {
    if marked "$1-${2##*/}" finished; then return; fi
    step "$1-${2##*/}" "${family}_script" "$2"
    say "$id: $2"
}

load() {
    find_state
    if [ "$schema_step" = yes ]; then
        marked schema finished || "${family}_prepare"
        each_before run_script before
        step schema "${family}_schema"
    fi
    store_rows=0
    if [ "$data_step" = yes ]; then each_table load_table; fi
    if [ "$constraints_step" = yes ] && [ -n "$constraints_file" ]; then
        step constraints "${family}_constraints"
    fi
    if [ "$schema_step" = yes ]; then each_after run_script after; fi
    if [ "$data_step" = yes ]; then
        each_table count_table
        say "$id: loaded $store_rows rows"
    else
        say "$id: made its models"
    fi
}

# ---- removing --------------------------------------------------------------------------------

drop_table() {
    "${family}_drop"
    say "$id: removed $name"
}

drop() {
    find_state
    if ! made_here; then
        warn "$id: no mark in '$state' says that this script made anything there; nothing removed"
        return
    fi
    each_table drop_table
    "${family}_drop_rest"
    rm -rf -- "$state"
}

# ---- the order of all that -------------------------------------------------------------------

each_chosen() {
    for number in $chosen; do
        use_store "$number"
        "$@"
    done
}

# The command's name comes from the family: each_chosen call tools
call() {
    "${family}_$1"
}

clean_up() {
    rm -rf -- "$tmp"
}

main() {
    command=load
    chosen=
    while [ $# -gt 0 ]; do
        case $1 in
            --drop) command=drop ;;
            -h | --help)
                usage
                exit 0
                ;;
            -*) misuse "there is no option '$1'" ;;
            *) choose "$1" ;;
        esac
        shift
    done
    [ -n "$chosen" ] || each_store choose_all
    here=$(unset CDPATH && cd -- "$(dirname -- "$0")" && pwd -P) || die 2 "cannot find myself"
    each_chosen call tools
    tmp=${TMPDIR:-/tmp}/dore-load.$$
    mkdir -- "$tmp" || die 2 "cannot make a folder in '${TMPDIR:-/tmp}'"
    trap clean_up EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 141' PIPE
    trap 'exit 143' TERM
    check_files
    each_chosen call connect
    : >"$tmp/claimed"
    if [ "$command" = load ]; then each_chosen ask; fi
    each_chosen "$command"
}
