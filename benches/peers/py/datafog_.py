"""datafog, its default engine of patterns."""
import logging
import warnings
from peerio import run

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
LABELS = {"EMAIL": "EMAIL", "PHONE": "PHONE", "ZIP_CODE": "POSTCODE", "DOB": "DATE", "DATE": "DATE", "IP_ADDRESS": "IP",
          "CREDIT_CARD": "CARD", "SSN": "OTHER_ID", "PERSON": "PERSON", "LOCATION": "LOCATION", "ADDRESS": "ADDRESS",
          "ORG": "ORGANISATION", "ORGANIZATION": "ORGANISATION"}


def build(args):
    import datafog
    return datafog.scan, lambda text, raw: [(e.start, e.end, LABELS.get(e.type, "OTHER")) for e in raw.entities]


run(build)
