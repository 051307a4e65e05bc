"""What every Python adapter shares.

stdin:  JSONL {"id", "text"}
stdout: JSONL {"id", "spans": [{"start", "end", "label"}]}, offsets in code points
stderr: one JSON line of times

The first pass over the notes gives the spans and warms the peer up; it is timed apart. More passes follow, at least
`--passes` and until `--seconds` of CPU time are spent. Only the call of the peer is timed, as CPU time of the
process: no loading, no JSON, no turning of offsets.
"""
import argparse, json, os, statistics, sys, time

LABELS = set("""PERSON NHS_NUMBER CHI_NUMBER HC_NUMBER HOSPITAL_NUMBER NI_NUMBER PROFESSIONAL_ID OTHER_ID DATE AGE
POSTCODE ADDRESS LOCATION ORGANISATION PHONE EMAIL URL HANDLE IP VEHICLE_REG BANK CARD OCCUPATION DEMOGRAPHIC
OTHER""".split())


def merge(spans):
    """Drops duplicates and spans inside another of the same label."""
    out = []
    for s in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not any(o[2] == s[2] and o[0] <= s[0] and s[1] <= o[1] for o in out[-8:]):
            out.append(s)
    return out


def resident():
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def run(build, options=None):
    """build(args) gives (detect(text) -> raw, spans(text, raw) -> [(start, end, label)])."""
    ap = argparse.ArgumentParser()
    ap.add_argument("--seconds", type=float, default=0)
    ap.add_argument("--passes", type=int, default=0)
    if options:
        options(ap)
    args = ap.parse_args()
    detect, spans = build(args)
    ready = None
    notes = [json.loads(line) for line in sys.stdin if line.strip()]

    def timed(text):
        before = time.process_time()
        raw = detect(text)
        return time.process_time() - before, raw

    first = 0
    for note in notes:
        took, raw = timed(note["text"])
        ready = ready or resident()
        first += took
        found = merge([(int(s), int(e), label) for s, e, label in spans(note["text"], raw) if e > s])
        assert all(label in LABELS for _, _, label in found), found
        places = [{"start": s, "end": e, "label": label} for s, e, label in found]
        print(json.dumps({"id": note["id"], "spans": places}))
    sys.stdout.flush()
    passes = []
    while len(passes) < args.passes or (args.seconds and sum(map(sum, passes)) < args.seconds):
        passes.append([timed(note["text"])[0] for note in notes])
    times = {"bytes": sum(len(n["text"].encode()) for n in notes), "first_s": first, "ready_mb": ready,
             "passes_s": [sum(p) for p in passes], "note_s": [statistics.median(n) for n in zip(*passes)]}
    print(json.dumps(times), file=sys.stderr)
