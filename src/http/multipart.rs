//! Multipart forms: the one module that uses the `multipart` crate.
//!
//! Only its lazy client is used, which streams files. The crate is unmaintained (RUSTSEC-2023-0050), is
//! kept because it was asked for, and is fenced in here: file names are escaped before it sees them (it
//! writes them raw), the length is found by a dry run (its own count leaves text fields out), a form
//! without fields is refused (it would panic), and none of its types leaves this file.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mime_guess::Mime;
use multipart::client::lazy::Multipart;

use super::body::Once;
use crate::error::{Error, Result};

/// Puts a reader around the bytes of a file part, which is told their number where it is known. It is
/// called once for each attempt.
pub(crate) type Tap =
    Arc<dyn Fn(Box<dyn Read + Send>, Option<u64>) -> Box<dyn Read + Send> + Send + Sync>;

/// The contents of a file part.
pub(crate) enum Part {
    Path(PathBuf),
    Bytes(Arc<[u8]>),
    Once { reader: Once, length: Option<u64> },
}

/// A form, which can be prepared once for each attempt.
#[derive(Default)]
pub(crate) struct Form {
    texts: Vec<(String, String)>,
    file: Option<FilePart>,
}

struct FilePart {
    field: String,
    file_name: String,
    mime: Mime,
    part: Part,
    tap: Option<Tap>,
}

pub(crate) struct Prepared {
    pub(crate) reader: Box<dyn Read>,
    pub(crate) length: Option<u64>,
    pub(crate) content_type: String,
}

impl Form {
    pub(crate) fn text(mut self, field: &str, value: &str) -> Self {
        self.texts.push((escape(field), value.to_owned()));
        self
    }

    /// Adds the file part. Without a media type it is guessed from the file name's extension.
    pub(crate) fn file(
        mut self,
        field: &str,
        file_name: &str,
        content_type: Option<&str>,
        part: Part,
    ) -> Result<Self> {
        let mime = match content_type {
            Some(text) => text.parse().map_err(|_| {
                Error::invalid("content_type", text, "a media type such as application/pdf")
            })?,
            None => mime_guess::from_path(file_name).first_or_octet_stream(),
        };
        self.file = Some(FilePart {
            field: escape(field),
            file_name: escape(file_name),
            mime,
            part,
            tap: None,
        });
        Ok(self)
    }

    /// Taps the file part's bytes.
    pub(crate) fn tap(mut self, tap: Tap) -> Self {
        if let Some(file) = &mut self.file {
            file.tap = Some(tap);
        }
        self
    }

    pub(crate) fn is_replayable(&self) -> bool {
        !self
            .file
            .as_ref()
            .is_some_and(|file| matches!(file.part, Part::Once { .. }))
    }

    pub(crate) fn is_available(&self) -> bool {
        !self.file.as_ref().is_some_and(
            |file| matches!(&file.part, Part::Once { reader, .. } if reader.is_begun()),
        )
    }

    pub(crate) fn prepare(&mut self) -> Result<Prepared> {
        if self.texts.is_empty() && self.file.is_none() {
            return Err(Error::invalid("form", "", "at least one field"));
        }
        // The boundary is random but always as long, so a run with an empty file tells the length of
        // everything around it.
        let mut around = self.build(Box::new(io::empty()));
        let mut around = around.prepare().map_err(failed)?;
        let framing = io::copy(&mut around, &mut io::sink())
            .map_err(|error| Error::io("prepare the form", None, error))?;
        let (reader, length) = match &mut self.file {
            None => (Box::new(io::empty()) as Box<dyn Read + Send>, Some(0)),
            Some(file) => {
                let (reader, length) = file.part.open()?;
                match &file.tap {
                    Some(tap) => (tap(reader, length), length),
                    None => (reader, length),
                }
            }
        };
        let prepared = self.build(reader).prepare().map_err(failed)?;
        Ok(Prepared {
            content_type: format!("multipart/form-data; boundary={}", prepared.boundary()),
            length: length.map(|length| length + framing),
            reader: Box::new(prepared),
        })
    }

