use serde::Deserialize;

use super::Conflict;

/// DHIS2's envelope.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct WebMessage {
    /// x
    pub http_status_code: Option<u16>,
    /// x
    pub status: Option<String>,
    /// x
    pub message: Option<String>,
    /// x
    pub dev_message: Option<String>,
    /// x
    pub error_code: Option<String>,
}

impl WebMessage {
    /// x
    pub fn conflicts(&self) -> Vec<Conflict> {
        Vec::new()
    }
}
