"""Learns the careful tier from what `scrubs train --export` writes. See README.md."""

import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from model import Careful, POSITIONS
from pieces import CLS, PAD, SEP, UNK, Pieces, chosen, read

ROLES = 5


class Note:
    """A note or a copy of one, in pieces."""

    def __init__(self, row, pieces, marks):
        self.words = [pieces.word(word) for word in row["words"]]
        self.gaps = [pieces.gap(gap) for gap in row["gaps"]]
        self.tags = np.array(row["tags"], dtype=np.int64)
        self.roles = np.array(row["roles"], dtype=np.int64)
        self.breaks = row["breaks"]
        self.marks = np.zeros((len(self.words), marks), dtype=bool)
        for n, of_word in enumerate(row["marks"]):
            self.marks[n, of_word] = True
        self.copy, self.fragment = row["copy"], row["fragment"]

    def cuts(self, most):
        """Stretches of at most `most()` pieces that end at the end of a sentence where they can."""
        at, count = 0, len(self.words)
        while at < count:
            room, end, last = most() - 2, at, None
            while end < count:
                room -= len(self.words[end]) + len(self.gaps[end + 1])
                if room < 0 and end > at:
                    break
                end += 1
                if end < count and self.breaks[end]:
                    last = end
            if end < count and last and last - at > (end - at) // 3:
                end = last
            yield self, at, end
            at = end


def batches(notes, rng, size, shortest=40, longest=126):
    """The stretches of all notes in random order, those of like length together."""
    most = (lambda: rng.randint(shortest, longest)) if rng else (lambda: longest)
    cuts = [cut for note in notes for cut in note.cuts(most)]
    if rng:
        rng.shuffle(cuts)
    length = lambda cut: sum(len(w) for w in cut[0].words[cut[1]:cut[2]]) + sum(
        len(g) for g in cut[0].gaps[cut[1] + 1:cut[2] + 1]) + 2
    found = []
    for at in range(0, len(cuts), 4096):
        pool = sorted(((length(cut), n, cut) for n, cut in enumerate(cuts[at:at + 4096])), key=lambda c: c[:2])
        batch = []
        for long, _, cut in pool:
            if batch and (len(batch) + 1) * long > size:
                found.append(batch)
                batch = []
            batch.append(cut)
        found.append(batch)
    if rng:
        rng.shuffle(found)
    return found


def laid_out(batch, rng, hide):
    """A batch as tensors; `hide` is the share of words of which only the marks are seen."""
    rows, of_word, firsts, at_word = [], [], [], 0
    for note, start, end in batch:
        row, words, first = [CLS], [0], []
        for i in range(start, end):
            if i > start:
                row += note.gaps[i]
                words += [0] * len(note.gaps[i])
            at_word += 1
            first.append(len(row))
            pieces = [UNK] if hide and rng.random() < hide else note.words[i]
            row += pieces
            words += [at_word] * len(pieces)
        row += note.gaps[end] + [SEP]
        words += [0] * (len(note.gaps[end]) + 1)
        rows.append(row[:POSITIONS])
        of_word.append(words[:POSITIONS])
        firsts.append(first)
    wide = max(map(len, rows))
    filled = lambda lists, with_: torch.tensor([row + [with_] * (wide - len(row)) for row in lists])
    marks = np.concatenate([n.marks[a:b] for n, a, b in batch])
    marks = np.concatenate([np.zeros((1, marks.shape[1]), bool), marks]).astype(np.float32)
    firsts = torch.tensor([k * wide + at for k, first in enumerate(firsts) for at in first])
    tags = torch.from_numpy(np.concatenate([n.tags[a:b] for n, a, b in batch]))
    roles = torch.from_numpy(np.concatenate([n.roles[a:b] for n, a, b in batch]))
    return (filled(rows, PAD), torch.from_numpy(marks), filled(of_word, 0), firsts), tags, roles


