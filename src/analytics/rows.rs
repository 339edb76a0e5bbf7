//! Rows of a grid, one by one.

use std::fmt;
use std::iter::FusedIterator;
use std::marker::PhantomData;
use std::sync::Arc;

use csv::StringRecord;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::grid::{GridHeader, GridMetaData, GridPager, Shape};
use crate::error::{DecodeError, Error, Result};
use crate::request::Request;
use crate::response::ResponseReader;
use crate::stream::Elements;

/// A cell: text, or nothing. Numbers are text on the wire, and where one is not it becomes text.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "Value")]
pub(super) struct Cell(Option<String>);

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        Self(match value {
            Value::Null => None,
            Value::String(text) => Some(text),
            other => Some(other.to_string()),
        })
    }
}

/// A row of a grid.
#[derive(Debug, Clone)]
pub struct GridRow {
    shape: Arc<Shape>,
    cells: Vec<Cell>,
}

impl GridRow {
    pub(super) fn new(shape: Arc<Shape>, cells: Vec<Cell>) -> Self {
        Self { shape, cells }
    }

    /// The cell at a 0-based position, as text.
    pub fn get(&self, index: usize) -> Option<&str> {
        self.cells.get(index)?.0.as_deref()
    }

    /// The cell under a header's name, such as `value`.
    pub fn get_by_name(&self, header: &str) -> Option<&str> {
        let mut headers = self.shape.headers.iter();
        self.get(headers.position(|known| known.name() == header)?)
    }

    /// The number under a header's name; `None` where there is none.
    pub fn number(&self, header: &str) -> Option<f64> {
        self.get_by_name(header)?.trim().parse().ok()
    }

    /// The name of the thing under a header: `Velmora` for the uid in `ou`. Where the grid has no
    /// name for it, the cell itself.
    pub fn name_of(&self, header: &str) -> Option<&str> {
        let cell = self.get_by_name(header)?;
        Some(self.shape.meta.name(cell).unwrap_or(cell))
    }

    /// The columns.
    pub fn headers(&self) -> &[GridHeader] {
        &self.shape.headers
    }

    /// Names and dimensions of the grid.
    pub fn meta_data(&self) -> &GridMetaData {
        &self.shape.meta
    }

    /// The cells in the order of the headers.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = Option<&str>> {
        self.cells.iter().map(|cell| cell.0.as_deref())
    }

    /// The row as a `T`: a struct by the names of the headers, or a tuple by position. Numbers are
    /// read out of the text; an empty cell is `None` where the field is an `Option`.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when it is not a `T`.
    pub fn deserialize<T: DeserializeOwned>(&self) -> Result<T> {
        let cells: StringRecord = self.cells().map(Option::unwrap_or_default).collect();
        cells
            .deserialize(Some(&self.shape.names))
            .map_err(|error| DecodeError::new(error.to_string()).into())
    }
}

/// What is asked after the answer at hand.
#[derive(Debug)]
pub(super) enum Rest {
    /// The other parts of a query that is too long for one URL.
    Parts(std::vec::IntoIter<Request>),
    /// The next page, counted from 1.
    Pages {
        request: Box<Request>,
        page: u64,
        size: u64,
    },
}

impl Rest {
    /// The number of the page at hand, where it is not the first.
    pub(super) fn start_at(&mut self, first: u64) {
        if let Self::Pages { page, .. } = self {
            *page = first;
        }
    }

    /// The request after an answer with this pager and so many rows.
    pub(super) fn next(&mut self, pager: Option<&GridPager>, rows: u64) -> Option<Request> {
        match self {
            Self::Parts(requests) => requests.next(),
            Self::Pages {
                request,
                page,
                size,
            } => {
                let ends = pager.and_then(GridPager::ends).unwrap_or(rows < *size);
                if ends || rows == 0 {
                    return None;
                }
                *page += 1;
                Some(request.again().param("page", *page))
            }
        }
    }
}

/// The rows of a query, decoded one by one as they come.
///
/// It holds the headers and names of the answer at hand and one row. Further pages, and the parts
/// of a query that is too long for one URL, are asked for when their rows are due.
#[must_use = "an iterator reads nothing until it is used"]
pub struct GridRows {
    current: Option<Elements<Vec<Cell>, ResponseReader>>,
    rest: Rest,
    shape: Option<Arc<Shape>>,
    requests: u32,
}

impl GridRows {
    pub(super) fn open(first: Request, rest: Rest) -> Result<Self> {
        Ok(Self {
            current: Some(first.send()?.elements("rows")),
            rest,
            shape: None,
            requests: 1,
        })
    }

    /// How many requests were sent so far.
    pub fn requests(&self) -> u32 {
        self.requests
    }

    /// Every row as a `T`, as [`GridRow::deserialize`].
    pub fn rows_as<T: DeserializeOwned>(self) -> GridRowsAs<T> {
        GridRowsAs {
            rows: self,
            done: false,
            row: PhantomData,
        }
    }

    fn step(&mut self) -> Result<Option<GridRow>> {
        loop {
            let Some(rows) = self.current.as_mut() else {
                return Ok(None);
            };
            if let Some(cells) = rows.next() {
                let cells = cells?;
                let shape = match &self.shape {
                    Some(shape) => shape,
                    None => self.shape.insert(Arc::new(shape_of(rows.fields())?)),
                };
                return Ok(Some(GridRow::new(Arc::clone(shape), cells)));
            }
            let shape = match self.shape.take() {
                Some(shape) => shape,
                None => Arc::new(shape_of(rows.fields())?),
            };
            let next = self.rest.next(shape.meta.pager(), rows.index());
            self.current = None;
            if let Some(request) = next {
                self.current = Some(request.send()?.elements("rows"));
                self.requests += 1;
            }
        }
    }
}

/// The headers, which DHIS2 sends before the rows.
fn shape_of(fields: &Map<String, Value>) -> Result<Shape> {
    let headers = fields.get("headers").map(Vec::<GridHeader>::deserialize);
    let Some(Ok(headers)) = headers else {
        return Err(
            DecodeError::new("the answer is no grid: no headers stand before its rows").into(),
        );
    };
    let meta = fields.get("metaData").and_then(Value::as_object);
    let meta = meta.cloned().map(GridMetaData::from).unwrap_or_default();
    Ok(Shape::new(headers, meta))
}

impl Iterator for GridRows {
    type Item = Result<GridRow>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.step();
        if row.is_err() {
            self.current = None;
        }
        row.transpose()
    }
}

impl FusedIterator for GridRows {}

impl fmt::Debug for GridRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GridRows")
            .field("rows", &self.current)
            .field("requests", &self.requests)
            .finish_non_exhaustive()
    }
}

/// The rows of a query as values of a type; made by [`GridRows::rows_as`].
#[must_use = "an iterator reads nothing until it is used"]
pub struct GridRowsAs<T> {
    rows: GridRows,
    done: bool,
    row: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> Iterator for GridRowsAs<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let row = self.rows.next()?.and_then(|row| row.deserialize());
        self.done = row.is_err();
        Some(row)
    }
}

impl<T: DeserializeOwned> FusedIterator for GridRowsAs<T> {}

impl<T> fmt::Debug for GridRowsAs<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("GridRowsAs").field(&self.rows).finish()
    }
}
