"""The client of scripts/test-power-cut. Python 3.8+, standard library only.

power_cut.py write DAEMON STATE SOCKET   starts the daemon and prints a line for each entry that it acknowledged, without end
power_cut.py count DAEMON STATE SOCKET   starts the daemon, prints how many entries there are, checks the sums, and stops it
"""
import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time

PIPELINE = 32


def die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def start(daemon, state, path):
    os.makedirs(state, mode=0o700, exist_ok=True)
    if os.path.exists(path):
        os.unlink(path)
    environment = {"PATH": os.environ["PATH"], "HOME": state, "JOURNALD_LIMITS_REQUESTSPERSECOND": "0"}
    process = subprocess.Popen(
        [daemon, "serve", "--state-directory", state, "--socket", path],
        preexec_fn=die_with_parent, env=environment, stdout=sys.stderr, stderr=sys.stderr)
    for _ in range(600):
        if process.poll() is not None:
            sys.exit(f"the daemon ended with {process.returncode}")
        try:
            connection = socket.socket(socket.AF_UNIX)
            connection.connect(path)
            return process, connection
        except OSError:
            connection.close()
            time.sleep(0.05)
    sys.exit("the daemon did not come up")


def request(number, method, params):
    return (json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}) + "\n").encode()


def write(connection):
    lines = connection.makefile("rb")
    number = 0
    while number < PIPELINE:
        connection.sendall(request(number, "entries.create", body(number)))
        number += 1
    while True:
        reply = json.loads(lines.readline())
        if "error" in reply:
            sys.exit(f"refused: {reply['error']}")
        os.write(1, (reply["result"]["id"] + "\n").encode())
        connection.sendall(request(number, "entries.create", body(number)))
        number += 1


def body(number):
    return {"body": f"Entry {number}: a good walk by the sea, then a bad headache and a quiet evening. #day{number % 7}"}


def count(connection):
    lines = connection.makefile("rb")

    def ask(method, params):
        connection.sendall(request(1, method, params))
        reply = json.loads(lines.readline())
        if "error" in reply:
            sys.exit(f"{method}: {reply['error']}")
        return reply["result"]

    found, cursor = 0, {}
    while True:
        page = ask("entries.list", {"limit": 500, **cursor})
        found += len(page["items"])
        if "next" not in page:
            break
        cursor = {"cursor": page["next"]}
    in_categories = sum(category["entries"] for category in ask("categories.list", {})["items"])
    if in_categories != found:
        sys.exit(f"{found} entries but the sums say {in_categories}")
    if found and ask("entries.search", {"query": "headache"})["total"] != found:
        sys.exit("the search does not find every entry")
    print(found)


def main():
    verb, daemon, state, path = sys.argv[1:]
    process, connection = start(daemon, state, path)
    if verb == "write":
        write(connection)
    else:
        count(connection)
        process.terminate()
        if process.wait(30) != 0:
            sys.exit(f"the daemon ended with {process.returncode}")


main()
