use std::io::Write;

use serde::de::DeserializeOwned;

use super::SqlViews;
use super::grid::GridRows;
use crate::error::{DecodeError, Error, Result};
use crate::models::SqlViewType;
use crate::query::{Fields, Filter, IntoFields, IntoFilter};
use crate::request::Request;
use crate::response::{Response, ResponseReader};
use crate::stream::{CsvRows, CsvRowsAs};
use crate::uid::Uid;

/// Asks for CSV and leaves room for an error: with CSV alone DHIS2 makes a 500 of every error.
const ACCEPT_CSV: &str = "text/csv, application/json;q=0.5";

/// A reading of a SQL view; made by [`SqlViews::rows`].
///
/// The rows come as CSV ([`csv`](Self::csv), [`rows_as`](Self::rows_as),
/// [`copy_to`](Self::copy_to)), in which an empty cell may be a null or an empty text; or as JSON
/// ([`json_rows`](Self::json_rows)), which tells them apart. Both have all rows, and are read as they
/// come.
///
/// # Errors
///
/// [`Error::InvalidInput`] for what DHIS2 would cut or ignore: a variable on a view, a criterion on a
/// query, building a query, and values with signs that it does not take.
#[derive(Debug)]
#[must_use = "nothing is read until one of the methods at the end is called"]
pub struct SqlViewRows {
    views: SqlViews,
    uid: Option<Uid>,
    kind: Option<SqlViewType>,
    vars: Vec<(String, String)>,
    criteria: Vec<(String, String)>,
    filters: Vec<Filter>,
    fields: Option<Fields>,
    execute_first: bool,
    error: Option<Error>,
}

impl SqlViewRows {
    pub(super) fn new(views: SqlViews, uid: Result<Uid>) -> Self {
        let mut rows = Self {
            views,
            uid: None,
            kind: None,
            vars: Vec::new(),
            criteria: Vec::new(),
            filters: Vec::new(),
            fields: None,
            execute_first: false,
            error: None,
        };
        rows.uid = rows.keep(uid);
        rows
    }

    /// The kind, where it is known: it need not be asked for.
    pub(super) fn kind(mut self, kind: SqlViewType) -> Self {
        self.kind = Some(kind);
        self
    }

    /// Gives a variable of a query its value: `var=name:value`.
    ///
    /// DHIS2 takes letters of any script, digits, blanks, `-` and `_`; it would cut a value at a comma.
    pub fn var(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        let checked = check("var", &name, &value);
        if self.keep(checked).is_some() {
            self.vars.retain(|(key, _)| *key != name);
            self.vars.push((name, value));
        }
        self
    }

    /// Keeps the rows of a view whose column has a value: `criteria=column:value`.
    ///
    /// Values as for [`var`](Self::var); [`filter`](Self::filter) takes others.
    pub fn criteria(mut self, column: impl Into<String>, value: impl Into<String>) -> Self {
        let (column, value) = (column.into(), value.into());
        let checked = check("criteria", &column, &value);
        if self.keep(checked).is_some() {
            self.criteria.push((column, value));
        }
        self
    }

    /// Keeps the rows for which a filter holds, such as `name:ilike:north`: `filter=`.
    pub fn filter(mut self, filter: impl IntoFilter) -> Self {
        let filter = self.keep(filter.into_filter());
        self.filters.extend(filter);
        self
    }

    /// Which columns to read: `fields=`.
    pub fn fields(mut self, fields: impl IntoFields) -> Self {
        self.fields = self.keep(fields.into_fields());
        self
    }

    /// Builds the view before it is read, as [`SqlViews::execute`].
    pub fn execute_first(mut self) -> Self {
        self.execute_first = true;
        self
    }

    /// The rows as CSV, one by one: `GET /api/sqlViews/{uid}/data`. Line breaks inside cells are kept.
    ///
    /// # Errors
    ///
    /// As the type says, and as [`Request::send`].
    pub fn csv(self) -> Result<CsvRows<ResponseReader>> {
        self.send_csv().map(Response::csv)
    }

    /// The rows as values of a type, one by one: a struct by column name, or a tuple. As
    /// [`csv`](Self::csv): `GET /api/sqlViews/{uid}/data`.
    ///
    /// # Errors
    ///
    /// As [`csv`](Self::csv).
    pub fn rows_as<T: DeserializeOwned>(self) -> Result<CsvRowsAs<T, ResponseReader>> {
        self.csv().map(CsvRows::rows_as)
    }

    /// Copies the rows as CSV to a writer; returns the number of bytes. As [`csv`](Self::csv):
    /// `GET /api/sqlViews/{uid}/data`.
    ///
    /// # Errors
    ///
    /// As [`csv`](Self::csv), and [`Error::Io`] when the writer fails.
    pub fn copy_to(self, writer: &mut (impl Write + ?Sized)) -> Result<u64> {
        self.send_csv()?.copy_to(writer)
    }

