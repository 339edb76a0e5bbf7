//! A whole grid, and what stands beside its rows.

use std::collections::BTreeMap;
use std::sync::Arc;

use csv::StringRecord;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::rows::{Cell, GridRow};
use crate::error::Result;

/// A table that DHIS2 worked out: headers, rows, and the names of what stands in them.
///
/// ```no_run
/// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
/// let query = api.analytics().aggregate().data(["DeMalariaC1"]).periods(["202601"]);
/// let grid = query.org_units(["OuVelmora01"]).grid()?;
/// for row in &grid {
///     println!("{:?} {:?}", row.name_of("dx"), row.get_by_name("value"));
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Grid {
    shape: Arc<Shape>,
    rows: Vec<GridRow>,
    requests: u32,
}

/// What all rows share.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub(super) headers: Vec<GridHeader>,
    pub(super) names: StringRecord,
    pub(super) meta: GridMetaData,
}

impl Shape {
    pub(super) fn new(headers: Vec<GridHeader>, meta: GridMetaData) -> Self {
        Self {
            names: headers.iter().map(GridHeader::name).collect(),
            headers,
            meta,
        }
    }
}

/// A grid as it is on the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Document {
    headers: Vec<GridHeader>,
    #[serde(default)]
    pub(super) meta_data: GridMetaData,
    #[serde(default)]
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Document {
    /// Puts the rows of a further answer to the same question behind these.
    pub(super) fn merge(&mut self, other: Self) {
        self.meta_data.merge(other.meta_data);
        self.rows.extend(other.rows);
    }
}

impl Grid {
    pub(super) fn new(document: Document, requests: u32) -> Self {
        let shape = Arc::new(Shape::new(document.headers, document.meta_data));
        let row = |cells| GridRow::new(Arc::clone(&shape), cells);
        Self {
            rows: document.rows.into_iter().map(row).collect(),
            shape,
            requests,
        }
    }

    /// The columns.
    pub fn headers(&self) -> &[GridHeader] {
        &self.shape.headers
    }

    /// The rows.
    pub fn rows(&self) -> &[GridRow] {
        &self.rows
    }

    /// The rows, one by one.
    pub fn iter(&self) -> std::slice::Iter<'_, GridRow> {
        self.rows.iter()
    }

    /// Every row as a `T`, by the names of the headers: as [`GridRow::deserialize`].
    ///
    /// # Errors
    ///
    /// [`Error::Decode`](crate::Error::Decode) for the first row that is not a `T`.
    pub fn rows_as<T: DeserializeOwned>(&self) -> Result<Vec<T>> {
        self.rows.iter().map(GridRow::deserialize).collect()
    }

    /// Names, dimensions and the pager; empty when the query said `skip_meta`.
    pub fn meta_data(&self) -> &GridMetaData {
        &self.shape.meta
    }

    /// How many requests it took: more than one for pages, and for a query that is longer than a
    /// URL may be.
    pub fn requests(&self) -> u32 {
        self.requests
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl IntoIterator for Grid {
    type Item = GridRow;
    type IntoIter = std::vec::IntoIter<GridRow>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.into_iter()
    }
}

impl<'a> IntoIterator for &'a Grid {
    type Item = &'a GridRow;
    type IntoIter = std::slice::Iter<'a, GridRow>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

/// A column of a grid.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct GridHeader(Map<String, Value>);

impl GridHeader {
    /// Its name: `dx`, `value`, the uid of an attribute.
    pub fn name(&self) -> &str {
        self.text("name").unwrap_or_default()
    }

    /// Its title for people: `Organisation unit`.
    pub fn column(&self) -> Option<&str> {
        self.text("column")
    }

    /// The type of its values: `TEXT`, `NUMBER`, `DATETIME`. The cells are text all the same.
    pub fn value_type(&self) -> Option<&str> {
        self.text("valueType")
    }

