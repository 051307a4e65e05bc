"""Words as pieces (WordPiece: Schuster and Nakajima 2012), and which pieces are worth keeping.

`src/names/careful/pieces.rs` does the same at run time; a test holds the two together.
"""

import json
import math
from collections import Counter
from pathlib import Path

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[LINE]", "[LABEL]"]
PAD, UNK, CLS, SEP, LINE, LABEL = range(6)
SPLIT = "##"
# A longer word is cut: its first pieces and its marks say enough.
LONGEST = 5
# The same for what stands between two words.
LONGEST_GAP = 3
# Most letters of a piece that are looked for.
LETTERS = 18


class Pieces:
    """A vocabulary: pieces by number."""

    def __init__(self, names):
        self.names = names
        self.of = {name: n for n, name in enumerate(names)}
        self.known = {}

    def word(self, word):
        """The pieces of a word; an empty one stands for a label that the text brought along."""
        if word not in self.known:
            self.known[word] = self.split(word)
        return self.known[word]

    def split(self, word):
        if not word:
            return [LABEL]
        found, at = [], 0
        while at < len(word) and len(found) < LONGEST:
            for end in range(min(len(word), at + LETTERS), at, -1):
                piece = self.of.get((SPLIT if at else "") + word[at:end])
                if piece is not None:
                    break
            else:
                return [UNK]
            found.append(piece)
            at = end
        return found

    def gap(self, gap):
        """The pieces of what stands between two words: its marks, and one for any line ends."""
        found = []
        for char in gap:
            piece = LINE if char == "\n" else None if char.isspace() else self.of.get(char, UNK)
            if piece is not None and (not found or found[-1] != piece):
                found.append(piece)
        return found[:LONGEST_GAP]


def chosen(base_vocab, rows, dictionaries, count):
    """The pieces of the base model that notes, dictionaries and common words use most, with every
    single character, so that each word can be spelt. Returns the names and their base numbers."""
    base = {name: n for n, name in enumerate(base_vocab)}
    everything = Pieces(SPECIAL + [name for name in base_vocab if not name.startswith("[")])
    used = Counter()

    def use(word, weight):
        for piece in everything.word(word):
            used[everything.names[piece]] += weight

    for word, times in Counter(w for row in rows for w in row["words"]).items():
        use(word, 6 + 6 * math.log(times))
    for name in ["words", "given_names", "surnames", "places", "occupations", "organisations", "drugs",
                 "abbreviations", "demographics", "relations", "titles", "eponyms", "organisation_heads"]:
        for line in Path(dictionaries, f"{name}.txt").read_text().splitlines():
            term, _, rest = line.partition("\t")
            mark = rest.split("\t")[0]
            if name == "words":
                weight = {"10": 12, "20": 8, "35": 5, "40": 2}.get(mark, 0.2)
            elif name in ("given_names", "surnames"):
                weight = math.log2(1 + int(mark)) / 6
            else:
                weight = 1 if name != "drugs" else 0.1
            for word in "".join(c if c.isalnum() else " " for c in term).split():
                use(word, weight)
    single = [n for n in base_vocab if len(n.removeprefix(SPLIT)) == 1 and n.isascii()]
    rest = sorted((n for n in used if n in base and n not in set(single)), key=lambda n: (-used[n], n))
    kept = sorted(single + rest[: count - len(SPECIAL) - len(single)])
    stand_in = {"[LINE]": "[unused1]", "[LABEL]": "[unused2]"}
    return SPECIAL + kept, [base[stand_in.get(name, name)] for name in SPECIAL + kept]


def read(path):
    """The head and the rows of an export."""
    with open(path) as lines:
        head = json.loads(next(lines))
        return head, [json.loads(line) for line in lines]
