"""A Python client: one note, a dictated note, a batch, and an error with its details.

The stubs are generated from proto/ where they are used:

    python -m pip install grpcio grpcio-tools grpcio-status
    mkdir -p stubs
    python -m grpc_tools.protoc -I proto --python_out=stubs --grpc_python_out=stubs \\
        scrubs/v1/redaction.proto
    scrubs serve &
    PYTHONPATH=stubs python examples/redact.py localhost:50051

Names and notes are made up; NHS numbers are from the range kept for tests.
"""

import sys

import grpc
from google.rpc import code_pb2, error_details_pb2
from grpc_status import rpc_status
from scrubs.v1 import redaction_pb2 as pb
from scrubs.v1 import redaction_pb2_grpc

NOTE = (
    "👍 Reviewed Zoë Quayle in clinic. NHS No: 999 477 3453.\n"
    "Plan discussed with Zoë, who is happy to be rung on the usual number.\n"
)
KNOWN = pb.Known(people=[pb.KnownPerson(role=pb.PERSON_ROLE_PATIENT, names=["Zoë Quayle"])])


def whole(stub):
    """One note in one call. Offsets in code points are what Python's slices count."""
    request = pb.RedactRequest(text=NOTE, known=KNOWN, offset_unit=pb.OFFSET_UNIT_CODE_POINTS)
    response = stub.Redact(request, timeout=10)
    print(response.text)
    for edit in response.edits:
        was = NOTE[edit.original.start : edit.original.end]
        now = response.text[edit.output.start : edit.output.end]
        print(f"{edit.strength:.2f} {edit.label}: {was!r} became {now!r} ({edit.reason.rule})")
    verdict = pb.Verdict.Name(response.risk.verdict)
    print(f"{verdict} at a residual risk of {response.risk.residual.value:.3f}")
    print(f"policy {response.policy.name} {response.policy.version}\n")
    return response


def dictated(stub, words):
    """A note as it is dictated: text is given out early, and amended where later words say more."""

    def asking():
        yield pb.RedactStreamRequest(
            open=pb.StreamOpen(
                known=KNOWN,
                offset_unit=pb.OFFSET_UNIT_CODE_POINTS,
                release_mode=pb.RELEASE_MODE_LIVE,
            )
        )
        for word in words:
            yield pb.RedactStreamRequest(chunk=pb.StreamChunk(text=word))

    text, amendments, finished = "", [], None
    for answer in stub.RedactStream(asking(), timeout=60):
        match answer.WhichOneof("message"):
            case "released":
                text += answer.released.text
            case "amended":
                amendments.append(answer.amended)
            case "finished":
                finished = answer.finished
    if finished is None or finished.released_length != len(text):
        raise RuntimeError("the stream ended before the note did: discard its text")
    # From the last to the first, so that places before an amendment keep their offsets.
    for amendment in sorted(amendments, key=lambda a: a.edit.output.start, reverse=True):
        at = amendment.edit.output
        text = text[: at.start] + amendment.replacement + text[at.end :]
    return text


def batch(stub, notes):
    """Many notes. Results come as they are ready; one that fails leaves the others alone."""
    items = (pb.RedactBatchRequest(id=name, request=request) for name, request in notes.items())
    for result in stub.RedactBatch(items, timeout=60):
        if result.WhichOneof("result") == "response":
            print(f"{result.id}: {result.response.text.strip()}")
        else:
            print(f"{result.id}: {code_pb2.Code.Name(result.status.code)}, {result.status.message}")
    print()


def refused(stub):
    """An error says which field is wrong and what was wanted, never what was sent."""
    try:
        stub.Redact(pb.RedactRequest(text=NOTE, policy="nonsense"), timeout=10)
    except grpc.RpcError as error:
        print(f"{error.code().name}: {error.details()}")
        for detail in rpc_status.from_call(error).details:
            bad = error_details_pb2.BadRequest()
            if detail.Unpack(bad):
                print([(v.field, v.description) for v in bad.field_violations])


def main():
    target = sys.argv[1] if len(sys.argv) > 1 else "localhost:50051"
    # A redacted note of 4 MiB with its edits is longer than the client's default limit.
    options = [("grpc.max_receive_message_length", 64 << 20)]
    with grpc.insecure_channel(target, options=options) as channel:
        stub = redaction_pb2_grpc.RedactionServiceStub(channel)
        response = whole(stub)
        live = dictated(stub, NOTE.split(" ")[:1] + [" " + word for word in NOTE.split(" ")[1:]])
        print(f"dictated, the same: {live == response.text}\n")
        batch(
            stub,
            {
                "monday": pb.RedactRequest(text="NHS No 999 477 3453 rang.", known=KNOWN),
                "tuesday": pb.RedactRequest(text="Zoë Quayle rang.", known=KNOWN),
                "wednesday": pb.RedactRequest(text="Rang.", policy="nonsense"),
            },
        )
        refused(stub)


if __name__ == "__main__":
    main()
