# shellcheck shell=bash
# The daemon and its peers: starting, stopping, driving. Sourced by scripts/bench.

STARTED=()
# The signal that ends a process, where it is not TERM.
declare -A ENDING
SOCKET=$WORK/journald.sock

# Ends one of the processes that were started here, and waits for it.
end_process() {
  local pid=$1 tries
  kill -s "${ENDING[$pid]:-TERM}" "$pid" 2>/dev/null || return 0
  for tries in $(seq 300); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -9 "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
}

end_everything() {
  local status=$? pid
  trap - EXIT
  trap '' INT TERM # a second signal must not keep anything from being ended
  for pid in "${STARTED[@]}"; do end_process "$pid"; done
  cd / && rm -rf "$WORK"
  exit "$status"
}

# The load generator, bounded in time. An error reply or an unanswered request ends the run.
drive() {
  local result
  result=$(timeout "$PATIENCE" "$WORK/rpcbench" "$@") || die "the load on $1 failed"
  [ "$(field errors "$result")" = 0 ] || die "$1 answered with errors"
  echo "$result"
}

call() { "$TOOLS/call.py" "$SOCKET" "$@"; }

# start_daemon STATE [NAME=VALUE…]: a daemon on a folder of this run, with settings from the environment.
start_daemon() {
  local state=$WORK/$1 tries
  shift
  mkdir -p -m 700 "$state"
  env "$@" "$BIN/journald-core" serve --config "$WORK/journald.yaml" --state-directory "$state" --socket "$SOCKET" \
    >>"$WORK/daemon.log" 2>&1 &
  DAEMON=$!
  STARTED+=("$DAEMON")
  for tries in $(seq 600); do
    ! "$WORK/rpcbench" "$SOCKET" -c 1 -n 1 -m "$PING" >/dev/null 2>&1 || return 0
    kill -0 "$DAEMON" 2>/dev/null || break
    sleep 0.1
  done
  tail -n 5 "$WORK/daemon.log" >&2
  die 'the daemon did not come up'
}

stop_daemon() { end_process "$DAEMON"; }

start_redis() {
  REDIS_SOCKET=$WORK/redis.sock
  redis-server --port 0 --unixsocket "$REDIS_SOCKET" --save '' --appendonly no --dir "$WORK" >"$WORK/redis.log" 2>&1 &
  REDIS=$!
  STARTED+=("$REDIS")
  local tries
  for tries in $(seq 100); do
    ! "$WORK/rpcbench" "$REDIS_SOCKET" -c 1 -n 1 -m PING >/dev/null 2>&1 || return 0
    sleep 0.1
  done
  die "redis-server did not come up: $(tail -n 1 "$WORK/redis.log")"
}

stop_redis() { end_process "$REDIS"; }

# PostgreSQL refuses to run as root: then it gets its package's user. A prefix and no function, since a function in the
# background would stand between us and the server's signals.
AS_POSTGRES=()
[ "$(id -u)" != 0 ] || AS_POSTGRES=(setpriv --reuid=postgres --regid=postgres --init-groups)

# A server of its own, with its defaults but for more shared memory and log, both in its favour. Commits wait for the disk.
start_postgres() {
  PGBIN=/usr/lib/postgresql/15/bin
  PGHOST=$WORK/postgres
  export PGHOST
  mkdir -m 700 "$PGHOST"
  [ "$(id -u)" != 0 ] || chown postgres: "$PGHOST"
  "${AS_POSTGRES[@]}" "$PGBIN/initdb" -D "$PGHOST/data" -U journal -A trust --locale=C.UTF-8 >/dev/null || die 'initdb failed'
  "${AS_POSTGRES[@]}" "$PGBIN/postgres" -D "$PGHOST/data" -k "$PGHOST" -c listen_addresses= -c fsync=on \
    -c synchronous_commit=on -c shared_buffers=256MB -c max_wal_size=4GB >"$WORK/postgres.log" 2>&1 &
  POSTGRES=$!
  STARTED+=("$POSTGRES")
  ENDING[$POSTGRES]=INT # a fast shutdown
  local tries
  for tries in $(seq 100); do
    ! "${AS_POSTGRES[@]}" "$PGBIN/pg_isready" -q -h "$PGHOST" || break
    sleep 0.1
  done
  "${AS_POSTGRES[@]}" "$PGBIN/psql" -q -h "$PGHOST" -U journal -d postgres -v ON_ERROR_STOP=1 -c \
    'CREATE TABLE entry (id bigserial PRIMARY KEY, owner int NOT NULL, at timestamptz NOT NULL, body text NOT NULL)' ||
    die "PostgreSQL did not come up: $(tail -n 1 "$WORK/postgres.log")"
  printf '%s\n' '\set owner random(1, 100)' \
    'INSERT INTO entry (owner, at, body) VALUES (:owner, now(), :body);' >"$WORK/insert.sql"
  chmod 644 "$WORK/insert.sql"
}

# Inserts a second at 64 clients: a bare row with a text of the same length, prepared once.
pgbench_rate() { pgbench_run "$1" postgres "$WORK/insert.sql" -D body="$(head -n 1 "$WORK/bodies.txt")"; }

# pgbench_run SECONDS DATABASE SCRIPT [OPTION…]: transactions a second at 64 clients; nothing when it failed.
pgbench_run() {
  local seconds=$1 database=$2 script=$3
  shift 3
  "${AS_POSTGRES[@]}" timeout "$PATIENCE" "$PGBIN/pgbench" -h "$PGHOST" -U journal -n -M prepared -c 64 -j 2 -T "$seconds" \
    "$@" -f "$script" "$database" 2>"$WORK/pgbench.log" | sed -n 's/^tps = \([0-9.]*\).*/\1/p'
}

stop_postgres() { end_process "$POSTGRES"; }
