//! The README shows what the program does: its example and its table are compared with real runs.
//! `SCRUBS_WRITE=1 cargo test readme` writes them.

use super::cli::scrubs;
use scrubs::detect::{Class, TABLE};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// The part between `<!-- name -->` and `<!-- /name -->`, and what stands before and after it.
fn part<'a>(readme: &'a str, name: &str) -> (&'a str, &'a str, &'a str) {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let from = readme.find(&open).unwrap_or_else(|| panic!("{open} is there")) + open.len();
    let to = from + readme[from..].find(&close).unwrap_or_else(|| panic!("{close} is there"));
    (&readme[..from], &readme[from..to], &readme[to..])
}

fn keep(name: &str, want: impl Fn(&str) -> String) {
    let readme = std::fs::read_to_string(FILE).unwrap();
    let (before, is, after) = part(&readme, name);
    let want = want(is);
    if std::env::var_os("SCRUBS_WRITE").is_some() {
        std::fs::write(FILE, format!("{before}{want}{after}")).unwrap();
    } else {
        assert!(is == want, "{name} is out of date: SCRUBS_WRITE=1 cargo test readme\n{want}");
    }
}

/// One test: both parts are in one file.
#[test]
fn the_readme_shows_what_happens() {
    // The first block is the note; the second is what comes out.
    keep("example", |shown| {
        let note = shown.split("```").nth(1).and_then(|b| b.split_once('\n')).expect("a note").1;
        let ran = scrubs(&["redact"], note);
        assert_eq!(ran.code, 0);
        format!("```text\n{note}```\n```text\n{}{}```\n", ran.out, ran.err)
    });
    keep("identifiers", |_| {
        let class = |class: Class| match class {
            Class::Direct => "direct",
            Class::Quasi => "quasi",
        };
        let row = |i: &&scrubs::detect::Identifier| {
            format!("| `{}` | {} | {} | {} |\n", i.name, class(i.class), i.title, i.standard)
        };
        let rows: String = TABLE.iter().map(row).collect();
        format!("| name | class | what it is | rule it follows |\n| --- | --- | --- | --- |\n{rows}")
    });
}
