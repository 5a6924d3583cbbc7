#!/bin/bash
# systemd-sandbox.sh - a private, throw-away systemd (system manager as PID 1 of
# new namespaces) to exercise units for real on a machine that was not booted
# with systemd.  Needs root, util-linux, systemd, dbus; no network, no container
# engine, no image.  Nothing outside the sandbox is changed: the root is an
# overlay whose writes go to a tmpfs, and everything in it dies with `stop`.
#
#   systemd-sandbox.sh start  DIR            boot; DIR holds the state (pid, logs)
#   systemd-sandbox.sh exec   DIR CMD...     run CMD inside (all namespaces, its root)
#   systemd-sandbox.sh stop   DIR            end it and everything it started
#
# Environment (start):
#   SANDBOX_BIND="/a /b"   host directories to bind in read-write at the same path
#                          (everything on the root file system is visible anyway,
#                          copy-on-write; bind what must be seen live both ways)
#   SANDBOX_NET=private    (default) own network namespace with only lo up
#              =host       share the caller's network namespace
set -u
SELF=$(readlink -f "$0")

die() { echo "systemd-sandbox: $*" >&2; exit 1; }

cg2_mount() { awk '$3=="cgroup2"{print $2; exit}' /proc/mounts; }

# ---------------------------------------------------------------- inside, PID 1
inner() {                       # args: DIR ; we are PID 1 of the new namespaces
  local dir=$1 r=$1/root
  set -e
  mount --make-rprivate /
  mount -t tmpfs -o mode=755,size=2g tmpfs "$dir/ov"
  mkdir -p "$dir/ov/up" "$dir/ov/wk"
  mount -t overlay overlay -o "lowerdir=/,upperdir=$dir/ov/up,workdir=$dir/ov/wk" "$r"
  mount -t proc -o nosuid,nodev,noexec proc "$r/proc"
  mount -t sysfs -o nosuid,nodev,noexec sysfs "$r/sys"
  # a fresh cgroup2 mount: its root is our own cgroup, thanks to --cgroup
  mount -t cgroup2 -o nosuid,nodev,noexec cgroup2 "$r/sys/fs/cgroup"
  mount -t tmpfs -o mode=755,nosuid,size=64m tmpfs "$r/dev"
  local n
  for n in "null 1 3" "zero 1 5" "full 1 7" "random 1 8" "urandom 1 9" "tty 5 0"; do
    set -- $n; mknod -m 666 "$r/dev/$1" c "$2" "$3"
  done
  mkdir -p "$r/dev/pts" "$r/dev/shm" "$r/dev/mqueue"
  mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$r/dev/pts"
  ln -s pts/ptmx "$r/dev/ptmx"
  ln -s /proc/self/fd "$r/dev/fd"; ln -s fd/0 "$r/dev/stdin"
  ln -s fd/1 "$r/dev/stdout"; ln -s fd/2 "$r/dev/stderr"
  mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs "$r/dev/shm"
  mount -t tmpfs -o mode=755,nosuid,nodev tmpfs "$r/run"
  mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs "$r/tmp"
  local b
  for b in ${SANDBOX_BIND:-}; do mkdir -p "$r$b"; mount --rbind "$b" "$r$b"; done
  [ "${SANDBOX_NET:-private}" = host ] || ip link set lo up 2>/dev/null || true

  # boot only what tests need: D-Bus, journald, and nothing installed on the host
  mkdir -p "$r/run/systemd/system" "$r/run/systemd/system-generators"
  cat >"$r/run/systemd/system/sandbox.target" <<'U'
[Unit]
Description=Sandbox is up
Requires=dbus.socket systemd-journald.socket systemd-journald.service
After=dbus.socket systemd-journald.socket systemd-journald.service
DefaultDependencies=no
U
  : >"$r/etc/machine-id"                # our own id: do not share the host's journal
  rm -rf "$r/var/log/journal"           # journal is volatile, in the sandbox's /run
  for n in systemd-udevd.service systemd-udev-trigger.service systemd-remount-fs.service \
           systemd-networkd.service systemd-logind.service systemd-modules-load.service \
           systemd-sysctl.service dev-hugepages.mount sys-kernel-debug.mount \
           sys-kernel-tracing.mount proc-sys-fs-binfmt_misc.automount \
           systemd-firstboot.service getty.target systemd-journal-flush.service; do
    ln -sf /dev/null "$r/run/systemd/system/$n"
  done
  cd "$r"
  mkdir -p "$r/.oldroot"
  pivot_root . .oldroot
  # LoadCredential= needs mount propagation, which systemd leaves alone in a container
  exec chroot . /bin/sh -c 'umount -l /.oldroot; rmdir /.oldroot 2>/dev/null; mount --make-rshared /
    exec env -i container=other PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
      LANG=C.UTF-8 /lib/systemd/systemd --system --unit=sandbox.target --log-target=journal-or-kmsg --show-status=no'
}

