"""Writes a trained model as `src/names/careful/weights.bin`, in bytes, and what it makes of a few
sentences, for the test that holds the Rust to it. See README.md."""

import argparse
import json
import struct
from pathlib import Path

import torch

from model import Careful
from pieces import Pieces, read
from train import Note, laid_out

MAGIC = b"scrubsc2"


def whole(rows):
    """Rows as signed bytes, and what one of them stands for by row."""
    scales = rows.abs().amax(1).clamp_min(1e-9) / 127
    return (rows / scales[:, None]).round().clamp(-127, 127), scales


class File:
    def __init__(self):
        self.parts = [MAGIC]

    def count(self, n):
        self.parts.append(struct.pack("<I", n))

    def floats(self, values):
        self.parts.append(values.detach().float().numpy().astype("<f4").tobytes())

    def table(self, module):
        self.rows(module.weight)

    def rows(self, weight):
        """Puts rows as bytes; the model goes on with what the bytes say."""
        with torch.no_grad():
            numbers, scales = whole(weight)
            weight.copy_(numbers * scales[:, None])
        self.parts.append(numbers.to(torch.int8).numpy().tobytes())
        self.floats(scales)

    def matrix(self, *modules):
        """One matrix of the outputs of several."""
        told = [whole(module.weight) for module in modules]
        for module, (numbers, scales) in zip(modules, told):
            with torch.no_grad():
                module.weight.copy_(numbers * scales[:, None])
        self.parts += [numbers.to(torch.int8).numpy().tobytes() for numbers, _ in told]
        self.floats(torch.cat([scales for _, scales in told]))
        self.floats(torch.cat([module.bias for module in modules]))

    def norm(self, module):
        self.floats(module.weight)
        self.floats(module.bias)


def written(model, names):
    file = File()
    file.count(len(names))
    for name in names:
        file.parts.append(bytes([len(name)]) + name.encode("ascii"))
    file.count(len(model.layers))
    file.count(len(model.layers[0].wide.bias))
    for table in (model.pieces, model.positions, model.marks):
        file.table(table)
    file.norm(model.norm)
    for layer in model.layers:
        file.matrix(layer.query)
        file.matrix(layer.key, layer.value)
        file.matrix(layer.out)
        file.norm(layer.norm_attention)
        file.matrix(layer.wide)
        file.matrix(layer.back)
        file.norm(layer.norm)
    file.matrix(model.tags)
    return b"".join(file.parts)


def figures(model, rows, pieces, marks):
    """Probabilities of the tags of each word, in notes of one stretch each."""
    found = []
    for row in rows:
        note = Note(row, pieces, marks)
        with torch.no_grad():
            scores, *_ = model(*laid_out([(note, 0, len(note.words))], None, 0)[0])
        told = [[round(p, 5) for p in word] for word in scores.softmax(-1).tolist()]
        found.append({"words": row["words"], "gaps": row["gaps"], "marks": row["marks"], "tags": told})
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", help="folder that train.py wrote")
    parser.add_argument("--out", required=True, help="file of weights")
    parser.add_argument("--sentences", help="a few short notes, as scrubs train --export writes them")
    parser.add_argument("--figures", help="file of what the model makes of them")
    args = parser.parse_args()
    folder = Path(args.checkpoint)
    names = json.loads((folder / "pieces.json").read_text())
    head = json.loads((folder / "head.json").read_text())
    model = Careful.of(torch.load(folder / "model.pt"), head).eval()
    Path(args.out).write_bytes(written(model, names))
    if args.figures:
        told = figures(model, read(args.sentences)[1], Pieces(names), head["marks"])
        Path(args.figures).write_text(json.dumps(told))


if __name__ == "__main__":
    main()
