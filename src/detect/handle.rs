//! Social-media and user names.

use super::{Check, Class, Cue, Form, Identifier, Match, near};
use crate::text::token::Gate;

/// Words after an at sign that say where or when, not who.
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "home", "clinic", "work", "hospital", "gp", "school", "the", "night", "nights", "rest", "bedside",
    "lunch", "risk", "bedtime", "ward", "triage", "present", "discharge", "admission", "review", "theatre",
    "handover", "birth", "weekend", "least", "all", "teatime", "breakfast", "midnight", "noon", "surgery",
    "university", "college", "today",
];

#[rustfmt::skip]
const CUES: &[&str] = &[
    "insta", "instagram", "ig", "tiktok", "tik tok", "snapchat", "snap", "twitter", "facebook", "fb",
    "discord", "reddit", "twitch", "youtube", "telegram", "xbox", "playstation", "psn", "gamertag",
    "roblox", "minecraft", "steam", "bluesky", "mastodon", "linkedin", "skype", "user name", "user",
    "username", "usernames", "screen name", "screenname", "login", "log in", "logged in as", "logon",
    "under the name", "handle", "online as", "account name", "profile", "lock screen", "nhs app user",
    "by user", "account", "known as", "messaged as", "posts as",
];

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "HANDLE",
    class: Class::Direct,
    title: "Social-media or user name",
    standard: "As the large platforms accept: letters, digits, dots and underscores, three to thirty",
    forms: &[
        Form {
            gate: Gate::AFTER_AT,
            pattern: r"@[a-z][a-z0-9._-]{1,29}[a-z0-9_]",
            alone: 0.85,
            check: at,
            ..Form::CUED
        },
        Form {
            gate: Gate::LETTER.or(Gate::DIGIT),
            pattern: r"[a-z0-9][a-z0-9._-]{1,29}[a-z0-9_]",
            check: named,
            ..Form::CUED
        },
        Form {
            gate: Gate::DOT_IN_CHUNK,
            pattern: r"[ur]/[a-z0-9_-]{3,24}[a-z0-9_]",
            alone: 0.6,
            check: shaped,
            ..Form::CUED
        },
        // Speakers of a pasted chat.
        Form {
            gate: Gate::LETTER.or(Gate::DIGIT),
            pattern: r"[a-z0-9][a-z0-9_.]{5,28}[a-z0-9_]",
            then: r":",
            alone: 0.6,
            check: speaker,
            ..Form::CUED
        },
        // Dictated: "verity underscore reads".
        Form {
            gate: Gate::LETTER.or(Gate::DIGIT),
            pattern: r"(?:[a-z0-9]{1,20} (?:underscore|under score|dot|dash|hyphen) ){1,3}[a-z0-9]{1,20}\b",
            ..Form::CUED
        },
    ],
    cues: &[Cue { words: CUES, sub: None }],
    examples: &[
        (0.95, "a note on her insta [[@jiwoo.sews]] and"),
        (0.85, "calls herself [[@kitty_purrs_x]], he says"),
        (0.95, "user name [[sharpshooter_w24]], and a list"),
        (0.95, "(found on Facebook, [[helps.hx]])"),
        (0.95, "under the name [[sugarhoney]], he"),
        (0.95, "her insta is [[verity underscore reads]] not"),
        (0.6, "[23:41] [[quietowlofkent]]: hi"),
        (0.95, "reddit [[u/quiet_owl]]"),
    ],
    decoys: &[
        "review @home",
        "2 tabs @ 8am",
        "H@N called",
        "[23:41] Bryony: hi",
        "on facebook a lot",
        "handle with care",
        "user group meets",
        "account of events",
        "u/s abdo",
        "insta followers",
        "jo@example.org",
        "user name not known",
    ],
};

fn at(m: &Match<'_>) -> Check {
    let name = &m.text()[1..];
    let place = PLACES.iter().any(|p| p.as_bytes().eq_ignore_ascii_case(name));
    let mailed = matches!(m.after(1), b"@")
        || (m.start > 0
            && !m.before(1)[0].is_ascii_whitespace()
            && crate::text::token::is_word(m.before(1)[0]));
    if place || mailed { Check::Refused } else { Check::Absent }
}

/// Whether a name could be no word: an underscore, a digit among letters, a dot inside.
fn is_odd(name: &[u8]) -> bool {
    let letters = name.iter().filter(|b| b.is_ascii_alphabetic()).count();
    let digits = name.iter().any(u8::is_ascii_digit);
    letters >= 3 && (digits || name.contains(&b'_') || name[1..name.len() - 1].contains(&b'.'))
}

fn named(m: &Match<'_>) -> Check {
    const NO_NAME: &[&str] = &[
        "not", "unknown", "and", "the", "for", "with", "was", "has", "given", "only", "password", "known",
        "who", "which", "that", "she", "his", "her", "they", "but", "above", "same", "noted", "field",
        "changed", "reset",
    ];
    let text = m.text();
    if m.after(1) == b"@" || matches!(m.before(1), b"/" | b"." | b"@") {
        return Check::Refused;
    }
    let word = NO_NAME.iter().any(|w| w.as_bytes().eq_ignore_ascii_case(text));
    let told = near::has_before(m, 1, &["username", "screenname", "gamertag"])
        || near::has_before(m, 1, &["name"]) && near::has_before(m, 3, &["user", "screen", "under"]);
    match is_odd(text) || (told && !word && text.len() >= 5) {
        true => Check::Absent,
        false => Check::Refused,
    }
}

fn speaker(m: &Match<'_>) -> Check {
    let stamped = matches!(m.before(9), [.., b'[', _, _, b':', _, _, b']', b' ']);
    let joined = m.text().len() >= 12 && m.text().iter().all(u8::is_ascii_lowercase);
    match stamped && (joined || is_odd(m.text())) {
        true => Check::Absent,
        false => Check::Refused,
    }
}

fn shaped(m: &Match<'_>) -> Check {
    let name = &m.text()[2..];
    if m.cued || is_odd(name) { Check::Absent } else { Check::Refused }
}
