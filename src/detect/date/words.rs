//! Words of dates, as regular expressions: months, weekdays and days with a name.

use crate::words::{Words, words};

/// Months in English and Welsh, whole, abbreviated and as they are often misspelt.
macro_rules! month {
    () => {
        concat!(
            r"(?:january|janurary|januaury|januray|jan|february|febuary|feburary|febraury|feb|march|mar|april|apirl|apr|apl",
            r"|may|june|jun|july|jul|august|agust|aug|september|septemeber|setpember|sept|sep|october|ocotber|oct",
            r"|november|novemeber|novemer|nov|december|decemeber|decmber|dec",
            r"|ionawr|ion|chwefror|chwef|mawrth|ebrill|ebr|mai|mehefin|meh|gorffennaf|gorff|awst|medi|hydref|hyd",
            r"|tachwedd|tach|rhagfyr|rhag)\b"
        )
    };
}

/// Weekdays, whole and abbreviated.
macro_rules! weekday {
    () => {
        r"(?:mon(?:day)?|tue(?:s(?:day)?)?|tuseday|wed(?:s|nesday)?|wendsday|wensday|wednsday|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b"
    };
}

/// A day of the month, with or without its ending.
macro_rules! day {
    () => {
        r"(?:3[01]|[12]\d|0?[1-9])(?:[ \t]?(?:st|nd|rd|th))?\b"
    };
}

/// Days that share a month: a list or a range.
macro_rules! days {
    () => {
        concat!(
            day!(),
            r"(?:(?:[ \t]*[,&+/-][ \t]*(?:and[ \t]+)?|[ \t]+(?:and|or|to|until|till|til|through|thru|into)[ \t]+)(?:the[ \t]+)?",
            day!(),
            r"){0,6}"
        )
    };
}

/// A year of four digits.
macro_rules! year {
    () => {
        r"(?:1[89]|20)\d{2}\b"
    };
}

/// Days that have a name and a date.
macro_rules! named_day {
    () => {
        concat!(
            r"(?:(?:christmas|xmas|chrismas)(?:[ \t]+(?:eve|day))?|boxing[ \t]+day|hogmanay|burns'?[ \t]+(?:night|day|supper)",
            r"|(?:old|chinese|lunar|islamic|jewish)[ \t]+new[ \t]+year|new[ \t]+year'?s?'?[ \t]+(?:eve|day)|nye|epiphany|twelfth[ \t]+night",
            r"|shrove[ \t]+tuesday|pancake[ \t]+(?:day|tuesday)|ash[ \t]+wednesday|mother'?s'?[ \t]+day|mothering[ \t]+sunday|father'?s'?[ \t]+day",
            r"|(?:advent|palm|trinity|stir[ \t-]up)[ \t]+sunday|plough[ \t]+monday|maundy[ \t]+thursday|(?:orthodox[ \t]+)?good[ \t]+friday|holy[ \t]+(?:saturday|week)",
            r"|(?:orthodox[ \t]+)?easter(?:[ \t]+(?:sunday|monday|saturday|day|eve|weekend))?|pasg|whit[ \t]+(?:sunday|monday|week|weekend)|whitsun|pentecost|ascension[ \t]+day|corpus[ \t]+christi",
            r"|may[ \t]+day(?:[ \t]+bank[ \t]+hol(?:iday|s)?)?|(?:(?:early[ \t]+|late[ \t]+)?may|spring|august|aug|summer|easter|christmas|xmas|whit(?:sun)?|jubilee|new[ \t]+year'?s?|boxing[ \t]+day)[ \t]+bank[ \t]+hol(?:iday|s)?(?:[ \t]+(?:monday|weekend))?|bank[ \t]+holiday[ \t]+monday",
            r"|lady[ \t]+day|midsummer(?:'?s)?[ \t]+(?:day|eve)|lammas|michael(?:m|rn)as|martinmas|candlemas|all[ \t]+(?:saints|souls|hallows)'?(?:[ \t]+(?:day|eve))?",
            r"|hallowe'?en|samhain|beltane|bonfire[ \t]+night|guy[ \t]+fawkes(?:'?s?)?[ \t]+(?:night|day)|remembrance[ \t]+(?:sunday|day)|armistice[ \t]+day",
            r"|anzac[ \t]+day|valentine'?s?(?:[ \t]+day|\b)",
            r"|dydd[ \t]+(?:nadolig|gwyl[ \t]+dewi|calan|san[ \t]+steffan)|gwyl[ \t]+(?:san[ \t]+steffan|ddewi|dewi)|nos[ \t]+(?:galan|calan)|nadolig|tynwald[ \t]+day|liberation[ \t]+day|cowes[ \t]+week|world[ \t]+book[ \t]+day",
            r"|eid(?:[ \t-]+(?:al|ul)[ \t-]+(?:fitr|adha))?|ramadh?an|ramzan|ashura|mawlid|laylat[ \t]+al[ \t-]+qadr|diwali|deepavali|holi|navaratri|navratri|dussehra|raksha[ \t]+bandhan|janmashtami|ganesh[ \t]+chaturthi|thai[ \t]+pongal|pongal|onam",
            r"|vaisakhi|baisakhi|gurpurab|bandi[ \t]+chhor|n[aeo][uvw]?r[ou]{1,2}z|lag[ \t]+b'?[ ]?omer|lag[ \t]+baomer|rosh[ \t]+hashann?ah?|yom[ \t]+kippur|sukkot|simchat[ \t]+torah|purim|(?:erev[ \t]+)?pesach|passover|shavuot|tisha[ \t]+b'?av",
            r"|(?:(?:first|last|second|1st|2nd)[ \t]+night[ \t]+of[ \t]+)?(?:hanukkah|chanukah|hannukah)|wesak|vesak|songkran|losar|mid[ \t-]autumn(?:[ \t]+festival)?|meskel|timkat|thanksgiving(?:[ \t]+day)?|independence[ \t]+day|juneteenth|orangemen'?s[ \t]+day)\b"
        )
    };
}

