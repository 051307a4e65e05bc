//! Releasing decided text, and applying amendments to released text.

use super::{Amendment, Edit, Place, Release, Session, edit};
use crate::Span;
use crate::detect::{Finding, Label, Source};
use crate::names::people::{Doubt, PersonId, Word};
use crate::policy::Action;
use crate::text::fold::Folded;
use crate::text::token;
use crate::transform::label::{self, Referent};

/// So many quarters of a segment are what is released of it has room for: a label is longer than most names.
const ROOM: usize = 5;

impl Session {
    /// Writes the decided segment out: edits in place of what was found, places in doubt noted.
    pub(super) fn release(
        &mut self,
        found: &[Finding],
        ids: &[(usize, PersonId)],
        doubts: Vec<(Span, Word)>,
        out: &mut Release,
    ) {
        let mut doubts = doubts.into_iter().peekable();
        let mut ids = ids.iter().peekable();
        let end = self.buffer.segment_end().max(self.released);
        out.text.reserve(ROOM * (end - self.released) / 4);
        out.edits.reserve(found.len());
        for (at, finding) in found.iter().enumerate() {
            while let Some((span, word)) = doubts.next_if(|(span, _)| span.start() < finding.span.start()) {
                self.release_doubt(span, word, out);
            }
            let person = ids.next_if(|&&(of, _)| of == at).map(|&(_, id)| id);
            let referent = self.referent(finding, person);
            self.release_finding(finding, referent, out);
        }
        for (span, word) in doubts {
            self.release_doubt(span, word, out);
        }
        self.copy(end.max(self.released), out);
    }

    fn release_doubt(&mut self, span: Span, word: Word, out: &mut Release) {
        if let Some(id) = self.people.owner(&word) {
            let finding = self.shared(span, id);
            self.release_finding(&finding, Referent::Person(id), out);
            return;
        }
        self.copy(span.start(), out);
        let (original, output, bytes) = (self.original.offset(), self.output.offset(), self.output.byte());
        self.copy(span.end(), out);
        let span = |from, to| Span::new(from, to).expect("a word is not empty");
        let place = Place {
            original: span(original, self.original.offset()),
            output: span(output, self.output.offset()),
            bytes: span(bytes, self.output.byte()),
        };
        self.people.doubt(Doubt { word, place });
    }

    fn release_finding(&mut self, finding: &Finding, referent: Referent, out: &mut Release) {
        let action = self.policy.action(finding);
        self.note(finding, action);
        self.copy(finding.span.start(), out);
        if action == Action::Keep && finding.reason.source != Source::Placeholder {
            self.keep(finding, out);
            return;
        }
        let label = self.labels.label(finding.label, referent);
        let text = self.buffer.text(finding.span.start(), finding.span.end());
        if text == label {
            self.copy(finding.span.end(), out);
            return;
        }
        let (original, output) = (self.original.offset(), self.output.offset());
        self.original.advance(text);
        self.output.advance(&label);
        out.text.push_str(&label);
        self.released = finding.span.end();
        let span = |from, to| Span::new(from, to).expect("neither a finding nor a label is empty");
        let original = span(original, self.original.offset());
        out.edits.push(edit(finding, original, span(output, self.output.offset()), Action::Label));
    }

    /// Releases a finding as it is; the edit says so where the policy notices it.
    fn keep(&mut self, finding: &Finding, out: &mut Release) {
        let (original, output) = (self.original.offset(), self.output.offset());
        self.copy(finding.span.end(), out);
        let span = |from, to| Span::new(from, to).expect("a finding is not empty");
        if self.policy.notices(finding) {
            let original = span(original, self.original.offset());
            out.edits.push(edit(finding, original, span(output, self.output.offset()), Action::Keep));
        }
    }

    /// Releases text as it is, up to byte `to` of the note.
    fn copy(&mut self, to: usize, out: &mut Release) {
        if to > self.released {
            let text = self.buffer.text(self.released, to);
            out.text.push_str(text);
            self.original.advance(text);
            self.output.advance(text);
            self.released = to;
        }
    }

    /// What a finding's label stands for: its person, the text's own label, or its value.
    fn referent(&self, finding: &Finding, person: Option<PersonId>) -> Referent {
        let text = self.buffer.text(finding.span.start(), finding.span.end());
        if finding.reason.source == Source::Placeholder
            && let Some((_, number, _)) = label::own(text.as_bytes())
        {
            return Referent::Own(number);
        }
        match (finding.label, person) {
            (Label::Person, Some(id)) => Referent::Person(id),
            _ => Referent::Value(value(text)),
        }
    }
}

/// Hash of the letters and digits of a text, without regard to case, accents or spacing.
fn value(text: &str) -> u64 {
    let folded = Folded::new(text);
    let letters: Vec<u8> = folded.bytes().iter().copied().filter(|&b| token::is_word(b)).collect();
    token::hash(&letters)
}

/// Released text with its amendments applied: the result for the whole note.
///
/// `text` and `edits` are what a session released, in order; offsets of edits move with the
/// amendments before them. O(text + edits + amendments log amendments).
pub fn apply(text: String, edits: Vec<Edit>, mut amendments: Vec<Amendment>) -> (String, Vec<Edit>) {
    if amendments.is_empty() {
        return (text, edits);
    }
    amendments.sort_by_key(|a| a.bytes);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for amendment in &amendments {
        out.push_str(&text[at..amendment.bytes.start()]);
        out.push_str(
            amendment.replacement.as_deref().unwrap_or(&text[amendment.bytes.start()..amendment.bytes.end()]),
        );
        at = amendment.bytes.end();
    }
    out.push_str(&text[at..]);

    let mut all: Vec<(Edit, Option<usize>)> = edits.into_iter().map(|e| (e, None)).collect();
    // A label is ASCII: its length is the same in every unit.
    all.extend(amendments.iter().map(|a| (a.edit, a.replacement.as_ref().map(String::len))));
    all.sort_by_key(|(e, _)| e.original);
    let mut moved = 0isize;
    let shift = |at: usize, by: isize| {
        at.checked_add_signed(by).expect("text before an edit is never shorter than 0")
    };
    let edits = all.into_iter().map(|(e, amended)| {
        let start = shift(e.output.start(), moved);
        let length = amended.unwrap_or(e.output.len());
        moved += length as isize - e.output.len() as isize;
        Edit { output: Span::new(start, start + length).expect("a label is not empty"), ..e }
    });
    (out, edits.collect())
}
