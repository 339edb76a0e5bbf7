//! What DHIS2 answers to an export, before its values are looked at.

use std::io::{self, Read};

use super::format::Format;
use crate::error::DecodeError;
use crate::request::Request;
use crate::response::{Response, ResponseReader};
use crate::{Error, Result};

/// An answer that is known not to be empty.
#[derive(Debug)]
pub(super) struct Answered {
    first: Option<u8>,
    rest: ResponseReader,
}

impl Answered {
    /// Makes sure that the answer has this form, and that there is one. Returns the URL too.
    pub(super) fn open(response: Response, format: Format) -> Result<(Self, String)> {
        check_type(&response, format)?;
        let (url, status) = (response.url().to_owned(), response.status());
        let mut reader = response.into_reader();
        let mut first = [0];
        let read = reader.read(&mut first);
        if read.map_err(|error| Error::from_io("read the answer", error))? == 0 {
            return Err(
                DecodeError::new(format!("the answer is empty, where {format} was due"))
                    .request("GET", &url, status)
                    .hint_text("DHIS2 answers so for data outside the user's org units")
                    .into(),
            );
        }
        let answer = Answered {
            first: Some(first[0]),
            rest: reader,
        };
        Ok((answer, url))
    }
}

impl Read for Answered {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match (self.first, out.first_mut()) {
            (_, None) => Ok(0),
            (Some(first), Some(place)) => {
                *place = first;
                self.first = None;
                Ok(1)
            }
            (None, Some(_)) => self.rest.read(out),
        }
    }
}

/// DHIS2 2.42 answers every mistake in a request for CSV or XML with a bare 500: the same request
/// for JSON says what is wrong.
pub(super) fn reason(mut plain: Request, error: &Error) -> Option<Error> {
    if error.status() != Some(500) {
        return None;
    }
    for name in ["format", "compression", "limit"] {
        plain.remove_param(name);
    }
    match plain.param("limit", 1).send() {
        Err(reason @ Error::Api(_)) if reason.status().is_some_and(|code| code < 500) => {
            Some(reason)
        }
        _ => None,
    }
}

fn check_type(response: &Response, format: Format) -> Result<()> {
    match response.content_type() {
        Some(media_type) if !format.is(media_type) => {
            let what = format!("the answer is {media_type}, where {format} was due");
            Err(DecodeError::new(what)
                .request("GET", response.url(), response.status())
                .into())
        }
        _ => Ok(()),
    }
}
