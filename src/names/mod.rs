//! Names and everything else that only context can tell.
//!
//! A tagger (`tagger.rs`) gives each token its probabilities; runs of like tokens become findings.
//! Mentions that are certain make other mentions of the same person certain ([`people`]).

pub mod augment;
mod careful;
pub(crate) mod evidence;
mod exp;
mod export;
mod features;
mod glance;
mod habit;
mod nibbles;
pub mod people;
mod registers;
pub(crate) mod role;
mod scanned;
mod shapes;
mod sight;
mod sparse;
mod speaker;
mod spelling;
mod story;
mod tagger;
mod terms;
mod train;
mod weights;

pub(crate) use careful::fitted;
pub(crate) use export::export;
pub use train::Plan;
pub(crate) use train::train;

use crate::Span;
use crate::detect::age::measures;
use crate::detect::{Finding, Label, Reason, Source, Window};
use crate::known::Facts;
use crate::lexicon::{self, Class};
use crate::resolve::resolve;
use crate::text::token::{Case, Kind};
use crate::words::words;
use careful::{Careful, Mix};
use evidence::Evidence;
use habit::Habit;
use serde::Deserialize;
use sight::Sight;
use std::sync::Arc;
use tagger::{LABELS, Scores, first_tag, next_tag};
use weights::Weights;

/// What context made of a window: tokens `from..` of it.
pub(crate) struct Seen {
    sight: Sight,
    from: usize,
    /// How likely each token is part of an identifier, as context alone tells.
    suspicion: Vec<f32>,
}

/// How much trouble is taken over what only context can tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// Word by word, in microseconds.
    #[default]
    Fast,
    /// The same, and where that is in doubt a small language model reads the sentences round it.
    Careful,
}

/// Finds names. Holds the weights.
pub struct Names {
    weights: Weights,
    careful: Arc<Careful>,
    pub(crate) roles: Arc<role::Model>,
}

/// Tokens of context on either side of those that are decided.
const CONTEXT: usize = 16;
/// Findings weaker than this are not worth a policy's attention.
const FAINT: f32 = 0.1;

/// A token surer than this does not take fainter neighbours along: they are judged by themselves.
const STEADY: f32 = 0.35;
/// The same for names, which end sharply.
const STEADY_NAME: f32 = 0.5;

/// Strengths are multiplied by this right beside labels that the text brought along: it was redacted
/// before, and what still looks somewhat like a name seldom is one.
const SECOND_LOOK: f32 = 0.42;
/// Findings surer than this are names beside labels too.
const SURE: f32 = 0.9;

/// Most that context alone claims for what form usually tells, so that form names what both find.
const BESIDE_FORM: f32 = 0.8;

/// A word at least so likely to identify is a name where another mention is certain to be one.
const SUSPECT: f32 = 0.2;
/// The same for initials.
const SUSPECT_SHORT: f32 = 0.12;

/// A word so common is known for a name only by how it is written.
const ORDINARY: u8 = 4;

/// The weights, and those of the roles: see `src/names/MODEL.md` for origin, date and figures.
static WEIGHTS: &[u8] = include_bytes!("model.bin");
static ROLES: &[u8] = include_bytes!("roles.bin");
/// Those of the careful tier, and how its word and the tagger's are weighed: see `training/careful/README.md`.
static CAREFUL: &[u8] = include_bytes!("careful/weights.bin");
static MIX: &[u8] = include_bytes!("careful/mix.bin");

impl Names {
    /// Reads the weights that are built in.
    pub fn new() -> Names {
        let weights = Weights::from_bytes(WEIGHTS, |rows| rows.into());
        Names::of(weights.expect("the weights that are built in are tested"))
    }

    /// The same with the weights of a file, `None` where it is no such file.
    pub fn with_weights(bytes: &[u8]) -> Option<Names> {
        Weights::from_bytes(bytes, |rows| rows.to_vec().into()).map(Names::of)
    }

