"""The tables from the last line of each name:  table.py RESULTS.jsonl [RESULTS.md]
They are printed, or take the place of those in the file, between `<!-- name -->` and `<!-- /name -->`."""
import json, re, sys

LABELS = ["PERSON", "DATE", "AGE", "NHS_NUMBER", "CHI_NUMBER", "HC_NUMBER", "HOSPITAL_NUMBER", "NI_NUMBER",
          "PROFESSIONAL_ID", "POSTCODE", "ADDRESS", "PHONE", "EMAIL", "LOCATION", "ORGANISATION", "OCCUPATION",
          "DEMOGRAPHIC"]


def number(x):
    if x is None:
        return "-"
    return f"{x:,.0f}" if x >= 100 else f"{x:.1f}" if x >= 10 else f"{x:.2f}" if x >= 1 else f"{x:.2g}"


def at(share, values):
    values = sorted(values)
    return 1e3 * values[min(len(values) - 1, int(share * len(values)))]


def row(*cells):
    return "| " + " | ".join(cells) + " |"


def tables(last):
    ours = sorted(name for name in last if name.startswith("scrubs"))
    peers = sorted(last.keys() - ours, key=lambda name: -last[name]["recall"]["direct"][1])
    order = [last[name] for name in ours + peers]
    rows = [row("", "PERSON", "direct", "all", "precision", "over-redaction", "clean notes"), row("---", *["---:"] * 6)]
    for d in order:
        rows.append(row(d["name"], *(f"{d['recall'][k][1]:.1f}" for k in ("PERSON", "direct", "all")),
                        f"{d['precision']:.1f}", f"{d['over_redaction']:.2f}", f"{d['clean_notes']:.1f}"))
    yield "accuracy", rows
    rows = [row("", "MB/s", "notes/s", "ms a note, p50", "p99", "peak MB", "start-up s", "version", "date"),
            row("---", *["---:"] * 6, "---", "---")]
    for d in sorted(order, key=lambda d: -d["mb_per_s"]):
        rows.append(row(d["name"], number(d["mb_per_s"]), number(d["notes_per_s"]),
                        *(number(at(q, d["note_s"])) for q in (.5, .99)), number(d["peak_mb"]),
                        number(d["start_cpu_s"]), d["version"], d["date"]))
    yield "speed", rows
    rows = [row("", *(f"{k} ({order[0]['recall'][k][0]})" for k in LABELS)), row("---", *["---:"] * len(LABELS))]
    rows += [row(d["name"], *(f"{d['recall'][k][1]:.0f}" for k in LABELS)) for d in order]
    yield "labels", rows
    rows = [row("aim", "measured"), row("---", "---")]
    for name, peer, what, unit, least in (("scrubs-fast", "presidio-md-uk", "mb_per_s", "MB/s", 1000),
                                          ("scrubs-fast", "hyperscale", "mb_per_s", "MB/s", 1000),
                                          ("scrubs-careful", "presidio-md-uk", "notes_per_s", "notes/s", 20)):
        if name in last and peer in last:
            ratio = last[name][what] / last[peer][what]
            rows.append(row(f"{name} at least {least:,} times the {unit} of {peer}",
                            f"{number(ratio)} times: {'met' if ratio >= least else 'not met'}"))
    yield "aims", rows


def main():
    results, *into = sys.argv[1:]
    with open(results, encoding="utf-8") as f:
        made = dict(tables({d["name"]: d for d in map(json.loads, f)}))
    if not into:
        print("\n\n".join("\n".join(rows) for rows in made.values()))
        return
    with open(into[0], encoding="utf-8") as f:
        text = f.read()
    for name, rows in made.items():
        new = "\n".join([f"<!-- {name} -->", *rows, f"<!-- /{name} -->"])
        text, n = re.subn(f"<!-- {name} -->.*?<!-- /{name} -->", lambda _: new, text, flags=re.S)
        if n != 1:
            sys.exit(f"table.py: {into[0]} has {n} places for {name}")
    with open(into[0], "w", encoding="utf-8") as f:
        f.write(text)


main()
