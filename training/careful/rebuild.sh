#!/usr/bin/env bash
# Learns the careful tier anew, from the notes and the base model to the built-in files, and measures it on notes held out:
#   training/careful/rebuild.sh FOLDER [WORK]
# FOLDER is where the base model's package keeps model.safetensors and vocab.txt; WORK (target/careful unless given) keeps what
# is made on the way. Three quarters of an hour on two cores that do nothing else; after a break the same command goes on from the
# last checkpoint, unless notes, dictionaries or the program have changed since. STEPS, SIZE (pieces in a batch) and EVERY (steps
# between measures) may be set, to try the way quickly, and NTH, to hold out every NTH note of train (5 unless set; 1 is all of them): a
# try writes over the built-in files too, and the program is built with them.
set -euo pipefail
base=$(realpath "${1:?the folder of the base model}")
cd "$(dirname "$0")/../.."
work=${2:-target/careful}
mkdir -p "$work"
scrubs() { cargo run --quiet --release -- "$@"; }
parted() { # where learnt from, where held out, what
    python3 tests/corpus/build.py "${@:3}" > "$work/all.jsonl"
    python3 training/careful/hold_out.py "$work/all.jsonl" "$work/$1.jsonl" "$work/$2.jsonl" "${NTH:-5}"
}

parted learn held_out tests/corpus/train training/fragments
parted more writer training/notes
cat "$work/writer.jsonl" >> "$work/held_out.jsonl"

of=$( (cat "$work"/{learn,more,held_out}.jsonl "$base/vocab.txt"; find src dictionaries training/careful/sentences.jsonl -type f \
    ! -name '*.bin' ! -name figures.json -print0 | sort -z | xargs -0 cat) | sha256sum)
[ "$of" = "$(cat "$work/of" 2>/dev/null)" ] || rm -rf "$work/examples.ex" "$work/run"
echo "$of" > "$work/of"
if [ ! -e "$work/examples.ex" ]; then
    scrubs train "$work/held_out.jsonl" --export "$work/held_out.ex" --copies 0
    scrubs train training/careful/sentences.jsonl --export "$work/sentences.ex" --copies 0
    scrubs train "$work/learn.jsonl" --export "$work/learn.ex" --copies 4
    scrubs train "$work/more.jsonl" --export "$work/more.ex" --copies 8 --seed 2
    tail -n +2 "$work/learn.ex" >> "$work/more.ex"
    mv "$work/more.ex" "$work/examples.ex"
fi
python3 training/careful/train.py "$work/examples.ex" --held-out "$work/held_out.ex" --base "$base" --out "$work/run" \
    --steps "${STEPS:-10000}" --size "${SIZE:-2048}" --every "${EVERY:-500}"
python3 training/careful/write.py "$work/run" --out src/names/careful/weights.bin \
    --sentences "$work/sentences.ex" --figures src/names/careful/figures.json

# The mix of both tiers is learnt from what neither has seen.
cat "$work/learn.jsonl" "$work/more.jsonl" > "$work/seen.jsonl"
scrubs train "$work/seen.jsonl" --out "$work/fast.bin"
scrubs train "$work/held_out.jsonl" --weights "$work/fast.bin" --mix src/names/careful/mix.bin
scrubs evaluate "$work/held_out.jsonl" --weights "$work/fast.bin"
