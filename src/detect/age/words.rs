//! Words that tell an age from any other number.

use crate::words::{Words, words};

/// Words that say that an age follows.
#[rustfmt::skip]
pub(super) const CUES: &[&str] = &[
    "aged", "age", "age:", "ages", "at the age of", "age of", "age on adm", "age on admission",
    "age at death", "age at diagnosis", "oed", "turned", "turning", "turns", "aet", "aetat",
    "she is", "he is", "she's", "he's", "shes", "hes", "she was", "he was", "you are", "you're",
    "i am", "i'm", "they are now", "is now", "he says he is", "age at onset", "age of onset",
    "age at menarche", "age at menopause", "age at dx", "age approx", "age now", "age today",
];

/// Things measured or counted, so that a number with them is no age.
#[rustfmt::skip]
pub(super) const COUNTED: &Words = words![
    "years", "year", "yrs", "months", "month", "weeks", "week", "wks", "days", "day", "hours",
    "hour", "hrs", "mins", "minutes", "min", "mg", "mcg", "ml", "kg", "cm", "mm", "g", "units",
    "stone", "st", "times", "percent", "pm", "am", "of", "pack", "pints", "cigarettes", "sessions",
    "points", "bpm", "degrees", "metres", "miles", "per", "down", "for", "on", "or", "to", "out",
    "plus", "kilos", "litres", "over", "under", "x", "th", "mmhg", "minute", "stones", "steps",
    "hrly", "hourly", "review",
];

/// Capitalised words that no age follows.
#[rustfmt::skip]
pub(super) const NO_NAMES: &Words = words![
    "ward", "bed", "bay", "room", "band", "grade", "stage", "session", "year", "class", "flat",
    "unit", "page", "type", "case", "road", "street", "lane", "close", "avenue", "house", "score",
    "scale", "barthel", "waterlow", "rockwood", "wells", "news", "gcs", "phq", "gad", "moca",
    "amts", "must", "braden", "level", "group", "box", "junction", "platform", "gate", "pain",
    "mood", "bmi", "hba1c", "egfr", "sats", "pulse", "temp", "resp", "the", "plot", "unit", "tel",
    "ext", "bleep", "nhs", "mon", "tue", "tues", "wed", "weds", "thu", "thurs", "fri", "sat", "sun",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
    "february", "march", "april", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "day", "number", "apgar", "apgars", "questions", "question", "zone", "area", "step", "sister",
    "doctor", "ham", "yorks", "aqs", "ace", "test", "weight", "height", "epds", "core", "honos",
    "audit", "must", "curb", "act", "section", "form", "line", "list", "hb", "wbc", "crp", "esr",
    "alt", "alp",
];

/// People whom a bare number may follow.
#[rustfmt::skip]
pub(super) const PEOPLE: &Words = words![
    "man", "woman", "lady", "gentleman", "gent", "boy", "girl", "lad", "male", "female", "m", "f",
    "son", "daughter", "brother", "sister", "mum", "mother", "dad", "father", "wife", "husband",
    "partner", "sibling", "siblings", "twin", "twins", "kids", "children", "grandson",
    "granddaughter", "grandmother", "grandfather", "nan", "aunt", "uncle", "cousin", "widow",
    "widower", "patient", "teenager", "child", "baby", "traveller", "lol", "boyf", "girlfriend",
    "boyfriend", "niece", "nephew", "carer", "bro", "sis", "dtr", "dau", "daugh", "grandma", "grandad",
    "nana", "gran", "granny", "stepson", "stepdaughter", "fiance", "fiancee",
];

/// Whom "nearly 90" may speak of.
#[rustfmt::skip]
pub(super) const SUBJECTS: &Words = words![
    "she", "he", "who", "i", "mum", "dad", "gran", "grandad", "granny", "nan", "nana", "grandma",
    "grandpa", "mother", "father", "husband", "wife", "sister", "brother", "aunt", "uncle", "pt",
    "patient", "lady", "man", "woman", "gentleman", "neighbour", "friend", "partner", "she's", "he's",
    "carer", "son", "daughter", "hes", "shes",
];

/// What happens to people at an age.
#[rustfmt::skip]
pub(super) const LIFE: &Words = words![
    "died", "school", "stopped", "dx", "diagnosed", "married", "removed", "life", "talked",
    "walked", "came", "transplant", "started", "who", "menarche", "menopause", "adhd", "surgery",
    "arrived", "left", "care", "born", "brother", "mother", "father", "it", "after", "on", "that",
    "background", "like", "pregnant", "mumps", "onset", "retired", "orphaned", "widowed", "adopted",
    "divorced", "began",
];

/// Words after "at nine".
pub(super) const AFTER_LIFE: &Words =
    words!["in", "he", "she", "they", "to", "of", "has", "had", "when", "after", "from", "with", "by", "and"];

/// Whether a word is written as a name is.
pub(super) fn is_title(word: &[u8]) -> bool {
    word.len() > 2
        && word[0].is_ascii_uppercase()
        && word.iter().all(|b| b.is_ascii_alphabetic() || *b == 0xFF)
        && !NO_NAMES.has(word)
}
