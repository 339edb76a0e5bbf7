//! The wire: one agent, one way for every request. Nothing here knows a DHIS2 endpoint but discovery.

pub(crate) mod agent;
pub(crate) mod body;
pub(crate) mod cache;
pub(crate) mod clock;
pub(crate) mod discovery;
mod failure;
pub(crate) mod multipart;
pub(crate) mod rate;
pub(crate) mod reader;
pub(crate) mod retry;
pub(crate) mod send;
pub(crate) mod status;
mod transport;
pub(crate) mod url;
