//! SQL views: queries and views that live on the server, and their rows.
//!
//! A *query* runs when it is asked, and may have variables (`${type}`). A *view* and a *materialized
//! view* are built by [`execute`](SqlViews::execute) and take criteria on their columns; a
//! materialized one keeps its rows until it is [refreshed](SqlViews::refresh). What does not go with a
//! kind DHIS2 ignores without a word; here it is an error before any row is read.
//!
//! ```no_run
//! # fn f(api: dhis2::Api) -> dhis2::Result<()> {
//! #[derive(serde::Deserialize)]
//! struct Count { valuetype: String, n: u32 }
//!
//! for row in api.sql_views().rows("SvElements1").rows_as::<Count>()? {
//!     let row = row?;
//!     println!("{} {}", row.valuetype, row.n);
//! }
//! # Ok(())
//! # }
//! ```

mod adhoc;
mod grid;
mod rows;

use serde::Deserialize;

pub use adhoc::AdhocQuery;
pub use grid::{GridRow, GridRows};
pub use rows::SqlViewRows;

use crate::api::Api;
use crate::error::{DecodeError, Error, Result};
use crate::import::WebMessage;
use crate::models::{SqlView, SqlViewType};
use crate::query::Filter;
use crate::uid::{AsUid, Uid};

const FIELDS: &str = "id,name,description,type,cacheStrategy,sqlQuery,lastUpdated";

/// The accessor of SQL views; see [`Api::sql_views`].
#[derive(Debug, Clone)]
pub struct SqlViews {
    api: Api,
}

impl Api {
    /// SQL views: queries and views that live on the server, and their rows.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for view in api.sql_views().list()? {
    ///     println!("{}", view.name.unwrap_or_default());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn sql_views(&self) -> SqlViews {
        SqlViews { api: self.clone() }
    }
}

impl SqlViews {
    /// All SQL views that the user may see, by name.
    /// `GET /api/sqlViews?fields=…&order=name:asc&paging=false`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn list(&self) -> Result<Vec<SqlView>> {
        self.list_of(None)
    }

    /// The SQL views of one kind, or of all, by name. `GET /api/sqlViews?filter=type:eq:…`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn list_of(&self, kind: impl Into<Option<SqlViewType>>) -> Result<Vec<SqlView>> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Views {
            sql_views: Vec<SqlView>,
        }
        let mut request = self.api.get("sqlViews").param("fields", FIELDS);
        if let Some(kind) = kind.into() {
            request = request.filter(Filter::eq("type", kind.as_str()));
        }
        let views: Views = request.order("name:asc").param("paging", false).fetch()?;
        Ok(views.sql_views)
    }

    /// One SQL view. `GET /api/sqlViews/{uid}`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn get(&self, uid: impl AsUid) -> Result<SqlView> {
        self.api.get(path(uid)?).fetch()
    }

    /// Makes a SQL view and returns its uid; without an id in the object, a new one.
    /// `POST /api/sqlViews`
    ///
    /// DHIS2 does not look at the SQL: mistakes show when the view is executed or read.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] without a name or SQL, else as
    /// [`Request::fetch`](crate::Request::fetch): a 409 names what is wrong.
    pub fn create(&self, view: &SqlView) -> Result<Uid> {
        for (name, value) in [("name", &view.name), ("sqlQuery", &view.sql_query)] {
            if value.as_deref().is_none_or(|text| text.trim().is_empty()) {
                return Err(Error::invalid(name, "", "a text, which DHIS2 requires"));
            }
        }
        let answer: WebMessage = self.api.post("sqlViews").json(view).fetch()?;
        match answer.created_uid() {
            Some(uid) => uid.parse(),
            None => Err(DecodeError::new("the answer does not name the SQL view").into()),
        }
    }

    /// Deletes a SQL view, and what was built of it. `DELETE /api/sqlViews/{uid}`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn delete(&self, uid: impl AsUid) -> Result<()> {
        self.api.delete(path(uid)?).fetch_bytes().map(drop)
    }

    /// Builds a view or a materialized view. `POST /api/sqlViews/{uid}/execute`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch): a 409 for a query, which is not built, and for
    /// SQL that does not run.
    pub fn execute(&self, uid: impl AsUid) -> Result<WebMessage> {
        let path = format!("{}/execute", path(uid)?);
        self.api.post(path).fetch()
    }

    /// Reads the rows of a materialized view anew. `POST /api/sqlViews/{uid}/refresh`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn refresh(&self, uid: impl AsUid) -> Result<WebMessage> {
        let path = format!("{}/refresh", path(uid)?);
        self.api.post(path).fetch()
    }

    /// The rows of a SQL view, with variables, criteria and filters: `GET /api/sqlViews/{uid}/data`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for row in api.sql_views().rows("SvElements1").criteria("level", "2").csv()? {
    ///     println!("{:?}", row?.get_by_name("name"));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn rows(&self, uid: impl AsUid) -> SqlViewRows {
        SqlViewRows::new(self.clone(), uid.as_uid())
    }

    /// Runs SQL once: makes a SQL view, reads its rows, and deletes it again.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let rows: Vec<(String, u32)> = api
    ///     .sql_views()
    ///     .adhoc("Units by level", "select hierarchylevel, count(*) from organisationunit group by 1")
    ///     .collect_as()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn adhoc(&self, name: impl Into<String>, sql: impl Into<String>) -> AdhocQuery {
        AdhocQuery::new(self.clone(), name.into(), sql.into())
    }

    /// The kind of a view: `GET /api/sqlViews/{uid}?fields=type`.
    fn kind(&self, uid: Uid) -> Result<Option<SqlViewType>> {
        let view: SqlView = self.api.get(path(uid)?).param("fields", "type").fetch()?;
        Ok(view.r#type)
    }
}

fn path(uid: impl AsUid) -> Result<String> {
    Ok(format!("sqlViews/{}", uid.as_uid()?))
}
