"""presidio-rs: a port of Presidio to Rust, as shipped (its UK recognisers are among those on)."""
from peerio import run

LABELS = {"PERSON": "PERSON", "UK_NHS": "NHS_NUMBER", "UK_NINO": "NI_NUMBER", "DATE_TIME": "DATE", "AGE": "AGE",
          "UK_POSTCODE": "POSTCODE", "LOCATION": "LOCATION", "ORGANIZATION": "ORGANISATION", "PHONE_NUMBER": "PHONE",
          "EMAIL_ADDRESS": "EMAIL", "URL": "URL", "IP_ADDRESS": "IP", "UK_VEHICLE_REGISTRATION": "VEHICLE_REG",
          "US_BANK_NUMBER": "BANK", "IBAN_CODE": "BANK", "CREDIT_CARD": "CARD", "NRP": "DEMOGRAPHIC",
          "MEDICAL_LICENSE": "PROFESSIONAL_ID"}


def label(kind):
    return LABELS.get(kind, "OTHER_ID" if kind.startswith(("UK_", "US_")) else "OTHER")


def build(args):
    import presidio_rs
    detect = presidio_rs.Analyzer().analyze
    return detect, lambda text, found: [(r["start"], r["end"], label(r["entity_type"])) for r in found]


run(build)
