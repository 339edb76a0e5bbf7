//! Items of dashboards.

use serde_json::{Map, Value, json};

use super::Resource;
use crate::error::{DecodeError, Error, Result};
use crate::models::Dashboard;
use crate::uid::{AsUid, Uid};
use crate::words::closed_words;

closed_words! {
    /// What an item of a dashboard shows.
    ItemKind {
        /// A visualization.
        Visualization = "visualization",
        /// A map.
        Map = "map",
        /// An event visualization.
        EventVisualization = "eventVisualization",
        /// An event chart.
        EventChart = "eventChart",
        /// An event report.
        EventReport = "eventReport",
    }
}

impl ItemKind {
    /// DHIS2's word for the type of the item.
    fn type_word(self) -> &'static str {
        match self {
            Self::Visualization => "VISUALIZATION",
            Self::Map => "MAP",
            Self::EventVisualization => "EVENT_VISUALIZATION",
            Self::EventChart => "EVENT_CHART",
            Self::EventReport => "EVENT_REPORT",
        }
    }
}

/// Where an item of a dashboard is, in units of which 60 are the width.
///
/// ```
/// use dhis2::resources::Slot;
///
/// // The right half, at the top, as high as items mostly are.
/// let right = Slot { x: 30, width: 30, ..Slot::default() };
/// assert_eq!((right.y, right.height), (0, 20));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// From the left, 0 to 59.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// The width, 1 to 60; no further than 60 from the left.
    pub width: u32,
    /// The height, 1 or more.
    pub height: u32,
}

impl Default for Slot {
    /// The top, over the whole width, of height 20.
    fn default() -> Self {
        Self {
            x: 0,
            y: 0,
            width: WIDTH,
            height: HEIGHT,
        }
    }
}

/// The width of a dashboard.
const WIDTH: u32 = 60;

/// The height of an item that names none.
const HEIGHT: u32 = 20;

impl Slot {
    fn check(self) -> Result<()> {
        if self.width == 0 || self.x.saturating_add(self.width) > WIDTH {
            let value = format!("{} + {}", self.x, self.width);
            let expected = "a width of 1 or more that ends at 60";
            return Err(Error::invalid("slot", value, expected));
        }
        if self.height == 0 {
            return Err(Error::invalid("slot", "0", "a height of 1 or more"));
        }
        Ok(())
    }
}

impl Resource<Dashboard> {
    /// Adds an item to a dashboard and returns the item's uid. Without a slot it is put below all others, over
    /// the whole width. Reads the dashboard whole and writes it through the importer:
    /// `GET /api/dashboards/{uid}?fields=:owner`, `POST /api/metadata`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::resources::{ItemKind, Slot};
    ///
    /// let boards = api.dashboards();
    /// let below = boards.add_item("DbOverview1", ItemKind::Map, "MpFacility1", None)?;
    /// let half = Slot { x: 30, width: 30, ..Slot::default() };
    /// boards.add_item("DbOverview1", ItemKind::Visualization, "VzMalCol001", half)?;
    /// boards.remove_item("DbOverview1", below)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a slot that is wider than a dashboard, or without width or height; as
    /// [`update`](Self::update).
    pub fn add_item(
        &self,
        dashboard: impl AsUid,
        kind: ItemKind,
        target: impl AsUid,
        slot: impl Into<Option<Slot>>,
    ) -> Result<Uid> {
        let item = Uid::generate();
        self.add_item_as(dashboard, item, kind, target, slot)?;
        Ok(item)
    }

    /// The same with the item's uid given. False, and nothing sent, when an item with it is there already: this
    /// can be repeated.
    ///
    /// # Errors
    ///
    /// As [`add_item`](Self::add_item).
    pub fn add_item_as(
        &self,
        dashboard: impl AsUid,
        item: impl AsUid,
        kind: ItemKind,
        target: impl AsUid,
        slot: impl Into<Option<Slot>>,
    ) -> Result<bool> {
        let slot: Option<Slot> = slot.into();
        slot.map_or(Ok(()), Slot::check)?;
        let (dashboard, target, item) = (dashboard.as_uid()?, target.as_uid()?, item.as_uid()?);
        let mut whole: Map<String, Value> = self.object(&dashboard)?.fields(":owner").fetch()?;
        let items = whole.entry("dashboardItems").or_insert_with(|| json!([]));
        let Value::Array(items) = items else {
            return Err(Error::from(
                DecodeError::new("expected a list").path("dashboardItems"),
            ));
        };
        if items.iter().any(|row| row["id"] == item.as_str()) {
            return Ok(false);
        }
        let bottom = |item: &Value| {
            item["y"].as_u64().unwrap_or(0) + item["height"].as_u64().unwrap_or(HEIGHT.into())
        };
        let below = items.iter().map(bottom).max().unwrap_or(0);
        let mut new = match slot {
            Some(slot) => {
                json!({ "x": slot.x, "y": slot.y, "width": slot.width, "height": slot.height, "shape": "NORMAL" })
            }
            None => {
                json!({ "x": 0, "y": below, "width": WIDTH, "height": HEIGHT, "shape": "FULL_WIDTH" })
            }
        };
        new["id"] = json!(item);
        new["type"] = json!(kind.type_word());
        new[kind.as_str()] = json!({ "id": target });
        items.push(new);
        self.put(&dashboard, &Value::Object(whole))?;
        Ok(true)
    }

    /// Takes an item off a dashboard; false, and nothing sent, when it is not on it. Reads the dashboard whole and
    /// writes it through the importer: `GET /api/dashboards/{uid}?fields=:owner`, `POST /api/metadata`.
    ///
    /// # Errors
    ///
    /// As [`update`](Self::update).
    pub fn remove_item(&self, dashboard: impl AsUid, item: impl AsUid) -> Result<bool> {
        let item = item.as_uid()?;
        self.change_list(dashboard.as_uid()?, "dashboardItems", |items| {
            items.retain(|row| row["id"].as_str() != Some(item.as_str()));
        })
    }
}
