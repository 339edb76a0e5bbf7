use serde_json::{Value, json};

use super::build::{Items, check_name, check_range, item_setters};
use crate::error::{Error, Result};
use crate::models::{OrganisationUnitSelectionMode, ThematicMapType};
use crate::period::{Period, RelativePeriod};
use crate::uid::{AsUid, Uid};

/// A layer of a [`MapSpec`](super::MapSpec).
///
/// ```
/// use dhis2::RelativePeriod;
/// use dhis2::resources::MapLayer;
///
/// let layer = MapLayer::thematic()
///     .indicators(["InMalPosRt1"])
///     .relative_periods([RelativePeriod::Last12Months])
///     .organisation_units(["OuVelmora01"])
///     .organisation_unit_levels([2])
///     .classes(5)
///     .colors("#fef0d9", "#b30000");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use = "a layer is part of a map"]
pub struct MapLayer {
    kind: &'static str,
    pub(super) items: Items,
    name: Option<String>,
    selection: OrganisationUnitSelectionMode,
    thematic: ThematicMapType,
    classes: u32,
    colors: (String, String),
    opacity: f64,
    legend_set: Option<Uid>,
}

item_setters!(
    MapLayer,
    "Adds organisation units: with [levels](Self::organisation_unit_levels), the units of those levels below them."
);

impl MapLayer {
    fn new(kind: &'static str) -> Self {
        Self {
            kind,
            items: Items::default(),
            name: None,
            selection: OrganisationUnitSelectionMode::Selected,
            thematic: ThematicMapType::Choropleth,
            classes: 5,
            colors: ("#fef0d9".to_owned(), "#b30000".to_owned()),
            opacity: 1.0,
            legend_set: None,
        }
    }

    /// Units coloured by a value: needs data, periods and units.
    pub fn thematic() -> Self {
        Self::new("thematic")
    }

    /// The borders of units.
    pub fn boundary() -> Self {
        Self::new("boundary")
    }

    /// Facilities as points.
    pub fn facility() -> Self {
        Self::new("facility")
    }

    /// The name; the kind of the layer unless set.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Adds levels, 1 being the top.
    pub fn organisation_unit_levels(mut self, levels: impl IntoIterator<Item = u32>) -> Self {
        self.items.add_levels(levels);
        self
    }

    /// Which of the units are meant; those that are named unless set.
    pub fn selection_mode(mut self, mode: OrganisationUnitSelectionMode) -> Self {
        self.selection = mode;
        self
    }

    /// How values are shown; coloured areas unless set.
    pub fn thematic_type(mut self, kind: ThematicMapType) -> Self {
        self.thematic = kind;
        self
    }

    /// Into how many classes values fall, 2 to 9; 5 unless set.
    pub fn classes(mut self, classes: u32) -> Self {
        self.classes = classes;
        self
    }

    /// The colours of the lowest and the highest class, such as `#fef0d9` and `#b30000`.
    pub fn colors(mut self, low: impl Into<String>, high: impl Into<String>) -> Self {
        self.colors = (low.into(), high.into());
        self
    }

    /// From 0, not to be seen, to 1, the default.
    pub fn opacity(mut self, opacity: f64) -> Self {
        self.opacity = opacity;
        self
    }

    /// The legend set that colours the values in place of classes.
    pub fn legend_set(mut self, uid: Uid) -> Self {
        self.legend_set = Some(uid);
        self
    }

    pub(super) fn build(&self) -> Result<Value> {
        let is_thematic = self.kind == "thematic";
        let name = self.name.as_deref().unwrap_or(self.kind);
        check_name(name)?;
        self.items.check()?;
        self.items.require_units(name)?;
        check_range("opacity", self.opacity, 0.0, 1.0)?;
        let axis = |is_there: bool, axis: Value| if is_there { json!([axis]) } else { json!([]) };
        let mut view = json!({
            "name": name, "layer": self.kind, "opacity": self.opacity,
            "organisationUnitSelectionMode": self.selection.as_str(),
            "columns": axis(self.items.has_data(), self.items.data()),
            "rows": [self.items.units()],
            "filters": axis(self.items.has_periods(), self.items.periods()),
        });
        if is_thematic {
            self.items.require_data(name)?;
            self.items.require_periods(name)?;
            check_range("classes", f64::from(self.classes), 2.0, 9.0)?;
            check_color(&self.colors.0)?;
            check_color(&self.colors.1)?;
            view["thematicMapType"] = json!(self.thematic.as_str());
            view["classes"] = json!(self.classes);
            view["colorLow"] = json!(self.colors.0);
            view["colorHigh"] = json!(self.colors.1);
        }
        if let Some(set) = &self.legend_set {
            view["legendSet"] = json!({ "id": set });
        }
        Ok(view)
    }
}

fn check_color(color: &str) -> Result<()> {
    let digits = color.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(());
    }
    Err(Error::invalid("color", color, "a colour such as `#b30000`"))
}
