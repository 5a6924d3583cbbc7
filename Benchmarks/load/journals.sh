# shellcheck shell=bash
# Two journals, a small and a large one, and what reading them takes. Sourced by scripts/bench.

REPORTS=(mood-trend mood-distribution words weekday hour streaks calendar categories category-trend)
FILLED=

# fill NAME ENTRIES: a journal of its own, written through the socket, searchable when this returns.
fill() {
  local start written unindexed
  start_daemon "$1"
  start=$EPOCHREALTIME
  drive "$SOCKET" -c 2 -n $(($2 / 500)) -f "$WORK/fill.txt" >/dev/null
  written=$EPOCHREALTIME
  while unindexed=$(call system.status '{}' store.unindexed) && [ "$unindexed" != 0 ]; do sleep 0.5; done
  [ "$(call system.status '{}' store.entries)" = "$2" ] || die "the journal does not hold $2 entries"
  row "entries.createMany, $(thousands "$2") entries" - \
    "$(calc "$written - $start") s, $(thousands "$(calc "$2 / ($written - $start)")") entries/s; index ready $(calc "$EPOCHREALTIME - $written") s later; $(calc "$(call system.status '{}' store.bytes) / 1e6") MB" \
    - -
  stop_daemon
}

filled() {
  [ -z "$FILLED" ] || return 0
  step "Writing journals of $(thousands "$SMALL") and $(thousands "$LARGE") entries"
  fill small "$SMALL"
  fill large "$LARGE"
  FILLED=1
}

request() { printf '{"jsonrpc":"2.0","id":%%N,"method":"%s","params":%s}' "$1" "$2"; }

# reading REQUESTS METHOD PARAMS: median and 99th percentile in ms, in P50 and P99, on one connection.
reading() {
  local result
  result=$(drive "$SOCKET" -c 1 -n "$1" -m "$(request "$2" "$3")")
  P50=$(calc "$(field p50_us "$result") / 1000") P99=$(calc "$(field p99_us "$result") / 1000")
}

measure_list() {
  filled
  step 'Lists and searches'
  local entries kind words total
  entries=$(thousands "$LARGE")
  start_daemon large
  profile list
  reading "$READS" entries.list '{"limit":50}'
  end_profile
  row "newest 50 of $entries" 'p99 ≤ 2 ms' "median $P50 ms, p99 $P99 ms" - "$P99 <= 2"
  profile search
  for kind in 'common common' 'common middling' 'middling rare'; do
    words=$(search_words "$kind")
    total=$(call entries.search "{\"query\":\"$words\",\"limit\":1}" total)
    reading "$((READS / 10))" entries.search "{\"query\":\"$words\"}"
    row "search of two words ($kind), $(thousands "$total") of $entries match" '≤ 20 ms' \
      "median $P50 ms, p99 $P99 ms" - "$P50 <= 20"
  done
  end_profile
  stop_daemon
}

# Two words of the given kinds; each kind has two.
search_words() {
  local first second
  read -r first second <<<"$1"
  if [ "$first" = "$second" ]; then
    awk -v kind="$first" '$1 == kind { print $2, $3 }' "$WORK/words.txt"
  else
    awk -v a="$first" -v b="$second" '$1 == a { x = $2 } $1 == b { y = $2 } END { print x, y }' "$WORK/words.txt"
  fi
}

# Every report over the same year of both journals, computed anew each time: the daemon runs without its cache.
measure_reports() {
  filled
  step 'Reports over one year'
  local name params from journal worst=0 slowest=0 worst_name slowest_name
  declare -A median_of late_of
  from=$(date -u -d "$TODAY - 364 days" +%F)
  for journal in small large; do
    start_daemon "$journal" JOURNALD_CACHE_PROVIDER=none
    for name in "${REPORTS[@]}"; do
      params="{\"name\":\"$name\",\"from\":\"$from\",\"to\":\"$TODAY\"$([ "$name" != category-trend ] || echo ',"category":"health"')}"
      reading "$((READS / 2))" analytics.report "$params"
      median_of[$journal-$name]=$P50 late_of[$journal-$name]=$P99
    done
    stop_daemon
  done
  detail "| report over one year | $(thousands "$SMALL") entries, median | $(thousands "$LARGE") entries, median | p99 | ratio |"
  detail '|---|---|---|---|---|'
  for name in "${REPORTS[@]}"; do
    local few=${median_of[small-$name]} many=${median_of[large-$name]} late=${late_of[large-$name]} ratio
    ratio=$(calc "$many / $few")
    detail "| $name | $few ms | $many ms | $late ms | $ratio |"
    if holds "$ratio > $worst"; then worst=$ratio worst_name=$name; fi
    if holds "$late > $slowest"; then slowest=$late slowest_name=$name; fi
  done
  detail ''
  row "reports over one year: worst ratio of $(thousands "$LARGE") to $(thousands "$SMALL") entries" '≤ 2' \
    "$worst_name: ${median_of[small-$worst_name]} ms and ${median_of[large-$worst_name]} ms" "$worst" "$worst <= 2"
  row "reports over one year: slowest, $(thousands "$LARGE") entries" 'p99 ≤ 5 ms' "$slowest_name: p99 $slowest ms" - "$slowest <= 5"
}
