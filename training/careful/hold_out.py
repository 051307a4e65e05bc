"""Parts annotated notes: every fifth one of `tests/corpus/train/` (every NTH where a fourth argument says so) and all of one
writer of `training/notes/` to measure on, the rest and all fragments to learn from."""

import json
import re
import sys

# A note of training/notes/ names its writer and his file: "nc-204".
WRITTEN = re.compile(r"[nopq][a-z]-\d{3}$")
WRITER = "nc-"


def main():
    source, learn, held_out, *nth = sys.argv[1:]
    nth = int(nth[0]) if nth else 5
    with open(source) as lines, open(learn, "w") as most, open(held_out, "w") as some:
        notes = 0
        for line in lines:
            note = json.loads(line)
            if note["genre"] == "fragment":
                apart = False
            elif WRITTEN.match(note["id"]):
                apart = note["id"].startswith(WRITER)
            else:
                apart, notes = notes % nth == 0, notes + 1
            (some if apart else most).write(line)


if __name__ == "__main__":
    main()
