"""Makes a checkpoint of `src/names/careful/weights.bin`, for `train.py --from`: what is built in can be learnt on
without what it once was learnt from. See README.md."""

import argparse
import json
import struct
from pathlib import Path

import numpy as np
import torch

from model import HIDDEN, POSITIONS, Careful
from pieces import read
from train import ROLES
from write import MAGIC


class File:
    """What `write.py` wrote, from front to back."""

    def __init__(self, data):
        if not data.startswith(MAGIC):
            raise SystemExit("no file of weights of this form")
        self.data, self.at = data, len(MAGIC)

    def bytes(self, count):
        self.at += count
        return self.data[self.at - count:self.at]

    def count(self):
        return struct.unpack("<I", self.bytes(4))[0]

    def floats(self, count):
        return torch.from_numpy(np.frombuffer(self.bytes(4 * count), "<f4").copy())

    def rows(self, count, columns=HIDDEN):
        numbers = np.frombuffer(self.bytes(count * columns), np.int8).reshape(count, columns)
        return torch.from_numpy(numbers.astype(np.float32)) * self.floats(count)[:, None]

    def matrix(self, count, columns, *modules):
        weight, bias = self.rows(count, columns), self.floats(count)
        each = count // len(modules)
        for n, module in enumerate(modules):
            module.weight.copy_(weight[n * each:(n + 1) * each])
            module.bias.copy_(bias[n * each:(n + 1) * each])

    def norm(self, module):
        module.weight.copy_(self.floats(HIDDEN))
        module.bias.copy_(self.floats(HIDDEN))


def opened(data, head):
    """The network of a file of weights, and the names of its pieces. The roles, which the file lacks, know nothing yet."""
    file = File(data)
    names = [file.bytes(file.bytes(1)[0]).decode("ascii") for _ in range(file.count())]
    layers, inner = file.count(), file.count()
    model = Careful(len(names), head["marks"], len(head["tags"]), ROLES, layers, inner)
    with torch.no_grad():
        for table, count in ((model.pieces, len(names)), (model.positions, POSITIONS), (model.marks, head["marks"])):
            table.weight.copy_(file.rows(count))
        file.norm(model.norm)
        for layer in model.layers:
            file.matrix(HIDDEN, HIDDEN, layer.query)
            file.matrix(2 * HIDDEN, HIDDEN, layer.key, layer.value)
            file.matrix(HIDDEN, HIDDEN, layer.out)
            file.norm(layer.norm_attention)
            file.matrix(inner, HIDDEN, layer.wide)
            file.matrix(HIDDEN, inner, layer.back)
            file.norm(layer.norm)
        file.matrix(len(head["tags"]), HIDDEN, model.tags)
        model.roles.weight.zero_()
        model.roles.bias.zero_()
    if file.at != len(data):
        raise SystemExit("weights of another network")
    return model, names


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", help="src/names/careful/weights.bin")
    parser.add_argument("export", help="examples, as scrubs train --export writes them")
    parser.add_argument("--out", required=True, help="folder for the checkpoint")
    args = parser.parse_args()
    head = read(args.export)[0]
    model, names = opened(Path(args.weights).read_bytes(), head)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), out / "model.pt")
    (out / "pieces.json").write_text(json.dumps(names))
    (out / "head.json").write_text(json.dumps(head))


if __name__ == "__main__":
    main()
