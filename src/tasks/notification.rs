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
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Notification {
    /// The notification's own uid, not the task's.
    #[serde(alias = "id")]
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
