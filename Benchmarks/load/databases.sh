# shellcheck shell=bash
# The daemon on PostgreSQL: creating beside pgbench, reports, and many users. Sourced by scripts/bench-postgres.

# on_database NAME: a daemon on the database journal_NAME, made if it is not there.
on_database() {
  sql postgres "SELECT 1 FROM pg_database WHERE datname = 'journal_$1'" | grep -q 1 || sql postgres "CREATE DATABASE journal_$1"
  cat >"$WORK/journald.yaml" <<YAML
limits:
  requestsPerSecond: 0
server:
  maxConnections: 4096
  maxConnectionsPerUser: 4096
cache:
  provider: none
storage:
  provider: postgres
  postgres:
    url: "postgresql://journal@${PGHOST//\//%2F}/journal_$1"
YAML
  start_daemon "$1"
}

# sql NAME STATEMENT…: on the database journal_NAME, or on postgres.
sql() {
  local database=$1 arguments=() statement
  [ "$database" = postgres ] || database=journal_$database
  shift
  for statement; do arguments+=(-c "$statement"); done
  "${AS_POSTGRES[@]}" "$PGBIN/psql" -X -q -A -t -h "$PGHOST" -U journal -d "$database" -v ON_ERROR_STOP=1 \
    -c 'SET search_path = journald, public' "${arguments[@]}"
}

# A script that inserts what the daemon stores of an entry of create.txt: its two rows and their indexes, prepared and in one
# transaction, without sums, without an index of terms, and of bytes that are already there. On the database of an empty daemon.
write_rows_script() {
  local user
  on_database rows
  drive "$SOCKET" -c 1 -n 1 -f "$WORK/create.txt" >/dev/null
  stop_daemon
  user=$(sql rows 'SELECT user_id FROM journals LIMIT 1')
  sql rows 'CREATE SEQUENCE public.numbers START 1000'
  # The very bytes of an entry, as text: pgbench has no other form.
  sql rows "SELECT detail FROM entries LIMIT 1" >"$WORK/detail.txt"
  sql rows "SELECT body FROM contents LIMIT 1" >"$WORK/sealed.txt"
  sql rows "SELECT terms FROM contents LIMIT 1" >"$WORK/terms.txt"
  cat >"$WORK/rows.sql" <<SQL
\\set at random(1, 1000000000)
BEGIN;
INSERT INTO journald.entries (user_id, id, number, at, zone, day, hour, starred, words, revision, created_at, updated_at,
  categories, analysis, label, score, positive, neutral, negative, confidence, analysed_at, provider, model, detail)
VALUES ('$user', gen_random_uuid(), nextval('public.numbers'), :at, 'UTC', 20000, 12, false, 120, 1, :at, :at,
  ARRAY['$user'::uuid], 0, 0, 1000, 1000, 8000, 1000, 5000, :at, 'lexicon', '1', :detail::bytea);
INSERT INTO journald.contents (user_id, id, body, terms) VALUES ('$user', gen_random_uuid(), :body::bytea, :terms::bigint[]);
COMMIT;
SQL
  chmod 644 "$WORK/rows.sql"
}

rows_rate() {
  pgbench_run "$1" journal_rows "$WORK/rows.sql" -D detail="$(cat "$WORK/detail.txt")" -D body="$(cat "$WORK/sealed.txt")" \
    -D terms="$(cat "$WORK/terms.txt")"
}

