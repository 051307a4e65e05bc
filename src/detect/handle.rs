//! Social-media and user names.

use super::{Check, Class, Cue, Form, Identifier, Match, Needs, near};
use crate::text::token::Gate;
use crate::words::{Words, words};

/// Words after an at sign that say where or when, not who.
#[rustfmt::skip]
const PLACES: &Words = words![
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
    "by user", "account", "known as", "messaged as", "posts as", "posts under", "posting as",
    "posting under", "snaps as", "snaps", "goes by", "plays as", "streams as", "signed in as", "fb name",
    "insta name", "tiktok name", "tiktok handle", "gamer tag", "gamer name", "chat name", "x handle",
    "vinted", "tinder", "grindr", "onlyfans", "whatsapp name", "forum", "blog", "kik", "bereal",
];

/// Platforms and what is done there.
#[rustfmt::skip]
const PLATFORMS: &Words = words![
    "insta", "instagram", "ig", "tiktok", "snapchat", "snap", "snaps", "twitter", "facebook", "fb", "discord",
    "reddit", "twitch", "youtube", "telegram", "xbox", "psn", "roblox", "minecraft", "fortnite", "steam", "kik",
    "username", "login", "handle", "account", "online", "gamer", "posts", "posting", "followers", "profile",
    "vinted", "tinder", "grindr", "dm", "dms", "chat", "forum", "streamer", "streams", "logged",
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
            needs: Needs::CUE,
            check: named,
            ..Form::CUED
        },
        // Name#1234 of a chat.
        Form {
            gate: Gate::LETTER,
            pattern: r"[a-z][a-z0-9._]{2,30}#\d{4}\b",
            alone: 0.75,
            needs: Needs::HASH,
            check: numbered,
            ..Form::CUED
        },
        // The like of a user name where a platform is spoken of.
        Form {
            gate: Gate::LETTER,
            pattern: r"[a-z][a-z0-9]{1,19}(?:[._-][a-z0-9]{1,19}){0,3}\b",
            alone: 0.7,
            needs: Needs::JOINED,
            check: social,
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
            needs: Needs::STAMPED,
            check: speaker,
            ..Form::CUED
        },
        // Dictated: "verity underscore reads".
        Form {
            gate: Gate::LETTER.or(Gate::DIGIT),
            pattern: r"(?:[a-z0-9]{1,20} (?:underscore|under score|dot|dash|hyphen) ){1,3}[a-z0-9]{1,20}\b",
            needs: Needs::CUE.and(Needs::SIGN_SAID),
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
        (0.75, "chats as [[pebbledash#4471]] there"),
        (0.7, "saw it on tiktok, some [[lilac_otter77]] or other"),
        (0.95, "gamer tag [[xXgritterXx]]"),
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
        "on facebook at 2am, hba1c 48, omega3 daily",
        "ref#1234 logged, file_name.pdf",
        "snapped acl.Then fell",
    ],
};

fn at(m: &Match<'_>) -> Check {
    let name = &m.text()[1..];
    let place = PLACES.has(name);
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
    const NO_NAME: &Words = words![
        "not", "unknown", "and", "the", "for", "with", "was", "has", "given", "only", "password", "known",
        "who", "which", "that", "she", "his", "her", "they", "but", "above", "same", "noted", "field",
        "changed", "reset", "admin", "guest", "usual", "normal", "planned", "staff", "patient",
    ];
    let text = m.text();
    if m.after(1) == b"@" || matches!(m.before(1), b"/" | b"." | b"@") {
        return Check::Refused;
    }
    let word = NO_NAME.has(text);
    let told = near::has_before(m, 1, words!["username", "screenname", "gamertag"])
        || near::has_before(m, 1, words!["as"])
            && near::has_before(m, 3, words!["logged", "signed", "posts", "streams", "snaps"])
        || near::has_before(m, 1, words!["tag"]) && near::has_before(m, 2, words!["gamer"])
        || near::has_before(m, 1, words!["name"])
            && near::has_before(m, 3, words!["user", "screen", "under"]);
    match is_odd(text) || (told && !word && text.len() >= 5) {
        true => Check::Absent,
        false => Check::Refused,
    }
}

fn numbered(m: &Match<'_>) -> Check {
    const THINGS: &Words = words![
        "ref", "job", "order", "log", "nof", "case", "ticket", "bed", "room", "ward", "ext", "bleep", "tel",
        "inc", "lot", "batch",
    ];
    let name = m.text().split(|&b| b == b'#').next().unwrap_or_default();
    match THINGS.has(name) {
        true => Check::Refused,
        false => Check::Absent,
    }
}

/// Whether words joined by underscores or dots, or a word with figures at its end, stand near the
/// name of a platform.
fn social(m: &Match<'_>) -> Check {
    let text = m.text();
    let tail = text.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let parts = || text.split(|b| b"._".contains(b));
    let joined = text.contains(&b'_') && text.len() > 5
        || text.contains(&b'.') && parts().all(|p| p.len() > 2) && text.len() > 6;
    let word = text.iter().take_while(|b| b.is_ascii_lowercase()).count();
    let figured = (tail > 1 || tail == 1 && word > 8) && word >= 5 && word + tail == text.len();
    if !joined && !figured {
        return Check::Refused;
    }
    let inside = matches!(m.before(1), b"/" | b"." | b"@" | b"_" | b"-" | b"\\")
        || matches!(m.after(1), b"@" | b"_" | b"#" | b"/")
        || matches!(m.after(2), [b'.' | b'-', c] if c.is_ascii_alphanumeric());
    let file = [
        &b".com"[..],
        b".uk",
        b".org",
        b".net",
        b".pdf",
        b".doc",
        b".docx",
        b".jpg",
        b".png",
        b".xls",
        b".app",
    ]
    .iter()
    .any(|end| text.ends_with(end));
    match !inside && !file && near::has_before(m, 8, PLATFORMS) {
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
    if m.is_cued() || is_odd(name) { Check::Absent } else { Check::Refused }
}