    fn build(&self, reader: Box<dyn Read + Send>) -> Multipart<'static, 'static> {
        let mut form = Multipart::new();
        for (field, value) in &self.texts {
            form.add_text(field.clone(), value.clone());
        }
        if let Some(file) = &self.file {
            form.add_stream(
                file.field.clone(),
                reader,
                Some(file.file_name.clone()),
                Some(file.mime.clone()),
            );
        }
        form
    }
}

impl Part {
    fn open(&mut self) -> Result<(Box<dyn Read + Send>, Option<u64>)> {
        match self {
            Self::Bytes(bytes) => {
                let length = bytes.len() as u64;
                Ok((Box::new(io::Cursor::new(Arc::clone(bytes))), Some(length)))
            }
            Self::Path(path) => open_file(path).map(|(file, length)| {
                let reader: Box<dyn Read + Send> = Box::new(file);
                (reader, Some(length))
            }),
            Self::Once { reader, length } => Ok((Box::new(reader.open()?), *length)),
        }
    }
}

fn open_file(path: &Path) -> Result<(File, u64)> {
    let failed = |error| Error::io("open", Some(path), error);
    let file = File::open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    if !metadata.is_file() {
        return Err(Error::invalid(
            "file",
            path.display().to_string(),
            "a regular file",
        ));
    }
    Ok((file, metadata.len()))
}

fn failed(error: multipart::client::lazy::LazyIoError<'_>) -> Error {
    Error::io("prepare the form", None, error.error)
}

/// A name as it may stand in a header: DHIS2 undoes `\"` and nothing else, takes raw UTF-8, and cuts at
/// `/` and `\`.
fn escape(name: &str) -> String {
    name.chars()
        .map(|c| {
            if c == '\\' || c == '/' || c.is_control() {
                '_'
            } else {
                c
            }
        })
        .collect::<String>()
        .replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(form: Form) -> (String, Option<u64>) {
        let mut form = form;
        let mut prepared = form.prepare().unwrap();
        let mut text = String::new();
        prepared.reader.read_to_string(&mut text).unwrap();
        (text, prepared.length)
    }

    #[test]
    fn the_length_counts_text_fields_too() {
        let form = Form::default()
            .text("domain", "DATA_VALUE")
            .file("file", "a.csv", None, Part::Bytes(Arc::from(&b"1,2"[..])))
            .unwrap();
        let (text, length) = body(form);
        assert_eq!(length, Some(text.len() as u64));
        assert!(text.contains("text/csv") && text.contains("1,2"), "{text}");
    }

    #[test]
    fn a_file_name_cannot_break_out_of_its_header() {
        let name = "a\"b\r\nX-Evil: 1/тест.txt";
        let form = Form::default()
            .file("file", name, None, Part::Bytes(Arc::from(&b"x"[..])))
            .unwrap();
        let (text, _) = body(form);
        assert!(
            text.contains("filename=\"a\\\"b__X-Evil: 1_тест.txt\""),
            "{text}"
        );
        assert!(!text.contains("\r\nX-Evil"), "{text}");
    }

    #[test]
    fn an_empty_form_is_refused() {
        assert!(Form::default().prepare().is_err());
    }

    #[test]
    fn a_reader_goes_out_once() {
        let part = Part::Once {
            reader: Once::new(Box::new(&b"x"[..])),
            length: None,
        };
        let mut form = Form::default().file("file", "a", None, part).unwrap();
        assert!(!form.is_replayable() && form.is_available());
        let mut prepared = form.prepare().unwrap();
        assert_eq!(prepared.length, None);
        assert!(form.is_available());
        prepared.reader.read_to_end(&mut Vec::new()).unwrap();
        assert!(!form.is_available() && form.prepare().is_err());
    }
}
