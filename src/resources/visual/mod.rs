//! Visualizations and maps: made out of a spec, copied, changed.
//!
//! DHIS2 keeps what such an object shows in two forms. One is stored (`dataDimensionItems`, `rawPeriods`,
//! `columnDimensions` …), the other is worked out of it for whoever asks (`columns`, `rows`, `filters`). Only the
//! second is taken by `POST` and `PUT` of `/api/visualizations` and `/api/maps`, which drop the first; the
//! importer at `POST /api/metadata` takes the first, loses fixed periods of a visualization, and on 2.42 refuses
//! a map whose views name data elements. So these two kinds are written by their own endpoints here, in the second
//! form.

mod axes;
mod build;
mod layer;
mod map;
mod put;
mod visualization;

pub use layer::MapLayer;
pub use map::MapSpec;
pub use visualization::{SpecDimension, VisualizationSpec};

pub(super) use axes::{AXES, to_axes, to_axes_of_views};
pub(super) use put::keep_periods;
