use serde::Deserialize;
use serde_json::{Map, Value};

/// What the server says of itself. Which fields are there depends on the version and on the user's
/// authorities.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(from = "Map<String, Value>")]
#[non_exhaustive]
pub struct SystemInfo {
    /// The version, such as `2.42.5.2`.
    pub version: Option<String>,
    /// The commit the server was built from.
    pub revision: Option<String>,
    /// The server's own idea of its URL.
    pub context_path: Option<String>,
    /// The calendar, `iso8601` unless set otherwise.
    pub calendar: Option<String>,
    /// The server's local time, without a zone.
    pub server_date: Option<String>,
    /// The server's time zone, such as `Africa/Lusaka`.
    pub server_time_zone_id: Option<String>,
    /// When the analytics tables were last built.
    pub last_analytics_table_success: Option<String>,
    /// The name of the system.
    pub system_name: Option<String>,
    /// Every other field, as the server sent it.
    pub extra: Map<String, Value>,
}

impl From<Map<String, Value>> for SystemInfo {
    fn from(mut fields: Map<String, Value>) -> Self {
        let mut take = |name: &str| match fields.remove(name) {
            Some(Value::String(text)) => Some(text),
            Some(other) => {
                fields.insert(name.to_owned(), other);
                None
            }
            None => None,
        };
        Self {
            version: take("version"),
            revision: take("revision"),
            context_path: take("contextPath"),
            calendar: take("calendar"),
            server_date: take("serverDate"),
            server_time_zone_id: take("serverTimeZoneId"),
            last_analytics_table_success: take("lastAnalyticsTableSuccess"),
            system_name: take("systemName"),
            extra: fields,
        }
    }
}
