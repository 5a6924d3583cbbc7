#!/usr/bin/env python3
"""Measure how long a daemon takes from its start to READY=1 (sd_notify), in milliseconds.

usage: time_ready.py RUNS COMMAND [ARGUMENT…]

Starts the command, waits for READY=1, ends it with SIGTERM, and begins again. Prints least and median.
"""
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time


def one(command, path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as notify:
        notify.bind(path)
        notify.settimeout(60)
        start = time.monotonic()
        daemon = subprocess.Popen(
            command, env={**os.environ, "NOTIFY_SOCKET": path}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while b"READY=1" not in notify.recv(4096):
                pass
            return (time.monotonic() - start) * 1000
        finally:
            daemon.send_signal(signal.SIGTERM)
            try:
                daemon.wait(60)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()
            os.unlink(path)


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        times = [one(sys.argv[2:], os.path.join(folder, "notify")) for _ in range(int(sys.argv[1]))]
    print(f"{min(times):.1f} {statistics.median(times):.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