    /// The uid of the option set that its values are codes of.
    pub fn option_set(&self) -> Option<&str> {
        self.text("optionSet")
    }

    /// Whether it holds a dimension, and not a value.
    pub fn is_meta(&self) -> bool {
        self.0.get("meta").and_then(Value::as_bool).unwrap_or(false)
    }

    /// Whether the server would not show it.
    pub fn is_hidden(&self) -> bool {
        let hidden = self.0.get("hidden");
        hidden.and_then(Value::as_bool).unwrap_or(false)
    }

    /// Anything else that the server says of it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(Value::as_str)
    }
}

/// What a grid says about the things that stand in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Map<String, Value>")]
pub struct GridMetaData {
    items: BTreeMap<String, MetaDataItem>,
    dimensions: BTreeMap<String, Vec<String>>,
    pager: Option<GridPager>,
    other: Map<String, Value>,
}

impl GridMetaData {
    /// The things by their identifiers: data, periods, units, and the dimensions themselves.
    pub fn items(&self) -> &BTreeMap<String, MetaDataItem> {
        &self.items
    }

    /// The items of each dimension, in the server's order.
    pub fn dimensions(&self) -> &BTreeMap<String, Vec<String>> {
        &self.dimensions
    }

    /// The name of a thing.
    pub fn name(&self, id: &str) -> Option<&str> {
        self.items.get(id)?.name()
    }

    /// The pager of the last page that was read.
    pub fn pager(&self) -> Option<&GridPager> {
        self.pager.as_ref()
    }

    /// Anything else, such as `ouHierarchy` and `ouNameHierarchy`.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.other.get(key)
    }

    fn merge(&mut self, other: Self) {
        self.items.extend(other.items);
        for (dimension, items) in other.dimensions {
            let known = self.dimensions.entry(dimension).or_default();
            for item in items {
                if !known.contains(&item) {
                    known.push(item);
                }
            }
        }
        for (key, value) in other.other {
            match (self.other.get_mut(&key), value) {
                (Some(Value::Object(known)), Value::Object(value)) => known.extend(value),
                (_, value) => {
                    self.other.insert(key, value);
                }
            }
        }
        self.pager = other.pager;
    }
}

impl From<Map<String, Value>> for GridMetaData {
    fn from(mut map: Map<String, Value>) -> Self {
        // What is not as it should be is left where it was, for `get`.
        fn take<T: DeserializeOwned>(map: &mut Map<String, Value>, key: &str) -> Option<T> {
            let taken = T::deserialize(map.get(key)?).ok()?;
            map.remove(key);
            Some(taken)
        }
        Self {
            items: take(&mut map, "items").unwrap_or_default(),
            dimensions: take(&mut map, "dimensions").unwrap_or_default(),
            pager: take(&mut map, "pager"),
            other: map,
        }
    }
}

/// A thing that stands in a grid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct MetaDataItem(Map<String, Value>);

impl MetaDataItem {
    /// Its name, in the user's language.
    pub fn name(&self) -> Option<&str> {
        self.0.get("name")?.as_str()
    }

    /// Its code; with `include_metadata_details`, and for some things without.
    pub fn code(&self) -> Option<&str> {
        self.0.get("code")?.as_str()
    }

    /// Anything else, such as `dimensionItemType`, `startDate` and `legendSet`.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }
}

/// Where a page stands among the pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct GridPager {
    /// The number of this page; the first is 1.
    pub page: Option<u64>,
    /// How many rows a page has at most.
    pub page_size: Option<u64>,
    /// How many rows all pages have.
    pub total: Option<u64>,
    /// How many pages there are.
    pub page_count: Option<u64>,
    /// Whether this is the last page, where the server did not count them.
    pub is_last_page: Option<bool>,
}

impl GridPager {
    /// Whether it says that there is no page after this one; `None` where it does not say.
    pub(super) fn ends(&self) -> Option<bool> {
        self.is_last_page
            .or_else(|| Some(self.page? >= self.page_count?))
    }
}
