//! What the command line takes.

use crate::MAX_BYTES;
use crate::names::Tier;
use crate::text::unit::Unit;
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Finds and removes patient identifiers in UK clinical text.
///
/// De-identification is never perfect: read what leaves, or have it read.
#[derive(Parser)]
#[command(name = "scrubs", version, after_help = EXAMPLES, max_term_width = 100)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  scrubs redact note.txt > clean.txt         labels in place of identifiers; the risk on stderr
  scrubs redact --format json < note.txt     text, edits and risk for a program
  scrubs detect --jsonl < notes.jsonl        where the identifiers are, note by note
  scrubs evaluate gold.jsonl --misses 40     how much of an annotated corpus is found
  scrubs serve                               the same over gRPC
  scrubs identifiers                         what is looked for

Exit codes:
  0  done (whatever the verdict: read it on stderr or in the JSON)
  2  the arguments or the input cannot be used, or the output cannot be written
  3  a note is longer than --max-bytes
No error ever prints text of a note.";

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Anonymise one note: text on stdout, risk and verdict on stderr.
    Redact(Redact),
    /// Say where identifiers are, without changing anything.
    Detect(Detect),
    /// Measure what is found against annotated notes.
    Evaluate(Evaluate),
    /// Learn the weights that tell names and roles from annotated notes.
    Train(Train),
    /// Serve gRPC until told to stop.
    #[cfg(feature = "service")]
    Serve(Serve),
    /// List the identifiers that are looked for.
    Identifiers(List),
    /// List the policies that come with Scrubs.
    Policies(List),
}

/// Arguments of `redact`.
#[derive(Parser)]
#[command(after_help = "\
Examples:
  scrubs redact letter.txt
  echo 'Seen today, NHS No 999 477 3453.' | scrubs redact
  scrubs redact --encoding windows-1252 old.txt
  scrubs redact --known patient.json --format json note.txt

