//! What the server, the clients and the runner of `benches/run` share: sizes, types and made-up data.

pub mod count;
pub mod data;
pub mod sizes;
