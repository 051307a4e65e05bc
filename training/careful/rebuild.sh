#!/usr/bin/env bash
# Learns the careful tier anew, from the notes to the built-in files, and measures it on notes held out:
#   training/careful/rebuild.sh FOLDER [WORK]
# FOLDER is where the base model's package keeps model.safetensors and vocab.txt; WORK (target/careful
# unless given) keeps what is made on the way. About 75 minutes on two cores; after a break the same command goes on from
# the last checkpoint. STEPS and SIZE (pieces in a batch) may be set, to try the way quickly.
set -euo pipefail
base=$(realpath "${1:?the folder of the base model}")
cd "$(dirname "$0")/../.."
work=${2:-target/careful}
mkdir -p "$work"
scrubs() { cargo run --quiet --release -- "$@"; }

python3 tests/corpus/build.py tests/corpus/train training/fragments > "$work/all.jsonl"
# Every fifth note is held out: the mix of both tiers is learnt from what neither has seen.
python3 training/careful/hold_out.py "$work/all.jsonl" "$work/learn.jsonl" "$work/held_out.jsonl"
scrubs train "$work/learn.jsonl" --out "$work/fast.bin"
scrubs train "$work/learn.jsonl" --export "$work/learn.ex" --copies 10
scrubs train "$work/held_out.jsonl" --export "$work/held_out.ex" --copies 0
scrubs train training/careful/sentences.jsonl --export "$work/sentences.ex" --copies 0

python3 training/careful/train.py "$work/learn.ex" --held-out "$work/held_out.ex" --base "$base" \
    --out "$work/run" --steps "${STEPS:-2000}" --size "${SIZE:-2048}" --every "${EVERY:-250}" --hide 0.15
python3 training/careful/write.py "$work/run" --out src/names/careful/weights.bin \
    --sentences "$work/sentences.ex" --figures src/names/careful/figures.json

scrubs train "$work/held_out.jsonl" --weights "$work/fast.bin" --mix src/names/careful/mix.bin
scrubs evaluate "$work/held_out.jsonl" --weights "$work/fast.bin"
