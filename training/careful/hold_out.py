"""Parts annotated notes: every fifth one to measure on, the rest and all fragments to learn from."""

import json
import sys


def main():
    source, learn, held_out = sys.argv[1:]
    with open(source) as lines, open(learn, "w") as most, open(held_out, "w") as fifth:
        notes = 0
        for line in lines:
            fragment = json.loads(line)["genre"] == "fragment"
            (fifth if not fragment and notes % 5 == 0 else most).write(line)
            notes += not fragment


if __name__ == "__main__":
    main()
