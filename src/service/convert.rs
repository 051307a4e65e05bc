//! Between the wire and the engine: the only file that sees both sides.
//!
//! Nothing here copies text of a request into an error: a status names fields, limits and policies.

use super::{Limits, proto};
use crate::detect::{Class, Identifier, Label, Sub, TABLE};
use crate::known::{Known, KnownPerson};
use crate::names::Tier;
use crate::policy::{Action, Policy};
use crate::risk::{Risk, Score, Verdict};
use crate::session::{Amendment, Edit, LimitError};
use crate::text::unit::Unit;
use crate::{Options, Redacted, Span};
use prost::Message as _;
use std::sync::Arc;
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt as _, pb};

/// The policies that a request may name; the first is the default.
pub(super) struct Policies(Vec<Arc<Policy>>);

impl Policies {
    pub fn presets() -> Policies {
        Policies(Policy::PRESETS.iter().filter_map(|name| Policy::preset(name)).collect())
    }

    fn named(&self, name: &str, path: &str) -> Result<Arc<Policy>, Status> {
        let found = if name.is_empty() { self.0.first() } else { self.0.iter().find(|p| p.name() == name) };
        found.cloned().ok_or_else(|| {
            let names: Vec<_> = self.0.iter().map(|p| p.name()).collect();
            invalid(&format!("{path}policy"), &format!("wanted one of {}", names.join(", ")))
        })
    }

    pub fn list(&self) -> proto::ListPoliciesResponse {
        let rule = |policy: &Policy, label: Label| {
            let rule = policy.rule(label);
            let (action, threshold) = (action(rule.action).into(), rule.threshold);
            proto::Rule { label: label.name().to_owned(), action, threshold }
        };
        let policy = |p: &Arc<Policy>| proto::Policy {
            name: p.name().to_owned(),
            version: p.version().to_owned(),
            description: p.description().to_owned(),
            rules: Label::ALL.iter().map(|&label| rule(p, label)).collect(),
        };
        proto::ListPoliciesResponse { policies: self.0.iter().map(policy).collect() }
    }
}

/// What a request says beside its text.
pub(super) struct Asked {
    pub policy: String,
    pub known: Option<proto::Known>,
    pub offset_unit: i32,
    pub tier: i32,
    /// Where these fields stand in the request: empty or `open.`.
    pub path: &'static str,
}

/// The engine's options for a request.
pub(super) fn options(policies: &Policies, limits: &Limits, asked: Asked) -> Result<Options, Status> {
    let Asked { policy, known, offset_unit, tier, path } = asked;
    let policy = policies.named(&policy, path)?;
    let policy = match proto::Tier::try_from(tier) {
        Ok(proto::Tier::Unspecified) => policy,
        Ok(proto::Tier::Fast) => Arc::new(policy.with_tier(Tier::Fast)),
        Ok(proto::Tier::Careful) => Arc::new(policy.with_tier(Tier::Careful)),
        Err(_) => return Err(invalid(&format!("{path}tier"), "wanted FAST or CAREFUL")),
    };
    let mut options = Options::new(policy);
    options.max_bytes = limits.max_note_bytes;
    options.unit = match proto::OffsetUnit::try_from(offset_unit) {
        Ok(proto::OffsetUnit::Unspecified | proto::OffsetUnit::Utf8Bytes) => Unit::Utf8Bytes,
        Ok(proto::OffsetUnit::CodePoints) => Unit::CodePoints,
        Ok(proto::OffsetUnit::Utf16) => Unit::Utf16,
        Err(_) => {
            let wanted = "wanted UTF8_BYTES, CODE_POINTS or UTF16";
            return Err(invalid(&format!("{path}offset_unit"), wanted));
        }
    };
    let Some(known) = known else { return Ok(options) };
    within_limits(&known, limits, path)?;
    let people = known.people.into_iter().enumerate();
    let people = people.map(|(i, p)| person(i, p, path)).collect::<Result<_, _>>()?;
    options.with_known(&Known { people }).map_err(|e| {
        let field = format!("{path}known.people[{}].{}", e.person, e.field);
        invalid(&field, e.wanted)
    })
}