/// Named days whose first word has two letters.
macro_rules! short_named_day {
    () => {
        r"(?:st\.?[ \t]+(?:david|patrick|andrew|george|stephen|valentine|swithin|dwynwen|piran)'?s?(?:[ \t]+(?:day|night|eve))|up[ \t]+helly[ \t]+aa|v[ej][ \t]+day)\b"
    };
}

pub(super) use {day, days, month, named_day, short_named_day, weekday, year};

/// Words that make the month of a name that is also a word or a first name.
#[rustfmt::skip]
pub(super) const BEFORE_MONTH: &Words = words![
    "in", "since", "until", "till", "til", "by", "from", "last", "next", "every", "each", "early",
    "late", "mid", "of", "during", "before", "after", "end", "start", "beginning", "around",
    "circa", "due", "review", "ers", "ym", "mis", "tan", "rhwng", "between", "throughout",
    "through", "previous", "prev",
];

/// Words that may stand before a day or a month and say that it is a date.
#[rustfmt::skip]
pub(in crate::detect) const BEFORE_DAY: &Words = words![
    "on", "since", "until", "till", "til", "by", "from", "due", "dated", "date", "edd", "edc",
    "lmp", "changed", "before", "after", "booked", "seen", "admitted", "adm", "discharged", "disch",
    "visit", "died", "starting", "starts", "restarted", "ending", "ends", "ring", "form", "rv",
    "review", "appt", "clinic", "wef", "til", "back", "home", "op", "tci", "dob", "born", "delivered",
    "given", "started", "stopped", "commenced", "taken", "done", "removed", "inserted", "signed", "received",
    "cancelled", "applied", "sent",
];

/// Words before "3/2" that make it a date though it could be a fraction.
#[rustfmt::skip]
pub(super) const BEFORE_SLASH: &Words = words![
    "on", "since", "until", "till", "til", "by", "from", "due", "dated", "date", "admitted", "adm",
    "admission", "discharged", "disch", "dc", "seen", "visit", "visited", "booked", "sent", "mdt",
    "last", "next", "first", "entry", "reply", "dnacpr", "opened", "closed", "copied", "deadline",
    "review", "reviewed", "rv", "appt", "appointment", "clinic", "fall", "fell", "hemi", "dhs",
    "peg", "graft", "rip", "died", "family", "photo", "typed", "dictated", "received", "recd",
    "reported", "taken", "done", "scan", "cxr", "xr", "ct", "mri", "echo", "swab", "bloods", "psa",
    "hba1c", "abpi", "level", "expires", "exp", "op", "surgery", "theatre", "ok", "transferred",
    "arrived", "called", "rang", "phoned", "lmp", "edd", "started", "stopped", "tues", "mon",
    "thurs", "meeting", "mtg", "night", "am", "pm", "triage", "cs", "day", "home", "when", "rev",
    "debrief", "wef", "back", "cancelled", "dna", "dnad", "leave", "starts", "start", "ends", "end",
    "ended", "completed", "signed", "declined", "inserted", "removed", "refd", "referred", "fu",
    "tci", "listed", "preop", "assessment", "rpt", "repeat", "reassess", "uss", "ecg", "inr", "flu",
    "jab", "bcg", "weds", "wed", "thur", "thu", "fri", "sat", "sun", "delivered", "svd", "lscs",
    "emcs", "elcs", "imms", "handover", "conference", "tribunal", "hearing", "court", "changed",
    "restarted", "commenced", "given", "applied", "redressed",
];

