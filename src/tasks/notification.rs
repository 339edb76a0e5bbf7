use std::fmt;

use serde::Deserialize;
use serde_json::Value;

/// How grave a notification is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(from = "String")]
#[non_exhaustive]
pub enum Level {
    /// Not shown.
    Off,
    /// Detail.
    Debug,
    /// Progress that its successor replaces.
    Loop,
    /// Progress.
    #[default]
    Info,
    /// Something to look at.
    Warn,
    /// The task, or a part of it, failed.
    Error,
    /// A word that this crate does not know.
    Other(String),
}

impl Level {
    /// The word as DHIS2 writes it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Off => "OFF",
            Self::Debug => "DEBUG",
            Self::Loop => "LOOP",
            Self::Info => "INFO",
            Self::Warn => "WARN",
            Self::Error => "ERROR",
            Self::Other(word) => word,
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<String> for Level {
    fn from(word: String) -> Self {
        match word.to_ascii_uppercase().as_str() {
            "OFF" => Self::Off,
            "DEBUG" => Self::Debug,
            "LOOP" => Self::Loop,
            "INFO" => Self::Info,
            "WARN" => Self::Warn,
            "ERROR" => Self::Error,
            _ => Self::Other(word),
        }
    }
}

/// One line of a task's progress.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(from = "Wire")]
#[non_exhaustive]
pub struct Notification {
    /// The notification's own uid, not the task's. `None` for the last word of a task whose
    /// progress the server has already cleared away: it is put together from the job.
    pub uid: Option<String>,
    /// How grave it is.
    pub level: Level,
    /// The job type.
    pub category: Option<String>,
    /// When it was written: the server's local time, without a zone.
    pub time: Option<String>,
    /// What happened; empty on some jobs.
    pub message: String,
    /// Whether this is the task's last word.
    pub completed: bool,
    /// What `data` is, such as `PARAMETERS`.
    pub data_type: Option<String>,
    /// Further data, as the server sent it.
    pub data: Option<Value>,
}

/// As it is sent: with the same uid twice, and any member absent or null.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Wire {
    uid: Option<String>,
    id: Option<String>,
    level: Option<Level>,
    category: Option<String>,
    time: Option<String>,
    message: Option<String>,
    completed: Option<bool>,
    data_type: Option<String>,
    data: Option<Value>,
}

impl From<Wire> for Notification {
    fn from(wire: Wire) -> Self {
        Self {
            uid: wire.uid.or(wire.id),
            level: wire.level.unwrap_or_default(),
            category: wire.category,
            time: wire.time,
            message: wire.message.unwrap_or_default(),
            completed: wire.completed.unwrap_or_default(),
            data_type: wire.data_type,
            data: wire.data,
        }
    }
}

/// The level and the message.
impl fmt::Display for Notification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.level, self.message)
    }
}
