// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An external map layer: `/api/externalMapLayers`.
#[derive(Clone, Default, PartialEq)]
pub struct ExternalMapLayer {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `attribution`: text.
    pub attribution: Option<String>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `imageFormat`; required.
    pub image_format: Option<ImageFormat>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `layers`: text.
    pub layers: Option<String>,
    /// `legendSet`: a reference.
    pub legend_set: Option<Ref<LegendSet>>,
    /// `legendSetUrl`: text.
    pub legend_set_url: Option<String>,
    /// `mapLayerPosition`; required.
    pub map_layer_position: Option<MapLayerPosition>,
    /// `mapService`; required.
    pub map_service: Option<MapService>,
    /// The name; required; unique.
    pub name: Option<String>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `url`: text; required.
    pub url: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 20] = [
    "access", "attribution", "code", "created", "createdBy", "displayName", "href", "id",
    "imageFormat", "lastUpdated", "lastUpdatedBy", "layers", "legendSet", "legendSetUrl",
    "mapLayerPosition", "mapService", "name", "sharing", "translations", "url",
];

#[rustfmt::skip]
impl Object for ExternalMapLayer {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.attribution, 2 => &self.code, 3 => &self.created,
            4 => &self.created_by, 5 => &self.display_name, 6 => &self.href, 7 => &self.id,
            8 => &self.image_format, 9 => &self.last_updated, 10 => &self.last_updated_by,
            11 => &self.layers, 12 => &self.legend_set, 13 => &self.legend_set_url,
            14 => &self.map_layer_position, 15 => &self.map_service, 16 => &self.name,
            17 => &self.sharing, 18 => &self.translations, 19 => &self.url,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.attribution, 2 => &mut self.code,
            3 => &mut self.created, 4 => &mut self.created_by, 5 => &mut self.display_name,
            6 => &mut self.href, 7 => &mut self.id, 8 => &mut self.image_format,
            9 => &mut self.last_updated, 10 => &mut self.last_updated_by, 11 => &mut self.layers,
            12 => &mut self.legend_set, 13 => &mut self.legend_set_url,
            14 => &mut self.map_layer_position, 15 => &mut self.map_service, 16 => &mut self.name,
            17 => &mut self.sharing, 18 => &mut self.translations, 19 => &mut self.url,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ExternalMapLayer);
#[rustfmt::skip]
base::metadata!(ExternalMapLayer, "externalMapLayers", "externalMapLayer", "org.hisp.dhis.mapping.ExternalMapLayer");
