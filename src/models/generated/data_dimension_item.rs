// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A thing on the data axis of an analytics object.
#[derive(Clone, Default, PartialEq)]
pub struct DataDimensionItem {
    /// Which of the others is set: `DATA_ELEMENT`, `INDICATOR`, `REPORTING_RATE` …
    pub data_dimension_item_type: Option<String>,
    /// A data element.
    pub data_element: Option<Ref<DataElement>>,
    /// A data element with an option combo.
    pub data_element_operand: Option<DataElementOperand>,
    /// A calculation.
    pub expression_dimension_item: Option<Ref<ExpressionDimensionItem>>,
    /// An indicator.
    pub indicator: Option<Ref<Indicator>>,
    /// An attribute of a program.
    pub program_attribute: Option<ProgramTrackedEntityAttributeDimensionItem>,
    /// A data element of a program.
    pub program_data_element: Option<ProgramDataElementDimensionItem>,
    /// A program indicator.
    pub program_indicator: Option<Ref<ProgramIndicator>>,
    /// A reporting rate of a data set.
    pub reporting_rate: Option<ReportingRate>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 9] = [
    "dataDimensionItemType", "dataElement", "dataElementOperand", "expressionDimensionItem",
    "indicator", "programAttribute", "programDataElement", "programIndicator", "reportingRate",
];

#[rustfmt::skip]
impl Object for DataDimensionItem {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.data_dimension_item_type, 1 => &self.data_element,
            2 => &self.data_element_operand, 3 => &self.expression_dimension_item,
            4 => &self.indicator, 5 => &self.program_attribute, 6 => &self.program_data_element,
            7 => &self.program_indicator, 8 => &self.reporting_rate,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.data_dimension_item_type, 1 => &mut self.data_element,
            2 => &mut self.data_element_operand, 3 => &mut self.expression_dimension_item,
            4 => &mut self.indicator, 5 => &mut self.program_attribute,
            6 => &mut self.program_data_element, 7 => &mut self.program_indicator,
            8 => &mut self.reporting_rate,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(DataDimensionItem);
