//! The engine: everything that is compiled once and shared by every note.

use crate::detect::{Finding, Matcher, Reason, Source, Window, lone};
use crate::known::{Facts, Known, KnownError};
use crate::names::augment::Gold;
use crate::names::evidence::Evidence;
use crate::names::{Names, Plan, Tier, export, fitted, role, train};
use crate::policy::Policy;
use crate::risk::Risk;
use crate::session::{Edit, LimitError, Session, apply};
use crate::text::fold::Folded;
use crate::text::reading::reread;
use crate::text::segment;
use crate::text::token::{Kind, tokenise_with};
use crate::text::unit::Unit;
use crate::transform::label;
use crate::{Span, resolve::resolve};
use std::sync::Arc;

/// How one note is treated.
#[derive(Clone)]
pub struct Options {
    /// What is done with findings.
    pub policy: Arc<Policy>,
    /// What offsets count.
    pub unit: Unit,
    /// Longest note accepted, in bytes.
    pub max_bytes: usize,
    pub(crate) facts: Arc<Facts>,
}

/// Longest note accepted unless the caller says otherwise, in bytes.
pub const MAX_BYTES: usize = 16 << 20;

impl Options {
    /// Options under a policy, nothing known beforehand, offsets in bytes.
    pub fn new(policy: Arc<Policy>) -> Options {
        Options { policy, unit: Unit::Utf8Bytes, max_bytes: MAX_BYTES, facts: Arc::default() }
    }

    /// The same with what the caller knows beforehand.
    ///
    /// # Errors
    /// A fact that cannot be looked for; the error names its field, never its content.
    pub fn with_known(mut self, known: &Known) -> Result<Options, KnownError> {
        self.facts = Arc::new(Facts::new(known)?);
        Ok(self)
    }
}

impl Default for Options {
    /// The `mentoring` policy in the fast tier: whoever calls the library says when a note is worth
    /// milliseconds, with [`Options::new`] and the policy as it is.
    fn default() -> Self {
        let policy = Policy::preset(Policy::PRESETS[0]).expect("the first preset is the default");
        Options::new(Arc::new(policy.with_tier(Tier::Fast)))
    }
}

/// An anonymised note.
#[derive(Clone, PartialEq)]
pub struct Redacted {
    /// The text with its identifiers replaced.
    pub text: String,
    /// What was replaced, in order.
    pub edits: Vec<Edit>,
    /// Risk before and after.
    pub risk: Risk,
}

pub(crate) struct Inner {
    matcher: Matcher,
    pub(crate) names: Names,
}

/// Finds and replaces identifiers. Immutable, cheap to clone, shared between threads.
#[derive(Clone)]
pub struct Engine(Arc<Inner>);

impl Engine {
    /// Compiles the identifiers and reads the weights: some tens of milliseconds.
    pub fn new() -> Engine {
        let (matcher, names) = rayon::join(Matcher::new, Names::new);
        Engine(Arc::new(Inner { matcher, names }))
    }

    /// Anonymises a whole note: a session with one push.
    ///
    /// # Errors
    /// The note is longer than `options.max_bytes`.
    pub fn redact(&self, text: &str, options: &Options) -> Result<Redacted, LimitError> {
        let mut session = self.session(options);
        let mut all = session.push(text)?;
        let ending = session.finish()?;
        all.text.push_str(&ending.release.text);
        all.edits.extend(ending.release.edits);
        all.amendments.extend(ending.release.amendments);
        let (text, edits) = apply(all.text, all.edits, all.amendments);
        Ok(Redacted { text, edits, risk: ending.risk })
    }

    /// What the policy notices in a note, in bytes, sorted and disjoint.
    ///
    /// # Errors
    /// The note is longer than `options.max_bytes`.
    pub fn detect(&self, text: &str, options: &Options) -> Result<Vec<Finding>, LimitError> {
        let options = Options { unit: Unit::Utf8Bytes, ..options.clone() };
        let mut session = self.session(&options).recording();
        session.push(text)?;
        session.end()?;
        Ok(session.take_findings())
    }

    /// Trains the tagger on marked notes: the weights, as [`Engine::with_weights`] reads them.
    pub fn train(&self, notes: &[Gold], plan: Plan) -> Vec<u8> {
        train(&self.0, notes, plan).to_bytes()
    }

