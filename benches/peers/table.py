"""The tables of RESULTS.md from the last line of each name:  table.py RESULTS.jsonl"""
import json, sys

LABELS = ["PERSON", "DATE", "AGE", "NHS_NUMBER", "CHI_NUMBER", "HC_NUMBER", "HOSPITAL_NUMBER", "NI_NUMBER",
          "PROFESSIONAL_ID", "POSTCODE", "ADDRESS", "PHONE", "EMAIL", "LOCATION", "ORGANISATION", "OCCUPATION",
          "DEMOGRAPHIC"]


def number(x):
    if x is None:
        return "-"
    return f"{x:.0f}" if x >= 100 else f"{x:.1f}" if x >= 10 else f"{x:.2f}" if x >= 1 else f"{x:.2g}"


def at(share, values):
    values = sorted(values)
    return 1e3 * values[min(len(values) - 1, int(share * len(values)))]


def row(*cells):
    print("| " + " | ".join(cells) + " |")


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        last = {d["name"]: d for d in map(json.loads, f)}
    ours = [d for name, d in last.items() if name.startswith("scrubs")]
    peers = [d for name, d in last.items() if not name.startswith("scrubs")]
    order = sorted(ours, key=lambda d: d["name"]) + sorted(peers, key=lambda d: -d["recall"]["direct"][1])

    row("", "PERSON", "direct", "all", "precision", "over-redaction", "clean notes")
    row("---", *["---:"] * 6)
    for d in order:
        row(d["name"], *(f"{d['recall'][k][1]:.1f}" for k in ("PERSON", "direct", "all")), f"{d['precision']:.1f}",
            f"{d['over_redaction']:.2f}", f"{d['clean_notes']:.1f}")
    print()
    row("", "MB/s", "notes/s", "ms a note, p50", "p99", "peak MB", "start-up s", "version", "date")
    row("---", *["---:"] * 6, "---", "---")
    for d in sorted(order, key=lambda d: -d["mb_per_s"]):
        row(d["name"], number(d["mb_per_s"]), number(d["notes_per_s"]), *(number(at(q, d["note_s"])) for q in (.5, .99)),
            number(d["peak_mb"]), number(d["start_cpu_s"]), d["version"], d["date"])
    print()
    row("", *(f"{k} ({order[0]['recall'][k][0]})" for k in LABELS))
    row("---", *["---:"] * len(LABELS))
    for d in order:
        row(d["name"], *(f"{d['recall'][k][1]:.0f}" for k in LABELS))
    print()
    row("aim", "measured")
    row("---", "---")
    for name, peer, what, least in (("scrubs-fast", "presidio-md-uk", "mb_per_s", 1000),
                                    ("scrubs-fast", "hyperscale", "mb_per_s", 1000),
                                    ("scrubs-careful", "presidio-md-uk", "notes_per_s", 20)):
        if name in last and peer in last:
            unit = "MB/s" if what == "mb_per_s" else "notes/s"
            ratio = last[name][what] / last[peer][what]
            met = "met" if ratio >= least else "not met"
            row(f"{name} at least {least:,} times the {unit} of {peer}", f"{number(ratio)} times: {met}")
    row("forms alone at least 3 times dd-sds, at its recall or better", "not taken here")


main()
