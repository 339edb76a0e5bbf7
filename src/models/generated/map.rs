// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A map: `/api/maps`.
#[derive(Clone, Default, PartialEq)]
pub struct Map {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `basemap`: text, at most 255 characters.
    pub basemap: Option<String>,
    /// `basemaps`. Only in 2.43.
    pub basemaps: Option<Vec<Value>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// What the object is for.
    pub description: Option<String>,
    /// The description in the language of the caller; read only.
    pub display_description: Option<String>,
    /// The form name in the language of the caller; read only.
    pub display_form_name: Option<String>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The short name in the language of the caller; read only.
    pub display_short_name: Option<String>,
    /// `favorites`: texts.
    pub favorites: Option<Vec<String>>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `latitude`.
    pub latitude: Option<Number>,
    /// `longitude`.
    pub longitude: Option<Number>,
    /// `mapViews`: references.
    pub map_views: Option<Vec<Ref<MapView>>>,
    /// The name; required.
    pub name: Option<String>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// `subscribers`: texts.
    pub subscribers: Option<Vec<String>>,
    /// `title`: text, at most 255 characters.
    pub title: Option<String>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `zoom`.
    pub zoom: Option<i64>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 26] = [
    "access", "attributeValues", "basemap", "basemaps", "code", "created", "createdBy",
    "description", "displayDescription", "displayFormName", "displayName", "displayShortName",
    "favorites", "href", "id", "lastUpdated", "lastUpdatedBy", "latitude", "longitude",
    "mapViews", "name", "sharing", "subscribers", "title", "translations", "zoom",
];

#[rustfmt::skip]
impl Object for Map {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.attribute_values, 2 => &self.basemap,
            3 => &self.basemaps, 4 => &self.code, 5 => &self.created, 6 => &self.created_by,
            7 => &self.description, 8 => &self.display_description, 9 => &self.display_form_name,
            10 => &self.display_name, 11 => &self.display_short_name, 12 => &self.favorites,
            13 => &self.href, 14 => &self.id, 15 => &self.last_updated,
            16 => &self.last_updated_by, 17 => &self.latitude, 18 => &self.longitude,
            19 => &self.map_views, 20 => &self.name, 21 => &self.sharing, 22 => &self.subscribers,
            23 => &self.title, 24 => &self.translations, 25 => &self.zoom,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.attribute_values, 2 => &mut self.basemap,
            3 => &mut self.basemaps, 4 => &mut self.code, 5 => &mut self.created,
            6 => &mut self.created_by, 7 => &mut self.description,
            8 => &mut self.display_description, 9 => &mut self.display_form_name,
            10 => &mut self.display_name, 11 => &mut self.display_short_name,
            12 => &mut self.favorites, 13 => &mut self.href, 14 => &mut self.id,
            15 => &mut self.last_updated, 16 => &mut self.last_updated_by,
            17 => &mut self.latitude, 18 => &mut self.longitude, 19 => &mut self.map_views,
            20 => &mut self.name, 21 => &mut self.sharing, 22 => &mut self.subscribers,
            23 => &mut self.title, 24 => &mut self.translations, 25 => &mut self.zoom,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(Map);
#[rustfmt::skip]
base::metadata!(Map, "maps", "map", "org.hisp.dhis.mapping.Map");
