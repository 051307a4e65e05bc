"""Makes a checkpoint whose weights are the mean of those of some others of one shape, which began alike (model soups:
Wortsman and others 2022): mean.py OUT CHECKPOINT..."""

import shutil
import sys
from pathlib import Path

import torch


def main():
    out, folders = Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
    if not folders:
        raise SystemExit("mean.py: wanted OUT CHECKPOINT...")
    for name in ("pieces.json", "head.json"):
        if len({(folder / name).read_bytes() for folder in folders}) > 1:
            raise SystemExit(f"mean.py: {name} differs: wanted networks of the same pieces and tags")
    states = [torch.load(folder / "model.pt") for folder in folders]
    out.mkdir(parents=True, exist_ok=True)
    torch.save({name: sum(s[name].float() for s in states) / len(states) for name in states[0]}, out / "model.pt")
    for name in ("pieces.json", "head.json"):
        shutil.copy(folders[0] / name, out)


if __name__ == "__main__":
    main()
