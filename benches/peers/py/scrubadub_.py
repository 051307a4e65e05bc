"""cs-scrubadub, the kept-up fork of scrubadub, locale en_GB, with its date-of-birth detector."""
import logging
import warnings
from peerio import run

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
LABELS = {"name": "PERSON", "email": "EMAIL", "phone": "PHONE", "url": "URL", "postalcode": "POSTCODE",
          "national_insurance_number": "NI_NUMBER", "tax_reference_number": "OTHER_ID", "drivers_licence": "OTHER_ID",
          "vehicle_licence_plate": "VEHICLE_REG", "credit_card": "CARD", "twitter": "HANDLE", "skype": "HANDLE",
          "date_of_birth": "DATE", "address": "ADDRESS", "location": "LOCATION", "organisation": "ORGANISATION"}


def build(args):
    import scrubadub
    from scrubadub.detectors.date_of_birth import DateOfBirthDetector
    scrubber = scrubadub.Scrubber(locale="en_GB")
    scrubber.add_detector(DateOfBirthDetector(locale="en_GB", require_context=True))

    def spans(text, found):
        return [(f.beg, f.end, LABELS.get(str(f.type).split("+")[0], "OTHER")) for f in found]

    return (lambda text: list(scrubber.iter_filth(text))), spans


run(build)
