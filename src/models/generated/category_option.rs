// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A category option: `/api/categoryOptions`.
#[derive(Clone, Default, PartialEq)]
pub struct CategoryOption {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `categories`: references.
    pub categories: Option<Vec<Ref<Category>>>,
    /// `categoryOptionCombos`: references.
    pub category_option_combos: Option<Vec<Ref<CategoryOptionCombo>>>,
    /// `categoryOptionGroups`: references.
    pub category_option_groups: Option<Vec<Ref<CategoryOptionGroup>>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// What the object is for.
    pub description: Option<String>,
    /// `dimensionItemType`.
    pub dimension_item_type: Option<DimensionItemType>,
    /// The description in the language of the caller; read only.
    pub display_description: Option<String>,
    /// The form name in the language of the caller; read only.
    pub display_form_name: Option<String>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The short name in the language of the caller; read only.
    pub display_short_name: Option<String>,
    /// `endDate`.
    pub end_date: Option<DateTime>,
    /// The name in data entry forms.
    pub form_name: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `isDefault`; read only.
    pub is_default: Option<bool>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// The name; required; unique.
    pub name: Option<String>,
    /// `organisationUnits`: references.
    pub organisation_units: Option<Vec<Ref<OrganisationUnit>>>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The short name, for headings and narrow columns; required; unique.
    pub short_name: Option<String>,
    /// `startDate`.
    pub start_date: Option<DateTime>,
    /// Colour and icon.
    pub style: Option<ObjectStyle>,
    /// `totalAggregationType`; read only. Only in 2.43.
    pub total_aggregation_type: Option<TotalAggregationType>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 29] = [
    "access", "attributeValues", "categories", "categoryOptionCombos", "categoryOptionGroups",
    "code", "created", "createdBy", "description", "dimensionItemType", "displayDescription",
    "displayFormName", "displayName", "displayShortName", "endDate", "formName", "href", "id",
    "isDefault", "lastUpdated", "lastUpdatedBy", "name", "organisationUnits", "sharing",
    "shortName", "startDate", "style", "totalAggregationType", "translations",
];

#[rustfmt::skip]
impl Object for CategoryOption {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.attribute_values, 2 => &self.categories,
            3 => &self.category_option_combos, 4 => &self.category_option_groups, 5 => &self.code,
            6 => &self.created, 7 => &self.created_by, 8 => &self.description,
            9 => &self.dimension_item_type, 10 => &self.display_description,
            11 => &self.display_form_name, 12 => &self.display_name,
            13 => &self.display_short_name, 14 => &self.end_date, 15 => &self.form_name,
            16 => &self.href, 17 => &self.id, 18 => &self.is_default, 19 => &self.last_updated,
            20 => &self.last_updated_by, 21 => &self.name, 22 => &self.organisation_units,
            23 => &self.sharing, 24 => &self.short_name, 25 => &self.start_date,
            26 => &self.style, 27 => &self.total_aggregation_type, 28 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.attribute_values, 2 => &mut self.categories,
            3 => &mut self.category_option_combos, 4 => &mut self.category_option_groups,
            5 => &mut self.code, 6 => &mut self.created, 7 => &mut self.created_by,
            8 => &mut self.description, 9 => &mut self.dimension_item_type,
            10 => &mut self.display_description, 11 => &mut self.display_form_name,
            12 => &mut self.display_name, 13 => &mut self.display_short_name,
            14 => &mut self.end_date, 15 => &mut self.form_name, 16 => &mut self.href,
            17 => &mut self.id, 18 => &mut self.is_default, 19 => &mut self.last_updated,
            20 => &mut self.last_updated_by, 21 => &mut self.name,
            22 => &mut self.organisation_units, 23 => &mut self.sharing,
            24 => &mut self.short_name, 25 => &mut self.start_date, 26 => &mut self.style,
            27 => &mut self.total_aggregation_type, 28 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(CategoryOption);
#[rustfmt::skip]
base::metadata!(CategoryOption, "categoryOptions", "categoryOption", "org.hisp.dhis.category.CategoryOption");
