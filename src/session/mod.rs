//! The one driver: text goes in piece by piece, anonymised text comes out as soon as nothing within
//! reach can change it; what later evidence changes comes out as amendments.
//!
//! Redacting a whole note is a session with one push, its amendments applied.

mod buffer;
mod release;

use crate::Span;
use crate::detect::{Finding, Label, Reason, Source, Sub, Window};
use crate::engine::{Inner, Options};
use crate::known::Facts;
use crate::names::Seen;
use crate::names::evidence::Evidence;
use crate::names::people::{People, PersonId, Word};
use crate::names::role::learn::Shown;
use crate::names::role::{Marks, Model, Roles, Sight};
use crate::policy::{Action, Policy};
use crate::resolve::{outside, resolve};
use crate::risk::{Risk, Tally};
use crate::text::unit::Ruler;
use crate::transform::label::{Labels, Referent};
use buffer::Buffer;
pub use release::apply;
use std::ops::Range;
use std::sync::Arc;

/// One replacement. Spans count the unit asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edit {
    /// Where in the note.
    pub original: Span,
    /// Where in the output. For amendments: in the text as it was released, before any amendment.
    pub output: Span,
    /// What it was.
    pub label: Label,
    /// What it was, more finely.
    pub sub: Option<Sub>,
    /// What was done.
    pub action: Action,
    /// Probability that it was what the label says.
    pub strength: f32,
    /// Why.
    pub reason: Reason,
}

/// A change to text that is already released.
#[derive(Clone, PartialEq)]
pub struct Amendment {
    /// What is changed, and why.
    pub edit: Edit,
    /// The same place in bytes of the released text.
    pub bytes: Span,
    /// What takes its place; `None` where the policy keeps the text and only the finding is new.
    pub replacement: Option<String>,
}

/// What became certain with a push.
#[derive(Clone, Default, PartialEq)]
pub struct Release {
    /// Anonymised text, to be appended to what was released before.
    pub text: String,
    /// Its edits, in order.
    pub edits: Vec<Edit>,
    /// Changes to text released before or now, in no overlapping places.
    pub amendments: Vec<Amendment>,
}

/// The end of a session.
pub struct Ending {
    /// The last text, edits and amendments.
    pub release: Release,
    /// Risk of the whole note.
    pub risk: Risk,
}

/// A note is longer than allowed. Nothing of it is released from then on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the note is longer than {max_bytes} bytes")]
pub struct LimitError {
    /// The limit, in bytes.
    pub max_bytes: usize,
}

/// A place that may turn out to be a name, as an amendment will need it.
struct Place {
    original: Span,
    output: Span,
    bytes: Span,
}

/// A name found, among the findings of a window.
struct Mention {
    /// Which finding.
    finding: usize,
    /// Its tokens.
    tokens: Range<usize>,
    words: Vec<Word>,
}

/// From which strength a name is certain enough to settle its other mentions.
const CERTAIN: f32 = 0.8;
/// Strength of a word that is certain to be a name elsewhere in the note.
const SHARED: f32 = 0.9;

/// One note on its way through. Holds the window that decisions look at, and a few bytes for each
/// place in doubt.
pub struct Session {
    engine: Arc<Inner>,
    policy: Arc<Policy>,
    facts: Arc<Facts>,
    max_bytes: usize,
    received: usize,
    buffer: Buffer,
    evidence: Evidence,
    people: People<Place>,
    roles: Roles,
    judge: Arc<Model>,
    labels: Labels,
    tally: Tally,
    /// Note offset up to which text is released, in bytes.
    released: usize,
    original: Ruler,
    output: Ruler,
    findings: Option<Vec<Finding>>,
    shown: Option<Vec<Shown>>,
}

impl Session {
    pub(crate) fn new(engine: Arc<Inner>, options: &Options) -> Session {
        let mut people = People::default();
        let mut roles = Roles::default();
        for (name, role) in options.facts.names() {
            let words: Vec<Word> = name.iter().map(|w| Word::new(w)).collect();
            let (id, _) = people.meet(&words, |i| name[i].len() > 1);
            if let Some(role) = *role {
                roles.tell(id, role);
            }
        }
        let judge = engine.names.roles.clone();
        Session {
            engine,
            policy: options.policy.clone(),
            facts: options.facts.clone(),
            max_bytes: options.max_bytes,
            received: 0,
            buffer: Buffer::default(),
            evidence: Evidence::default(),
            people,
            roles,
            judge,
            labels: Labels::default(),
            tally: Tally::new(),
            released: 0,
            original: Ruler::new(options.unit),
            output: Ruler::new(options.unit),
            findings: None,
            shown: None,
        }
    }

