//! What visualizations and layers of maps have in common.

use serde_json::{Value, json};

use crate::error::{DecodeError, Error, Result};
use crate::uid::{AsUid, Uid};

/// Data, periods and units of a spec.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Items {
    elements: Vec<String>,
    indicators: Vec<String>,
    periods: Vec<String>,
    units: Vec<String>,
    levels: Vec<u32>,
}

fn texts<U: AsUid>(uids: impl IntoIterator<Item = U>) -> impl Iterator<Item = String> {
    // What is no uid is kept as it is, and named when the spec is built.
    uids.into_iter().map(|uid| match uid.as_uid() {
        Ok(uid) => uid.to_string(),
        Err(Error::InvalidInput(error)) => error.value().to_owned(),
        Err(_) => String::new(),
    })
}

impl Items {
    pub(super) fn add_elements<U: AsUid>(&mut self, uids: impl IntoIterator<Item = U>) {
        self.elements.extend(texts(uids));
    }

    pub(super) fn add_indicators<U: AsUid>(&mut self, uids: impl IntoIterator<Item = U>) {
        self.indicators.extend(texts(uids));
    }

    pub(super) fn add_periods<P: ToString>(&mut self, periods: impl IntoIterator<Item = P>) {
        self.periods
            .extend(periods.into_iter().map(|period| period.to_string()));
    }

    pub(super) fn add_units<U: AsUid>(&mut self, uids: impl IntoIterator<Item = U>) {
        self.units.extend(texts(uids));
    }

    pub(super) fn add_levels(&mut self, levels: impl IntoIterator<Item = u32>) {
        self.levels.extend(levels);
    }

    /// Checks that every uid is one, and level 1 or below.
    pub(super) fn check(&self) -> Result<()> {
        for uid in self
            .elements
            .iter()
            .chain(&self.indicators)
            .chain(&self.units)
        {
            uid.parse::<Uid>()?;
        }
        if self.levels.contains(&0) {
            return Err(Error::invalid("level", "0", "1, the top, or more"));
        }
        Ok(())
    }

    pub(super) fn require_data(&self, name: &str) -> Result<()> {
        let none = self.elements.is_empty() && self.indicators.is_empty();
        at_least_one(!none, "data items", name, "a data element or an indicator")
    }

    pub(super) fn require_periods(&self, name: &str) -> Result<()> {
        let expected = "a period or a relative period";
        at_least_one(!self.periods.is_empty(), "periods", name, expected)
    }

    pub(super) fn require_units(&self, name: &str) -> Result<()> {
        let expected = "an organisation unit";
        at_least_one(!self.units.is_empty(), "organisation units", name, expected)
    }

    pub(super) fn has_data(&self) -> bool {
        !self.elements.is_empty() || !self.indicators.is_empty()
    }

    pub(super) fn has_periods(&self) -> bool {
        !self.periods.is_empty()
    }

    pub(super) fn data(&self) -> Value {
        let item = |kind: &'static str| move |uid: &String| json!({ "id": uid, "dimensionItemType": kind });
        let elements = self.elements.iter().map(item("DATA_ELEMENT"));
        let indicators = self.indicators.iter().map(item("INDICATOR"));
        let items: Vec<Value> = elements.chain(indicators).collect();
        json!({ "dimension": "dx", "items": items })
    }

    pub(super) fn periods(&self) -> Value {
        let items: Vec<Value> = self.periods.iter().map(|id| json!({ "id": id })).collect();
        json!({ "dimension": "pe", "items": items })
    }

    pub(super) fn units(&self) -> Value {
        let units = self.units.iter().map(|id| json!({ "id": id }));
        let levels = self.levels.iter();
        let levels = levels.map(|level| json!({ "id": format!("LEVEL-{level}") }));
        let items: Vec<Value> = units.chain(levels).collect();
        json!({ "dimension": "ou", "items": items })
    }

    /// DHIS2 passes over data and units that it does not know, and says OK.
    pub(super) fn check_stored(&self, stored: &Value, owner: &str) -> Result<()> {
        let has = |list: &str, uid: &String| {
            let rows = stored[list].as_array().into_iter().flatten();
            rows.into_iter().any(|row| {
                let mut ids = ["/id", "/dataElement/id", "/indicator/id"].into_iter();
                ids.any(|at| row.pointer(at).and_then(Value::as_str) == Some(uid))
            })
        };
        let data = self.elements.iter().chain(&self.indicators);
        let lost = data.filter(|uid| !has("dataDimensionItems", uid));
        let lost = lost.chain(
            self.units
                .iter()
                .filter(|uid| !has("organisationUnits", uid)),
        );
        let lost: Vec<&str> = lost.map(String::as_str).collect();
        if lost.is_empty() {
            return Ok(());
        }
        Err(Error::from(DecodeError::new(format!(
            "DHIS2 made {owner}, but left out what it does not know: {}",
            lost.join(", ")
        ))))
    }
}

fn at_least_one(is: bool, name: &str, owner: &str, expected: &str) -> Result<()> {
    if is {
        return Ok(());
    }
    let expected = format!("at least {expected}");
    Err(Error::invalid(
        format!("{name} of {owner}"),
        "none",
        expected,
    ))
}

/// Names are 1 to 230 characters.
pub(super) fn check_name(name: &str) -> Result<()> {
    if (1..=230).contains(&name.chars().count()) {
        return Ok(());
    }
    Err(Error::invalid("name", name, "1 to 230 characters"))
}

/// A number in a range of DHIS2.
pub(super) fn check_range(name: &str, value: f64, from: f64, to: f64) -> Result<()> {
    if (from..=to).contains(&value) {
        return Ok(());
    }
    let expected = format!("{from} to {to}");
    Err(Error::invalid(name, value.to_string(), expected))
}

/// The setters of what is shown; for every type with a field `items`.
macro_rules! item_setters {
    ($type:ident, $units:literal) => {
        impl $type {
            /// Adds data elements.
            pub fn data_elements<U: AsUid>(mut self, uids: impl IntoIterator<Item = U>) -> Self {
                self.items.add_elements(uids);
                self
            }

            /// Adds indicators.
            pub fn indicators<U: AsUid>(mut self, uids: impl IntoIterator<Item = U>) -> Self {
                self.items.add_indicators(uids);
                self
            }

            /// Adds periods.
            pub fn periods(mut self, periods: impl IntoIterator<Item = Period>) -> Self {
                self.items.add_periods(periods);
                self
            }

            /// Adds periods that go with the day of who looks.
            pub fn relative_periods(
                mut self,
                periods: impl IntoIterator<Item = RelativePeriod>,
            ) -> Self {
                self.items.add_periods(periods);
                self
            }

            #[doc = $units]
            pub fn organisation_units<U: AsUid>(
                mut self,
                uids: impl IntoIterator<Item = U>,
            ) -> Self {
                self.items.add_units(uids);
                self
            }
        }
    };
}

pub(super) use item_setters;
