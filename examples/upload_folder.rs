//! Puts every file of a folder into the documents of a server, and can be run again.
//!
//! ```sh
//! cargo run --example upload_folder -- path/to/folder
//! ```
//!
//! Without `DHIS2_URL` it uploads to a demo server inside this process; without a folder it makes one
//! up. A file's uid follows from its name, length and time of change, so a second run, or one after a
//! broken connection, stores nothing twice: what is there already is a success.

// A short program may end at the first thing that it cannot do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use dhis2::{Api, Error, RetryPolicy, Uid, Upload};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let target = support::server();
    let api = target
        .builder()
        .retry(RetryPolicy::default().on_retry(|event| eprintln!("{event}")))
        .connect()?;

    let made_up = tempfile::tempdir()?;
    let folder = match std::env::args_os().nth(1) {
        Some(folder) => PathBuf::from(folder),
        None => some_files(made_up.path())?,
    };
    let mut failed = 0;
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths.iter().filter(|path| path.is_file()) {
        match upload(&api, path) {
            Ok(uid) => println!("{} is document {uid}", path.display()),
            // One bad file does not end the job.
            Err(error) => {
                eprintln!("{}: {error}", path.display());
                failed += 1;
            }
        }
    }
    if failed > 0 {
        return Err(format!("{failed} files were not uploaded").into());
    }
    Ok(())
}

fn upload(api: &Api, path: &Path) -> dhis2::Result<String> {
    let files = api.files();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let uid = uid_of(path, &name).unwrap_or_else(|_| Uid::generate());
    let sent = files
        .document_upload(Upload::path(path))
        .uid(uid)
        .progress(|done, total| log::debug!("{done} of {total:?} bytes"))
        .send();
    let document = match sent {
        // The file is up, its document is not: the second step alone, once more.
        Err(Error::Incomplete(error)) if error.uid().is_some() => {
            files.create_document_from(error.uid().unwrap_or_default(), name)?
        }
        sent => sent?,
    };
    Ok(document.id)
}

/// A uid that follows from name, length and time of the last change.
fn uid_of(path: &Path, name: &str) -> std::io::Result<Uid> {
    let metadata = path.metadata()?;
    let changed = metadata.modified()?.duration_since(UNIX_EPOCH);
    let changed = changed.unwrap_or_default().as_secs();
    Ok(Uid::from_key(&format!(
        "{name}/{}/{changed}",
        metadata.len()
    )))
}

fn some_files(folder: &Path) -> std::io::Result<PathBuf> {
    for (name, text) in [
        ("guide.txt", "Wash your hands.\n"),
        ("stock.csv", "item,count\nnets,40\n"),
    ] {
        std::fs::write(folder.join(name), text)?;
    }
    Ok(folder.to_path_buf())
}
