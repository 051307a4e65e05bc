//! Matching: every form of the table at the tokens that its gate admits.

use super::needs::{Needs, Scout};
use super::pattern::{self, Pattern};
use super::prefix::{Bytes, Forms, Openings, Prefixes, Runs, first_bytes, run};
use super::{Check, Finding, Form, Label, Reason, Source, Sub, TABLE, Window, digits, weigh};
use crate::Span;
use crate::scan::{Cues, Hit, Hits};
use crate::text::segment::REACH;
use crate::text::token::{Gate, Kind, Token, is_word};
use crate::words::Words;
use rayon::prelude::*;
use regex_automata::nfa::thompson::NFA;
use std::cell::RefCell;
use std::ops::Range;

/// A match of a form: offsets count bytes of the window.
pub struct Match<'a> {
    /// Where it was found.
    pub bytes: &'a [u8],
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it would be.
    label: Label,
    /// The cues of the window.
    cues: &'a Hits,
}

impl<'a> Match<'a> {
    /// The cue of its identifier that labels it. Looked for anew each time: most checks never ask.
    fn cue(&self) -> Option<&'a Hit> {
        self.cues.label(self.label, self.bytes, self.start, self.end)
    }

    /// Whether a cue of its identifier labels it.
    pub fn is_cued(&self) -> bool {
        self.cue().is_some()
    }

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

    /// Whether the word before is one of `words`.
    pub(super) fn follows(&self, words: &Words) -> bool {
        words.has(self.word_before())
    }

    /// Whether the word after is one of `words`.
    pub(super) fn precedes(&self, words: &Words) -> bool {
        words.has(self.word_after())
    }
}

/// Stretches of a window; `None` for all of it.
type Places<'p> = Option<&'p [Range<usize>]>;

struct Compiled {
    label: Label,
    form: &'static Form,
    pattern: Pattern,
    /// Most bytes that a match takes.
    longest: usize,
    /// What must follow, and the bytes that may be the first of it.
    then: Option<(Pattern, Vec<Bytes>)>,
}

/// The compiled table.
pub struct Matcher {
    forms: Vec<Compiled>,
    cues: Cues,
    scout: Scout,
    gates: Gates,
    /// By three letters, then by six: what has too many openings by six may have few by three.
    openings: [Openings; 2],
    prefixes: Prefixes,
    runs: Runs,
}

thread_local! {
    /// Reused from window to window.
    static SCRATCH: RefCell<Vec<Needs>> = const { RefCell::new(Vec::new()) };
}

impl Matcher {
    /// Compiles [`TABLE`].
    pub fn new() -> Self {
        let rows = Label::ALL.iter().map(|&label| (label, TABLE[label as usize]));
        let all: Vec<(Label, &Form)> =
            rows.flat_map(|(label, row)| row.forms.iter().map(move |form| (label, form))).collect();
        // What must follow a match is part of what a form can begin with.
        let (forms, automata): (Vec<Compiled>, Vec<NFA>) =
            all.par_iter().map(|&(label, form)| compile(label, form)).unzip();
        assert!(forms.len() <= Forms::MOST, "a set of forms has no room for so many");
        let (openings, (prefixes, runs)) = rayon::join(
            || [3, 6].map(|letters| Openings::new(automata.iter(), letters)),
            || (Prefixes::new(automata.iter()), Runs::new(automata.iter())),
        );
        let gates = Gates::new(&forms);
        Matcher { forms, cues: Cues::new(), scout: Scout::new(), gates, openings, prefixes, runs }
    }

    /// Appends what the forms find at the window's own tokens. Spans count folded bytes of the
    /// note. O(tokens) for the fixed table.
    pub fn scan(&self, window: &Window<'_>, out: &mut Vec<Finding>) {
        self.scan_where(window, None, out);
    }

