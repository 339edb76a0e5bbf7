use std::fmt;

/// A success whose body is not what was asked for.
#[derive(Debug)]
pub struct DecodeError {
    pub(crate) what: String,
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) status: Option<u16>,
    pub(crate) path: Option<String>,
    pub(crate) index: Option<u64>,
    pub(crate) offset: Option<u64>,
    pub(crate) excerpt: String,
    pub(crate) hint: Option<&'static str>,
    pub(crate) source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl DecodeError {
    /// `what` is wrong, said in a few words: "the answer is not JSON".
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            method: String::new(),
            url: String::new(),
            status: None,
            path: None,
            index: None,
            offset: None,
            excerpt: String::new(),
            hint: None,
            source: None,
        }
    }

    pub(crate) fn source_error(
        mut self,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Keeps the start of the body, or what stands around the fault.
    pub(crate) fn body(mut self, body: &[u8]) -> Self {
        self.excerpt = excerpt(body, 200);
        self
    }

    pub(crate) fn path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into()).filter(|path: &String| !path.is_empty());
        self
    }

    pub(crate) fn offset(mut self, offset: u64) -> Self {
        self.offset = Some(offset);
        self
    }

    pub(crate) fn index(mut self, index: u64) -> Self {
        self.index = Some(index);
        self
    }

    /// Names the request, where the fault was found below the one who knows it.
    pub(crate) fn request(mut self, method: &str, url: &str, status: u16) -> Self {
        method.clone_into(&mut self.method);
        url.clone_into(&mut self.url);
        self.status = Some(status);
        self
    }

    pub(crate) fn hint_text(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The request's method; empty where the data came from elsewhere.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The request's URL or the file's path, without secrets; empty where unknown.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The status of the answer.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// Where in the JSON the fault is: `organisationUnits[3].level`.
    pub fn json_path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// The 0-based index of the element in its list, for a stream of elements.
    pub fn index_of_element(&self) -> Option<u64> {
        self.index
    }

    /// The 0-based offset of the fault in the body, in bytes, where known.
    pub fn byte_offset(&self) -> Option<u64> {
        self.offset
    }

    /// Up to 200 characters of the body.
    pub fn excerpt(&self) -> &str {
        &self.excerpt
    }

    /// What to do about it, where we know.
    pub fn hint(&self) -> Option<&str> {
        self.hint
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.url.is_empty() {
            if !self.method.is_empty() {
                write!(f, "{} ", self.method)?;
            }
            write!(f, "{}: ", self.url)?;
        }
        f.write_str(&self.what)?;
        if let Some(path) = &self.path {
            write!(f, " at {path}")?;
        }
        if let Some(index) = self.index {
            write!(f, " in element {index}")?;
        }
        if let Some(offset) = self.offset {
            write!(f, " at byte {offset}")?;
        }
        if let Some(status) = self.status.filter(|status| *status != 200) {
            write!(f, " (status {status})")?;
        }
        if !self.excerpt.is_empty() {
            write!(f, ": {}", self.excerpt)?;
        }
        if let Some(hint) = self.hint {
            write!(f, "; hint: {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// The first `limit` characters of a body on one line; an HTML page is reduced to its title.
pub(crate) fn excerpt(body: &[u8], limit: usize) -> String {
    // Four bytes hold any character, so this much is enough and never the whole body.
    let head = String::from_utf8_lossy(&body[..body.len().min(limit.saturating_mul(4).max(4096))]);
    if let Some(title) = html_title(&head) {
        return title;
    }
    let mut text: String = head.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > limit {
        text = text.chars().take(limit).chain("…".chars()).collect();
    }
    text
}

fn html_title(text: &str) -> Option<String> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let is_html = start
        .get(..9)
        .is_some_and(|s| s.eq_ignore_ascii_case("<!doctype"))
        || start
            .get(..5)
            .is_some_and(|s| s.eq_ignore_ascii_case("<html"));
    if !is_html {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let from = lower.find("<title>").map(|at| at + "<title>".len());
    let title = from
        .and_then(|from| Some(&text[from..from + lower[from..].find("</title>")?]))
        .map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|title| !title.is_empty());
    Some(title.unwrap_or_else(|| "an HTML page".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn an_html_page_is_reduced_to_its_title() {
        let page = b"<!doctype html><html><head><title>HTTP Status 404\n Not Found</title></head>";
        assert_eq!(excerpt(page, 200), "HTTP Status 404 Not Found");
        assert_eq!(excerpt(b"<html><body>hi", 200), "an HTML page");
    }

    #[test]
    fn an_excerpt_is_one_line_and_cut_at_a_character() {
        assert_eq!(excerpt("a\n  b".as_bytes(), 200), "a b");
        assert_eq!(excerpt("ééééé".as_bytes(), 3), "ééé…");
        assert_eq!(excerpt(b"\xff\xfe", 3), "\u{fffd}\u{fffd}");
    }
}