def measured(model, notes, names):
    """How much is found of held-out notes, word by word, at a likelihood of 0.3 and more."""
    model.eval()
    probabilities, gold, right, people = [], [], 0, 0
    with torch.no_grad():
        for batch in batches(notes, None, 4096):
            seen, tags, roles = laid_out(batch, None, 0)
            with torch.autocast("cpu", torch.bfloat16):
                scores, told, _ = model(*seen)
            probabilities.append(scores.float().softmax(-1))
            gold.append(tags)
            right += ((told.float().argmax(-1) == roles) & (roles > 0)).sum().item()
            people += (roles > 0).sum().item()
    model.train()
    p, gold = torch.cat(probabilities), torch.cat(gold)
    loss = F.nll_loss(p.clamp_min(1e-9).log(), gold).item()
    found = 1 - p[:, 0] >= 0.3
    labels = {name.split("-")[-1] for name in names[1:]}
    recall = {}
    for label in sorted(labels):
        of = sum((gold == t) for t, name in enumerate(names) if name.endswith("-" + label)).bool()
        recall[label] = round(100 * (found & of).sum().item() / max(1, of.sum().item()), 1)
    known = gold > 0
    return {
        "loss": round(loss, 4),
        "recall": round(100 * (found & known).sum().item() / known.sum().item(), 2),
        "precision": round(100 * (found & known).sum().item() / max(1, found.sum().item()), 2),
        "tag right": round(100 * (p.argmax(-1) == gold)[known].float().mean().item(), 2),
        "roles": round(100 * right / max(1, people), 1),
        "of": recall,
    }


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("export", help="training examples")
    parser.add_argument("--held-out", help="examples to measure on")
    origin = parser.add_mutually_exclusive_group(required=True)
    origin.add_argument("--base", help="folder of the base model to begin with")
    origin.add_argument("--from", dest="start", help="checkpoint to begin with, of a network as large or larger")
    parser.add_argument("--teacher", help="checkpoint of a network to learn from as well")
    parser.add_argument("--dictionaries", default="dictionaries")
    parser.add_argument("--out", required=True, help="folder for the checkpoint")
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--inner", type=int, default=512, help="rows between the two matrices that end a layer")
    parser.add_argument("--pieces", type=int, default=14336, help="size of the vocabulary")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--stop", type=int, default=10**9, help="stop after so many of those steps")
    parser.add_argument("--minutes", type=float, default=1e9, help="decay faster where time is short")
    parser.add_argument("--size", type=int, default=3072, help="pieces in a batch")
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--hide", type=float, default=0.12)
    parser.add_argument("--every", type=int, default=200, help="steps between measures")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def checkpoint(folder):
    """A network that was learnt before, and the names of its pieces."""
    names = json.loads((Path(folder) / "pieces.json").read_text())
    head = json.loads((Path(folder) / "head.json").read_text())
    return Careful.of(torch.load(Path(folder) / "model.pt"), head).eval(), names


def prepared(args):
    head, rows = read(args.export)
    sizes = head["marks"], len(head["tags"]), ROLES, args.layers, args.inner
    if args.inner % 32:
        raise SystemExit("--inner: wanted a multiple of 32")
    teacher = None
    if args.start:
        start, names = checkpoint(args.start)
    else:
        base = Path(args.base)
        vocab = (base / "vocab.txt").read_text().splitlines()
        names, kept = chosen(vocab, [r for r in rows if r["copy"] == 0], args.dictionaries, args.pieces)
        weights = load_file(base / "model.safetensors")
        inner = len(weights["encoder.layer.0.intermediate.dense.weight"])
        start = Careful(len(names), *sizes[:-1], inner)
        start.take(weights, kept)
    model = Careful(len(names), *sizes)
    model.shrink(start)
    if args.teacher:
        teacher, known = checkpoint(args.teacher)
        if known != names:
            raise SystemExit("--teacher: wanted a network of the same pieces")
    pieces = Pieces(names)
    notes = [Note(row, pieces, head["marks"]) for row in rows]
    held_out = [Note(row, pieces, head["marks"]) for row in read(args.held_out)[1]] if args.held_out else []
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    (out / "pieces.json").write_text(json.dumps(names))
    (out / "head.json").write_text(json.dumps(head))
    return model, teacher, notes, held_out, head["tags"], out