database_create() {
  step 'Creating entries beside a bare prepared INSERT'
  local round result rates=() late=() peers=() same=() ours peer rows
  on_database create
  for round in $(seq "$ROUNDS"); do
    peers+=("$(pgbench_rate "$SECONDS_EACH")")
    [ -n "${peers[-1]}" ] || die "pgbench failed: $(tail -n 1 "$WORK/pgbench.log")"
    result=$(drive "$SOCKET" -c 64 -n "$CREATES" -f "$WORK/create.txt")
    rates+=("$(field ops_per_s "$result")") late+=("$(field p99_us "$result")")
    note "round $round: ${rates[-1]}/s, pgbench ${peers[-1]%.*}/s"
  done
  [ "$(sql create 'SELECT sum(entries) FROM journals')" = "$((ROUNDS * CREATES))" ] || die 'entries are missing'
  ours=$(median "${rates[@]}") peer=$(median "${peers[@]}")
  row 'entries.create, 64 connections, one user' '≥ 0.7 × a bare prepared INSERT, 64 clients' \
    "$(thousands "$ours")/s, p99 $(calc "$(median "${late[@]}") / 1000") ms; pgbench $(thousands "$peer")/s" \
    "$(calc "$ours/$peer")" "$ours >= 0.7 * $peer"
  stop_daemon
  # Afterwards: the server cleans up behind so many rows, which must not be on our account.
  write_rows_script
  for round in $(seq "$ROUNDS"); do
    same+=("$(rows_rate "$SECONDS_EACH")")
    [ -n "${same[-1]}" ] || die "pgbench failed: $(tail -n 1 "$WORK/pgbench.log")"
  done
  rows=$(median "${same[@]}")
  row 'the same, beside the bare INSERTs of the same two rows' - "$(thousands "$ours")/s; pgbench $(thousands "$rows")/s" \
    "$(calc "$ours/$rows")" -
}

