//! `dhis2 files`

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use dhis2::Upload;
use dhis2::files::Download;
use serde_json::json;

use crate::args::regular_file;
use crate::connect::Session;
use crate::failure::Failure;
use crate::{documents, file_resources, output, progress};

#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct Files {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Debug, Subcommand)]
enum Kind {
    /// Named attachments: uploaded files and links.
    #[command(subcommand, arg_required_else_help = true)]
    Documents(documents::Documents),
    /// Stored files, to which data values, messages and users refer.
    #[command(subcommand, arg_required_else_help = true)]
    Resources(file_resources::Resources),
}

pub(crate) fn run(session: &Session, files: Files) -> Result<(), Failure> {
    match files.kind {
        Kind::Documents(command) => documents::run(session, command),
        Kind::Resources(command) => file_resources::run(session, command),
    }
}

/// What is uploaded, for documents and file resources alike.
#[derive(Debug, Args)]
pub(crate) struct UploadArgs {
    /// The files; `-` is the standard input, which needs --filename.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The file name to tell DHIS2, for a single file [default: its own].
    #[arg(long, value_name = "NAME")]
    filename: Option<String>,
    /// The media type [default: guessed from the name].
    #[arg(long, value_name = "TYPE")]
    content_type: Option<String>,
}

impl UploadArgs {
    /// Refuses what cannot be uploaded, before anything is sent.
    pub(crate) fn check(&self, single: &[(&str, bool)]) -> Result<(), Failure> {
        for (option, is_given) in single
            .iter()
            .copied()
            .chain([("--filename", self.filename.is_some())])
        {
            if is_given && self.files.len() > 1 {
                return Err(Failure::Usage(format!("{option} is for a single file")));
            }
        }
        for path in &self.files {
            if !is_stdin(path) {
                regular_file(path)?;
            } else if self.filename.is_none() || self.files.len() > 1 {
                return Err(Failure::Usage(
                    "`-` stands alone and needs --filename".to_owned(),
                ));
            }
        }
        Ok(())
    }

    /// One of the files, to be streamed.
    pub(crate) fn upload(&self, path: &Path) -> Upload {
        let mut upload = match &self.filename {
            Some(name) if is_stdin(path) => Upload::reader(name, std::io::stdin()),
            Some(name) => Upload::path(path).file_name(name),
            None => Upload::path(path),
        };
        if let Some(media_type) = &self.content_type {
            upload = upload.content_type(media_type);
        }
        upload
    }
}

/// Where a download goes, for documents and file resources alike.
#[derive(Debug, Args)]
pub(crate) struct DownloadArgs {
    /// The uid of what is downloaded.
    pub(crate) uid: String,
    /// The file to write, a folder (the server then names the file), or `-` for the standard output.
    dest: PathBuf,
    /// Replace the file if it is there.
    #[arg(long)]
    force: bool,
    /// Compare the bytes with the MD5 that DHIS2 keeps of them.
    #[arg(long)]
    verify: bool,
}

impl DownloadArgs {
    /// Refuses to write over a file, before anything is sent.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        output::refuse_existing(&self.dest, self.force)
    }

    /// Writes the file whole, or not at all, and says so.
    pub(crate) fn save(&self, session: &Session, download: Download) -> Result<(), Failure> {
        let bar = progress::bytes(&self.uid);
        let mut download = download
            .progress(progress::hook(&bar))
            .overwrite(self.force);
        if self.verify {
            download = download.verify()?;
        }
        if is_stdin(&self.dest) {
            output::to(None, false, |out| Ok(download.copy_to(out).map(drop)?))?;
            bar.finish_and_clear();
            return Ok(());
        }
        let (path, bytes) = if self.dest.is_dir() {
            let path = download.to_path(&self.dest)?;
            let bytes = std::fs::metadata(&path).map_or(0, |found| found.len());
            (path, bytes)
        } else {
            let bytes = output::to(Some(&self.dest), self.force, |out| {
                Ok(download.copy_to(out)?)
            })?;
            (self.dest.clone(), bytes)
        };
        bar.finish_and_clear();
        if session.json() {
            return output::json(
                &json!({"uid": self.uid, "bytes": bytes, "path": path}),
                false,
            );
        }
        output::line(format_args!("wrote {bytes} bytes to {}", path.display()))
    }
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}
