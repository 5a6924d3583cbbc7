# shellcheck shell=bash
# What a daemon costs as a process, and what a command of the client takes. Sourced by scripts/bench.

measure_start() {
  filled
  step 'Starting'
  local least middle
  read -r least middle < <(timeout "$PATIENCE" "$TOOLS/time_ready.py" 7 "$BIN/journald-core" serve \
    --config "$WORK/journald.yaml" --state-directory "$WORK/large" --socket "$SOCKET") || die 'the daemon did not become ready'
  row "start to READY, $(thousands "$LARGE") entries" '≤ 100 ms' "median $middle ms, least $least ms" - "$middle <= 100"
}

measure_memory() {
  filled
  step 'Memory'
  local idle anonymous more
  ulimit -n 4096 2>/dev/null || true
  start_daemon large
  sleep 2
  read -r idle anonymous more < <(timeout "$PATIENCE" "$TOOLS/idle_memory.py" "$DAEMON" "$SOCKET" "$IDLE") ||
    die 'the connections could not be opened'
  row "idle, $(thousands "$LARGE") entries" '≤ 40 MB resident' "$idle MB, $anonymous MB of it not from files" - "$idle <= 40"
  row "$(thousands "$IDLE") idle connections" '≤ 40 MB more' "$more MB more" - "$more <= 40"
  stop_daemon
}

# command NAME RUNS ARGUMENT…: the median of whole runs, in MIDDLE.
command_time() {
  local least late
  read -r least MIDDLE late < <(timeout "$PATIENCE" "$TOOLS/time_command.py" "$@") || die "${*:2} failed"
}

measure_command() {
  filled
  step 'Commands of the client'
  local words jrnl= name ours
  words=$(search_words 'common middling')
  install_jrnl && jrnl=$WORK/venv/bin/jrnl
  start_daemon small
  export JOURNALCTL_X_SOCKET=$SOCKET
  for name in list add search; do
    case $name in
      list) set -- ;;
      add) set -- add 'Walked by the sea, felt light for the first time in weeks. #health' ;;
      search) set -- search "$words" ;;
    esac
    command_time "$COMMANDS" "$BIN/journalctl-x" "$@"
    ours=$MIDDLE
    row "journalctl-x${1:+ $1}, $(thousands "$SMALL") entries" '≤ 20 ms' "median $ours ms" - "$ours <= 20"
    [ -n "$jrnl" ] || continue
    case $name in
      list) set -- -n 10 ;;
      add) set -- 'Walked by the sea, felt light for the first time in weeks. @health' ;;
      search) set -- -contains "${words% *}" ;;
    esac
    command_time 3 "$jrnl" --config-file "$WORK/jrnl.yaml" "$@"
    row "the same ($name) against jrnl" '≥ 40 ×' "jrnl median $MIDDLE ms" "$(calc "$MIDDLE / $ours")" "$MIDDLE >= 40 * $ours"
  done
  stop_daemon
}

# jrnl in an environment of its own, with a journal of as many entries. Without it the run goes on.
install_jrnl() {
  python3 -m venv "$WORK/venv" >/dev/null 2>&1 &&
    timeout 120 "$WORK/venv/bin/pip" install -q jrnl >"$WORK/pip.log" 2>&1 || {
    note 'jrnl could not be installed: no comparison with it'
    return 1
  }
  awk -v n="$SMALL" 'BEGIN { t = 1700000000 } { text[NR] = $0 } END {
    for (i = 0; i < n; i++) print strftime("[%Y-%m-%d %H:%M] ", t + i * 3600) text[i % NR + 1] "\n"
  }' "$WORK/bodies.txt" >"$WORK/jrnl.txt" 2>/dev/null || return 1
  printf '%s\n' "journals:" "  default: {journal: $WORK/jrnl.txt}" 'editor: ""' 'encrypt: false' 'template: false' \
    'default_hour: 9' 'default_minute: 0' 'timeformat: "%F %H:%M"' 'tagsymbols: "@"' 'highlight: true' \
    'linewrap: 79' 'indent_character: "|"' 'colors: {body: none, date: none, tags: none, title: none}' \
    'display_format: pretty' 'version: v4.2' >"$WORK/jrnl.yaml"
}