    /// The same for those findings alone that reach into one of some `places` in the window, which
    /// are disjoint and in order.
    pub fn scan_where(&self, window: &Window<'_>, mut places: Places<'_>, out: &mut Vec<Finding>) {
        SCRATCH.with_borrow_mut(|needs| {
            self.scout.look(window, needs);
            let cues = self.cues.find(window);
            let uncued = self.gates.uncued(&cues);
            let around = Around::new(window, &cues);
            // Most tokens are plain words, like the one before.
            let (mut gate, mut open) = (None, Forms::default());
            for (token, &near) in window.tokens[window.own()].iter().zip(needs.iter()) {
                let start = token.start - window.base;
                let mut near = self.gates.near[near.bits()];
                if let Some(all) = places {
                    let passed = all.iter().take_while(|p| p.end < start).count();
                    places = Some(&all[passed..]);
                    let Some(next) = all.get(passed) else { break };
                    near = near & self.gates.reach(next.start.saturating_sub(start));
                }
                if gate != Some(token.gate) {
                    (gate, open) = (Some(token.gate), self.gates.open(token.gate).without(uncued));
                }
                let mut gated = open & near;
                if !cues.reach(start) {
                    gated = gated.without(self.gates.cue);
                }
                if gated.is_empty() {
                    continue;
                }
                let mut here = gated.without(self.gates.before);
                let bytes = &window.bytes[start..];
                let length = if token.kind != Kind::Mixed && token.ascii { token.len() } else { run(bytes) };
                if bytes[0].is_ascii_alphabetic() {
                    here = self.openings[0].admit(bytes, length, here);
                    if !here.is_empty() {
                        here = self.openings[1].admit(bytes, length, here);
                    }
                }
                if !here.is_empty() {
                    here = self.runs.admit(bytes, length, here);
                    here = self.prefixes.admit(bytes, here);
                }
                let before = gated & self.gates.before;
                for at in (here | before).iter() {
                    let form = &self.forms[at];
                    let at = start.saturating_sub(usize::from(form.form.gate.begins_before()));
                    if !form.form.needs.holds(Needs::CUE) || cues.may_label(form.label, window.bytes, at) {
                        out.extend(form.at(&around, at, places));
                    }
                }
            }
        });
    }

    /// Tries every form at every byte of the window's own stretch, whatever the gates say: the slow,
    /// obvious reference that tests compare [`Matcher::scan`] with.
    pub fn scan_everywhere(&self, window: &Window<'_>, out: &mut Vec<Finding>) {
        let cues = self.cues.find(window);
        let around = Around::new(window, &cues);
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
                out.extend(form.at(&around, at, None));
            }
        }
    }
}

impl Default for Matcher {
    fn default() -> Self {
        Self::new()
    }
}

/// The forms that each fact about a token admits.
struct Gates {
    /// For each bit of a gate.
    forms: [Forms; 32],
    /// For what stands near a token, those that need no more.
    near: Vec<Forms>,
    /// Those whose match begins one byte before the token.
    before: Forms,
    /// For each label, those that need a cue of it; and all of these together.
    cued: Vec<Forms>,
    cue: Forms,
    /// For a number of bytes, those with matches that are longer.
    reach: Vec<Forms>,
}

impl Gates {
    fn new(forms: &[Compiled]) -> Gates {
        let mut all = Gates {
            forms: [Forms::default(); 32],
            near: vec![Forms::default(); 1 << Needs::COUNT],
            before: Forms::default(),
            cued: vec![Forms::default(); Label::ALL.len()],
            cue: Forms::default(),
            reach: vec![Forms::default(); REACH],
        };
        for (at, Compiled { form, label, longest, .. }) in forms.iter().enumerate() {
            form.gate.bits().for_each(|bit| all.forms[bit].insert(at));
            all.reach.iter_mut().take(*longest).for_each(|forms| forms.insert(at));
            for (near, admitted) in all.near.iter_mut().enumerate() {
                if Needs::CUE.and(Needs::from_bits(near)).holds(form.needs) {
                    admitted.insert(at);
                }
            }
            if form.gate.begins_before() {
                all.before.insert(at);
            }
            if form.needs.holds(Needs::CUE) {
                all.cued[*label as usize].insert(at);
                all.cue.insert(at);
            }
        }
        all
    }

