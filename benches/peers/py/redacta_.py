"""redacta: UK clinical patterns. It gives text with tokens, not places: they are found again by laying the two side by
side, which is exact unless two tokens touch. --safe-harbor has it take all dates and ages too."""
import re
from peerio import run

TOKEN = re.compile(r"\[([A-Z][A-Z_]*?)_(\d+)\]")
KINDS = [("NHS", "NHS_NUMBER"), ("NATIONAL_INS", "NI_NUMBER"), ("NI_", "NI_NUMBER"), ("DATE", "DATE"), ("DOB", "DATE"),
         ("POSTCODE", "POSTCODE"), ("ZIP", "POSTCODE"), ("MRN", "HOSPITAL_NUMBER"), ("HOSPITAL", "HOSPITAL_NUMBER"),
         ("EMAIL", "EMAIL"), ("PHONE", "PHONE"), ("FAX", "PHONE"), ("URL", "URL"), ("IP", "IP"), ("CARD", "CARD"),
         ("IBAN", "BANK"), ("ACCOUNT", "BANK"), ("PLATE", "VEHICLE_REG"), ("VEHICLE", "VEHICLE_REG"),
         ("NAME", "PERSON"), ("RELATIVE", "PERSON"), ("CARER", "PERSON"), ("AGE", "AGE"), ("ADDRESS", "ADDRESS"),
         ("STREET", "ADDRESS"), ("SSN", "OTHER_ID"), ("LICEN", "OTHER_ID")]


def options(ap):
    ap.add_argument("--safe-harbor", action="store_true")


def label(kind):
    return next((to for part, to in KINDS if part in kind), "OTHER")


def spans(text, raw):
    redacted, _, held = raw
    out, at, last, open_ = [], 0, 0, None
    for token in [*TOKEN.finditer(redacted), None]:
        plain = redacted[last:token.start() if token else len(redacted)]
        if open_:
            kind, was = open_
            end = text.find(plain, at) if plain else -1
            if end < 0:
                end = at + len(was)
            out.append((at, end, label(kind)))
            at = end
        at += len(plain)
        if token:
            last, open_ = token.end(), (token.group(1), str(held.get(token.group(0), "")))
    return out


def build(args):
    from redacta import redact
    return (lambda text: redact(text, safe_harbor=args.safe_harbor)), spans


run(build, options)
