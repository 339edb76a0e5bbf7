// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An outlier analysis, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct OutlierAnalysis {
    /// `enabled`.
    pub enabled: Option<bool>,
    /// `extremeLines`.
    pub extreme_lines: Option<Value>,
    /// `maxResults`.
    pub max_results: Option<i64>,
    /// `normalizationMethod`.
    pub normalization_method: Option<NormalizedOutlierMethod>,
    /// `outlierMethod`.
    pub outlier_method: Option<OutlierMethod>,
    /// `thresholdFactor`.
    pub threshold_factor: Option<Number>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 6] = [
    "enabled", "extremeLines", "maxResults", "normalizationMethod", "outlierMethod",
    "thresholdFactor",
];

#[rustfmt::skip]
impl Object for OutlierAnalysis {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.enabled, 1 => &self.extreme_lines, 2 => &self.max_results,
            3 => &self.normalization_method, 4 => &self.outlier_method,
            5 => &self.threshold_factor,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.enabled, 1 => &mut self.extreme_lines, 2 => &mut self.max_results,
            3 => &mut self.normalization_method, 4 => &mut self.outlier_method,
            5 => &mut self.threshold_factor,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(OutlierAnalysis);