/// Scales that are written as so many out of so many.
#[rustfmt::skip]
pub(super) const SCALES: &Words = words![
    "rockwood", "cfs", "frailty", "beighton", "pain", "power", "murmur", "gcs", "apgar", "apgars",
    "centor", "feverpain", "phq", "phq9", "gad", "gad7", "amts", "amt", "4at", "mrc", "nihss",
    "bishop", "bishops", "abbey", "score", "scored", "scores", "scale", "snellen", "va", "acuity",
    "perc", "vas", "nrs", "curb", "wells",
];

/// Words before "n/m" that make it a score, a fraction or a duration.
#[rustfmt::skip]
pub(super) const BEFORE_SCORE: &Words = words![
    "pain", "mood", "sleep", "power", "bp", "va", "unaided", "gds", "amts", "amt", "moca", "mmse",
    "score", "confidence", "scoff", "gcs", "apgar", "barthel", "kocher", "gr", "grade", "murmur",
    "feeds", "bowels", "cephalic", "page", "part", "session", "x", "oa", "add", "vision",
    "monofilament", "maddocks", "inattention", "waddell", "grip", "rt", "cycles", "cycle", "gcse",
    "curb", "rass", "iop", "sats", "aged", "age", "old", "walked", "talked", "sat", "baby", "ward",
    "bay", "bed", "flat", "section", "s", "house", "no", "lot", "od", "bd", "tds", "qds", "om",
    "on-call", "within", "for", "about", "every", "tab", "activity", "ni", "cat", "category",
    "band", "stage", "acuity", "snellen", "itch", "nausea", "anxiety", "energy", "motivation",
    "pinned", "psalm", "clexane", "ephedrine", "case",
];

/// Words after a number that make it a quantity, a time or a count, not a day or a year.
#[rustfmt::skip]
pub(super) const UNITS: &Words = words![
    "ml", "mls", "mg", "mcg", "g", "kg", "l", "litres", "units", "unit", "iu", "kcal", "cal",
    "calories", "cm", "mm", "m", "h", "hr", "hrs", "hours", "hour", "hourly", "min", "mins",
    "minutes", "sec", "secs", "days", "day", "weeks", "week", "wks", "wk", "months", "month",
    "mths", "years", "year", "yrs", "yr", "times", "x", "per", "pts", "points", "steps", "tablets",
    "tabs", "tab", "puffs", "sachet", "sachets", "drops", "doses", "dose", "people", "patients",
    "patient", "calls", "mmhg", "mmol", "pm", "am", "pack", "pints", "cells", "miles", "pounds",
    "quid", "hrly", "sessions", "beds", "bpm", "murmur", "babies", "others", "old", "yo", "g/day",
    "stitches", "staples", "clips", "steroid", "vibratory", "nights", "mites", "ng", "umol",
    "micrograms",
];

/// Verbs and the like after "may" that make it a verb.
#[rustfmt::skip]
pub(super) const AFTER_MAY: &Words = words![
    "be", "have", "need", "not", "also", "well", "require", "help", "go", "get", "take", "want",
    "i", "you", "we", "he", "she", "they", "it", "yet", "still", "benefit", "become", "cause",
    "come", "ask", "see", "say", "stop",
];

/// Those who publish guidelines.
#[rustfmt::skip]
pub(super) const PUBLISHERS: &Words = words![
    "esc", "nice", "bsh", "isth", "jrcalc", "icc", "acr", "eular", "who", "rcog", "bts", "sign",
    "eau", "ada", "easd", "aha", "esmo", "gold", "gina", "kdigo", "bhiva", "bashh", "esvs", "bsg",
    "fsrh", "rcp", "apa", "dsm", "icd", "ifr", "council", "apm",
];