    fn of(weights: Weights) -> Names {
        let roles = role::Model::from_bytes(ROLES).expect("the weights that are built in are tested");
        let roles = Arc::new(roles);
        let careful = Mix::from_bytes(MIX).and_then(|mix| Careful::new(CAREFUL, mix));
        let careful = Arc::new(careful.expect("the weights that are built in are tested"));
        Names { weights, careful, roles }
    }

    /// The same names with other weights of the roles.
    pub fn with_roles(self, roles: Arc<role::Model>) -> Names {
        Names { roles, ..self }
    }

    /// Appends what context tells of the window's own tokens. `found` holds what form found there.
    /// `evidence` is the note's own, from window to window.
    pub(crate) fn find(
        &self,
        window: &Window<'_>,
        tier: Tier,
        evidence: &mut Evidence,
        found: &mut Vec<Finding>,
    ) -> Seen {
        evidence.take(window);
        let from = window.own_start.saturating_sub(CONTEXT);
        let to = (window.own_end + CONTEXT).min(window.tokens.len());
        let forms = resolve(found.iter().filter(|f| f.reason.source == Source::Form).copied().collect());
        let known = |i: usize| (evidence.entries()[i], evidence.of(&window.tokens[i]));
        let sight = Sight::new(window, from..to, &forms, known, evidence.manner());
        let mut tags = self.weights.of(sight.manner).probabilities(
            &sight,
            window.own_start - from..window.own_end - from,
            tier,
        );
        let read = match tier {
            Tier::Fast => Vec::new(),
            Tier::Careful => self.careful.weigh(window, &sight, from, &mut tags),
        };
        let mut runs = Runs { window, tags: &tags, read: &read, from, found, open: None };
        for i in window.own_start..to {
            let own = i < window.own_end;
            if !own && runs.open.is_none() {
                break;
            }
            runs.token(i, &tags[i - from], own);
        }
        runs.close();
        spelling::find(window, evidence, found);
        scanned::find(window, found);
        Seen { suspicion: tags.iter().map(|p| 1.0 - p[0]).collect(), sight, from }
    }

    /// Reads a window with the careful tier, all of it; returns how many pieces it has.
    pub(crate) fn read_carefully(&self, window: &Window<'_>) -> usize {
        let all = 0..window.tokens.len();
        let ways = Evidence::of_note(window);
        let known = |i: usize| (lexicon::word(window.tokens[i].hash), ways[i]);
        let sight = Sight::new(window, all.clone(), &[], known, Habit::of(window.tokens).manner());
        self.careful.read(window, &sight)
    }

    /// Appends the window's own tokens that are words of a known name: in capitals, or in small
    /// letters where they are no ordinary words.
    pub fn find_known(&self, window: &Window<'_>, facts: &Facts, found: &mut Vec<Finding>) {
        if facts.is_nameless() {
            return;
        }
        for i in window.own() {
            let token = &window.tokens[i];
            if token.kind != Kind::Word || !facts.names_word(token.hash) || terms::is_headed(window, i) {
                continue;
            }
            let ordinary = lexicon::word(token.hash).word >= ORDINARY;
            let named = token.is_capitalised() && (!ordinary || is_inside(window, i) || is_called(window, i));
            if (named || !ordinary)
                && let Some(span) = Span::new(token.start, token.end)
            {
                let reason = Reason { source: Source::Known, rule: "a name known beforehand", cue: None };
                found.push(Finding { span, label: Label::Person, sub: None, strength: 0.97, reason });
            }
        }
    }

    /// Whether a word of a certain name makes the same word elsewhere a name. Initials do where they
    /// are all of the name.
    pub fn is_claimable(&self, window: &Window<'_>, i: usize, alone: bool) -> bool {
        let token = &window.tokens[i];
        let entry = lexicon::word(token.hash);
        let titled = entry.class.has(Class::TITLE.or(Class::STAFF_TITLE).or(Class::RELATION));
        let long = token.len() > 2 || alone && token.is_capitalised();
        token.kind == Kind::Word && long && !titled
    }