    /// Keeps every finding that the policy notices, for [`Session::findings`].
    pub(crate) fn recording(mut self) -> Session {
        self.findings = Some(Vec::new());
        self
    }

    /// Keeps what each name found shows of its role, for [`Session::take_shown`].
    pub(crate) fn teaching(mut self, judge: Arc<Model>) -> Session {
        self.judge = judge;
        self.shown = Some(Vec::new());
        self
    }

    /// What the names found so far show, in their order.
    pub(crate) fn take_shown(&mut self) -> Vec<Shown> {
        self.shown.take().unwrap_or_default()
    }

    /// What was found so far, in bytes of the note; sorted and disjoint once the session is over.
    pub(crate) fn take_findings(&mut self) -> Vec<Finding> {
        let mut findings = self.findings.take().unwrap_or_default();
        findings.sort_by_key(|f| f.span);
        findings
    }

    /// Bytes of note text that the session holds at the moment.
    pub fn held_bytes(&self) -> usize {
        self.buffer.len()
    }

    /// Takes the next piece of the note.
    ///
    /// # Errors
    /// The note exceeds its limit: nothing of this piece is released, and the session is over.
    pub fn push(&mut self, chunk: &str) -> Result<Release, LimitError> {
        let mut release = Release::default();
        self.received = self.received.saturating_add(chunk.len());
        if self.received > self.max_bytes {
            return Err(LimitError { max_bytes: self.max_bytes });
        }
        self.buffer.push(chunk);
        self.run(false, &mut release);
        Ok(release)
    }

    /// The note ends here.
    ///
    /// # Errors
    /// The note exceeded its limit before.
    pub fn finish(mut self) -> Result<Ending, LimitError> {
        self.end()
    }

    pub(crate) fn end(&mut self) -> Result<Ending, LimitError> {
        if self.received > self.max_bytes {
            return Err(LimitError { max_bytes: self.max_bytes });
        }
        let mut release = Release::default();
        self.run(true, &mut release);
        Ok(Ending { release, risk: self.tally.risk(&self.policy) })
    }

    fn run(&mut self, ended: bool, out: &mut Release) {
        while self.buffer.advance(ended) {
            self.decide(out);
            self.buffer.decided(self.released);
        }
    }

    /// Decides one segment and releases its text.
    fn decide(&mut self, out: &mut Release) {
        let engine = self.engine.clone();
        let window = self.buffer.window();
        let mut found = engine.forms(&window);
        self.facts.find(&window, &mut found);
        let seen = engine.names.find(&window, self.policy.tier, &mut self.evidence, &mut found);
        engine.names.find_known(&window, &self.facts, &mut found);
        // What the policy does not notice covers nothing: a name elsewhere may yet settle it.
        let noticed = |f: &Finding| f.reason.source == Source::Placeholder || self.policy.notices(f);
        let marks = Marks::new(&window, &found);
        self.roles.open(&window);
        let (mut found, faint): (Vec<_>, Vec<_>) = self.place(found).into_iter().partition(noticed);
        let (mentions, doubts) = self.names_of(&window, &found, &seen);
        let claims = |m: &Mention| -> Vec<bool> {
            let certain = found[m.finding].strength >= CERTAIN;
            let alone = m.tokens.len() == 1;
            m.tokens.clone().map(|i| certain && engine.names.is_claimable(&window, i, alone)).collect()
        };
        let claims: Vec<Vec<bool>> = mentions.iter().map(claims).collect();
        for finding in &faint {
            self.tally.count(finding, true);
        }
        let mut ids: Vec<(usize, PersonId)> = Vec::new();
        let mut settled = Vec::new();
        for (mention, claims) in mentions.into_iter().zip(claims) {
            let (id, places) = self.people.meet(&mention.words, |i| claims[i]);
            ids.push((mention.finding, id));
            settled.extend(places);
            let finding = &found[mention.finding];
            if let Some(role) = finding.sub {
                self.roles.tell(id, role);
                continue;
            }
            let sight = Sight::new(&window, &seen, &marks, mention.tokens);
            let rows = self.roles.hear(id, &sight, &self.judge, self.shown.is_some());
            if let Some((shown, rows)) = self.shown.as_mut().zip(rows) {
                shown.push(Shown { span: finding.span, rows });
            }
        }
        // All that the segment says of a person goes into the role of each of their mentions.
        for &(at, id) in &ids {
            found[at].sub = self.roles.of(id);
        }
        self.amend(settled, out);
        self.release(&found, &ids, doubts, out);
    }

