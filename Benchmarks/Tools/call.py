#!/usr/bin/env python3
"""Call one method of the daemon and print a part of its result.

usage: call.py SOCKET METHOD PARAMS PATH

PATH  member names and indices with dots between them, such as items.0.number
"""
import json
import socket
import sys


def main():
    if len(sys.argv) != 5:
        print(__doc__, file=sys.stderr)
        return 2
    path, method, params, place = sys.argv[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
        link.settimeout(60)
        link.connect(path)
        with link.makefile("rb") as replies:
            # Once it is known who asks, an admin is told more by methods that answer anyone.
            for name, given in [("account.get", {}), (method, json.loads(params))]:
                request = {"jsonrpc": "2.0", "id": 1, "method": name, "params": given}
                link.sendall(json.dumps(request).encode() + b"\n")
                reply = json.loads(replies.readline())
    if "error" in reply:
        sys.exit(f"{method}: {reply['error']}")
    value = reply["result"]
    for step in place.split("."):
        value = value[int(step)] if isinstance(value, list) else value[step]
    print(value)
    return 0


if __name__ == "__main__":
    sys.exit(main())
