#!/usr/bin/env python3
"""Write the requests of the load run: entries in English prose, the same ones at every run.

usage: make_requests.py FOLDER WORD-LIST CREATES BATCHES LAST-DAY

FOLDER     where the files go
WORD-LIST  words, one a line (wamerican's /usr/share/dict/american-english)
CREATES    number of entries in create.txt
BATCHES    number of entries.createMany calls in fill.txt, each of 500 entries
LAST-DAY   YYYY-MM-DD; the entries of fill.txt lie on the 1,095 days up to it

bodies.txt  the texts of create.txt alone, one a line, for the peers
words.txt   two common, two middling and two rare words, which searches use

Words come as often as in natural text (the k-th most common one 1/k times as often as the first), so that an entry of
700 bytes holds some 80 different ones of 12,000.
"""
import bisect
import datetime
import itertools
import json
import pathlib
import random
import re
import sys

BODY_BYTES = 700
BATCH = 500
DAYS = 1095
VOCABULARY = 12_000
# The most common words of a diary, most common first.
COMMON = """I the and to a was it of in my that with for me we at on but had so not this is he she they about were be as
when from again all just up have some then out day after home work very time today her his there what really still good
back one before by felt more day if got an no went our would made been little over morning like or much which who could
down tired evening night because only long too than him them people talked few feel happy nothing bit away know first
never something walk think friend house week better last read slept family quiet dinner said enough made hard old new
coffee two rain next afraid called together hours late early meeting angry train calm afternoon good tea grateful""".split()
TAGS = ["health", "work", "family", "sport", "reading", "travel", "garden", "music", "money", "home", "friends", "sleep"]


class Prose:
    def __init__(self, word_list, chance):
        known = set(COMMON)
        plain = [word for word in word_list.read_text().split() if re.fullmatch(r"[a-z]{3,12}", word)]
        plain = [word for word in plain if word not in known]
        words = list(dict.fromkeys(COMMON))
        words += random.Random(7).sample(plain, VOCABULARY - len(words))
        self.words, self.chance = words, chance
        self.weights = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))

    def word(self):
        return self.words[bisect.bisect(self.weights, self.chance.random() * self.weights[-1])]

    def sentence(self):
        words = [self.word() for _ in range(self.chance.randint(5, 16))]
        return " ".join([words[0][0].upper() + words[0][1:]] + words[1:]) + self.chance.choice("....!?")

    def body(self):
        text = self.sentence()
        while len(text) < BODY_BYTES - 90:
            text += " " + self.sentence()
        while len(text) < BODY_BYTES - 14:
            text += " " + self.word()
        for tag in self.chance.sample(TAGS, self.chance.choice([1, 1, 2])):
            text += " #" + tag
        return text


def request(method, params):
    # The load generator puts a running number in the place of %N.
    line = json.dumps({"jsonrpc": "2.0", "id": "%N", "method": method, "params": params}, separators=(",", ":"))
    return line.replace('"%N"', "%N", 1) + "\n"


def dated(prose, last_day):
    """An entry of some day; the request's number makes the fraction of its second, so that repeats differ."""
    day = last_day - datetime.timedelta(days=prose.chance.randrange(DAYS))
    second = prose.chance.randrange(6 * 3600, 23 * 3600)
    at = f"{day}T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.%NZ"
    draft = {"body": prose.body(), "at": at, "zone": "UTC"}
    if prose.chance.random() < 0.5:
        draft["mood"] = prose.chance.randint(1, 5)
    return draft


def main():
    if len(sys.argv) != 6:
        print(__doc__, file=sys.stderr)
        return 2
    folder, creates, batches = pathlib.Path(sys.argv[1]), int(sys.argv[3]), int(sys.argv[4])
    last_day = datetime.date.fromisoformat(sys.argv[5])
    prose = Prose(pathlib.Path(sys.argv[2]), random.Random(42))
    bodies = [prose.body() for _ in range(creates)]
    (folder / "bodies.txt").write_text("".join(body + "\n" for body in bodies))
    with open(folder / "create.txt", "w") as file:
        file.writelines(request("entries.create", {"body": body}) for body in bodies)
    with open(folder / "fill.txt", "w") as file:
        for _ in range(batches):
            file.write(request("entries.createMany", {"entries": [dated(prose, last_day) for _ in range(BATCH)]}))
    ranks = {"common": 20, "middling": 400, "rare": 4000}
    (folder / "words.txt").write_text("".join(f"{name} {prose.words[rank]} {prose.words[rank + 1]}\n" for name, rank in ranks.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
