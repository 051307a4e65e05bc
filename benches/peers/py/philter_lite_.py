"""UCSF's Philter as philter-lite has it: its own rules (philter_delta), in memory. Philter keeps what it can prove to
be harmless and masks the rest, so a find is a run of words that it does not keep. NLTK_DATA holds the tagger."""
import os
import re
import warnings
from peerio import run

warnings.filterwarnings("ignore")
LABELS = {"DATE": "DATE", "Patient_Social_Security_Number": "OTHER_ID", "Email": "EMAIL", "Age": "AGE",
          "Provider_Address_or_Location": "ADDRESS", "Name": "PERSON", "OTHER": "OTHER"}
WORD = re.compile(r"[^\W_]+")


def build(args):
    import philter_lite
    rules = os.path.join(os.path.dirname(philter_lite.__file__), "configs", "philter_delta.toml")
    filters = philter_lite.load_filters(rules)

    def spans(text, raw):
        kept, _, data = raw
        kinds = {}
        for place in data.phi:
            for i in range(place.start, place.stop):
                kinds.setdefault(i, place.phi_type)
        keep = bytearray(len(text))
        for start, end in kept.filecoords():
            keep[start:end] = b"\1" * (end - start)
        out = []
        for word in WORD.finditer(text):
            at = range(*word.span())
            if all(keep[i] for i in at):
                continue
            label = next((LABELS.get(kinds[i], "OTHER") for i in at if i in kinds), "OTHER")
            if out and out[-1][2] == label and not text[out[-1][1]:word.start()].strip(" -/.,'"):
                out[-1] = (out[-1][0], word.end(), label)
            else:
                out.append((word.start(), word.end(), label))
        return out

    return (lambda text: philter_lite.detect_phi(text, filters)), spans


run(build)