    /// Findings in bytes of the note, resolved, without what is released already.
    fn place(&self, found: Vec<Finding>) -> Vec<Finding> {
        let to_original = |f: Finding| {
            let span = Span::new(self.buffer.start(f.span.start()), self.buffer.end(f.span.end()))?;
            Some(Finding { span, ..f })
        };
        let (own, found): (Vec<_>, Vec<_>) =
            found.into_iter().filter_map(to_original).partition(|f| f.reason.source == Source::Placeholder);
        // Few texts bring labels of their own.
        let all = if own.is_empty() {
            resolve(found)
        } else {
            let mut all = resolve(found.into_iter().flat_map(|f| outside(f, &own)).collect());
            all.extend(own);
            all.sort_by_key(|f| f.span);
            all
        };
        let open = |f: Finding| {
            if f.span.start() >= self.released {
                return Some(f);
            }
            // The rest of what a finding before has taken already: from its next word on.
            let rest = self.buffer.text(self.released, f.span.end().max(self.released));
            let word = rest.find(char::is_alphanumeric)?;
            let span = Span::new(self.released + word, f.span.end())?;
            Some(Finding { span, ..f })
        };
        all.into_iter().filter_map(open).collect()
    }

    /// The words of each name found, and the words that may be names.
    fn names_of(
        &self,
        window: &Window<'_>,
        found: &[Finding],
        seen: &Seen,
    ) -> (Vec<Mention>, Vec<(Span, Word)>) {
        let names = &self.engine.names;
        let mut mentions: Vec<Mention> = Vec::with_capacity(found.len());
        let mut doubts = Vec::new();
        let mut covered = found.iter().enumerate().peekable();
        for i in window.own_start..window.tokens.len() {
            let token = &window.tokens[i];
            let start = self.buffer.start(token.start);
            while covered.peek().is_some_and(|(_, f)| f.span.end() <= start) {
                covered.next();
            }
            match covered.peek() {
                Some(&(at, f)) if f.span.start() <= start => {
                    if f.label != Label::Person || f.reason.source == Source::Placeholder {
                        continue;
                    }
                    if mentions.last().is_none_or(|m| m.finding != at) {
                        mentions.push(Mention { finding: at, tokens: i..i, words: Vec::new() });
                    }
                    let mention = mentions.last_mut().expect("just pushed");
                    mention.tokens.end = i + 1;
                    mention.words.push(Word::new(window.word(i)));
                }
                _ if i >= window.own_end => break,
                _ => {
                    if start >= self.released
                        && names.is_doubtful(window, seen, i)
                        && let Some(span) = Span::new(start, self.buffer.end(token.end))
                    {
                        doubts.push((span, Word::new(window.word(i))));
                    }
                }
            }
        }
        (mentions, doubts)
    }

    fn amend(&mut self, settled: Vec<(Place, PersonId)>, out: &mut Release) {
        for (place, id) in settled {
            let finding = self.shared(place.original, id);
            let action = self.policy.action(&finding);
            self.note(&finding, action);
            let replacement =
                (action != Action::Keep).then(|| self.labels.label(Label::Person, Referent::Person(id)));
            if replacement.is_none() && !self.policy.notices(&finding) {
                continue;
            }
            let edit = edit(&finding, place.original, place.output, action);
            out.amendments.push(Amendment { edit, bytes: place.bytes, replacement });
        }
    }

    /// A mention that is known for a name by another.
    fn shared(&self, span: Span, id: PersonId) -> Finding {
        let reason = Reason { source: Source::Note, rule: "a name elsewhere in the note", cue: None };
        let sub = self.roles.of(id);
        Finding { span, label: Label::Person, sub, strength: SHARED, reason }
    }

    /// Counts a finding and keeps it where findings are asked for.
    fn note(&mut self, finding: &Finding, action: Action) {
        if finding.reason.source == Source::Placeholder {
            return;
        }
        self.tally.count(finding, action == Action::Keep);
        if let Some(findings) = &mut self.findings
            && self.policy.notices(finding)
        {
            findings.push(*finding);
        }
    }
}

fn edit(finding: &Finding, original: Span, output: Span, action: Action) -> Edit {
    Edit {
        original,
        output,
        label: finding.label,
        sub: finding.sub,
        action,
        strength: finding.strength,
        reason: finding.reason,
    }
}
