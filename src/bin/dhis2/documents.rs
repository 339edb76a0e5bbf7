//! `dhis2 files documents`

use std::io::stdout;

use clap::{Args, Subcommand};
use dhis2::files::{Document, DocumentContent, StorageStatus};
use dhis2::{Api, AsUid};
use serde_json::{Value, json};

use crate::connect::Session;
use crate::failure::Failure;
use crate::files::{DownloadArgs, UploadArgs};
use crate::table::{Table, painted};
use crate::{output, progress};

#[derive(Debug, Subcommand)]
pub(crate) enum Documents {
    /// List documents: all of them, or a page.
    #[command(alias = "ls")]
    List(List),
    /// Show a document as JSON.
    Get {
        /// The document's uid.
        uid: String,
    },
    /// Upload files as documents.
    Upload(Upload),
    /// Make a document that is a link.
    UploadUrl {
        /// The document's name.
        name: String,
        /// The link: an http or https URL.
        #[arg(value_name = "URL")]
        link: String,
    },
    /// Download a document's file.
    Download(Download),
    /// Delete documents. No question is asked.
    Delete {
        /// The documents' uids.
        #[arg(required = true, value_name = "UID")]
        uids: Vec<String>,
        /// Only look whether they are there.
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// Which documents, such as `name:ilike:guide`; may be given many times.
    #[arg(long, value_name = "FILTER")]
    filter: Vec<String>,
    /// The page, counted from 1 [default: all documents].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    page: Option<u32>,
    /// Documents on a page; DHIS2's own is 50.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    page_size: Option<u32>,
    /// Add media type, size and storage status of uploaded files: a request for each of them.
    #[arg(long)]
    details: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Upload {
    #[command(flatten)]
    upload: UploadArgs,
    /// The document's name, for a single file [default: the file's name].
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Download {
    #[command(flatten)]
    download: DownloadArgs,
    /// Download what a link points to, without credentials, instead of printing the link.
    #[arg(long)]
    follow: bool,
}

pub(crate) fn run(session: &Session, command: Documents) -> Result<(), Failure> {
    match command {
        Documents::List(args) => list(session, &args),
        Documents::Get { uid } => {
            let document = session.api()?.files().document(&uid)?;
            output::json(&output::as_object(&document)?, !session.json())
        }
        Documents::Upload(args) => upload(session, &args),
        Documents::UploadUrl { name, link } => {
            let document = session
                .api()?
                .files()
                .create_external_document(name, link)?;
            if session.json() {
                return output::json(&output::as_object(&document)?, false);
            }
            let (name, link) = (text(document.name.as_ref()), text(document.url.as_ref()));
            output::line(format_args!("created {}  {name}  -> {link}", document.id))
        }
        Documents::Download(args) => download(session, &args),
        Documents::Delete { uids, dry_run } => delete(session, &uids, dry_run),
    }
}

fn list(session: &Session, list: &List) -> Result<(), Failure> {
    let api = session.api()?;
    let mut request = api.files().documents();
    for filter in &list.filter {
        request = request.filter(filter.as_str());
    }
    if let Some(page) = list.page {
        request = request.page(page);
    }
    if let Some(size) = list.page_size {
        request = request.page_size(size);
    }
    let documents = request.fetch()?;
    if session.json() {
        let rows: Result<Vec<Value>, Failure> = documents.iter().map(output::as_object).collect();
        return output::json(&rows?, false);
    }
    if documents.is_empty() {
        return output::line("no documents found");
    }
    output::line(format_args!("DHIS2 documents ({})", documents.len()))?;
    let mut heads = vec!["id", "type", "name", "target"];
    if list.details {
        heads.extend(["contentType", "size", "storage"]);
    }
    let mut table = Table::new(stdout().lock(), heads).right(5);
    for document in &documents {
        let mut cells = cells(document);
        if list.details {
            cells.extend(details(&api, document));
        }
        table.row(cells).map_err(output::failed)?;
    }
    table.finish().map_err(output::failed)
}

fn cells(document: &Document) -> Vec<String> {
    let (kind, target) = match (document.is_external(), document.url.as_deref()) {
        (true, link) => (painted("EXTERNAL_URL", "34"), link.map(str::to_owned)),
        (false, file) => (
            painted("UPLOAD_FILE", "32"),
            file.map(|file| format!("fileResource {file}")),
        ),
    };
    let target = target.unwrap_or_else(|| "-".to_owned());
    vec![
        document.id.clone(),
        kind,
        text(document.name.as_ref()).to_owned(),
        target,
    ]
}

/// Media type, size and storage status; a dash for links, and for files that cannot be read.
fn details(api: &Api, document: &Document) -> [String; 3] {
    let file = document
        .file_uid()
        .and_then(|uid| api.files().file_resource(uid).ok());
    let Some(file) = file else {
        return ["-", "-", "-"].map(str::to_owned);
    };
    let storage = match &file.storage_status {
        Some(status @ StorageStatus::Stored) => painted(status.as_str(), "32"),
        Some(status @ StorageStatus::Pending) => painted(status.as_str(), "33"),
        Some(status) => painted(status.as_str(), "31"),
        None => "-".to_owned(),
    };
    [
        file.content_type.unwrap_or_else(|| "-".to_owned()),
        size(file.content_length),
        storage,
    ]
}

/// A size for people, by 1024.
fn size(bytes: Option<u64>) -> String {
    let Some(bytes) = bytes else {
        return "-".to_owned();
    };
    let units = [("GB", 1_u64 << 30), ("MB", 1 << 20), ("KB", 1 << 10)];
    match units.into_iter().find(|(_, unit)| bytes >= *unit) {
        // Tenths by whole numbers, rounded.
        Some((name, unit)) => {
            let tenths = (u128::from(bytes) * 10 + u128::from(unit) / 2) / u128::from(unit);
            format!("{}.{} {name}", tenths / 10, tenths % 10)
        }
        None => format!("{bytes} B"),
    }
}

fn upload(session: &Session, args: &Upload) -> Result<(), Failure> {
    args.upload.check(&[("--name", args.name.is_some())])?;
    let files = session.api()?.files();
    for path in &args.upload.files {
        let bar = progress::bytes(&path.display().to_string());
        let mut upload = files.document_upload(args.upload.upload(path));
        if let Some(name) = &args.name {
            upload = upload.name(name);
        }
        let document = upload.progress(progress::hook(&bar)).send()?;
        bar.finish_and_clear();
        if session.json() {
            output::json(&output::as_object(&document)?, false)?;
        } else {
            let name = text(document.name.as_ref());
            output::line(format_args!("uploaded {}  {name}", document.id))?;
        }
    }
    Ok(())
}

fn download(session: &Session, args: &Download) -> Result<(), Failure> {
    args.download.check()?;
    match session
        .api()?
        .files()
        .download_document(&args.download.uid)?
    {
        DocumentContent::File(file) => args.download.save(session, *file),
        DocumentContent::External(link) if args.follow => {
            args.download.save(session, link.follow()?)
        }
        other => Err(Failure::Plain(format!(
            "the document is a link to {}; --follow downloads that",
            other.external_url().unwrap_or("an unknown place")
        ))),
    }
}

fn delete(session: &Session, uids: &[String], dry_run: bool) -> Result<(), Failure> {
    for uid in uids {
        uid.as_uid()?;
    }
    let files = session.api()?.files();
    for uid in uids {
        let done = if dry_run {
            files.document(uid)?;
            "would delete"
        } else {
            files.delete_document(uid)?;
            "deleted"
        };
        if session.json() {
            output::json(&json!({"uid": uid, "deleted": !dry_run}), false)?;
        } else {
            output::line(format_args!("{done} {uid}"))?;
        }
    }
    Ok(())
}

fn text(text: Option<&String>) -> &str {
    text.map_or("-", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_have_one_decimal_and_the_greatest_unit_that_fits() {
        let sizes = [0, 1023, 1024, 1536, 10_000_000, 3 << 30].map(|bytes| size(Some(bytes)));
        assert_eq!(
            sizes,
            ["0 B", "1023 B", "1.0 KB", "1.5 KB", "9.5 MB", "3.0 GB"]
        );
        assert_eq!(size(None), "-");
    }
}
