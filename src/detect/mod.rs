//! Identifiers: what each is, how it is written, how sure a match is.
//!
//! One file per identifier. To add one: write its file, then its `mod` line and its row in the
//! table below. Its name on the wire and in policies, its tests, its catalogue entry and its row in
//! the README come from there.

mod digits;
mod matcher;
mod near;
mod needs;
mod pattern;
mod prefix;
mod weigh;
mod window;

pub use matcher::{Match, Matcher};
pub use weigh::weigh;
pub use window::Window;

use crate::{Span, text::token::Gate};
use needs::Needs;

/// Declares the labels and the table of their identifiers, in one list: the order is precedence
/// between findings of equal strength.
macro_rules! table {
    ($($(#[$doc:meta])* $label:ident = $module:ident,)*) => {
        /// What a finding is: a row of [`TABLE`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Label { $($(#[$doc])* $label),* }
        /// Every identifier, in the order of [`Label`].
        pub static TABLE: &[&Identifier] = &[$(&$module::IDENTIFIER),*];
        impl Label {
            /// Every label, in order.
            pub const ALL: &'static [Label] = &[$(Label::$label),*];
        }
    };
}

mod address;
pub(crate) mod age;
mod bank;
mod card;
mod chi_number;
mod date;
mod demographic;
mod email;
mod handle;
mod hc_number;
mod hospital_number;
mod indirect;
mod ip;
mod location;
pub(crate) mod lone;
mod nhs_number;
mod ni_number;
mod occupation;
mod organisation;
mod other_id;
mod person;
mod phone;
mod postcode;
mod professional_id;
mod url;
mod vehicle_reg;

table! {
    /// NHS number of England, Wales and the Isle of Man.
    NhsNumber = nhs_number,
    /// Community Health Index number (Scotland).
    ChiNumber = chi_number,
    /// Health and Care number (Northern Ireland).
    HcNumber = hc_number,
    /// E-mail address.
    Email = email,
    /// Web address.
    Url = url,
    /// Network address, IPv4 or IPv6.
    Ip = ip,
    /// Postcode.
    Postcode = postcode,
    /// National Insurance number.
    NiNumber = ni_number,
    /// Payment card number.
    Card = card,
    /// Telephone number, extension or bleep.
    Phone = phone,
    /// Date or part of one.
    Date = date,
    /// Registration of a clinician (GMC, NMC, GPhC, HCPC, GDC).
    ProfessionalId = professional_id,
    /// A trust's own patient number.
    HospitalNumber = hospital_number,
    /// Sort code or account number.
    Bank = bank,
    /// Registration plate.
    VehicleReg = vehicle_reg,
    /// Social-media or user name.
    Handle = handle,
    /// Any other reference that leads to a person.
    OtherId = other_id,
    /// Age.
    Age = age,
    /// Part of a postal address before its town.
    Address = address,
    /// Name of a person.
    Person = person,
    /// Place.
    Location = location,
    /// Named organisation.
    Organisation = organisation,
    /// Job of the patient or of someone close.
    Occupation = occupation,
    /// Nationality, ethnic group, religion or language.
    Demographic = demographic,
    /// A phrase that singles someone out.
    Indirect = indirect,
}

impl Label {
    /// The identifier of this label.
    pub fn identifier(self) -> &'static Identifier {
        TABLE[self as usize]
    }

    /// The name on the wire, in policies and in the corpus: `NHS_NUMBER`.
    pub fn name(self) -> &'static str {
        self.identifier().name
    }

    /// The label of that name.
    pub fn from_name(name: &str) -> Option<Label> {
        Label::ALL.iter().copied().find(|label| label.name() == name)
    }
}

/// Whether an identifier leads to a person by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// By itself.
    Direct,
    /// Only together with others (quasi-identifier).
    Quasi,
}

/// A finer kind within a label, as in the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sub {
    /// PERSON: the patient.
    Patient,
    /// PERSON: a relative of the patient.
    Relative,
    /// PERSON: someone who looks after the patient by trade.
    Staff,
    /// PERSON: anyone else.
    Other,
    /// DATE: of birth.
    Dob,
    /// DATE: a year alone.
    Year,
    /// POSTCODE: an outward code alone.
    Outward,
    /// LOCATION: a country.
    Country,
    /// A number that fails its check.
    Invalid,
}

