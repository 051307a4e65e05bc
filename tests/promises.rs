//! What the types promise: none prints a note, all go between threads, and the same text gives the
//! same bytes on any of them.

use super::corpus;
use super::samples::{ENGINE, up_to};
use rayon::prelude::*;
use scrubs::known::{Known, KnownPerson};
use scrubs::session::{Amendment, Ending, Release, Session};
use scrubs::text::Note;
use scrubs::text::fold::Folded;
use scrubs::{Engine, Options, Redacted};
use std::fmt::Debug;

/// `Shown::<T>::SHOWN` is true where `T` has a `Debug`, false where it has not.
struct Shown<T>(std::marker::PhantomData<T>);
trait Shy {
    const SHOWN: bool = false;
}
impl<T> Shy for Shown<T> {}
impl<T: Debug> Shown<T> {
    const SHOWN: bool = true;
}

#[test]
fn what_holds_text_has_no_debug() {
    const {
        assert!(!Shown::<Redacted>::SHOWN);
        assert!(!Shown::<Release>::SHOWN);
        assert!(!Shown::<Amendment>::SHOWN);
        assert!(!Shown::<Ending>::SHOWN);
        assert!(!Shown::<Session>::SHOWN);
        assert!(!Shown::<Options>::SHOWN);
        assert!(!Shown::<Engine>::SHOWN);
        assert!(!Shown::<Known>::SHOWN);
        assert!(!Shown::<KnownPerson>::SHOWN);
        assert!(!Shown::<Folded>::SHOWN);
        assert!(Shown::<scrubs::session::Edit>::SHOWN);
    }
}

#[test]
fn what_has_a_debug_shows_no_text() {
    let canary = "Quillfeather";
    let text = format!(
        "Mrs {canary} ({canary}@example.org), NHS No: 999 477 3453, of {canary} Hall, DOB 14/03/1952"
    );
    let person = KnownPerson { names: vec![canary.to_owned()], ..KnownPerson::default() };
    let options = Options::default().with_known(&Known { people: vec![person] }).unwrap();
    let redacted = ENGINE.redact(&text, &options).unwrap();
    let findings = ENGINE.detect(&text, &options).unwrap();
    let limit = ENGINE.redact(&text, &up_to(3)).err().unwrap();
    let bad = KnownPerson { date_of_birth: Some(canary.to_owned()), ..KnownPerson::default() };
    let refused = options.with_known(&Known { people: vec![bad] }).err().unwrap();
    let shown = [
        format!("{:?}", redacted.edits),
        format!("{:?}", redacted.risk),
        format!("{findings:?}"),
        format!("{:?}", Note::new(&text)),
        format!("{limit:?} {limit}"),
        format!("{refused:?} {refused}"),
    ];
    assert!(!findings.is_empty());
    for shown in shown {
        for secret in [canary, "999 477", "14/03", "Hall"] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
    }
}

#[test]
fn engine_and_session_go_between_threads() {
    fn both<T: Send + Sync + 'static>() {}
    fn send<T: Send + 'static>() {}
    both::<Engine>();
    both::<Options>();
    both::<Redacted>();
    send::<Session>();
}

#[test]
fn any_number_of_threads_and_any_engine_give_the_same_bytes() {
    let notes: Vec<_> = corpus::all().collect();
    let options = Options::default();
    let with = |engine: &Engine, threads: usize| -> Vec<Redacted> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| notes.par_iter().map(|n| engine.redact(&n.text, &options).unwrap()).collect())
    };
    let one = with(&ENGINE, 1);
    assert!(with(&ENGINE, 4) == one, "four threads");
    assert!(with(&Engine::new(), 3) == one, "another engine");
    // Notes do not see each other: in the other order they are the same.
    for (note, want) in notes.iter().zip(&one).rev() {
        assert!(ENGINE.redact(&note.text, &options).unwrap() == *want, "{}", note.id);
    }
}

#[test]
fn a_note_over_its_limit_releases_nothing_more() {
    let text = "NHS No: 999 477 3453. ".repeat(200);
    for most in [0, 10, 1000, text.len() - 1] {
        let options = up_to(most);
        assert_eq!(ENGINE.redact(&text, &options).err().map(|e| e.max_bytes), Some(most));
        let mut session = ENGINE.session(&options);
        let mut failed = false;
        for piece in text.as_bytes().chunks(100) {
            match session.push(std::str::from_utf8(piece).unwrap()) {
                Ok(_) => assert!(!failed, "released after the limit"),
                Err(_) => failed = true,
            }
        }
        assert!(failed && session.finish().is_err());
    }
}
