//! Matching: every form of the table at the tokens that its gate admits.

use super::prefix::{Forms, Prefixes};
use super::{Check, Finding, Form, Label, Reason, Source, Sub, TABLE, digits, weigh};
use crate::Span;
use crate::scan::{Cues, Hit};
use crate::text::token::{Gate, Kind, Token, is_word};
use regex_automata::nfa::thompson::NFA;
use regex_automata::{Anchored, Input, meta::Regex, util::syntax};
use std::ops::Range;

/// A stretch of folded text with its tokens. Decisions see this much and no more, so that they are
/// the same however a note arrives.
#[derive(Clone, Copy)]
pub struct Window<'a> {
    /// Folded text.
    pub bytes: &'a [u8],
    /// Folded offset of `bytes[0]` in the note; offsets of tokens count from the note's start.
    pub base: usize,
    /// Tokens of `bytes`.
    pub tokens: &'a [Token],
    /// First of the tokens that this window decides about.
    pub own_start: usize,
    /// One past the last of them. The tokens round them are context.
    pub own_end: usize,
    /// Whether `bytes` begins where the note does.
    pub begins: bool,
}

impl<'a> Window<'a> {
    /// The tokens that this window decides about.
    pub fn own(&self) -> Range<usize> {
        self.own_start..self.own_end
    }

    /// Whether bytes `start..end` of the window share any with a label that the text brought along.
    pub fn crosses_label(&self, start: usize, end: usize) -> bool {
        self.bytes[start..end].contains(&b']')
            && self
                .tokens
                .iter()
                .any(|t| t.kind == Kind::Label && t.start < self.base + end && self.base + start < t.end)
    }

    /// Text of token `i`.
    pub fn word(&self, i: usize) -> &'a [u8] {
        let token = &self.tokens[i];
        &self.bytes[token.start - self.base..token.end - self.base]
    }

    /// Text between token `i` and the next; the rest of the window after the last one.
    pub fn gap_after(&self, i: usize) -> &'a [u8] {
        let from = self.tokens[i].end - self.base;
        let to = self.tokens.get(i + 1).map_or(self.bytes.len(), |next| next.start - self.base);
        &self.bytes[from..to]
    }

    /// Text between the token before `i` and token `i`; the start of the window for the first.
    pub fn gap_before(&self, i: usize) -> &'a [u8] {
        let to = self.tokens[i].start - self.base;
        let from = if i == 0 { 0 } else { self.tokens[i - 1].end - self.base };
        &self.bytes[from..to]
    }
}

/// A match of a form: offsets count bytes of the window.
pub struct Match<'a> {
    /// Where it was found.
    pub bytes: &'a [u8],
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether a cue of its identifier labels it.
    pub cued: bool,
}

impl<'a> Match<'a> {
    /// The matched text, folded.
    pub fn text(&self) -> &'a [u8] {
        &self.bytes[self.start..self.end]
    }

    /// At most `n` bytes before the match.
    pub fn before(&self, n: usize) -> &'a [u8] {
        &self.bytes[self.start.saturating_sub(n)..self.start]
    }

    /// At most `n` bytes after the match.
    pub fn after(&self, n: usize) -> &'a [u8] {
        &self.bytes[self.end..(self.end + n).min(self.bytes.len())]
    }

    /// The digits of the match where there are exactly `N`.
    pub fn digits<const N: usize>(&self) -> Option<[u8; N]> {
        digits::exactly(self.text())
    }

    /// The last word before the match, in any case, across blanks and light punctuation; empty
    /// where there is none within 24 bytes.
    pub fn word_before(&self) -> &'a [u8] {
        let before = self.before(24);
        let end = before.iter().rposition(|&b| is_word(b)).map_or(0, |at| at + 1);
        let start = before[..end].iter().rposition(|&b| !is_word(b)).map_or(0, |at| at + 1);
        &before[start..end]
    }

    /// The first word after the match, likewise.
    pub fn word_after(&self) -> &'a [u8] {
        let after = self.after(24);
        let start = after.iter().position(|&b| is_word(b)).unwrap_or(after.len());
        let end = after[start..].iter().position(|&b| !is_word(b)).map_or(after.len(), |n| start + n);
        &after[start..end]
    }

    /// Whether the word before is one of `words` (lower case).
    pub fn follows(&self, words: &[&str]) -> bool {
        let word = self.word_before();
        words.iter().any(|w| w.as_bytes().eq_ignore_ascii_case(word))
    }

    /// Whether the word after is one of `words` (lower case).
    pub fn precedes(&self, words: &[&str]) -> bool {
        let word = self.word_after();
        words.iter().any(|w| w.as_bytes().eq_ignore_ascii_case(word))
    }
}

struct Compiled {
    label: Label,
    form: &'static Form,
    pattern: Regex,
    then: Option<Regex>,
}

/// The compiled table.
pub struct Matcher {
    forms: Vec<Compiled>,
    cues: Cues,
    gates: Gates,
    prefixes: Prefixes,
}

impl Matcher {
    /// Compiles [`TABLE`].
    pub fn new() -> Self {
        let rows = Label::ALL.iter().map(|&label| (label, TABLE[label as usize]));
        let forms: Vec<Compiled> =
            rows.flat_map(|(label, row)| row.forms.iter().map(move |form| compile(label, form))).collect();
        assert!(forms.len() <= Forms::MOST, "a set of forms has no room for so many");
        let gates = Gates::new(forms.iter().map(|f| f.form.gate));
        let automata: Vec<NFA> = forms.iter().map(|f| automaton(f.form.pattern)).collect();
        Matcher { forms, cues: Cues::new(), gates, prefixes: Prefixes::new(automata.iter()) }
    }

