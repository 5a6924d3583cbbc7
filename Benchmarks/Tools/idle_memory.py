#!/usr/bin/env python3
"""Measure the resident memory of a daemon, in MB: as it is, and with idle connections.

usage: idle_memory.py PROCESS-ID SOCKET CONNECTIONS

Each connection has had one answer before it idles. Prints resident memory, the anonymous part of it, and how much the
connections added.
"""
import re
import socket
import sys
import time

PING = b'{"jsonrpc":"2.0","id":1,"method":"system.ping"}\n'


def resident(process):
    text = open(f"/proc/{process}/status").read()
    return [int(re.search(rf"^{name}:\s+(\d+) kB", text, re.M)[1]) / 1000 for name in ("VmRSS", "RssAnon")]


def connect(path):
    link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    link.settimeout(10)
    link.connect(path)
    link.sendall(PING)
    if b"pong" not in link.recv(4096):
        sys.exit("no pong")
    return link


def main():
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    process, path, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    connect(path).close()
    time.sleep(0.5)
    before, anonymous = resident(process)
    links = [connect(path) for _ in range(count)]
    time.sleep(0.5)
    after, _ = resident(process)
    for link in links:
        link.close()
    print(f"{before:.1f} {anonymous:.1f} {after - before:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
