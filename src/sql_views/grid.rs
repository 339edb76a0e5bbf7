use std::fmt;
use std::iter::FusedIterator;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::error::{DecodeError, Result};
use crate::response::{Response, ResponseReader};
use crate::stream::Elements;

/// The rows of a SQL view as JSON, one by one; made by
/// [`SqlViewRows::json_rows`](super::SqlViewRows::json_rows).
#[must_use = "an iterator reads nothing until it is used"]
pub struct GridRows {
    rows: Elements<Vec<Value>, ResponseReader>,
    columns: Option<Arc<[String]>>,
}

impl GridRows {
    pub(super) fn new(response: Response) -> Self {
        Self {
            rows: response.elements("listGrid.rows"),
            columns: None,
        }
    }

    /// The names of the columns, which DHIS2 sends before the rows.
    fn columns(&mut self) -> Arc<[String]> {
        let fields = self.rows.fields();
        Arc::clone(self.columns.get_or_insert_with(|| {
            let headers = fields.get("listGrid").and_then(|grid| grid.get("headers"));
            let headers = headers.and_then(Value::as_array).into_iter().flatten();
            let name = |header: &Value| {
                let name = header.get("name").or_else(|| header.get("column"));
                name.and_then(Value::as_str).unwrap_or_default().to_owned()
            };
            headers.map(name).collect()
        }))
    }
}

impl Iterator for GridRows {
    type Item = Result<GridRow>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.rows.next()?;
        Some(row.map(|cells| GridRow {
            columns: self.columns(),
            cells,
        }))
    }
}

impl FusedIterator for GridRows {}

impl fmt::Debug for GridRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("GridRows").field(&self.rows).finish()
    }
}

/// A row of a SQL view, from JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct GridRow {
    columns: Arc<[String]>,
    cells: Vec<Value>,
}

impl GridRow {
    /// The cell at a 0-based position.
    pub fn get(&self, index: usize) -> Option<&Value> {
        self.cells.get(index)
    }

    /// The cell under a column's name; the first where a name is there twice.
    pub fn get_by_name(&self, name: &str) -> Option<&Value> {
        let index = self.columns.iter().position(|column| column == name)?;
        self.cells.get(index)
    }

    /// The names of the columns.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(String::as_str)
    }

    /// The cells, in the order of the columns.
    pub fn cells(&self) -> &[Value] {
        &self.cells
    }

    /// The cells by column name.
    pub fn into_map(self) -> Map<String, Value> {
        self.columns.iter().cloned().zip(self.cells).collect()
    }

    /// The row as a `T`, by column name. Cells are text or null, whatever the column is in the data
    /// base: for numbers, [`rows_as`](super::SqlViewRows::rows_as) is at hand.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`](crate::Error::Decode) when it is not a `T`.
    pub fn deserialize<T: DeserializeOwned>(self) -> Result<T> {
        serde_json::from_value(Value::Object(self.into_map()))
            .map_err(|error| DecodeError::new(error.to_string()).into())
    }
}
