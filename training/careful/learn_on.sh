#!/usr/bin/env bash
# Learns the careful tier that is built in on, with the notes of now, and measures it on notes held out:
#   training/careful/learn_on.sh WEIGHTS [WORK]
# WEIGHTS is the weights.bin to begin with; WORK (target/careful_on unless given) keeps what is made on the way. Some fifteen
# minutes on two cores that do nothing else. STEPS may be set, to try the way quickly: a try writes over the built-in files too,
# and the program is built with them.
set -euo pipefail
weights=$(realpath "${1:?the weights to begin with}")
cd "$(dirname "$0")/../.."
work=${2:-target/careful_on} steps=${STEPS:-2600}
mkdir -p "$work"
scrubs() { cargo run --quiet --release -- "$@"; }
parted() { # where learnt from, where held out, what
    python3 tests/corpus/build.py "${@:3}" > "$work/all.jsonl"
    python3 training/careful/hold_out.py "$work/all.jsonl" "$work/$1.jsonl" "$work/$2.jsonl"
}

parted learn held_out tests/corpus/train training/fragments
parted more writer training/notes
cat "$work/writer.jsonl" >> "$work/held_out.jsonl"
cat "$work/learn.jsonl" "$work/more.jsonl" > "$work/seen.jsonl"
scrubs train "$work/held_out.jsonl" --export "$work/held_out.ex" --copies 0
scrubs train training/careful/sentences.jsonl --export "$work/sentences.ex" --copies 0
scrubs train "$work/learn.jsonl" --export "$work/learn.ex" --copies 2 --seed 33
scrubs train "$work/more.jsonl" --export "$work/examples.ex" --copies 4 --seed 34
tail -n +2 "$work/learn.ex" >> "$work/examples.ex"

python3 training/careful/opened.py "$weights" "$work/held_out.ex" --out "$work/built_in"
python3 training/careful/write.py "$work/built_in" --out "$work/again.bin"
cmp "$weights" "$work/again.bin"
rm -rf "$work/run"
# Learns from what it was beside the marks, and stops before the rate is down: the mean of its last steps is what is kept.
python3 training/careful/train.py "$work/examples.ex" --held-out "$work/held_out.ex" --from "$work/built_in" \
    --teacher "$work/built_in" --layers 2 --inner 512 --out "$work/run" --steps "$steps" --stop "$((steps * 8 / 13))" \
    --size 2048 --rate 2.5e-4 --hide 0.15 --every 400 --seed 22
python3 training/careful/write.py "$work/run" --out src/names/careful/weights.bin \
    --sentences "$work/sentences.ex" --figures src/names/careful/figures.json

# The mix is learnt from what neither tier has seen.
scrubs train "$work/seen.jsonl" --out "$work/fast.bin"
scrubs train "$work/held_out.jsonl" --weights "$work/fast.bin" --mix src/names/careful/mix.bin
scrubs evaluate "$work/held_out.jsonl" --weights "$work/fast.bin"
