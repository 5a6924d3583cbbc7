# shellcheck shell=bash
# Requests a second: ping and create, each beside its peers. Sourced by scripts/bench.

# one_ping DEPTH REQUESTS: rates of redis-server and of the daemon, taken in turn; the medians in PEER and OURS.
one_ping() {
  local round peers=() rates=() result
  for round in $(seq "$ROUNDS"); do
    peers+=("$(field ops_per_s "$(drive "$REDIS_SOCKET" -c 50 -P "$1" -n "$2" -m PING)")")
    result=$(drive "$SOCKET" -c 50 -P "$1" -n "$2" -m "$PING")
    rates+=("$(field ops_per_s "$result")")
  done
  PEER=$(median "${peers[@]}") OURS=$(median "${rates[@]}")
}

measure_ping() {
  step 'Ping against redis-server'
  start_redis
  start_daemon ping
  profile ping
  one_ping 1 "$PINGS"
  row 'system.ping, 50 connections' '≥ 0.8 × redis-server PING' \
    "$(thousands "$OURS")/s; redis $(thousands "$PEER")/s" "$(calc "$OURS/$PEER")" "$OURS >= 0.8 * $PEER"
  one_ping 16 $((PINGS * 4))
  row 'system.ping, 50 connections, 16 in flight' '≥ 0.4 × redis-server PING' \
    "$(thousands "$OURS")/s; redis $(thousands "$PEER")/s" "$(calc "$OURS/$PEER")" "$OURS >= 0.4 * $PEER"
  end_profile
  stop_daemon
  stop_redis
}

measure_create() {
  step 'Creating entries against PostgreSQL and SQLite'
  local round result rates=() late=() postgres=() sqlite=() count=0
  start_postgres
  start_daemon create
  profile create
  for round in $(seq "$ROUNDS"); do
    postgres+=("$(pgbench_rate "$SECONDS_EACH")")
    [ -n "${postgres[-1]}" ] || die "pgbench failed: $(tail -n 1 "$WORK/pgbench.log")"
    sqlite+=("$("$WORK/sqliteinsert" "$WORK/bare.db" "$BARE_ROWS" "$WORK/bodies.txt")") || die 'sqliteinsert failed'
    result=$(drive "$SOCKET" -c 64 -n "$CREATES" -f "$WORK/create.txt")
    rates+=("$(field ops_per_s "$result")") late+=("$(field p99_us "$result")")
    count=$((count + CREATES))
    note "round $round: ${rates[-1]}/s, pgbench ${postgres[-1]%.*}/s, SQLite ${sqlite[-1]}/s"
  done
  end_profile
  [ "$(call system.status '{}' store.entries)" = "$count" ] || die 'entries are missing'
  local ours peer bare
  ours=$(median "${rates[@]}") peer=$(median "${postgres[@]}") bare=$(median "${sqlite[@]}")
  row 'entries.create, 64 connections' '≥ 0.8 × pgbench INSERT, 64 clients' \
    "$(thousands "$ours")/s, p99 $(calc "$(median "${late[@]}") / 1000") ms; PostgreSQL $(thousands "$peer")/s" \
    "$(calc "$ours/$peer")" "$ours >= 0.8 * $peer"
  row 'the same' '≥ 1.5 × SQLite autocommit of the bare row' \
    "$(thousands "$ours")/s; SQLite $(thousands "$bare")/s" "$(calc "$ours/$bare")" "$ours >= 1.5 * $bare"
  stop_daemon
  stop_postgres
}