    /// Appends what the forms find at the window's own tokens. Spans count folded bytes of the
    /// note. O(tokens) for the fixed table.
    pub fn scan(&self, window: &Window<'_>, out: &mut Vec<Finding>) {
        let cues = self.cues.find(window);
        for token in &window.tokens[window.own()] {
            let start = token.start - window.base;
            let gated = self.gates.open(token.gate);
            let here = self.prefixes.admit(&window.bytes[start..], gated.without(self.gates.before));
            let before = gated & self.gates.before;
            for at in (here | before).iter() {
                let form = &self.forms[at];
                let back = usize::from(form.form.gate.begins_before());
                out.extend(form.at(window, start.saturating_sub(back), &cues));
            }
        }
    }

    /// Tries every form at every byte of the window's own stretch, whatever the gates say: the slow,
    /// obvious reference that tests compare [`Matcher::scan`] with.
    pub fn scan_everywhere(&self, window: &Window<'_>, out: &mut Vec<Finding>) {
        let cues = self.cues.find(window);
        let Some(first) = window.tokens[window.own()].first() else { return };
        // A match may begin one byte before its token: see `Gate::begins_before`.
        let before = |t: &Token| (t.start - window.base).saturating_sub(1);
        let end = window.tokens.get(window.own_end).map_or(window.bytes.len(), before);
        let inside_label = |at: usize| {
            let within = |t: &Token| t.start - window.base <= at && at < t.end - window.base;
            window.tokens.iter().any(|t| t.kind == Kind::Label && within(t))
        };
        for at in (before(first)..end).filter(|&at| !inside_label(at)) {
            for form in &self.forms {
                out.extend(form.at(window, at, &cues));
            }
        }
    }
}

impl Default for Matcher {
    fn default() -> Self {
        Self::new()
    }
}

/// What patterns mean: ASCII, any case.
fn meaning() -> syntax::Config {
    syntax::Config::new().unicode(false).utf8(false).case_insensitive(true)
}

/// The automaton of a pattern that compiles.
fn automaton(pattern: &str) -> NFA {
    NFA::compiler().syntax(meaning()).build(pattern).expect("it is compiled already")
}

/// The forms that each fact about a token admits.
struct Gates {
    /// For each bit of a gate.
    forms: [Forms; 32],
    /// Those whose match begins one byte before the token.
    before: Forms,
}

impl Gates {
    fn new(gates: impl Iterator<Item = Gate>) -> Gates {
        let mut all = Gates { forms: [Forms::default(); 32], before: Forms::default() };
        for (at, gate) in gates.enumerate() {
            gate.bits().for_each(|bit| all.forms[bit].insert(at));
            if gate.begins_before() {
                all.before.insert(at);
            }
        }
        all
    }

    /// The forms that a token's gate admits.
    fn open(&self, gate: Gate) -> Forms {
        gate.bits().fold(Forms::default(), |forms, bit| forms | self.forms[bit])
    }
}

fn compile(label: Label, form: &'static Form) -> Compiled {
    let build = |pattern: &str| {
        Regex::builder()
            .syntax(meaning())
            .configure(Regex::config().utf8_empty(false))
            .build(pattern)
            .unwrap_or_else(|e| panic!("pattern of {}: {e}", label.name()))
    };
    let then = (!form.then.is_empty()).then(|| build(form.then));
    Compiled { label, form, pattern: build(form.pattern), then }
}

impl Compiled {
    /// The finding of this form that begins at byte `at` of the window.
    fn at(&self, window: &Window<'_>, at: usize, cues: &[Hit]) -> Option<Finding> {
        let bytes = window.bytes;
        if at > 0 && is_word(bytes[at - 1]) && is_word(bytes[at]) {
            return None;
        }
        let end = self.end(bytes, at)?;
        if is_word(bytes[end - 1]) && bytes.get(end).is_some_and(|&b| is_word(b)) {
            return None;
        }
        if window.crosses_label(at, end) {
            return None;
        }
        if let Some(then) = &self.then {
            then.search_half(&Input::new(bytes).range(end..).anchored(Anchored::Yes))?;
        }
        let hit = Cues::labels(cues, self.label, bytes, at, end);
        let matched = Match { bytes, start: at, end, cued: hit.is_some() };
        let check = (self.form.check)(&matched);
        let strength = weigh(check, hit.is_some(), self.form.alone)?;
        let sub = match check {
            Check::Failed => Some(Sub::Invalid),
            _ => hit.and_then(|h| h.sub).or(self.form.sub),
        };
        let reason = Reason { source: Source::Form, rule: rule(check), cue: hit.map(|h| h.words) };
        let span = Span::new(window.base + at, window.base + end)?;
        Some(Finding { span, label: self.label, sub, strength, reason })
    }

    fn end(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let found = self.pattern.search_half(&Input::new(bytes).range(at..).anchored(Anchored::Yes))?;
        (found.offset() > at).then_some(found.offset())
    }
}

fn rule(check: Check) -> &'static str {
    match check {
        Check::Passed => "form and check hold",
        Check::Weak => "form and a weak check hold",
        Check::Absent => "form",
        Check::Failed => "labelled, check fails",
        Check::Refused => "refused",
    }
}