    /// The rows as JSON, one by one: `GET /api/sqlViews/{uid}/data?paging=false`. Nulls are there as
    /// nulls; everything else is text.
    ///
    /// # Errors
    ///
    /// As the type says, and as [`Request::send`].
    pub fn json_rows(mut self) -> Result<GridRows> {
        let uid = self.prepare()?;
        let request = self.request(uid, "data").param("paging", false);
        let response = request.send().map_err(|error| self.explain(error))?;
        Ok(GridRows::new(response))
    }

    fn send_csv(mut self) -> Result<Response> {
        let uid = self.prepare()?;
        let by_header = self.request(uid, "data").accept(ACCEPT_CSV);
        let response = by_header.send().map_err(|error| self.explain(error))?;
        if is_csv(&response) {
            return Ok(response);
        }
        // A version that does not look at the header of this endpoint, as 2.43 at others.
        let by_suffix = self.request(uid, "data.csv").accept("*/*");
        let response = by_suffix.send().map_err(|error| self.explain(error))?;
        if is_csv(&response) {
            return Ok(response);
        }
        let kind = response
            .content_type()
            .unwrap_or("no media type")
            .to_owned();
        let (status, url) = (response.status(), response.url().to_owned());
        Err(
            DecodeError::new(format!("the answer is {kind}, where CSV was due"))
                .request("GET", &url, status)
                .into(),
        )
    }

    /// Checks the request against the kind of the view, and builds the view if asked to.
    fn prepare(&mut self) -> Result<Uid> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let Some(uid) = self.uid else {
            return Err(Error::invalid("uid", "", "the uid of a SQL view"));
        };
        let depends = self.execute_first || !self.vars.is_empty() || !self.criteria.is_empty();
        if self.kind.is_none() && depends {
            self.kind = self.views.kind(uid)?;
        }
        let is_query = self.kind == Some(SqlViewType::Query);
        let is_view = matches!(
            self.kind,
            Some(SqlViewType::View | SqlViewType::MaterializedView)
        );
        if let (true, Some((column, _))) = (is_query, self.criteria.first()) {
            let expected =
                format!("`var` or `filter` on the query {uid}: DHIS2 ignores criteria there");
            return Err(Error::invalid("criteria", column, expected));
        }
        if is_query && self.execute_first {
            let expected = format!("a view, where {uid} is a query: a query is not built");
            return Err(Error::invalid("execute_first", "true", expected));
        }
        if let (true, Some((name, _))) = (is_view, self.vars.first()) {
            let expected =
                format!("`criteria` or `filter` on the view {uid}: DHIS2 ignores variables there");
            return Err(Error::invalid("var", name, expected));
        }
        if self.execute_first {
            self.views.execute(uid)?;
        }
        Ok(uid)
    }

    fn request(&self, uid: Uid, form: &str) -> Request {
        let pairs = |pairs: &[(String, String)]| -> Vec<String> {
            pairs.iter().map(|(k, v)| format!("{k}:{v}")).collect()
        };
        let mut request = self
            .views
            .api
            .get(format!("sqlViews/{uid}/{form}"))
            .param("var", pairs(&self.vars))
            .param("criteria", pairs(&self.criteria));
        for filter in &self.filters {
            request = request.filter(filter.clone());
        }
        match &self.fields {
            Some(fields) => request.fields(fields.clone()),
            None => request,
        }
    }

    /// Adds advice to the error of a view that is not built yet.
    fn explain(&self, error: Error) -> Error {
        match error {
            Error::Api(mut api)
                if api.error_code() == Some("E7144") && self.kind != Some(SqlViewType::Query) =>
            {
                // The usual advice about this code is about analytics tables.
                api.hint =
                    Some("a view is built by execute() or execute_first() before it is read");
                Error::Api(api)
            }
            error => error,
        }
    }

    /// Keeps the first error of a setter until the end.
    fn keep<T>(&mut self, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.error.get_or_insert(error)).ok()
    }
}

fn is_csv(response: &Response) -> bool {
    let kind = response.content_type().unwrap_or_default();
    kind.to_ascii_lowercase().contains("csv")
}

/// DHIS2 splits at commas and colons, and then drops what has no value: the rows would be others.
fn check(what: &str, name: &str, value: &str) -> Result<()> {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    if name.is_empty() || !name.chars().all(word) {
        return Err(Error::invalid(
            format!("the name of a {what}"),
            name,
            "letters, digits, `-` and `_`",
        ));
    }
    if value.is_empty() || !value.chars().all(|c| word(c) || c == ' ') {
        return Err(Error::invalid(
            format!("{what} {name}"),
            value,
            "letters, digits, blanks, `-` and `_`: DHIS2 takes nothing else",
        ));
    }
    Ok(())
}