def apart(teacher, seen, scores, words):
    """How far a network is from its teacher: in the likelihood of tags, and in what it makes of each word (Jiao et al. 2020)."""
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        taught, _, made = teacher(*seen)
    soft = F.kl_div(scores.float().log_softmax(-1), taught.float().softmax(-1), reduction="batchmean")
    return soft + 0.5 * F.mse_loss(words.float(), made.float())


def main():
    args = arguments()
    torch.manual_seed(args.seed)
    model, teacher, notes, held_out, names, out = prepared(args)
    fresh = [p for n, p in model.named_parameters() if n.startswith(("marks", "tags", "roles"))]
    rest = [p for n, p in model.named_parameters() if not n.startswith(("marks", "tags", "roles"))]
    optimiser = torch.optim.AdamW(
        [{"params": rest, "lr": args.rate}, {"params": fresh, "lr": 5 * args.rate}], weight_decay=0.01)
    mean = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99))
    step, epoch, done_of_epoch, spent, losses = 0, 0, 0, 0.0, []
    saved = out / "state.pt"
    if saved.exists():
        state = torch.load(saved)
        model.load_state_dict(state["model"])
        mean.load_state_dict(state["mean"])
        optimiser.load_state_dict(state["optimiser"])
        step, epoch, done_of_epoch, spent = (state[k] for k in ("step", "epoch", "done_of_epoch", "spent"))
    begun, pieces_seen = time.time() - spent, 0
    last = min(args.steps, args.stop)
    while step < last:
        rng = random.Random(args.seed * 1000 + epoch)
        for batch in batches(notes, rng, args.size)[done_of_epoch:]:
            done = max(step / args.steps, (time.time() - begun) / 60 / args.minutes)
            if done >= 1 or step >= last:
                break
            pace = min(1, (step + 1) / 150) * (1 - done)
            for group, rate in zip(optimiser.param_groups, (args.rate, 5 * args.rate)):
                group["lr"] = rate * pace
            seen, tags, roles = laid_out(batch, random.Random(args.seed * 10**6 + step), args.hide)
            with torch.autocast("cpu", torch.bfloat16):
                scores, told, words = model(*seen)
            loss = F.cross_entropy(scores.float(), tags)
            whole = loss + 0.1 * F.cross_entropy(told.float(), roles)
            if teacher:
                whole = whole + 0.7 * apart(teacher, seen, scores, words)
            optimiser.zero_grad(set_to_none=True)
            whole.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            mean.update_parameters(model)
            step, done_of_epoch = step + 1, done_of_epoch + 1
            losses.append(loss.item())
            pieces_seen += seen[0].numel()
            if step % 20 == 0:
                now = time.time() - begun
                print(f"step {step} epoch {epoch} loss {np.mean(losses[-20:]):.4f} "
                      f"{pieces_seen / (now - spent):.0f} pieces/s {now / 60:.1f} min", flush=True)
            if step % args.every == 0:
                torch.save(mean.module.state_dict(), out / "model.pt")
                if held_out:
                    print(json.dumps(measured(mean.module, held_out, names)), flush=True)
                # Put in place whole: a break while it is written leaves the one before.
                torch.save({"model": model.state_dict(), "mean": mean.state_dict(), "epoch": epoch,
                            "done_of_epoch": done_of_epoch, "optimiser": optimiser.state_dict(), "step": step,
                            "spent": time.time() - begun}, saved.with_suffix(".new"))
                saved.with_suffix(".new").replace(saved)
        else:
            epoch, done_of_epoch = epoch + 1, 0
            continue
        break
    torch.save(mean.module.state_dict(), out / "model.pt")
    if held_out:
        print(json.dumps(measured(mean.module, held_out, names)), flush=True)


if __name__ == "__main__":
    main()
