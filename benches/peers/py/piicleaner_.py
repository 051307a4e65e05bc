"""piicleaner: UK patterns on a Rust regex engine."""
from peerio import run

KINDS = [("mail", "EMAIL"), ("phone", "PHONE"), ("post", "POSTCODE"), ("nino", "NI_NUMBER"),
         ("insurance", "NI_NUMBER"), ("ip-address", "IP"), ("address", "ADDRESS"), ("url", "URL"), ("date", "DATE"),
         ("card", "CARD"), ("tag", "HANDLE"), ("iban", "BANK"), ("sort", "BANK"), ("bank", "BANK"),
         ("id", "OTHER_ID"), ("name", "PERSON")]


def label(kind):
    return next((to for part, to in KINDS if part in kind.lower()), "OTHER")


def build(args):
    import piicleaner
    detect = piicleaner.Cleaner().detect_pii
    return detect, lambda text, found: [(m["start"], m["end"], label(m["type"])) for m in found]


run(build)
