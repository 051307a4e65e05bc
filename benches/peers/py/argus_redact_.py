"""argus-redact, fast mode (rules and lists of names, no model), its packs en and uk. Its one call also replaces."""
import logging
import warnings
from peerio import run

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
LABELS = {"person": "PERSON", "name": "PERSON", "phone": "PHONE", "landline": "PHONE", "mobile": "PHONE",
          "email": "EMAIL", "address": "ADDRESS", "postcode": "POSTCODE", "nino": "NI_NUMBER", "nhs": "NHS_NUMBER",
          "nhs_number": "NHS_NUMBER", "date_of_birth": "DATE", "date": "DATE", "dob": "DATE", "age": "AGE",
          "location": "LOCATION", "city": "LOCATION", "organization": "ORGANISATION", "company": "ORGANISATION",
          "organisation": "ORGANISATION", "url": "URL", "url_token": "URL", "ip_address": "IP", "ip": "IP",
          "ipv4": "IP", "ipv6": "IP", "credit_card": "CARD", "bank_card": "CARD", "iban": "BANK", "sort_code": "BANK",
          "bank_account": "BANK", "license_plate": "VEHICLE_REG", "plate": "VEHICLE_REG", "username": "HANDLE",
          "social_handle": "HANDLE", "medical_record": "HOSPITAL_NUMBER", "mrn": "HOSPITAL_NUMBER",
          "medical_record_number": "HOSPITAL_NUMBER", "ssn": "OTHER_ID", "passport": "OTHER_ID", "tax_id": "OTHER_ID",
          "driving_licence": "OTHER_ID", "driver_license": "OTHER_ID", "occupation": "OCCUPATION",
          "job_title": "OCCUPATION", "religion": "DEMOGRAPHIC", "ethnicity": "DEMOGRAPHIC", "gender": "DEMOGRAPHIC"}


def build(args):
    from argus_redact import redact

    def detect(text):
        return redact(text, mode="fast", lang=["en", "uk"], detailed=True, salt=42)

    def spans(text, raw):
        return [(e["start"], e["end"], LABELS.get(e["type"], "OTHER")) for e in raw[2]["entities"]]

    return detect, spans


run(build)
