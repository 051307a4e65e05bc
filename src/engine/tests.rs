use super::*;
use crate::detect::Label;
use crate::text::token::tokenise;

/// Whether an address is found whole that a window's own tokens begin and that is dictated further on.
fn is_reread(engine: &Engine, text: &str, own: std::ops::Range<usize>) -> bool {
    let mut tokens = Vec::new();
    tokenise(text.as_bytes(), 0, 0, &mut tokens);
    let whole = Window::whole(text.as_bytes(), &tokens);
    let own = Window { own_start: own.start, own_end: own.end.min(tokens.len()), ..whole };
    let (start, end) = (text.find("www").unwrap(), text.len());
    let found = engine.0.forms(&own);
    found.iter().any(|f| f.label == Label::Url && (f.span.start(), f.span.end()) == (start, end))
}

#[test]
fn what_begins_up_to_96_bytes_before_what_was_rewritten_is_reread() {
    let engine = Engine::new();
    for (far, want) in [(30, true), (95, true), (96, true), (97, false), (150, false)] {
        let host = "www.ode.invalid/";
        let path = "a".repeat(far - host.len());
        let text = format!("{host}{path} forward slash clinic dot org");
        assert_eq!(is_reread(&engine, &text, 0..usize::MAX), want, "{far}");
    }
}

#[test]
fn what_was_rewritten_up_to_95_bytes_after_the_own_tokens_is_reread() {
    let engine = Engine::new();
    for (far, want) in [(30, true), (94, true), (95, true), (96, false), (97, false), (150, false)] {
        // The own tokens are "nine", "nine" and "www"; so far from the end of the last stands "forward".
        let host = ".ode.invalid/";
        let path = "a".repeat(far - host.len() - 1);
        let text = format!("nine nine www{host}{path} forward slash clinic dot org");
        assert_eq!(is_reread(&engine, &text, 0..3), want, "{far}");
        assert!(!is_reread(&engine, &text, 0..2) && !is_reread(&engine, &text, 3..9), "{far}");
    }
}
