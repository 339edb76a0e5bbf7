use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{AllMetadata, kind_name};
use crate::error::Result;
use crate::query::Filter;
use crate::uid::Uid;

/// An object that was found.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Hit {
    /// The kind, by DHIS2's plural.
    pub kind: String,
    /// The uid.
    pub id: Uid,
    /// The name, where the object has one.
    pub name: Option<String>,
    /// The code, where the object has one.
    pub code: Option<String>,
    /// The other fields that were asked for; see [`Search::fields`].
    pub extra: Map<String, Value>,
}

impl Hit {
    pub(super) fn read(kind: &str, row: &Value) -> Option<Self> {
        let text = |key: &str| row[key].as_str().map(str::to_owned);
        let mut extra = row.as_object()?.clone();
        for known in ["id", "name", "code"] {
            extra.remove(known);
        }
        Some(Self {
            kind: kind.to_owned(),
            id: row["id"].as_str()?.parse().ok()?,
            name: text("name").or_else(|| text("displayName")),
            code: text("code"),
            extra,
        })
    }

    fn is_exactly(&self, text: &str) -> bool {
        self.id.as_str() == text
            || self.name.as_deref() == Some(text)
            || self.code.as_deref() == Some(text)
    }
}

/// What is read in any case.
const FIELDS: &str = "id,name,code";

/// A search for metadata; see [`AllMetadata::search`].
#[derive(Debug, Clone)]
#[must_use = "a search does nothing until it is run"]
pub struct Search {
    all: AllMetadata,
    text: String,
    kind: Option<String>,
    exact: bool,
    fields: String,
}

impl AllMetadata {
    /// Begins a search for a text in the ids, codes and names of all kinds.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for hit in api.metadata().search("malaria").run()? {
    ///     println!("{} {} {}", hit.kind, hit.id, hit.name.unwrap_or_default());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn search(&self, text: impl Into<String>) -> Search {
        Search {
            all: self.clone(),
            text: text.into(),
            kind: None,
            exact: false,
            fields: FIELDS.to_owned(),
        }
    }
}

impl Search {
    /// Only in one kind, by DHIS2's plural: `dataElements`.
    pub fn kind(mut self, plural: impl Into<String>) -> Self {
        self.kind = Some(plural.into());
        self
    }

    /// Reads these fields too, into [`Hit::extra`]: `href,lastUpdated`. Kinds that do not have one leave it out.
    pub fn fields(mut self, fields: &str) -> Self {
        self.fields = format!("{FIELDS},{fields}");
        self
    }

    /// Only objects whose id, code or name is the text, upper and lower case told apart.
    pub fn exact(mut self, exact: bool) -> Self {
        self.exact = exact;
        self
    }

    /// Runs the search; hits are sorted by kind, each object once.
    ///
    /// In all kinds three requests, `GET /api/metadata?filter={id|code|name}:{ilike|eq}:…`, as DHIS2 joins
    /// filters by AND only there; the answer has no pages. In one kind `GET /api/{plural}?query=…`, page by page, where the text may hold
    /// commas; DHIS2 looks for parts of names there, but for whole ids and codes.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`](crate::Error::InvalidInput) for an empty text, or one with a comma in all kinds; for
    /// fields whose brackets do not match.
    pub fn run(self) -> Result<Vec<Hit>> {
        let mut hits = match &self.kind {
            Some(kind) => self.in_kind(&kind_name(kind)?)?,
            None => self.in_all()?,
        };
        if self.exact {
            hits.retain(|hit| hit.is_exactly(&self.text));
        }
        let mut seen = HashSet::new();
        hits.retain(|hit| seen.insert(hit.id));
        hits.sort_by(|a, b| a.kind.cmp(&b.kind));
        Ok(hits)
    }

    fn in_kind(&self, kind: &str) -> Result<Vec<Hit>> {
        if self.text.is_empty() {
            Filter::eq("name", "")?;
        }
        let request = self.all.api.get(kind).param("query", self.text.as_str());
        let mut hits = Vec::new();
        for row in request.fields(&self.fields).items() {
            hits.extend(Hit::read(kind, &row?));
        }
        Ok(hits)
    }

    fn in_all(&self) -> Result<Vec<Hit>> {
        let mut hits = Vec::new();
        for axis in ["id", "code", "name"] {
            let filter = if self.exact {
                Filter::eq(axis, &self.text)?
            } else {
                Filter::ilike(axis, &self.text)?
            };
            let request = self.all.api.get("metadata").filter(filter);
            let found: Map<String, Value> = request.fields(&self.fields).fetch()?;
            for (kind, rows) in &found {
                let rows = rows.as_array().into_iter().flatten();
                hits.extend(rows.filter_map(|row| Hit::read(kind, row)));
            }
        }
        Ok(hits)
    }
}
