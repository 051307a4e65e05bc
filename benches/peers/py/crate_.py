"""CRATE in the mode that needs no record of the patient: UK postcodes, dates, e-mail addresses, numbers of ten and
eleven digits, and a list of names (census names that are no English words, as its documentation recommends; the
package `names` ships the census files). Its main strength, taking out what the patient's record holds, cannot be
shown on bare text. The time is of its own scrub(); the places are read off its regex and its list of names."""
import logging
import os
import re
import warnings
from peerio import run

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)


def options(ap):
    ap.add_argument("--words", default="/usr/share/dict/british-english")


def census_names(words):
    import names
    folder = os.path.dirname(names.__file__)
    found = set()
    for file in ("dist.all.last", "dist.female.first", "dist.male.first"):
        with open(os.path.join(folder, file)) as f:
            found |= {line.split()[0].lower() for line in f}
    with open(words, encoding="utf-8") as f:
        plain = {w.strip() for w in f if w.islower()}
    return {name for name in found - plain if len(name) > 2}


def label(match):
    if any(v is not None for v in match.groupdict().values()):
        return "DATE"
    if "@" in match.group():
        return "EMAIL"
    if re.fullmatch(r"[\d\W]+", match.group()):
        return "NHS_NUMBER" if len(re.sub(r"\D", "", match.group())) == 10 else "PHONE"
    return "POSTCODE"


def build(args):
    from cardinal_pythonlib.hash import HmacMD5Hasher
    from crate_anon.anonymise.scrub import NonspecificScrubber, WordList
    hasher = HmacMD5Hasher("peers")
    deny = WordList(words=census_names(args.words), replacement_text="[~~~]", hasher=hasher)
    deny.build()
    scrubber = NonspecificScrubber(hasher=hasher, denylist=deny, scrub_all_numbers_of_n_digits=[10, 11],
                                   scrub_all_uk_postcodes=True, scrub_all_dates=True, scrub_all_email_addresses=True)

    def spans(text, _):
        out = [(m.start(), m.end(), label(m)) for m in scrubber._regex.finditer(text)]
        named = deny._processor.extract_keywords(text, span_info=True)
        return out + [(start, end, "PERSON") for _, start, end in named]

    return scrubber.scrub, spans


run(build, options)