patient.json holds what you know of the people in the note; it is found in any spelling and format:
  {\"people\": [{\"role\": \"patient\", \"names\": [\"Maud Quayle\", \"Maudie\"],
               \"date_of_birth\": \"1952-03-14\", \"identifiers\": [\"999 477 3453\"],
               \"addresses\": [\"14 Acacia Avenue, Diss, IP22 4ZZ\"]}]}
role is patient, relative, staff or other; every field may be left out.")]
pub struct Redact {
    /// The note; - or nothing for standard input.
    pub file: Option<PathBuf>,
    #[command(flatten)]
    pub note: Note,
    /// What is known of the people in the note (JSON; see below).
    #[arg(long, value_name = "FILE.json")]
    pub known: Option<PathBuf>,
    /// What stdout gets: the text alone, or text, edits, risk and policy as JSON.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// What offsets in the JSON count.
    #[arg(long, value_enum, default_value_t)]
    pub unit: Offsets,
}

/// How a note is read and judged.
#[derive(clap::Args)]
pub struct Note {
    /// What is done with what is found: a preset's name, or a file ending in .toml.
    #[arg(long, default_value = "mentoring", value_name = "NAME|FILE.toml")]
    pub policy: String,
    /// How much trouble is taken over names; what the policy says unless given.
    #[arg(long, value_enum)]
    pub tier: Option<Trouble>,
    /// How the input is written.
    #[arg(long, value_enum, default_value_t)]
    pub encoding: Encoding,
    /// Longest note accepted, in bytes.
    #[arg(long, default_value_t = MAX_BYTES, value_name = "N")]
    pub max_bytes: usize,
}

/// Arguments of `detect`.
#[derive(Parser)]
#[command(after_help = "\
Examples:
  scrubs detect note.txt
  scrubs detect --jsonl notes.jsonl > spans.jsonl
  scrubs detect --jsonl --threads 4 < notes.jsonl | scrubs evaluate gold.jsonl --pred -

With --jsonl each line in is {\"id\": ..., \"text\": ...} (more fields are ignored) and each line out is
  {\"id\": ..., \"spans\": [{\"start\", \"end\", \"label\", \"sub\", \"strength\"}]}
in the order of the input, offsets in code points. A line that cannot be read is reported on stderr
by its number; all others are answered, and the exit code is 2 (3 where one was too long).")]
pub struct Detect {
    /// The note or notes; - or nothing for standard input.
    pub file: Option<PathBuf>,
    /// One note a line, as JSON.
    #[arg(long)]
    pub jsonl: bool,
    /// Threads to use; 0 for one a core.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub threads: usize,
    /// Other weights of the tagger, as train writes them.
    #[arg(long, value_name = "FILE")]
    pub weights: Option<PathBuf>,
    #[command(flatten)]
    pub note: Note,
}

/// Arguments of `evaluate`.
#[derive(Parser)]
#[command(after_help = "\
Examples:
  python3 tests/corpus/build.py tests/corpus/dev > gold.jsonl
  scrubs evaluate gold.jsonl
  scrubs evaluate gold.jsonl --by genre --json
  scrubs evaluate gold.jsonl --written lower   the same notes in small letters
  scrubs evaluate gold.jsonl --misses 40       prints text of the gold notes: keep it where they are

Each line of GOLD.jsonl is {\"id\", \"genre\", \"text\", \"spans\": [{\"start\", \"end\", \"label\", \"sub\"}]}, offsets
in code points. What is counted, over letters and digits only:
  leak recall     gold spans whose every letter and digit is covered by findings of any label
  typed           gold spans overlapped by a finding of the same label
  precision       findings that overlap any gold span
  over-redaction  letters and digits outside gold that findings cover
  clean notes     notes in which no direct identifier leaks, in whole or in part
  roles           of gold names that a PERSON finding overlaps, those told as what they are
The reliability table holds strengths against the share of findings that were what they said.")]
pub struct Evaluate {
    /// Annotated notes, one a line; - for standard input.
    pub gold: PathBuf,
    /// Measure these findings (output of detect) instead of looking for our own; - for stdin.
    #[arg(long, value_name = "FILE")]
    pub pred: Option<PathBuf>,
    /// A row for each what.
    #[arg(long, value_enum, default_value_t)]
    pub by: By,
    /// Measure on the notes written another way, marks and all.
    #[arg(long, value_enum, conflicts_with_all = ["pred", "cross_validate"])]
    pub written: Option<Written>,
    /// Show so many gold spans that were missed, with their text.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub misses: usize,
    /// JSON instead of tables.
    #[arg(long)]
    pub json: bool,
    /// Other weights of the tagger, as train writes them.
    #[arg(long, value_name = "FILE")]
    pub weights: Option<PathBuf>,
    /// Learn from all but one part in N of the notes and measure on that part, for each part.
    #[arg(long, value_name = "N", conflicts_with_all = ["weights", "pred"])]
    pub cross_validate: Option<usize>,
    /// Notes to learn from beside each part's others, never measured on.
    #[arg(long, value_name = "FILE", requires = "cross_validate", conflicts_with_all = ["pred", "weights", "curve"])]
    pub also: Option<PathBuf>,
    /// Show the curve of leaks against over-redaction, with the policy's thresholds moved up and down.
    #[arg(long, conflicts_with_all = ["pred", "cross_validate", "json"])]
    pub curve: bool,
    /// Which findings count.
    #[arg(long, default_value = "mentoring", value_name = "NAME|FILE.toml")]
    pub policy: String,
    /// How much trouble is taken over names; what the policy says unless given.
    #[arg(long, value_enum)]
    pub tier: Option<Trouble>,
}

/// Arguments of `train`.
#[derive(Parser)]
#[command(after_help = "\
Examples:
  python3 tests/corpus/build.py tests/corpus/train training/fragments training/notes > train.jsonl
  scrubs train train.jsonl --out src/names/model.bin --roles src/names/roles.bin

The same notes, dictionaries and seed give the same weights. Some minutes on two cores, most of them for
the tagger.")]
pub struct Train {
    /// Annotated notes, one a line, as for evaluate.
    pub gold: PathBuf,
    /// Where the tagger's weights go.
    #[arg(long, value_name = "FILE", required_unless_present_any = ["roles", "export", "mix"])]
    pub out: Option<PathBuf>,
    /// Where the weights that tell patients, relatives, staff and others apart go; learnt with the
    /// tagger of this run, without --out with the one that is built in.
    #[arg(long, value_name = "FILE")]
    pub roles: Option<PathBuf>,
    /// Where the examples go that the careful tier learns from: see training/careful.
    #[arg(long, value_name = "FILE")]
    pub export: Option<PathBuf>,
    /// Where the weights go that the two tiers have when they are mixed, learnt from GOLD: notes that
    /// neither tier has learnt from.
    #[arg(long, value_name = "FILE")]
    pub mix: Option<PathBuf>,
    /// Weights of the tagger to mix with instead of those that are built in.
    #[arg(long, value_name = "FILE", requires = "mix")]
    pub weights: Option<PathBuf>,
    /// Passes over the notes.
    #[arg(long, value_name = "N")]
    pub epochs: Option<usize>,
    /// Altered copies of each note.
    #[arg(long, value_name = "N")]
    pub copies: Option<usize>,
    /// Seed of everything random.
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub seed: u64,
}

/// Arguments of `serve`.
#[cfg(feature = "service")]
#[derive(Parser)]
#[command(after_help = "\
Examples:
  scrubs serve
  scrubs serve --listen 0.0.0.0:50051 --log-format json
  grpcurl -plaintext 127.0.0.1:50051 list

The service speaks plain HTTP/2: put it behind something that speaks TLS and knows who calls.
SIGTERM and Ctrl-C let calls in flight finish, for as long as --drain-seconds says.")]
pub struct Serve {
    /// Address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:50051", env = "SCRUBS_LISTEN", value_name = "ADDRESS")]
    pub listen: String,
    /// Longest note accepted, in bytes.
    #[arg(long, default_value_t = 4 << 20, value_name = "N")]
    pub max_bytes: usize,
    /// Most streams and batches open at once.
    #[arg(long, default_value_t = 1024, value_name = "N")]
    pub max_streams: usize,
    /// How long calls in flight may take to finish at shutdown.
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub drain_seconds: u64,
    /// What is logged: a level, or targets with levels.
    #[arg(long, default_value = "info", env = "SCRUBS_LOG", value_name = "FILTER")]
    pub log: String,
    /// How it is logged.
    #[arg(long, value_enum, default_value_t)]
    pub log_format: LogFormat,
}

/// How logs are written.
#[cfg(feature = "service")]
#[derive(Clone, Copy, Default, ValueEnum)]
pub enum LogFormat {
    /// Lines to read.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// Arguments of the lists.
#[derive(Parser)]
pub struct List {
    /// A table to read, or JSON.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// How much trouble is taken over names.
#[derive(Clone, Copy, ValueEnum)]
pub enum Trouble {
    /// Word by word: microseconds a note.
    Fast,
    /// A small language model reads what is in doubt.
    Careful,
}

impl From<Trouble> for Tier {
    fn from(trouble: Trouble) -> Tier {
        match trouble {
            Trouble::Fast => Tier::Fast,
            Trouble::Careful => Tier::Careful,
        }
    }
}

/// How results are written.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// What offsets count.
#[derive(Clone, Copy, Default, ValueEnum)]
pub enum Offsets {
    /// Unicode code points (Python).
    #[default]
    CodePoints,
    /// UTF-8 bytes (Rust, Go).
    Utf8Bytes,
    /// UTF-16 code units (JavaScript, Java, C#).
    Utf16,
}

impl From<Offsets> for Unit {
    fn from(offsets: Offsets) -> Unit {
        match offsets {
            Offsets::CodePoints => Unit::CodePoints,
            Offsets::Utf8Bytes => Unit::Utf8Bytes,
            Offsets::Utf16 => Unit::Utf16,
        }
    }
}

/// How input is encoded.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Encoding {
    /// UTF-8; anything else is refused.
    #[default]
    #[value(name = "utf-8")]
    Utf8,
    /// Windows-1252, as old exports are; the output is UTF-8.
    #[value(name = "windows-1252")]
    Windows1252,
}

/// What an evaluation is broken down by.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// What it is.
    #[default]
    Label,
    /// Kind of note.
    Genre,
    /// What it is, more finely.
    Sub,
    /// How its letters are written.
    Case,
    /// For people, whether the dictionaries list the words of the name.
    Name,
}

/// How notes are written that are measured on.
#[derive(Clone, Copy, ValueEnum)]
pub enum Written {
    /// In small letters.
    Lower,
    /// In capitals throughout.
    Upper,
    /// In small letters on one line, with hardly any punctuation.
    Dictated,
    /// With slips of the pen: one letter in seventy or so left out or typed twice.
    Mistyped,
    /// As a scanner misreads: figures for letters, wider gaps.
    Scanned,
}
