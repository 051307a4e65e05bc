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
use crate::names::Memory;
use crate::names::people::{People, PersonId, Word};
use crate::policy::{Action, Policy};
use crate::resolve::resolve;
use crate::risk::{Risk, Tally};
use crate::text::unit::Ruler;
use crate::transform::label::{Labels, Referent};
use buffer::Buffer;
pub use release::apply;
use std::collections::HashMap;
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
    memory: Memory,
    people: People<Place>,
    roles: HashMap<PersonId, Sub>,
    labels: Labels,
    tally: Tally,
    /// Note offset up to which text is released, in bytes.
    released: usize,
    original: Ruler,
    output: Ruler,
    findings: Option<Vec<Finding>>,
}

impl Session {
    pub(crate) fn new(engine: Arc<Inner>, options: &Options) -> Session {
        let mut people = People::default();
        let mut roles = HashMap::new();
        for (name, role) in options.facts.names() {
            let words: Vec<Word> = name.iter().map(|w| Word::new(w)).collect();
            let (id, _) = people.meet(&words, |i| name[i].len() > 1);
            if let Some(role) = *role {
                roles.entry(id).or_insert(role);
            }
        }
        Session {
            engine,
            policy: options.policy.clone(),
            facts: options.facts.clone(),
            max_bytes: options.max_bytes,
            received: 0,
            buffer: Buffer::default(),
            memory: Memory::default(),
            people,
            roles,
            labels: Labels::default(),
            tally: Tally::new(),
            released: 0,
            original: Ruler::new(options.unit),
            output: Ruler::new(options.unit),
            findings: None,
        }
    }

    /// Keeps every finding that the policy notices, for [`Session::findings`].
    pub(crate) fn recording(mut self) -> Session {
        self.findings = Some(Vec::new());
        self
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
        engine.names.find(&window, &mut self.memory, &mut found);
        engine.names.find_known(&window, &self.facts, &mut found);
        // What the policy does not notice covers nothing: a name elsewhere may yet settle it.
        let noticed = |f: &Finding| f.reason.source == Source::Placeholder || self.policy.notices(f);
        let (found, faint): (Vec<_>, Vec<_>) = self.place(found).into_iter().partition(noticed);
        let (mentions, doubts) = self.names_of(&window, &found);
        for finding in &faint {
            self.tally.count(finding, true);
        }
        let mut ids: Vec<(usize, PersonId)> = Vec::new();
        for (at, words, long) in mentions {
            let certain = found[at].strength >= CERTAIN;
            let (id, settled) = self.people.meet(&words, |i| certain && long[i]);
            ids.push((at, id));
            if let Some(sub) = found[at].sub {
                self.roles.entry(id).or_insert(sub);
            }
            self.amend(settled, out);
        }
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
        let clipped = found.into_iter().flat_map(|f| outside(f, &own));
        let mut all = resolve(clipped.collect());
        all.extend(own);
        all.sort_by_key(|f| f.span);
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
    #[expect(clippy::type_complexity, reason = "one private call")]
    fn names_of(
        &self,
        window: &Window<'_>,
        found: &[Finding],
    ) -> (Vec<(usize, Vec<Word>, Vec<bool>)>, Vec<(Span, Word)>) {
        let mut mentions = Vec::new();
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
                    if f.label == Label::Person && f.reason.source != Source::Placeholder {
                        let word = window.word(i);
                        match mentions.last_mut() {
                            Some((last, words, long)) if *last == at => {
                                let (words, long): (&mut Vec<Word>, &mut Vec<bool>) = (words, long);
                                words.push(Word::new(word));
                                long.push(self.engine.names.is_claimable(window, i));
                            }
                            _ => mentions.push((
                                at,
                                vec![Word::new(word)],
                                vec![self.engine.names.is_claimable(window, i)],
                            )),
                        }
                    }
                }
                _ if i >= window.own_end => break,
                _ => {
                    let span = Span::new(start, self.buffer.end(token.end));
                    if let Some(span) = span
                        && start >= self.released
                        && self.engine.names.is_doubtful(window, i)
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
        let sub = self.roles.get(&id).copied();
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

/// The parts of a finding outside the text's own placeholders.
fn outside(finding: Finding, own: &[Finding]) -> Vec<Finding> {
    let mut parts = Vec::new();
    let mut from = finding.span.start();
    for o in own.iter().filter(|o| o.span.overlaps(finding.span)) {
        parts.extend(Span::new(from, o.span.start()).map(|span| Finding { span, ..finding }));
        from = from.max(o.span.end());
    }
    parts.extend(Span::new(from, finding.span.end()).map(|span| Finding { span, ..finding }));
    parts
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