    /// What the careful tier is to learn from marked notes, as `training/careful/train.py` reads it.
    pub fn export(&self, notes: &[Gold], plan: Plan) -> Vec<u8> {
        export(&self.0, notes, plan)
    }

    /// How the words of the two tiers are to be weighed, learnt from marked notes that neither has
    /// learnt from: a file.
    pub fn mix(&self, notes: &[Gold]) -> Vec<u8> {
        fitted(&self.0, notes).to_bytes()
    }

    /// Learns from marked notes which role each name that the engine finds in them has: the weights,
    /// as [`Engine::with_roles`] reads them.
    pub fn train_roles(&self, notes: &[Gold], plan: Plan) -> Vec<u8> {
        role::learn::train(notes, plan, |text, judge| {
            let mut session = self.session(&Options::default()).teaching(judge);
            let within = "training notes are within the limit";
            session.push(text).expect(within);
            session.end().expect(within);
            session.take_shown()
        })
        .to_bytes()
    }

    /// The same engine with other weights of the roles; `None` where `bytes` are none.
    pub fn with_roles(self, bytes: &[u8]) -> Option<Engine> {
        let roles = role::Model::from_bytes(bytes)?;
        let inner = Arc::into_inner(self.0)?;
        Some(Engine(Arc::new(Inner { names: inner.names.with_roles(Arc::new(roles)), ..inner })))
    }

    /// An engine with other weights; `None` where `bytes` are none.
    pub fn with_weights(bytes: &[u8]) -> Option<Engine> {
        Some(Engine(Arc::new(Inner { matcher: Matcher::new(), names: Names::with_weights(bytes)? })))
    }

    /// A session for a note that arrives in pieces.
    pub fn session(&self, options: &Options) -> Session {
        Session::new(self.0.clone(), options)
    }

    /// What form alone finds at the first tokens of a text, one in so many, and what the slow reference finds
    /// that tries every form at every byte. For tests: the two must agree.
    #[doc(hidden)]
    pub fn scan_both_ways(&self, folded: &[u8], one_in: usize) -> (Vec<Finding>, Vec<Finding>) {
        let mut tokens = Vec::new();
        tokenise_with(folded, 0, 0, own_label, &mut tokens);
        let window = Window { own_end: tokens.len() / one_in, ..Window::whole(folded, &tokens) };
        let (mut fast, mut slow) = (Vec::new(), Vec::new());
        self.0.matcher.scan(&window, &mut fast);
        self.0.matcher.scan_everywhere(&window, &mut slow);
        (resolve(fast), resolve(slow))
    }

    /// Reads a text with the careful tier whether it is in doubt or not; returns how many pieces were
    /// read. For benches.
    #[doc(hidden)]
    pub fn read_carefully(&self, text: &str) -> usize {
        let folded = Folded::new(text);
        let mut tokens = Vec::new();
        tokenise_with(folded.bytes(), 0, 0, own_label, &mut tokens);
        let window = Window::whole(folded.bytes(), &tokens);
        self.0.names.read_carefully(&window)
    }

    /// How many findings form alone makes in a text, segment by segment. For benches.
    #[doc(hidden)]
    pub fn count_forms(&self, text: &str) -> usize {
        let mut count = 0;
        Engine::each_segment(text, |window| count += self.0.forms(window).len());
        count
    }

    /// What form and context find in a text, segment by segment and before any of it is resolved. For
    /// benches.
    #[doc(hidden)]
    pub fn find_unresolved(&self, text: &str) -> Vec<Finding> {
        let (mut all, mut evidence) = (Vec::new(), Evidence::default());
        Engine::each_segment(text, |window| {
            let mut found = self.0.forms(window);
            self.0.names.find(window, Tier::Fast, &mut evidence, &mut found);
            all.append(&mut found);
        });
        all
    }

