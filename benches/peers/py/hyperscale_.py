"""hyperscale-pii-scanner: UK English, Presidio and a spaCy model of its own package; as its documentation calls it."""
from peerio import run

LABELS = {"person": "PERSON", "location": "LOCATION", "organisation": "ORGANISATION", "date": "DATE", "age": "AGE",
          "date_of_birth": "DATE", "postcode": "POSTCODE", "nhs_number": "NHS_NUMBER", "phone": "PHONE",
          "national_insurance_number": "NI_NUMBER", "email": "EMAIL", "url": "URL", "case_reference": "OTHER_ID"}


def build(args):
    from hyperscale.pii_scanner import scan
    return scan, lambda text, hits: [(h.start, h.end, LABELS[str(h.kind.value)]) for h in hits]


run(build)
