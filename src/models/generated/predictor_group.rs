// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A predictor group: `/api/predictorGroups`.
#[derive(Clone, Default, PartialEq)]
pub struct PredictorGroup {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// What the object is for.
    pub description: Option<String>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
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
    /// `predictors`: references.
    pub predictors: Option<Vec<Ref<Predictor>>>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 14] = [
    "access", "code", "created", "createdBy", "description", "displayName", "href", "id",
    "lastUpdated", "lastUpdatedBy", "name", "predictors", "sharing", "translations",
];

#[rustfmt::skip]
impl Object for PredictorGroup {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.created, 3 => &self.created_by,
            4 => &self.description, 5 => &self.display_name, 6 => &self.href, 7 => &self.id,
            8 => &self.last_updated, 9 => &self.last_updated_by, 10 => &self.name,
            11 => &self.predictors, 12 => &self.sharing, 13 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.created,
            3 => &mut self.created_by, 4 => &mut self.description, 5 => &mut self.display_name,
            6 => &mut self.href, 7 => &mut self.id, 8 => &mut self.last_updated,
            9 => &mut self.last_updated_by, 10 => &mut self.name, 11 => &mut self.predictors,
            12 => &mut self.sharing, 13 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(PredictorGroup);
#[rustfmt::skip]
base::metadata!(PredictorGroup, "predictorGroups", "predictorGroup", "org.hisp.dhis.predictor.PredictorGroup");
