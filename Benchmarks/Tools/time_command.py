#!/usr/bin/env python3
"""Measure a whole command, from its start to its end, in milliseconds.

usage: time_command.py RUNS COMMAND [ARGUMENT…]

Its output is thrown away. Prints least, median and 99th percentile; fails when the command does.
"""
import os
import statistics
import sys
import time


def one(command):
    start = time.monotonic()
    child = os.posix_spawnp(
        command[0], command, os.environ,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ])
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status != 0:
        sys.exit(f"{command[0]} ended with status {status}")
    return (time.monotonic() - start) * 1000


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    one(sys.argv[2:])  # the first reads the program from disk
    times = sorted(one(sys.argv[2:]) for _ in range(int(sys.argv[1])))
    print(f"{times[0]:.1f} {statistics.median(times):.1f} {times[int(len(times) * 0.99)]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
