// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An organisation unit group: `/api/organisationUnitGroups`.
#[derive(Clone, Default, PartialEq)]
pub struct OrganisationUnitGroup {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `color`: text, at most 255 characters.
    pub color: Option<String>,
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
    /// `featureType`; read only.
    pub feature_type: Option<FeatureType>,
    /// Where it is, as GeoJSON.
    pub geometry: Option<Geometry>,
    /// `groupSets`: references.
    pub group_sets: Option<Vec<Ref<OrganisationUnitGroupSet>>>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
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
    /// `symbol`: text, at most 255 characters.
    pub symbol: Option<String>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 25] = [
    "access", "attributeValues", "code", "color", "created", "createdBy", "description",
    "dimensionItemType", "displayDescription", "displayFormName", "displayName",
    "displayShortName", "featureType", "geometry", "groupSets", "href", "id", "lastUpdated",
    "lastUpdatedBy", "name", "organisationUnits", "sharing", "shortName", "symbol",
    "translations",
];

#[rustfmt::skip]
impl Object for OrganisationUnitGroup {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.attribute_values, 2 => &self.code, 3 => &self.color,
            4 => &self.created, 5 => &self.created_by, 6 => &self.description,
            7 => &self.dimension_item_type, 8 => &self.display_description,
            9 => &self.display_form_name, 10 => &self.display_name,
            11 => &self.display_short_name, 12 => &self.feature_type, 13 => &self.geometry,
            14 => &self.group_sets, 15 => &self.href, 16 => &self.id, 17 => &self.last_updated,
            18 => &self.last_updated_by, 19 => &self.name, 20 => &self.organisation_units,
            21 => &self.sharing, 22 => &self.short_name, 23 => &self.symbol,
            24 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.attribute_values, 2 => &mut self.code,
            3 => &mut self.color, 4 => &mut self.created, 5 => &mut self.created_by,
            6 => &mut self.description, 7 => &mut self.dimension_item_type,
            8 => &mut self.display_description, 9 => &mut self.display_form_name,
            10 => &mut self.display_name, 11 => &mut self.display_short_name,
            12 => &mut self.feature_type, 13 => &mut self.geometry, 14 => &mut self.group_sets,
            15 => &mut self.href, 16 => &mut self.id, 17 => &mut self.last_updated,
            18 => &mut self.last_updated_by, 19 => &mut self.name,
            20 => &mut self.organisation_units, 21 => &mut self.sharing,
            22 => &mut self.short_name, 23 => &mut self.symbol, 24 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(OrganisationUnitGroup);
#[rustfmt::skip]
base::metadata!(OrganisationUnitGroup, "organisationUnitGroups", "organisationUnitGroup", "org.hisp.dhis.organisationunit.OrganisationUnitGroup");