# A journal of SMALL entries, written through the socket, and the same with COPIES more of each, made in SQL with sums to
# match: reports read sums alone. The copies have no texts, and no terms to be indexed.
database_reports() {
  step 'Reports over one year'
  local name params from slowest=0 slowest_name total=$((SMALL * (COPIES + 1)))
  on_database reports
  drive "$SOCKET" -c 2 -n $((SMALL / 500)) -f "$WORK/fill.txt" >/dev/null
  stop_daemon
  sql reports "CREATE TEMP TABLE model AS SELECT * FROM entries" \
    "DO \$\$ DECLARE columns text := (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = 'entries'::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('id', 'number', 'at'));
      BEGIN
        EXECUTE format('INSERT INTO entries (id, number, at, %s) SELECT gen_random_uuid(), number + c * $SMALL, at + c, %s
          FROM model, generate_series(1, $COPIES) c', columns, columns);
      END \$\$" \
    "UPDATE journals SET entries = entries * ($COPIES + 1), last_number = last_number * ($COPIES + 1),
      indexed = last_number * ($COPIES + 1)" \
    "$(multiply day_rollups)" "$(multiply hour_rollups)" "$(multiply category_day_rollups)"
  # As the server does by itself within a minute or two.
  sql reports 'VACUUM ANALYZE'
  on_database reports
  from=$(date -u -d "$TODAY - 364 days" +%F)
  [ "$(sql reports 'SELECT count(*) FROM entries')" = "$total" ] || die "the journal does not hold $total entries"
  detail "| report over one year, $(thousands "$total") entries | median | p99 |"
  detail '|---|---|---|'
  for name in "${REPORTS[@]}"; do
    params="{\"name\":\"$name\",\"from\":\"$from\",\"to\":\"$TODAY\"$([ "$name" != category-trend ] || echo ',"category":"health"')}"
    reading "$READS" analytics.report "$params"
    detail "| $name | $P50 ms | $P99 ms |"
    if holds "$P99 > $slowest"; then slowest=$P99 slowest_name=$name; fi
  done
  detail ''
  row "any report over one year, $(thousands "$total") entries of one user" 'p99 ≤ 5 ms' "slowest: $slowest_name, p99 $slowest ms" - \
    "$slowest <= 5"
  stop_daemon
}

# The statement that makes sums those of COPIES + 1 times as many entries.
multiply() {
  local table=$1 columns
  columns=$(sql reports "SELECT string_agg(format('%I = %I * ($COPIES + 1)', attname, attname), ', ') FROM pg_attribute
    WHERE attrelid = '$table'::regclass AND attnum > 0 AND NOT attisdropped
      AND attname NOT IN ('user_id', 'day', 'hour', 'category', 'first_at', 'last_at')")
  echo "UPDATE $table SET $columns"
}

# 64 people who log in and write ten entries each; then as many users more as make FEW and MANY, copies of these in SQL, with
# search terms of their own. What the 64 do is measured among both.
database_users() {
  local few_create few_list many_create many_list number
  step "Creating and listing among $(thousands "$FEW") and $(thousands "$MANY") users"
  on_database users
  for number in $(seq 64); do
    printf '{"jsonrpc":"2.0","id":1,"method":"session.login","params":{"login":"bench%s","password":"correct horse battery"}}\n' "$number"
    call users.create "{\"login\":\"bench$number\",\"password\":\"correct horse battery\"}" login >/dev/null
  done >"$WORK/logins.txt"
  # Short texts: what is measured is the number of users, and long texts of so many would take long to copy.
  cut -c 1-120 "$WORK/bodies.txt" | tr -d '"\\' |
    sed 's/.*/{"jsonrpc":"2.0","id":%N,"method":"entries.create","params":{"body":"&"}}/' >"$WORK/short.txt"
  drive "$SOCKET" -c 64 -n 640 -f "$WORK/short.txt" -l "$WORK/logins.txt" >/dev/null
  populate "$FEW"
  among "$FEW" && few_create=$OURS few_list=$P50 few_late=$P99
  populate "$MANY"
  among "$MANY" && many_create=$OURS many_list=$P50 many_late=$P99
  row "entries.create, 64 users among $(thousands "$MANY") with 10 entries each" "≥ 1/1.2 of the rate among $(thousands "$FEW")" \
    "$(thousands "$many_create")/s; among $(thousands "$FEW") $(thousands "$few_create")/s" "$(calc "$many_create/$few_create")" \
    "$many_create * 1.2 >= $few_create"
  row 'entries.list of 10, the same users' '≤ 1.2 × the time' \
    "median $many_list ms, p99 $many_late ms; among $(thousands "$FEW") $few_list ms, p99 $few_late ms" "$(calc "$many_list/$few_list")" \
    "$many_list <= 1.2 * $few_list"
  stop_daemon
}

# among USERS: the rate of creates in OURS, and the times of lists in P50 and P99; medians of rounds.
among() {
  local round rates=() middles=() lates=() result
  for round in $(seq "$ROUNDS"); do
    result=$(drive "$SOCKET" -c 64 -n $((CREATES / 3)) -f "$WORK/short.txt" -l "$WORK/logins.txt")
    rates+=("$(field ops_per_s "$result")")
    result=$(drive "$SOCKET" -c 4 -n "$READS" -m "$(request entries.list '{"limit":10}')" -l "$WORK/logins.txt")
    middles+=("$(field p50_us "$result")") lates+=("$(field p99_us "$result")")
    note "among $1, round $round: ${rates[-1]}/s, list ${middles[-1]} µs"
  done
  OURS=$(median "${rates[@]}") P50=$(calc "$(median "${middles[@]}") / 1000") P99=$(calc "$(median "${lates[@]}") / 1000")
}

# populate USERS: copies of the first ten entries of the 64, under users of their own, until there are so many users.
populate() {
  local table columns
  sql users 'CREATE TABLE IF NOT EXISTS public.copied (model uuid, user_id uuid)' 'TRUNCATE public.copied' \
    "INSERT INTO public.copied SELECT m.id, gen_random_uuid() FROM generate_series(1, $1 - (SELECT count(*) FROM users)) n
      JOIN (SELECT id, row_number() OVER (ORDER BY login) - 1 AS place FROM users WHERE login LIKE 'bench%') m ON m.place = n % 64" \
    "INSERT INTO users SELECT c.user_id, NULL, u.role, u.is_disabled, u.zone, u.locale, u.day_end_hour, u.week_start, u.created_at,
      u.wrapped_key FROM users u JOIN public.copied c ON c.model = u.id"
  for table in journals categories entries contents day_rollups hour_rollups category_day_rollups; do
    columns=$(sql users "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
      WHERE attrelid = '$table'::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'user_id'")
    sql users "INSERT INTO $table (user_id, $columns) SELECT c.user_id, $(copied "$table" "$columns") FROM $table t
      JOIN public.copied c ON c.model = t.user_id $(first_ten "$table")"
  done
  sql users 'VACUUM ANALYZE' 'CHECKPOINT'
}

# Nobody else's hashes are like a user's own.
copied() {
  local columns
  columns=$(sed -E 's/\b([a-z_0-9]+)\b/t.\1/g' <<<"$2")
  [ "$1" != contents ] || columns=${columns/t.terms/(SELECT array_agg(x # hashtextextended(c.user_id::text, 1)) FROM unnest(t.terms) x)}
  echo "$columns"
}

first_ten() {
  case $1 in
    entries) echo 'WHERE t.number <= 10' ;;
    contents) echo 'JOIN entries e ON e.user_id = t.user_id AND e.id = t.id WHERE e.number <= 10' ;;
  esac
}