    /// Shows each segment of a text as a window that knows of no other. For benches.
    #[doc(hidden)]
    pub fn each_segment(text: &str, mut see: impl FnMut(&Window<'_>)) {
        let (mut at, mut base, mut tokens) = (0, 0, Vec::new());
        while let Some(n) = segment::cut(&text[at..], true) {
            let folded = Folded::new(&text[at..at + n]);
            tokens.clear();
            tokenise_with(folded.bytes(), 0, base, own_label, &mut tokens);
            let bytes = folded.bytes();
            see(&Window { base, begins: at == 0, ..Window::whole(bytes, &tokens) });
            (at, base) = (at + n, base + bytes.len());
        }
    }
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

impl Inner {
    /// What form finds in a window: as written, as it may be meant where it was dictated or
    /// scanned, and the text's own labels. Spans count folded bytes of the note.
    pub(crate) fn forms(&self, window: &Window<'_>) -> Vec<Finding> {
        let mut found = Vec::with_capacity(USUAL);
        self.matcher.scan(window, &mut found);
        self.reread(window, &mut found);
        for token in &window.tokens[window.own()] {
            let at = token.start - window.base;
            if token.kind == Kind::Label
                && let Some((label, _, length)) = label::own(&window.bytes[at..])
                && let Some(span) = Span::new(token.start, token.start + length)
            {
                let reason =
                    Reason { source: Source::Placeholder, rule: "a label of the text's own", cue: None };
                found.push(Finding { span, label, sub: None, strength: 1.0, reason });
            }
        }
        found
    }

    fn reread(&self, window: &Window<'_>, found: &mut Vec<Finding>) {
        let (Some(first), Some(last)) =
            (window.tokens[window.own()].first(), window.tokens[window.own()].last())
        else {
            return;
        };
        let (from, to) = (first.start - window.base, last.end - window.base);
        // A finding begins at the window's own tokens, and only one with something reread in it counts.
        let reached = window.tokens[window.own_end..].iter().take_while(|t| t.start < last.end + NEAR);
        let near = window.own_start..window.own_end + reached.count();
        let matters = |i: usize| lone::matters(window, i);
        let Some(reading) = reread(window.bytes, window.tokens, window.base, near, matters) else { return };
        let rewritten = reading.rewritten(from, to + NEAR);
        let (Some(first), Some(last)) = (rewritten.first(), rewritten.last()) else { return };
        let (first, last) = (first.start, last.end);
        // What begins further back, or was rewritten further off, hardly ever matters.
        let start = reading.place(from).max(first.saturating_sub(NEAR));
        let mut tokens = Vec::with_capacity(window.tokens.len());
        let (seen, end) = stretch(&reading.bytes, start, last);
        tokenise_with(&reading.bytes[..end], seen, 0, own_label, &mut tokens);
        let own = |t: &crate::text::token::Token| {
            (start..last).contains(&t.start) && (from..to).contains(&reading.source(t.start, t.end).0)
        };
        let own_start = tokens.iter().position(own).unwrap_or(tokens.len());
        let own_end = tokens.iter().rposition(own).map_or(own_start, |at| at + 1);
        let reread = Window {
            bytes: &reading.bytes,
            base: 0,
            tokens: &tokens,
            own_start,
            own_end,
            begins: window.begins,
        };
        let mut heard = Vec::new();
        self.matcher.scan_where(&reread, Some(&rewritten), &mut heard);
        for finding in heard {
            let (from, to) = reading.source(finding.span.start(), finding.span.end());
            found.extend(Span::new(from, to).map(|s| Finding { span: s.shifted(window.base), ..finding }));
        }
    }
}

/// Room for the findings that most windows have.
const USUAL: usize = 32;

/// How far round what was rewritten tokens are looked at, in bytes.
const NEAR: usize = 96;

/// `from..to` with so much on either side, cut at blanks: all that cues before and words after are
/// looked for in, and most of what a street or a sign may stand off.
fn stretch(bytes: &[u8], from: usize, to: usize) -> (usize, usize) {
    let blank = u8::is_ascii_whitespace;
    let start = bytes[..from.saturating_sub(NEAR)].iter().rposition(blank).map_or(0, |at| at + 1);
    let end = (to + NEAR).min(bytes.len());
    (start, bytes[end..].iter().position(blank).map_or(bytes.len(), |n| end + n))
}

/// Length of a label of the text's own at the start of `bytes`, 0 where there is none.
pub(crate) fn own_label(bytes: &[u8]) -> usize {
    label::own(bytes).map_or(0, |(_, _, length)| length)
}

#[cfg(test)]
mod tests;
