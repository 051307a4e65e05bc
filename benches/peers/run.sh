#!/usr/bin/env bash
# Scrubs and its peers over the same notes on one core:  run.sh path/to/scrubs [NAME...]
# NAME: scrubs-fast, scrubs-careful or a peer of run.py; nothing named: all that are installed.
# Each answer is a line added to $PEERS_WORK/results.jsonl; table.py makes the tables of the last line of each.
#   PEERS_WORK   where install.sh put the peers (default: .work beside this file)
#   PEERS_CORE   the core to run on (default 1)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
fail() { echo "run.sh: $*" >&2; exit 1; }
[ $# -gt 0 ] || fail "which scrubs? run.sh path/to/scrubs [NAME...]"
[ -x "$1" ] || fail "$1 cannot be run; build it: cargo build --release"
for tool in python3 taskset; do command -v $tool >/dev/null || fail "no $tool"; done
export PEERS_WORK=${PEERS_WORK:-$here/.work}
[ -d "$PEERS_WORK" ] || fail "no $PEERS_WORK; run install.sh"
corpus=$here/../../tests/corpus
python3 "$corpus/build.py" "$corpus/dev" --range-999 >"$PEERS_WORK/dev.jsonl"
python3 "$here/run.py" "$@"
python3 "$here/table.py" "$PEERS_WORK/results.jsonl"