impl Sub {
    /// The name on the wire and in the corpus.
    pub fn name(self) -> &'static str {
        match self {
            Sub::Patient => "patient",
            Sub::Relative => "relative",
            Sub::Staff => "staff",
            Sub::Other => "other",
            Sub::Dob => "dob",
            Sub::Year => "year",
            Sub::Outward => "outward",
            Sub::Country => "country",
            Sub::Invalid => "invalid",
        }
    }
}

/// One identifier, whole. No field has a default: one left out does not compile.
pub struct Identifier {
    /// Name on the wire, in policies and metrics.
    pub name: &'static str,
    /// Direct or quasi.
    pub class: Class,
    /// What it is, for people.
    pub title: &'static str,
    /// The published rule it follows.
    pub standard: &'static str,
    /// How it is written; empty for what only context can tell.
    pub forms: &'static [Form],
    /// Words that say, right before or in brackets right after, what a value is: see [`Cue`].
    pub cues: &'static [Cue],
    /// Markup `[[...]]` round each finding, with the strength expected of them.
    pub examples: &'static [(f32, &'static str)],
    /// Texts in which this identifier must not be found.
    pub decoys: &'static [&'static str],
}

/// Cue words of one meaning, folded to lower case, single blanks between words.
pub struct Cue {
    /// The words.
    pub words: &'static [&'static str],
    /// What the value then is, more finely.
    pub sub: Option<Sub>,
}

/// One way to write an identifier.
pub struct Form {
    /// Tokens at which a match may begin. May only skip what the pattern would refuse.
    pub gate: Gate,
    /// What else must stand near. May only be asked for where nothing would be found without it.
    needs: Needs,
    /// Regular expression on folded text, anchored where the match begins; ASCII, any case.
    /// A match ends within [`crate::text::segment::REACH`] bytes.
    pub pattern: &'static str,
    /// What must follow the match without being part of it; empty for nothing.
    pub then: &'static str,
    /// What a match is, more finely, unless a cue says otherwise.
    pub sub: Option<Sub>,
    /// Probability that an unlabelled match is what it seems where nothing can be checked;
    /// 0 where a cue is needed.
    pub alone: f32,
    /// Judges a match by arithmetic and by what stands round it.
    pub check: fn(&Match<'_>) -> Check,
}

impl Form {
    /// A form with nothing to check, found only after its cue.
    pub const CUED: Form = Form {
        gate: Gate::DIGIT,
        needs: Needs::NOTHING,
        pattern: "",
        then: "",
        sub: None,
        alone: 0.0,
        check: |_| Check::Absent,
    };
}

/// What the arithmetic and the surroundings say of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// It holds, and chance is an unlikely reason.
    Passed,
    /// It holds, as it would for many numbers that are something else.
    Weak,
    /// There is nothing to check.
    Absent,
    /// It fails: a slip of the pen where a cue says what it is, else something else.
    Failed,
    /// It is something else, whatever stands before it.
    Refused,
}

/// Where a finding comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// Its form.
    Form,
    /// Its context: names and everything that form cannot tell.
    Context,
    /// The same words being certain elsewhere in the note.
    Note,
    /// What the caller knew beforehand.
    Known,
    /// A placeholder that the text brought along.
    Placeholder,
}

impl Source {
    /// Name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Source::Form => "form",
            Source::Context => "context",
            Source::Note => "note",
            Source::Known => "known",
            Source::Placeholder => "placeholder",
        }
    }
}

/// Why something was found, without a word of the note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Where the finding comes from.
    pub source: Source,
    /// The rule within it, for people: "check digit holds", "title before it".
    pub rule: &'static str,
    /// The cue that labelled it, where there was one (a term of ours, not of the note).
    pub cue: Option<&'static str>,
}

/// Something found in a note. Holds no text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    /// Where: bytes of the note.
    pub span: Span,
    /// What.
    pub label: Label,
    /// What, more finely.
    pub sub: Option<Sub>,
    /// Probability that it is what it says, in [0, 1].
    pub strength: f32,
    /// Why.
    pub reason: Reason,
}

impl Finding {
    /// Whether this finding leads to a person by itself.
    pub fn is_direct(&self) -> bool {
        self.label.identifier().class == Class::Direct && !matches!(self.sub, Some(Sub::Year | Sub::Outward))
    }
}

#[cfg(test)]
mod tests;