    /// The forms with matches of more than `bytes` bytes; none from [`REACH`] on, for no match may be longer.
    fn reach(&self, bytes: usize) -> Forms {
        self.reach.get(bytes).copied().unwrap_or_default()
    }

    /// The forms that a token's gate admits.
    fn open(&self, gate: Gate) -> Forms {
        gate.bits().fold(Forms::default(), |forms, bit| forms | self.forms[bit])
    }

    /// The forms whose cues are not among `hits`.
    fn uncued(&self, hits: &Hits) -> Forms {
        let missing = Label::ALL.iter().filter(|&&label| !hits.speak_of(label));
        missing.fold(Forms::default(), |forms, &label| forms | self.cued[label as usize])
    }
}

fn automaton(label: Label, pattern: &str) -> NFA {
    pattern::automaton(pattern).unwrap_or_else(|e| panic!("pattern of {}: {e}", label.name()))
}

/// A form, and the automaton of its pattern and of what must follow.
fn compile(label: Label, form: &'static Form) -> (Compiled, NFA) {
    let nfa = automaton(label, form.pattern);
    let (pattern, longest) = (Pattern::new(form.pattern, &nfa), pattern::longest(form.pattern));
    if form.then.is_empty() {
        return (Compiled { label, form, pattern, longest, then: None }, nfa);
    }
    let then = automaton(label, form.then);
    let then = Some((Pattern::new(form.then, &then), first_bytes(&then)));
    let whole = automaton(label, &format!("(?:{})(?:{})", form.pattern, form.then));
    (Compiled { label, form, pattern, longest, then }, whole)
}

/// What a match is judged by.
struct Around<'a> {
    window: &'a Window<'a>,
    cues: &'a Hits,
    /// Whether there may be labels that the text brought along.
    labelled: bool,
}

impl<'a> Around<'a> {
    fn new(window: &'a Window<'a>, cues: &'a Hits) -> Around<'a> {
        Around { window, cues, labelled: window.bytes.contains(&b']') }
    }
}

impl Compiled {
    /// The finding of this form that begins at byte `at` of the window.
    fn at(&self, around: &Around<'_>, at: usize, places: Places<'_>) -> Option<Finding> {
        let &Around { window, cues, labelled } = around;
        let bytes = window.bytes;
        if at > 0 && is_word(bytes[at - 1]) && is_word(bytes[at]) {
            return None;
        }
        let end = self.pattern.end(bytes, at).filter(|&end| end > at)?;
        if is_word(bytes[end - 1]) && bytes.get(end).is_some_and(|&b| is_word(b)) {
            return None;
        }
        if !reaches(places, at, end) || labelled && window.crosses_label(at, end) {
            return None;
        }
        if let Some((then, admitted)) = &self.then {
            if !admitted.iter().zip(&bytes[end..]).all(|(set, &b)| set.contains(b)) {
                return None;
            }
            then.end(bytes, end)?;
        }
        let matched = Match { bytes, start: at, end, label: self.label, cues };
        let check = (self.form.check)(&matched);
        if check == Check::Refused {
            return None;
        }
        let hit = matched.cue();
        let strength = weigh(check, hit.is_some(), self.form.alone)?;
        let sub = match check {
            Check::Failed => Some(Sub::Invalid),
            _ => hit.and_then(|h| h.sub).or(self.form.sub),
        };
        let reason = Reason { source: Source::Form, rule: rule(check), cue: hit.map(|h| h.words) };
        let span = Span::new(window.base + at, window.base + end)?;
        Some(Finding { span, label: self.label, sub, strength, reason })
    }
}

/// Whether `start..end` shares a byte with one of some places.
fn reaches(places: Places<'_>, start: usize, end: usize) -> bool {
    places.is_none_or(|all| all.iter().find(|p| p.end > start).is_some_and(|p| p.start < end))
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
