//! The wire: one agent, one way for every request. Nothing here knows a DHIS2 endpoint but discovery.

pub(crate) mod agent;
mod attempt;
pub(crate) mod body;
pub(crate) mod cache;
pub(crate) mod clock;
pub(crate) mod discovery;
pub(crate) mod exchange;
mod failure;
pub(crate) mod multipart;
pub(crate) mod rate;
pub(crate) mod reader;
pub(crate) mod retry;
mod send;
pub(crate) mod status;
mod transport;
pub(crate) mod url;
