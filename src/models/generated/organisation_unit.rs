// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An organisation unit: `/api/organisationUnits`.
#[derive(Clone, Default, PartialEq)]
pub struct OrganisationUnit {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `address`: text, at most 255 characters.
    pub address: Option<String>,
    /// `ancestors`: references; read only.
    pub ancestors: Option<Vec<Ref<OrganisationUnit>>>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `children`: references.
    pub children: Option<Vec<Ref<OrganisationUnit>>>,
    /// `closedDate`.
    pub closed_date: Option<DateTime>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `comment`: text.
    pub comment: Option<String>,
    /// `contactPerson`: text, at most 255 characters.
    pub contact_person: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// `dataSets`: references.
    pub data_sets: Option<Vec<Ref<DataSet>>>,
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
    /// `email`: text, at most 150 characters.
    pub email: Option<String>,
    /// Where it is, as GeoJSON.
    pub geometry: Option<Geometry>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `image`: a reference.
    pub image: Option<Ref<FileResource>>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `leaf`; read only.
    pub leaf: Option<bool>,
    /// `level`.
    pub level: Option<i64>,
    /// `memberCount`.
    pub member_count: Option<i64>,
    /// The name; required.
    pub name: Option<String>,
    /// `openingDate`; required.
    pub opening_date: Option<DateTime>,
    /// `organisationUnitGroups`: references.
    pub organisation_unit_groups: Option<Vec<Ref<OrganisationUnitGroup>>>,
    /// `parent`: a reference.
    pub parent: Option<Ref<OrganisationUnit>>,
    /// `path`: text, at most 255 characters; unique.
    pub path: Option<String>,
    /// `phoneNumber`: text, at most 150 characters.
    pub phone_number: Option<String>,
    /// `programs`: references.
    pub programs: Option<Vec<Ref<Program>>>,
    /// The short name, for headings and narrow columns; required.
    pub short_name: Option<String>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `type`: text.
    pub r#type: Option<String>,
    /// `url`: text, at most 255 characters.
    pub url: Option<String>,
    /// `users`: references.
    pub users: Option<Vec<Ref<User>>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 40] = [
    "access", "address", "ancestors", "attributeValues", "children", "closedDate", "code",
    "comment", "contactPerson", "created", "createdBy", "dataSets", "description",
    "dimensionItemType", "displayDescription", "displayFormName", "displayName",
    "displayShortName", "email", "geometry", "href", "id", "image", "lastUpdated",
    "lastUpdatedBy", "leaf", "level", "memberCount", "name", "openingDate",
    "organisationUnitGroups", "parent", "path", "phoneNumber", "programs", "shortName",
    "translations", "type", "url", "users",
];

#[rustfmt::skip]
impl Object for OrganisationUnit {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.address, 2 => &self.ancestors,
            3 => &self.attribute_values, 4 => &self.children, 5 => &self.closed_date,
            6 => &self.code, 7 => &self.comment, 8 => &self.contact_person, 9 => &self.created,
            10 => &self.created_by, 11 => &self.data_sets, 12 => &self.description,
            13 => &self.dimension_item_type, 14 => &self.display_description,
            15 => &self.display_form_name, 16 => &self.display_name,
            17 => &self.display_short_name, 18 => &self.email, 19 => &self.geometry,
            20 => &self.href, 21 => &self.id, 22 => &self.image, 23 => &self.last_updated,
            24 => &self.last_updated_by, 25 => &self.leaf, 26 => &self.level,
            27 => &self.member_count, 28 => &self.name, 29 => &self.opening_date,
            30 => &self.organisation_unit_groups, 31 => &self.parent, 32 => &self.path,
            33 => &self.phone_number, 34 => &self.programs, 35 => &self.short_name,
            36 => &self.translations, 37 => &self.r#type, 38 => &self.url, 39 => &self.users,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.address, 2 => &mut self.ancestors,
            3 => &mut self.attribute_values, 4 => &mut self.children, 5 => &mut self.closed_date,
            6 => &mut self.code, 7 => &mut self.comment, 8 => &mut self.contact_person,
            9 => &mut self.created, 10 => &mut self.created_by, 11 => &mut self.data_sets,
            12 => &mut self.description, 13 => &mut self.dimension_item_type,
            14 => &mut self.display_description, 15 => &mut self.display_form_name,
            16 => &mut self.display_name, 17 => &mut self.display_short_name,
            18 => &mut self.email, 19 => &mut self.geometry, 20 => &mut self.href,
            21 => &mut self.id, 22 => &mut self.image, 23 => &mut self.last_updated,
            24 => &mut self.last_updated_by, 25 => &mut self.leaf, 26 => &mut self.level,
            27 => &mut self.member_count, 28 => &mut self.name, 29 => &mut self.opening_date,
            30 => &mut self.organisation_unit_groups, 31 => &mut self.parent,
            32 => &mut self.path, 33 => &mut self.phone_number, 34 => &mut self.programs,
            35 => &mut self.short_name, 36 => &mut self.translations, 37 => &mut self.r#type,
            38 => &mut self.url, 39 => &mut self.users,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(OrganisationUnit);
#[rustfmt::skip]
base::metadata!(OrganisationUnit, "organisationUnits", "organisationUnit", "org.hisp.dhis.organisationunit.OrganisationUnit");