fn within_limits(known: &proto::Known, limits: &Limits, path: &str) -> Result<(), Status> {
    let field = |name: &str| format!("{path}known.{name}");
    if known.people.len() > limits.max_known_people {
        let most = format!("at most {} people", limits.max_known_people);
        return Err(exhausted(&field("people"), &most));
    }
    let values =
        || known.people.iter().flat_map(|p| p.names.iter().chain(&p.identifiers).chain(&p.addresses));
    if values().count() > limits.max_known_values {
        let most = format!("at most {} names, identifiers and addresses", limits.max_known_values);
        return Err(exhausted(&field("people"), &most));
    }
    if values().any(|value| value.len() > limits.max_known_value_bytes) {
        let most = format!("at most {} bytes a value", limits.max_known_value_bytes);
        return Err(exhausted(&field("people"), &most));
    }
    Ok(())
}

fn person(at: usize, person: proto::KnownPerson, path: &str) -> Result<KnownPerson, Status> {
    let role = match proto::PersonRole::try_from(person.role) {
        Ok(proto::PersonRole::Patient) => Sub::Patient,
        Ok(proto::PersonRole::Relative) => Sub::Relative,
        Ok(proto::PersonRole::Staff) => Sub::Staff,
        Ok(proto::PersonRole::Unspecified | proto::PersonRole::Other) => Sub::Other,
        Err(_) => {
            let field = format!("{path}known.people[{at}].role");
            return Err(invalid(&field, "wanted PATIENT, RELATIVE, STAFF or OTHER"));
        }
    };
    let proto::KnownPerson { names, date_of_birth, identifiers, addresses, .. } = person;
    let date_of_birth = Some(date_of_birth).filter(|date| !date.is_empty());
    Ok(KnownPerson { role: Some(role), names, date_of_birth, identifiers, addresses })
}

/// Whether a stream gives text out as it becomes certain.
pub(super) fn is_live(release_mode: i32) -> Result<bool, Status> {
    match proto::ReleaseMode::try_from(release_mode) {
        Ok(proto::ReleaseMode::Unspecified | proto::ReleaseMode::OnFinish) => Ok(false),
        Ok(proto::ReleaseMode::Live) => Ok(true),
        Err(_) => Err(invalid("open.release_mode", "wanted ON_FINISH or LIVE")),
    }
}

pub(super) fn response(redacted: Redacted, policy: &Policy) -> proto::RedactResponse {
    proto::RedactResponse {
        text: redacted.text,
        edits: redacted.edits.iter().map(edit).collect(),
        risk: Some(risk(&redacted.risk)),
        policy: Some(applied(policy)),
    }
}

pub(super) fn applied(policy: &Policy) -> proto::AppliedPolicy {
    proto::AppliedPolicy { name: policy.name().to_owned(), version: policy.version().to_owned() }
}

pub(super) fn amended(amendment: &Amendment) -> proto::StreamAmended {
    proto::StreamAmended { edit: Some(edit(&amendment.edit)), replacement: amendment.replacement.clone() }
}

/// Longest text of one `released` message, in bytes: a client's default limit is 4 MiB.
const PIECE: usize = 64 << 10;

/// Released text in messages of bounded length. `from` is where it begins in all that is released,
/// in `unit`, and moves on past it.
pub(super) fn released(
    text: &str,
    edits: &[Edit],
    unit: Unit,
    from: &mut usize,
) -> Vec<proto::StreamReleased> {
    let mut edits = edits.iter().peekable();
    let mut pieces = Vec::with_capacity(text.len() / PIECE + 1);
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(piece_end(rest));
        *from += unit.len(piece);
        let own = std::iter::from_fn(|| edits.next_if(|e| e.output.start() < *from)).map(edit).collect();
        pieces.push(proto::StreamReleased { text: piece.to_owned(), edits: own });
        rest = after;
    }
    pieces
}

/// The last character boundary within [`PIECE`] bytes.
fn piece_end(text: &str) -> usize {
    let end = (0..=PIECE.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    end.unwrap_or(text.len())
}

fn edit(edit: &Edit) -> proto::Edit {
    proto::Edit {
        original: Some(span(edit.original)),
        output: Some(span(edit.output)),
        label: edit.label.name().to_owned(),
        sub: edit.sub.map_or("", Sub::name).to_owned(),
        action: action(edit.action).into(),
        strength: edit.strength,
        reason: Some(proto::Reason {
            source: edit.reason.source.name().to_owned(),
            rule: edit.reason.rule.to_owned(),
            cue: edit.reason.cue.unwrap_or_default().to_owned(),
        }),
    }
}

fn span(span: Span) -> proto::Span {
    proto::Span { start: offset(span.start()), end: offset(span.end()) }
}

/// An offset on the wire. The limit on notes keeps offsets within 32 bits.
pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("offsets of a note within its limit fit")
}

