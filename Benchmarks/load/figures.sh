# shellcheck shell=bash
# Numbers, and the tables they end in. Sourced by scripts/bench.

# calc EXPRESSION: its value, printed in a readable number of digits.
calc() { awk "BEGIN { x = $1; print (x >= 100 || x <= -100) ? sprintf(\"%.0f\", x) : sprintf(\"%.3g\", x) }"; }
holds() { awk "BEGIN { exit !($1) }"; }
median() { printf '%s\n' "$@" | sort -g | sed -n "$((($# + 1) / 2))p"; }
thousands() { printf '%.0f' "$1" | sed ':a;s/\B[0-9]\{3\}\>/,&/;ta'; }

# field NAME JSON: a number out of what rpcbench prints.
field() { sed -n "s/.*\"$1\":\([0-9.]*\).*/\1/p" <<<"$2"; }

ROWS=() DETAILS=()

# row WHAT AIM MEASURED RATIO CONDITION: one line of the table. "-" where there is nothing to tell.
row() {
  local met=-
  if [ "$5" != - ]; then if holds "$5"; then met=yes; else met='**no**'; fi; fi
  ROWS+=("| $1 | $2 | $3 | $4 | $met |")
  note "$1: $3, ratio $4 (aim $2: ${met//\*/})"
}

detail() { DETAILS+=("$1"); }

machine() {
  local cpu disk
  cpu=$(lscpu | sed -n 's/^Model name: *//p' | head -n 1)
  disk=$(df --output=fstype,source "$WORK" | tail -n 1 | xargs)
  printf '%s processors (%s), %s GB of memory, Linux %s, %s, disk %s. Load average before the run: %s.\n' \
    "$(nproc)" "$cpu" "$(awk '/MemTotal/ { printf "%.0f", $2 / 1e6 }' /proc/meminfo)" "$(uname -r)" \
    "$(. /etc/os-release && echo "$PRETTY_NAME")" "$disk" "$LOAD_BEFORE"
}

print_tables() {
  printf 'Measured on %s on: ' "$(date -u +%F)"
  machine
  printf '\n| what | aim | measured | ratio | met |\n|---|---|---|---|---|\n'
  printf '%s\n' "${ROWS[@]}"
  [ ${#DETAILS[@]} = 0 ] || printf '%s\n' '' "${DETAILS[@]}"
}