    /// Whether an own word that was not found may be a name: one that may well be part of an identifier
    /// as context tells, is no ordinary word, or is written as a name inside a sentence.
    pub(crate) fn is_doubtful(&self, window: &Window<'_>, seen: &Seen, i: usize) -> bool {
        const TERMS: Class =
            Class::DRUG.or(Class::EPONYM).or(Class::ABBREVIATION).or(Class::TITLE).or(Class::STAFF_TITLE);
        let token = &window.tokens[i];
        if token.kind != Kind::Word {
            return false;
        }
        let (atom, suspicion) = (seen.sight.at(i - seen.from), seen.suspicion[i - seen.from]);
        if token.len() < 3 {
            return suspicion >= SUSPECT_SHORT && token.is_capitalised();
        }
        if terms::is_headed(window, i) || terms::is_had(window, i) {
            return false;
        }
        if suspicion >= SUSPECT {
            return true;
        }
        if atom.class.has(TERMS) {
            return false;
        }
        if atom.common == 0 && !atom.class.has(Class::RELATION) {
            return true;
        }
        let inside = |gap: &[u8]| matches!(gap, b" " | b" (" | b" \"" | b"/" | b" '");
        token.case == Case::Title && i > 0 && inside(window.gap_before(i))
    }
}

/// Whether a token stands inside a sentence, where a capital means something.
fn is_inside(window: &Window<'_>, i: usize) -> bool {
    let gap = window.gap_before(i);
    i > 0 && matches!(gap, [b' '] | [b' ', b'('] | [b' ', b'"'] | [b'/'] | [b' ', b'\''] | [b',', b' '])
}

/// Whether a capitalised word or a possessive follows: "Will Sharp", "Rose's".
fn is_called(window: &Window<'_>, i: usize) -> bool {
    let next = window.tokens.get(i + 1);
    let possessive = window.gap_after(i).starts_with(b"'");
    possessive || window.gap_after(i) == b" " && next.is_some_and(|t| t.is_capitalised())
}

impl Default for Names {
    fn default() -> Self {
        Self::new()
    }
}

/// A run of tokens of one label that is still going on.
struct Open {
    first: usize,
    last: usize,
    label: usize,
    /// The surest of its tokens.
    strength: f32,
}

/// Turns token probabilities into findings.
struct Runs<'a, 'w> {
    window: &'a Window<'w>,
    /// Probabilities of tokens `from..`.
    tags: &'a [Scores],
    /// Which of them the careful tier was asked about; empty where none.
    read: &'a [bool],
    from: usize,
    found: &'a mut Vec<Finding>,
    open: Option<Open>,
}

impl Runs<'_, '_> {
    fn token(&mut self, i: usize, p: &Scores, own: bool) {
        // A token that may be one thing or another is an identifier either way.
        let strength = 1.0 - p[0];
        let is_label = self.window.tokens[i].kind == Kind::Label;
        if strength < FAINT || is_label {
            if self.open.is_some() {
                self.close();
            }
            return;
        }
        let mass = |k: usize| if LABELS[k].1 { p[first_tag(k)] + p[next_tag(k)] } else { p[first_tag(k)] };
        let masses: [f32; LABELS.len()] = std::array::from_fn(mass);
        let label = (0..masses.len()).max_by(|&a, &b| masses[a].total_cmp(&masses[b])).expect("labels");
        let goes_on = self.open.as_ref().is_some_and(|o| {
            let steady = if LABELS[label].0 == Label::Person { STEADY_NAME } else { STEADY };
            let alike = (strength >= steady) == (o.strength >= steady);
            let glued = !self.window.gap_before(i).iter().any(u8::is_ascii_whitespace);
            let together = match LABELS[label].0 {
                Label::Indirect => !story::ends(self.window, i),
                _ => alike || glued,
            };
            together
                && o.label == label
                && o.last + 1 == i
                && (p[next_tag(label)] >= p[first_tag(label)] || self.is_tight(i))
        });
        match &mut self.open {
            Some(open) if goes_on => {
                open.last = i;
                open.strength = open.strength.max(strength);
            }
            _ => {
                self.close();
                if own {
                    self.open = Some(Open { first: i, last: i, label, strength });
                }
            }
        }
    }