fn action(action: Action) -> proto::Action {
    match action {
        Action::Keep => proto::Action::Keep,
        Action::Label => proto::Action::Label,
    }
}

pub(super) fn risk(risk: &Risk) -> proto::Risk {
    let verdict = match risk.verdict {
        Verdict::Release => proto::Verdict::Release,
        Verdict::Review => proto::Verdict::Review,
        Verdict::Block => proto::Verdict::Block,
    };
    proto::Risk {
        inherent: Some(score(&risk.inherent)),
        residual: Some(score(&risk.residual)),
        verdict: verdict.into(),
        ..proto::Risk::default()
    }
}

fn score(score: &Score) -> proto::Score {
    let contributions = score.contributions.iter().map(|c| proto::Contribution {
        label: c.label.name().to_owned(),
        count: c.count,
        weight: c.weight,
    });
    proto::Score { value: score.value, contributions: contributions.collect() }
}

pub(super) fn identifiers() -> proto::ListIdentifiersResponse {
    proto::ListIdentifiersResponse { identifiers: TABLE.iter().map(|row| identifier(row)).collect() }
}

fn identifier(row: &Identifier) -> proto::Identifier {
    let class = match row.class {
        Class::Direct => proto::IdentifierClass::Direct,
        Class::Quasi => proto::IdentifierClass::Quasi,
    };
    let example = |&(strength, marked): &(f32, &str)| proto::Example { marked: marked.to_owned(), strength };
    proto::Identifier {
        name: row.name.to_owned(),
        class: class.into(),
        title: row.title.to_owned(),
        standard: row.standard.to_owned(),
        cues: row.cues.iter().flat_map(|cue| cue.words).map(|&word| word.to_owned()).collect(),
        examples: row.examples.iter().map(example).collect(),
        decoys: row.decoys.iter().map(|&decoy| decoy.to_owned()).collect(),
    }
}

/// A field is wrong.
pub(super) fn invalid(field: &str, wanted: &str) -> Status {
    let details = ErrorDetails::with_bad_request_violation(field, wanted);
    Status::with_error_details(Code::InvalidArgument, format!("{field}: {wanted}"), details)
}

/// A limit is met.
pub(super) fn exhausted(subject: &str, limit: &str) -> Status {
    let details = ErrorDetails::with_quota_failure_violation(subject, limit);
    Status::with_error_details(Code::ResourceExhausted, format!("{subject}: {limit}"), details)
}

/// The note is too long.
pub(super) fn too_long(subject: &str, error: LimitError) -> Status {
    exhausted(subject, &format!("at most {} bytes a note", error.max_bytes))
}

/// Messages of a stream came in the wrong order.
pub(super) fn out_of_order(wanted: &str) -> Status {
    let details = ErrorDetails::with_precondition_failure_violation("ORDER", "message", wanted);
    Status::with_error_details(Code::FailedPrecondition, format!("message: {wanted}"), details)
}

/// The service failed. Says nothing of how: that might quote the note.
pub(super) fn internal() -> Status {
    Status::internal("the note could not be processed")
}

/// A status as an item of a batch carries it.
pub(super) fn as_item(status: &Status) -> pb::Status {
    let whole = pb::Status::decode(status.details()).unwrap_or_default();
    pb::Status { code: status.code().into(), message: status.message().to_owned(), details: whole.details }
}

/// The name of a status code in the gRPC specification.
pub(super) fn code_name(code: Code) -> &'static str {
    match code {
        Code::Ok => "OK",
        Code::Cancelled => "CANCELLED",
        Code::Unknown => "UNKNOWN",
        Code::InvalidArgument => "INVALID_ARGUMENT",
        Code::DeadlineExceeded => "DEADLINE_EXCEEDED",
        Code::NotFound => "NOT_FOUND",
        Code::AlreadyExists => "ALREADY_EXISTS",
        Code::PermissionDenied => "PERMISSION_DENIED",
        Code::ResourceExhausted => "RESOURCE_EXHAUSTED",
        Code::FailedPrecondition => "FAILED_PRECONDITION",
        Code::Aborted => "ABORTED",
        Code::OutOfRange => "OUT_OF_RANGE",
        Code::Unimplemented => "UNIMPLEMENTED",
        Code::Internal => "INTERNAL",
        Code::Unavailable => "UNAVAILABLE",
        Code::DataLoss => "DATA_LOSS",
        Code::Unauthenticated => "UNAUTHENTICATED",
    }
}
