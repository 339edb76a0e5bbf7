//! What DHIS2 says about a write.

mod web_message;
pub use web_message::WebMessage;

/// A row that DHIS2 refused.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Conflict {}

impl std::fmt::Display for Conflict {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

/// What an import did.
#[derive(Debug, Clone, Default)]
pub struct ImportReport {}

impl std::fmt::Display for ImportReport {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

impl ImportReport {
    /// x
    pub fn http_status(&self) -> Option<u16> {
        None
    }
    /// x
    pub fn conflicts(&self) -> &[Conflict] {
        &[]
    }
    /// x
    pub fn is_ok(&self) -> bool {
        true
    }
}