    /// Whether one of the two tokens before or after a run is a label of the text's own.
    fn is_beside_label(&self, first: usize, last: usize) -> bool {
        let tokens = &self.window.tokens;
        let near = tokens[first.saturating_sub(2)..first].iter().chain(tokens[last + 1..].iter().take(2));
        near.into_iter().any(|t| t.kind == Kind::Label)
    }

    /// Whether nothing but an apostrophe, a hyphen or a caret parts a token from the one before.
    fn is_tight(&self, i: usize) -> bool {
        matches!(self.window.gap_before(i), b"'" | b"-" | b"^" | b"")
    }

    /// Whether a name found is what someone is in a talk, or a disease that somebody has.
    fn is_no_name(&self, first: usize, last: usize) -> bool {
        let owning = last == first + 1 && self.window.word(last) == b"s";
        (first == last || owning) && terms::is_had(self.window, first)
            || first == last && speaker::is_part_played(self.window, first)
    }

    /// Whether token `i` is a number after what is measured: no age, unless it counts years or parts of one.
    fn is_measured(&self, i: usize) -> bool {
        let counts = |next: usize| {
            next < self.window.tokens.len()
                && match self.window.gap_after(i) {
                    b"/" => words!["12", "52", "7"].has(self.window.word(next)),
                    b" " => words!["years", "yrs", "months", "mths", "weeks", "wks", "days"]
                        .has(self.window.word(next)),
                    _ => false,
                }
        };
        let at = self.window.tokens[i].start - self.window.base;
        measures::precede(self.window.bytes, at) && !counts(i + 1)
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let (label, _) = LABELS[open.label];
        let (mut first, mut last) = (open.first, open.last);
        let mistaken = match label {
            Label::Person if self.is_no_name(first, last) => true,
            Label::Person | Label::Organisation => {
                open.strength < SURE && terms::is_term(self.window, first, last)
            }
            Label::Age => self.is_measured(first),
            Label::Date => first == last && measures::is_amount(self.window.word(first)),
            _ => false,
        };
        if mistaken {
            return;
        }
        let read = self.read.get(open.first - self.from).is_some_and(|&read| read);
        let mut strength = open.strength;
        if label == Label::Indirect {
            (first, last) = story::clause(self.window, first, last);
            first = first.max(self.from);
            last = last.min(self.from + self.tags.len() - 1);
            let likely = |i: usize| 1.0 - self.tags[i - self.from][0];
            (first, last) = story::trimmed((first, last), (open.first, open.last), read, likely);
            // A place or a firm in the story is neither for it nor against.
            let tag = first_tag(open.label);
            let clause = &self.tags[first - self.from..=last - self.from];
            strength = story::strength(clause.iter().map(|p| (p[tag], p[0])));
        }
        let (a, b) = (&self.window.tokens[first], &self.window.tokens[last]);
        if let Some(span) = Span::new(a.start, b.end) {
            let rule = if read { "context, read carefully" } else { "context" };
            let reason = Reason { source: Source::Context, rule, cue: None };
            let most =
                if matches!(label, Label::Date | Label::OtherId | Label::Age) { BESIDE_FORM } else { 0.999 };
            let doubtful = strength < SURE && self.is_beside_label(open.first, open.last);
            let strength = strength.min(most) * if doubtful { SECOND_LOOK } else { 1.0 };
            self.found.push(Finding { span, label, sub: None, strength, reason });
        }
    }
}
