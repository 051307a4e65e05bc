#!/usr/bin/env bash
# Learns the careful tier anew, from the notes to the built-in files, and measures it on notes held out:
#   training/careful/rebuild.sh FOLDER [WORK]
# FOLDER is where the base model's package keeps model.safetensors and vocab.txt; WORK (target/careful
# unless given) keeps what is made on the way. About six hours on two cores; after a break the same command goes on from the
# last checkpoint. STEPS, MORE, SMALL and SIZE (pieces in a batch) may be set, to try the way quickly.
set -euo pipefail
base=$(realpath "${1:?the folder of the base model}")
cd "$(dirname "$0")/../.."
work=${2:-target/careful}
mkdir -p "$work"
scrubs() { cargo run --quiet --release -- "$@"; }
notes() { python3 tests/corpus/build.py "$@" > "$work/all.jsonl"; }
learn() {
    python3 training/careful/train.py "$1" --held-out "$work/held_out.ex" --out "$2" --steps "$3" \
        --size "${SIZE:-2048}" --every "${EVERY:-250}" --hide 0.15 "${@:4}"
}

notes tests/corpus/train training/fragments
python3 training/careful/hold_out.py "$work/all.jsonl" "$work/learn.jsonl" "$work/held_out.jsonl"
notes training/notes
python3 training/careful/hold_out.py "$work/all.jsonl" "$work/more.jsonl" "$work/writer.jsonl"
cat "$work/writer.jsonl" >> "$work/held_out.jsonl"
# The fast tier without the notes held out: the mix of both tiers is learnt from what neither has seen.
cat "$work/learn.jsonl" "$work/more.jsonl" > "$work/seen.jsonl"
scrubs train "$work/seen.jsonl" --out "$work/fast.bin"

scrubs train "$work/learn.jsonl" --export "$work/learn.ex" --copies 10
scrubs train "$work/learn.jsonl" --export "$work/again.ex" --copies 3 --seed 2
scrubs train "$work/more.jsonl" --export "$work/more.ex" --copies 8 --seed 3
tail -n +2 "$work/again.ex" >> "$work/more.ex"
scrubs train "$work/held_out.jsonl" --export "$work/held_out.ex" --copies 0
scrubs train training/careful/sentences.jsonl --export "$work/sentences.ex" --copies 0

learn "$work/learn.ex" "$work/first" "${STEPS:-2800}" --base "$base"
learn "$work/more.ex" "$work/large" "${MORE:-3900}" --from "$work/first" --rate 1.5e-4 --seed 2
# The network that is shipped: two layers that learn from those four.
learn "$work/more.ex" "$work/run" "${SMALL:-10000}" --from "$work/large" --teacher "$work/large" --layers 2 --inner 512 \
    --rate 4e-4 --hide 0.1 --seed 5
python3 training/careful/write.py "$work/run" --out src/names/careful/weights.bin \
    --sentences "$work/sentences.ex" --figures src/names/careful/figures.json

scrubs train "$work/held_out.jsonl" --weights "$work/fast.bin" --mix src/names/careful/mix.bin
scrubs evaluate "$work/held_out.jsonl" --weights "$work/fast.bin"
