//! `dhis2 files resources`

use clap::{Args, Subcommand};
use dhis2::files::Domain;

use crate::connect::Session;
use crate::failure::Failure;
use crate::files::{DownloadArgs, UploadArgs};
use crate::{output, progress};

#[derive(Debug, Subcommand)]
pub(crate) enum Resources {
    /// Upload files, for something that will refer to them.
    Upload(Upload),
    /// Show a file resource as JSON.
    Get {
        /// The file resource's uid.
        uid: String,
    },
    /// Download a file resource.
    Download(DownloadArgs),
}

#[derive(Debug, Args)]
pub(crate) struct Upload {
    #[command(flatten)]
    files: UploadArgs,
    /// What the file is for: `DATA_VALUE`, `DOCUMENT`, `MESSAGE_ATTACHMENT`, `USER_AVATAR`, `ORG_UNIT`,
    /// `ICON`, `PUSH_ANALYSIS` or `JOB_DATA`, in any case.
    #[arg(long, value_name = "DOMAIN", default_value = "DATA_VALUE", value_parser = domain)]
    domain: Domain,
    /// The uid that the file shall have, for a single file.
    #[arg(long, value_name = "UID")]
    uid: Option<String>,
}

fn domain(text: &str) -> Result<Domain, String> {
    text.to_uppercase()
        .replace('-', "_")
        .parse()
        .map_err(|error: dhis2::Error| error.to_string())
}

pub(crate) fn run(session: &Session, command: Resources) -> Result<(), Failure> {
    match command {
        Resources::Upload(args) => upload(session, &args),
        Resources::Get { uid } => {
            let file = session.api()?.files().file_resource(&uid)?;
            output::json(&output::as_object(&file)?, !session.json())
        }
        Resources::Download(args) => {
            args.check()?;
            args.save(
                session,
                session.api()?.files().download_file_resource(&args.uid)?,
            )
        }
    }
}

fn upload(session: &Session, args: &Upload) -> Result<(), Failure> {
    args.files.check(&[("--uid", args.uid.is_some())])?;
    let files = session.api()?.files();
    for path in &args.files.files {
        let bar = progress::bytes(&path.display().to_string());
        let mut upload = files.file_upload(args.domain.clone(), args.files.upload(path));
        if let Some(uid) = &args.uid {
            upload = upload.uid(uid);
        }
        let file = upload.progress(progress::hook(&bar)).send()?;
        bar.finish_and_clear();
        if session.json() {
            output::json(&output::as_object(&file)?, false)?;
        } else {
            let domain = file.domain.as_ref().unwrap_or(&args.domain);
            let name = file.name.as_deref().unwrap_or("-");
            output::line(format_args!(
                "uploaded {}  domain={domain}  name={name}",
                file.id
            ))?;
        }
    }
    Ok(())
}
