use std::io::Write;

use serde::de::DeserializeOwned;

use super::{SqlViewRows, SqlViews};
use crate::error::{Error, IncompleteError, Result};
use crate::models::{CacheStrategy, SqlView, SqlViewType};
use crate::uid::Uid;

/// SQL that is run once; made by [`SqlViews::adhoc`].
///
/// The SQL view that it makes is deleted again whatever happens, also when reading fails. Only a
/// process that ends in the middle leaves it behind.
#[derive(Debug)]
#[must_use = "nothing is run until one of the methods at the end is called"]
pub struct AdhocQuery {
    views: SqlViews,
    name: String,
    sql: String,
    kind: SqlViewType,
    vars: Vec<(String, String)>,
    keep: bool,
}

impl AdhocQuery {
    pub(super) fn new(views: SqlViews, name: String, sql: String) -> Self {
        Self {
            views,
            name,
            sql,
            kind: SqlViewType::Query,
            vars: Vec::new(),
            keep: false,
        }
    }

    /// What to make of the SQL; a query unless set. Views are built before they are read.
    pub fn kind(mut self, kind: SqlViewType) -> Self {
        self.kind = kind;
        self
    }

    /// Gives a variable of the query its value, as [`SqlViewRows::var`].
    pub fn var(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.vars.push((name.into(), value.into()));
        self
    }

    /// Keeps the SQL view on the server.
    pub fn keep(mut self) -> Self {
        self.keep = true;
        self
    }

    /// Makes the SQL view, hands its rows to a closure, and deletes it: `POST /api/sqlViews`, for
    /// views `POST …/execute`, `GET …/data`, `DELETE /api/sqlViews/{uid}`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let names = api.sql_views().adhoc("Names", "select name from program").run(|rows| {
    ///     rows.csv()?.map(|row| Ok(row?.get(0).unwrap_or_default().to_owned())).collect::<Result<Vec<_>, dhis2::Error>>()
    /// })?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// What the closure returns, and as [`SqlViews::create`] and [`SqlViews::execute`].
    /// [`Error::Incomplete`] when the rows were read and the view cannot be deleted.
    pub fn run<T>(self, read: impl FnOnce(SqlViewRows) -> Result<T>) -> Result<T> {
        // With a uid of ours the view can be deleted even when the answer to its making is lost.
        let uid = Uid::generate();
        let view = SqlView {
            id: Some(uid),
            name: Some(self.name),
            sql_query: Some(self.sql),
            r#type: Some(self.kind.clone()),
            cache_strategy: Some(CacheStrategy::NoCache),
            ..SqlView::default()
        };
        let guard = Guard {
            views: &self.views,
            uid,
            armed: !self.keep,
        };
        if let Err(error) = self.views.create(&view) {
            // An answer that refuses means that there is nothing to delete.
            guard.disarm_if(error.status().is_some());
            return Err(error);
        }
        let is_query = self.kind == SqlViewType::Query;
        let mut rows = self.views.rows(uid).kind(self.kind);
        for (name, value) in self.vars {
            rows = rows.var(name, value);
        }
        if !is_query {
            rows = rows.execute_first();
        }
        let result = read(rows)?;
        guard.delete()?;
        Ok(result)
    }

    /// Runs the SQL and collects all of its rows. As [`run`](Self::run).
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run), and for a row that is not a `T`.
    pub fn collect_as<T: DeserializeOwned>(self) -> Result<Vec<T>> {
        self.run(|rows| rows.rows_as()?.collect())
    }

    /// Runs the SQL and copies its rows as CSV to a writer; returns the number of bytes. As
    /// [`run`](Self::run).
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run), and [`Error::Io`] when the writer fails.
    pub fn copy_to(self, writer: &mut (impl Write + ?Sized)) -> Result<u64> {
        self.run(|rows| rows.copy_to(writer))
    }
}

/// Deletes the view when it goes, also by a panic of the caller's closure.
struct Guard<'a> {
    views: &'a SqlViews,
    uid: Uid,
    armed: bool,
}

impl Guard<'_> {
    fn disarm_if(mut self, harmless: bool) {
        self.armed &= !harmless;
    }

    fn delete(mut self) -> Result<()> {
        if !std::mem::take(&mut self.armed) {
            return Ok(());
        }
        self.views.delete(self.uid).map_err(|error| {
            let uid = self.uid.to_string();
            let done = format!("the rows of SQL view {uid} were read");
            Error::Incomplete(Box::new(IncompleteError::new(done, Some(uid), error)))
        })
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        if self.armed {
            if let Err(error) = self.views.delete(self.uid) {
                log::warn!(
                    target: "dhis2::sql_views",
                    "SQL view {} could not be deleted: {error}",
                    self.uid
                );
            }
        }
    }
}
