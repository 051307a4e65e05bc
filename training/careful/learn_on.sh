#!/usr/bin/env bash
# Learns the careful tier that is built in on, with notes that came after it, and measures it on notes held out:
#   training/careful/learn_on.sh WEIGHTS WORK FILE...
# WEIGHTS is the weights.bin to begin with, WORK keeps what is made on the way, each FILE is one of training/notes/ that is new to it.
# Some twenty-five minutes on two cores that do nothing else. SHORT and LONG (steps) may be set, to try the way quickly: a try writes over
# the built-in files too, and the program is built with them.
set -euo pipefail
weights=$(realpath "${1:?the weights to begin with}") work=${2:?a folder}
: "${3:?a file of notes that are new to it}"
shift 2
mkdir -p "$work"
work=$(realpath "$work")
mapfile -t new < <(realpath "$@")
cd "$(dirname "$0")/../.."
scrubs() { cargo run --quiet --release -- "$@"; }
notes() { python3 tests/corpus/build.py "$@"; }
learn() { # examples, out, steps, more
    python3 training/careful/train.py "$1" --held-out "$work/held_out.ex" --from "$work/built_in" --teacher "$work/built_in" \
        --layers 2 --inner 512 --out "$2" --steps "$3" --size 2048 "${@:4}"
}

notes "${new[@]}" > "$work/all.jsonl"
python3 training/careful/hold_out.py "$work/all.jsonl" "$work/new.jsonl" "$work/apart.jsonl"
[ -s "$work/apart.jsonl" ] && { echo "learn_on.sh: some of these notes are held out" >&2; exit 1; }
notes tests/corpus/train training/fragments > "$work/all.jsonl"
python3 training/careful/hold_out.py "$work/all.jsonl" "$work/learn.jsonl" "$work/held_out.jsonl"
notes training/notes > "$work/all.jsonl"
python3 training/careful/hold_out.py "$work/all.jsonl" "$work/more.jsonl" "$work/writer.jsonl"
cat "$work/writer.jsonl" >> "$work/held_out.jsonl"
cat "$work/learn.jsonl" "$work/more.jsonl" > "$work/seen.jsonl"
scrubs train "$work/held_out.jsonl" --export "$work/held_out.ex" --copies 0
scrubs train training/careful/sentences.jsonl --export "$work/sentences.ex" --copies 0
python3 training/careful/opened.py "$weights" "$work/held_out.ex" --out "$work/built_in"
python3 training/careful/write.py "$work/built_in" --out "$work/again.bin"
cmp "$weights" "$work/again.bin"

# Nine copies of the new notes, and somewhat less than half of all others once.
python3 -c "import random, sys
draw, new = random.Random(5), set(open(sys.argv[1]))
sys.stdout.writelines(line for line in sys.stdin if line not in new and draw.random() < 0.45)" \
    "$work/new.jsonl" < "$work/seen.jsonl" > "$work/some.jsonl"
scrubs train "$work/new.jsonl" --export "$work/new.ex" --copies 9 --seed 7
scrubs train "$work/some.jsonl" --export "$work/some.ex" --copies 1 --seed 8
tail -n +2 "$work/some.ex" >> "$work/new.ex"
learn "$work/new.ex" "$work/short" "${SHORT:-1300}" --rate 1.5e-4 --hide 0.1 --every 200 --seed 11
# All of them alike, at a higher rate, stopped on the way.
scrubs train "$work/more.jsonl" --export "$work/more.ex" --copies 4 --seed 32
scrubs train "$work/learn.jsonl" --export "$work/learn.ex" --copies 2 --seed 31
tail -n +2 "$work/learn.ex" >> "$work/more.ex"
learn "$work/more.ex" "$work/long" "${LONG:-2600}" --stop "$((${LONG:-2600} * 8 / 13))" --rate 2.5e-4 --hide 0.15 --every 400 --seed 21

python3 training/careful/mean.py "$work/mean" "$work/built_in" "$work/short" "$work/long"
python3 training/careful/write.py "$work/mean" --out src/names/careful/weights.bin \
    --sentences "$work/sentences.ex" --figures src/names/careful/figures.json
# The mix is learnt from what neither tier has seen.
scrubs train "$work/seen.jsonl" --out "$work/fast.bin"
scrubs train "$work/held_out.jsonl" --weights "$work/fast.bin" --mix src/names/careful/mix.bin
scrubs evaluate "$work/held_out.jsonl" --weights "$work/fast.bin"
