//! `dhis2 uid`

use clap::Args;
use dhis2::Uid as NewUid;

use crate::connect::Session;
use crate::failure::Failure;
use crate::output;

#[derive(Debug, Args)]
pub(crate) struct Uid {
    /// How many uids to make.
    #[arg(short = 'n', long, default_value_t = 1, value_name = "N")]
    count: usize,
}

pub(crate) fn run(session: &Session, uid: &Uid) -> Result<(), Failure> {
    if session.json() {
        return output::json(&NewUid::generate_n(uid.count), false);
    }
    NewUid::generate_n(uid.count)
        .iter()
        .try_for_each(output::line)
}
