// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A dashboard: `/api/dashboards`.
#[derive(Clone, Default, PartialEq)]
pub struct Dashboard {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `allowedFilters`: texts.
    pub allowed_filters: Option<Vec<String>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// `dashboardItems`: references.
    pub dashboard_items: Option<Vec<DashboardItem>>,
    /// What the object is for.
    pub description: Option<String>,
    /// The description in the language of the caller; read only.
    pub display_description: Option<String>,
    /// The form name in the language of the caller; read only. Only in 2.42.
    pub display_form_name: Option<String>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The short name in the language of the caller; read only. Only in 2.42.
    pub display_short_name: Option<String>,
    /// `embedded`.
    pub embedded: Option<Value>,
    /// `favorites`: texts.
    pub favorites: Option<Vec<String>>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `itemConfig`.
    pub item_config: Option<ItemConfig>,
    /// `itemCount`; read only.
    pub item_count: Option<i64>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `layout`.
    pub layout: Option<Value>,
    /// The name; required.
    pub name: Option<String>,
    /// `restrictFilters`.
    pub restrict_filters: Option<bool>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 24] = [
    "access", "allowedFilters", "code", "created", "createdBy", "dashboardItems", "description",
    "displayDescription", "displayFormName", "displayName", "displayShortName", "embedded",
    "favorites", "href", "id", "itemConfig", "itemCount", "lastUpdated", "lastUpdatedBy",
    "layout", "name", "restrictFilters", "sharing", "translations",
];

#[rustfmt::skip]
impl Object for Dashboard {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.allowed_filters, 2 => &self.code, 3 => &self.created,
            4 => &self.created_by, 5 => &self.dashboard_items, 6 => &self.description,
            7 => &self.display_description, 8 => &self.display_form_name, 9 => &self.display_name,
            10 => &self.display_short_name, 11 => &self.embedded, 12 => &self.favorites,
            13 => &self.href, 14 => &self.id, 15 => &self.item_config, 16 => &self.item_count,
            17 => &self.last_updated, 18 => &self.last_updated_by, 19 => &self.layout,
            20 => &self.name, 21 => &self.restrict_filters, 22 => &self.sharing,
            23 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.allowed_filters, 2 => &mut self.code,
            3 => &mut self.created, 4 => &mut self.created_by, 5 => &mut self.dashboard_items,
            6 => &mut self.description, 7 => &mut self.display_description,
            8 => &mut self.display_form_name, 9 => &mut self.display_name,
            10 => &mut self.display_short_name, 11 => &mut self.embedded,
            12 => &mut self.favorites, 13 => &mut self.href, 14 => &mut self.id,
            15 => &mut self.item_config, 16 => &mut self.item_count, 17 => &mut self.last_updated,
            18 => &mut self.last_updated_by, 19 => &mut self.layout, 20 => &mut self.name,
            21 => &mut self.restrict_filters, 22 => &mut self.sharing,
            23 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(Dashboard);
#[rustfmt::skip]
base::metadata!(Dashboard, "dashboards", "dashboard", "org.hisp.dhis.dashboard.Dashboard");