# ------------------------------------------------------------------ outside
start() {
  local dir=$1 cg id
  [ "$(id -u)" = 0 ] || die "needs root"
  for c in unshare nsenter pivot_root ip dbus-daemon; do command -v $c >/dev/null || die "needs $c"; done
  [ -x /lib/systemd/systemd ] || die "needs the package systemd"
  mkdir -p "$dir/root" "$dir/ov" || die "cannot make $dir"
  dir=$(readlink -f "$dir")
  [ ! -e "$dir/pid" ] || die "already started: $dir"
  cg=$(cg2_mount); [ -n "$cg" ] || die "no cgroup2 hierarchy is mounted"
  id=jcsandbox-$$-$RANDOM
  mkdir "$cg/$id" || die "cannot make a cgroup"
  echo "$cg/$id" >"$dir/cgroup"
  local net=--net; [ "${SANDBOX_NET:-private}" = host ] && net=
  # the child joins the new cgroup first, so that the cgroup namespace is rooted there
  setsid bash -c 'echo $$ >"$1/cgroup.procs" && shift && exec "$@"' _ "$cg/$id" \
    unshare --pid --mount --cgroup --ipc --uts $net --fork --kill-child \
    "$SELF" --inner "$dir" </dev/null >"$dir/console.log" 2>&1 &
  local un=$!
  echo $un >"$dir/unshare.pid"
  # the PID of the sandbox's PID 1, seen from here: the only child of unshare
  local i pid=
  for i in $(seq 100); do
    pid=$(cat /proc/$un/task/$un/children 2>/dev/null | awk '{print $1}')
    [ -n "$pid" ] && [ "$(cat /proc/$pid/comm 2>/dev/null)" = systemd ] && break
    kill -0 $un 2>/dev/null || { cat "$dir/console.log" >&2; cleanup "$dir"; die "it ended at once"; }
    sleep 0.1
  done
  echo "$pid" >"$dir/pid"
  # unshare itself lives outside the PID namespace: move it out of the cgroup, or
  # reading cgroup.procs inside gives PID 0 and `systemctl status` an I/O error
  echo "$un" >"$cg/cgroup.procs"
  for i in $(seq 150); do
    case $(inside "$dir" systemctl is-system-running 2>/dev/null) in
      running|degraded) return 0;; esac
    sleep 0.2
  done
  cat "$dir/console.log" >&2; inside "$dir" systemctl list-jobs >&2
  stop "$dir"; die "it did not come up"
}

inside() { local dir=$1; shift; local pid cg; pid=$(cat "$dir/pid") || return 1; cg=$(cat "$dir/cgroup")
  # enter the sandbox's cgroup too, so that `stop` ends what was left running
  mkdir -p "$cg/exec.scope"
  bash -c 'echo $$ >"$1/exec.scope/cgroup.procs" && shift && exec "$@"' _ "$cg" \
  nsenter -t "$pid" -m -u -i -n -p -C -r -w -- env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    HOME=/root LANG=C.UTF-8 SYSTEMD_PAGER=cat SYSTEMD_COLORS=0 "$@"; }

cleanup() { local cg; cg=$(cat "$1/cgroup" 2>/dev/null); [ -n "$cg" ] || return 0
  local i
  for i in $(seq 50); do
    find "$cg" -depth -mindepth 1 -type d -exec rmdir {} + 2>/dev/null
    rmdir "$cg" 2>/dev/null; [ -d "$cg" ] || break; sleep 0.1; done
  rm -f "$1/pid" "$1/cgroup" "$1/unshare.pid"; rmdir "$1/root" "$1/ov" 2>/dev/null; return 0; }

stop() { local dir=$1 cg pid i
  dir=$(readlink -f "$dir"); pid=$(cat "$dir/pid" 2>/dev/null); cg=$(cat "$dir/cgroup" 2>/dev/null)
  # cgroup.kill ends exactly the processes that this sandbox started
  [ -n "$cg" ] && [ -e "$cg/cgroup.kill" ] && echo 1 >"$cg/cgroup.kill"
  for i in $(seq 50); do [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
  cleanup "$dir"; }

case ${1:-} in
  --inner)  inner "$2";;
  start)    [ $# = 2 ] || die "usage: start DIR"; start "$2";;
  exec)     [ $# -ge 3 ] || die "usage: exec DIR CMD..."; d=$2; shift 2; inside "$d" "$@";;
  stop)     [ $# = 2 ] || die "usage: stop DIR"; stop "$2";;
  *)        sed -n '2,19p' "$SELF"; exit 2;;
esac
