//! `dhis2 completions`

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::args::Cli;
use crate::failure::Failure;
use crate::output;

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell, such as bash: `dhis2 completions bash > ~/.local/share/bash-completion/completions/dhis2`.
    shell: Shell,
}

pub(crate) fn run(completions: &Completions) -> Result<(), Failure> {
    // Into memory first: a closed pipe would make the generator panic.
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, &mut Cli::command(), "dhis2", &mut script);
    output::to(None, false, |out| {
        out.write_all(&script).map_err(output::failed)
    })
}
