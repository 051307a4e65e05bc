//! Bounds of the service: what one request, one connection and all of them may ask for.

use std::ops::Deref;
use std::time::Duration;

/// Bounds as set. [`Limits::new`] checks them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Longest note, in bytes.
    pub max_note_bytes: usize,
    /// Most people that a request may name as known.
    pub max_known_people: usize,
    /// Most names, identifiers and addresses of all known people together.
    pub max_known_values: usize,
    /// Longest single known value, in bytes.
    pub max_known_value_bytes: usize,
    /// Most streams and batches open at once, on all connections together.
    pub max_streams: usize,
    /// Most calls in flight on one connection.
    pub max_calls_per_connection: u32,
    /// A stream or batch ends when its client neither sends nor reads for this long.
    pub stream_idle: Duration,
    /// Most items of one batch in work at once.
    pub batch_in_flight: usize,
    /// Notes up to this many bytes are redacted where they arrive, longer ones by the workers.
    pub inline_bytes: usize,
    /// How many longer notes are in work at once.
    pub workers: usize,
    /// At shutdown, how long health says NOT_SERVING before connections are told to go.
    pub notice: Duration,
    /// At shutdown, how long calls in flight may then take to finish.
    pub drain: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            max_note_bytes: 4 << 20,
            max_known_people: 64,
            max_known_values: 512,
            max_known_value_bytes: 512,
            max_streams: 1024,
            max_calls_per_connection: 256,
            stream_idle: Duration::from_secs(120),
            batch_in_flight: 16,
            inline_bytes: 16 << 10,
            workers: std::thread::available_parallelism().map_or(1, usize::from),
            notice: Duration::from_secs(1),
            drain: Duration::from_secs(20),
        }
    }
}

/// A setting out of its range.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: wanted {wanted}")]
pub struct LimitsError {
    /// Which setting.
    pub field: &'static str,
    /// What was wanted.
    pub wanted: &'static str,
}

/// Bounds that hold together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits(Settings);

/// Offsets are 32 bits wide, and a label may be thirty times as long as what it replaces.
const LONGEST_NOTE: usize = 64 << 20;
/// Room in a message for everything but the note.
const ENVELOPE: usize = 1 << 20;

impl Limits {
    /// Checks settings.
    ///
    /// # Errors
    /// The first setting that is out of its range.
    pub fn new(settings: Settings) -> Result<Limits, LimitsError> {
        let s = &settings;
        let some = "at least 1";
        let rows = [
            ("max_note_bytes", (1..=LONGEST_NOTE).contains(&s.max_note_bytes), "1 byte to 64 MiB"),
            (
                "max_known_values",
                s.max_known_values.saturating_mul(s.max_known_value_bytes) < ENVELOPE,
                "less than 1 MiB of known values in all",
            ),
            ("max_streams", (1..=1 << 20).contains(&s.max_streams), "1 to 1048576"),
            ("max_calls_per_connection", s.max_calls_per_connection > 0, some),
            ("stream_idle", !s.stream_idle.is_zero(), "more than 0"),
            ("batch_in_flight", s.batch_in_flight > 0, some),
            ("workers", (1..=1024).contains(&s.workers), "1 to 1024"),
        ];
        match rows.into_iter().find(|(_, holds, _)| !holds) {
            Some((field, _, wanted)) => Err(LimitsError { field, wanted }),
            None => Ok(Limits(settings)),
        }
    }

    /// Longest message that is read at all, in bytes.
    pub fn max_message_bytes(&self) -> usize {
        self.max_note_bytes + ENVELOPE
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits::new(Settings::default()).expect("the defaults hold together")
    }
}

impl Deref for Limits {
    type Target = Settings;

    fn deref(&self) -> &Settings {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_out_of_range_is_refused_by_name() {
        type Spoil = fn(&mut Settings);
        let table: [(&str, Spoil); 9] = [
            ("max_note_bytes", |s| s.max_note_bytes = 0),
            ("max_note_bytes", |s| s.max_note_bytes = usize::MAX),
            ("max_known_values", |s| s.max_known_values = usize::MAX),
            ("max_streams", |s| s.max_streams = 0),
            ("max_streams", |s| s.max_streams = usize::MAX),
            ("max_calls_per_connection", |s| s.max_calls_per_connection = 0),
            ("stream_idle", |s| s.stream_idle = Duration::ZERO),
            ("batch_in_flight", |s| s.batch_in_flight = 0),
            ("workers", |s| s.workers = 0),
        ];
        for (field, spoil) in table {
            let mut settings = Settings::default();
            spoil(&mut settings);
            assert_eq!(Limits::new(settings).unwrap_err().field, field);
        }
        assert_eq!(*Limits::default(), Settings::default());
    }
}
