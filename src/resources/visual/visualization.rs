use serde_json::{Value, json};

use super::build::{Items, check_name, item_setters};
use crate::error::{DecodeError, Error, Result};
use crate::models::{Visualization, VisualizationType};
use crate::period::{Period, RelativePeriod};
use crate::resources::Resource;
use crate::uid::{AsUid, Uid};
use crate::words::closed_words;

closed_words! {
    /// What is placed on the axes of a visualization.
    SpecDimension {
        /// Data elements and indicators.
        Data = "dx",
        /// Periods.
        Periods = "pe",
        /// Organisation units.
        OrganisationUnits = "ou",
    }
}

use SpecDimension::{Data, OrganisationUnits, Periods};

/// A visualization as it shall be; see [`Resource::create_from`].
///
/// Unless placed otherwise, a chart has periods along its category axis, a series for each organisation unit, and
/// its data as a filter; a pivot table has units in rows and periods in columns; a single value shows its data.
///
/// ```
/// use dhis2::models::VisualizationType;
/// use dhis2::resources::{SpecDimension, VisualizationSpec};
/// use dhis2::RelativePeriod;
///
/// let spec = VisualizationSpec::new("Malaria by month")
///     .kind(VisualizationType::Line)
///     .data_elements(["DeMalariaC1", "DeMalariaT2"])
///     .relative_periods([RelativePeriod::Last12Months])
///     .organisation_units(["OuVelmora01"])
///     .series(SpecDimension::Data);
/// let line = spec.build()?;
/// assert_eq!(line.columns.unwrap()[0].dimension.as_deref(), Some("dx"));
/// assert_eq!(line.filters.unwrap()[0].dimension.as_deref(), Some("ou"));
/// # Ok::<_, dhis2::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use = "a spec does nothing until it is given to `create_from`"]
pub struct VisualizationSpec {
    name: String,
    description: Option<String>,
    uid: Option<Uid>,
    kind: VisualizationType,
    items: Items,
    category: Option<SpecDimension>,
    series: Option<SpecDimension>,
    filter: Option<SpecDimension>,
    legend_set: Option<Uid>,
}

item_setters!(VisualizationSpec, "Adds organisation units.");

impl VisualizationSpec {
    /// A column chart with this name, of 1 to 230 characters, and nothing in it.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            description: None,
            uid: None,
            kind: VisualizationType::Column,
            items: Items::default(),
            category: None,
            series: None,
            filter: None,
            legend_set: None,
        }
    }

    /// What it is, such as [`VisualizationType::PivotTable`].
    pub fn kind(mut self, kind: VisualizationType) -> Self {
        self.kind = kind;
        self
    }

    /// What it is for.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// Its uid; drawn unless set.
    pub fn uid(mut self, uid: Uid) -> Self {
        self.uid = Some(uid);
        self
    }

    /// What is along the category axis: the rows.
    pub fn category(mut self, dimension: SpecDimension) -> Self {
        self.category = Some(dimension);
        self
    }

    /// What makes the series: the columns.
    pub fn series(mut self, dimension: SpecDimension) -> Self {
        self.series = Some(dimension);
        self
    }

    /// What is only filtered by.
    pub fn filter(mut self, dimension: SpecDimension) -> Self {
        self.filter = Some(dimension);
        self
    }

    /// The legend set that colours the values.
    pub fn legend_set(mut self, uid: Uid) -> Self {
        self.legend_set = Some(uid);
        self
    }

    /// The visualization, as it is sent.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a name that is empty or has more than 230 characters; without data, periods
    /// or organisation units; for a uid that is none; for a dimension that is placed twice.
    pub fn build(&self) -> Result<Visualization> {
        check_name(&self.name)?;
        self.items.check()?;
        self.items.require_data(&self.name)?;
        self.items.require_periods(&self.name)?;
        self.items.require_units(&self.name)?;
        let [rows, columns, filters] = self.place()?;
        let axis = |dimensions: &[SpecDimension]| -> Vec<Value> {
            let dimensions = dimensions.iter();
            let axis = dimensions.map(|dimension| match dimension {
                Data => self.items.data(),
                Periods => self.items.periods(),
                OrganisationUnits => self.items.units(),
            });
            axis.collect()
        };
        let mut object = json!({
            "id": self.uid.unwrap_or_else(Uid::generate), "name": self.name, "type": self.kind.as_str(),
            "columns": axis(&columns), "rows": axis(&rows), "filters": axis(&filters),
        });
        if let Some(text) = &self.description {
            object["description"] = json!(text);
        }
        if let Some(set) = &self.legend_set {
            object["legend"] = json!({ "set": { "id": set }, "strategy": "FIXED", "style": "FILL", "showKey": true });
        }
        serde_json::from_value(object).map_err(|error| DecodeError::new(error.to_string()).into())
    }

    /// Rows, columns and filters. What is usual gives way to what is placed, and takes what is left.
    fn place(&self) -> Result<[Vec<SpecDimension>; 3]> {
        let mut free = vec![Periods, OrganisationUnits, Data];
        let mut take = |dimension: SpecDimension| {
            let at = free.iter().position(|free| *free == dimension);
            at.map(|at| free.remove(at))
        };
        for placed in [self.category, self.series, self.filter] {
            if let Some(placed) = placed.filter(|placed| take(*placed).is_none()) {
                let expected = "a dimension that has no place yet";
                return Err(Error::invalid("dimension", placed.as_str(), expected));
            }
        }
        let usual = match self.kind {
            VisualizationType::SingleValue => [None, Some(Data)],
            VisualizationType::PivotTable => [Some(OrganisationUnits), Some(Periods)],
            _ => [Some(Periods), Some(OrganisationUnits)],
        };
        let mut rows = self.category.or_else(|| take(usual[0]?));
        let mut columns = self.series.or_else(|| take(usual[1]?));
        for (axis, usual) in [(&mut rows, usual[0]), (&mut columns, usual[1])] {
            if axis.is_none() && usual.is_some() && !free.is_empty() {
                *axis = Some(free.remove(0));
            }
        }
        let filters = self.filter.into_iter().chain(free).collect();
        Ok([
            rows.into_iter().collect(),
            columns.into_iter().collect(),
            filters,
        ])
    }
}

impl Resource<Visualization> {
    /// Makes a visualization out of a spec, and reads what became of it:
    /// `POST /api/visualizations`, `GET /api/visualizations/{uid}?fields=:owner`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::RelativePeriod;
    /// use dhis2::resources::VisualizationSpec;
    ///
    /// let spec = VisualizationSpec::new("Malaria by month")
    ///     .data_elements(["DeMalariaC1"])
    ///     .relative_periods([RelativePeriod::Last12Months])
    ///     .organisation_units(["OuVelmora01"]);
    /// let made = api.visualizations().create_from(&spec)?;
    /// println!("{:?}", made.id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] as [`VisualizationSpec::build`]; [`Error::Api`] with DHIS2's report when it is
    /// refused, as for a uid that is taken; [`Error::Decode`] that names the data and units that DHIS2 does not
    /// know: it leaves them out and says OK, and the visualization is there without them.
    pub fn create_from(&self, spec: &VisualizationSpec) -> Result<Visualization> {
        let made = self.create(&spec.build()?)?;
        let read = self.get(made.uid)?;
        let stored = crate::resources::write::to_value(&read)?;
        let owner = format!("visualization {}", made.uid);
        spec.items.check_stored(&stored, &owner)?;
        Ok(read)
    }
}
