// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A dashboard item, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct DashboardItem {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `appKey`: text, at most 255 characters.
    pub app_key: Option<String>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `contentCount`; read only.
    pub content_count: Option<i64>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// The name in the language of the caller; read only. Only in 2.42.
    pub display_name: Option<String>,
    /// `eventChart`: a reference.
    pub event_chart: Option<Ref<EventChart>>,
    /// `eventReport`: a reference.
    pub event_report: Option<Ref<EventReport>>,
    /// `eventVisualization`: a reference.
    pub event_visualization: Option<Ref<EventVisualization>>,
    /// `height`.
    pub height: Option<i64>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `interpretationCount`; read only.
    pub interpretation_count: Option<i64>,
    /// `interpretationLikeCount`; read only.
    pub interpretation_like_count: Option<i64>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `map`: a reference.
    pub map: Option<Ref<Map>>,
    /// `messages`.
    pub messages: Option<bool>,
    /// The name.
    pub name: Option<String>,
    /// `reports`: references.
    pub reports: Option<Vec<Ref<Report>>>,
    /// `resources`: references.
    pub resources: Option<Vec<Ref<Document>>>,
    /// `shape`.
    pub shape: Option<DashboardItemShape>,
    /// `text`: text.
    pub text: Option<String>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `type`; read only.
    pub r#type: Option<DashboardItemType>,
    /// `users`: references.
    pub users: Option<Vec<Ref<User>>>,
    /// `visualization`: a reference.
    pub visualization: Option<Ref<Visualization>>,
    /// `width`.
    pub width: Option<i64>,
    /// `x`.
    pub x: Option<i64>,
    /// `y`.
    pub y: Option<i64>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 30] = [
    "access", "appKey", "code", "contentCount", "created", "displayName", "eventChart",
    "eventReport", "eventVisualization", "height", "href", "id", "interpretationCount",
    "interpretationLikeCount", "lastUpdated", "lastUpdatedBy", "map", "messages", "name",
    "reports", "resources", "shape", "text", "translations", "type", "users", "visualization",
    "width", "x", "y",
];

#[rustfmt::skip]
impl Object for DashboardItem {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.app_key, 2 => &self.code, 3 => &self.content_count,
            4 => &self.created, 5 => &self.display_name, 6 => &self.event_chart,
            7 => &self.event_report, 8 => &self.event_visualization, 9 => &self.height,
            10 => &self.href, 11 => &self.id, 12 => &self.interpretation_count,
            13 => &self.interpretation_like_count, 14 => &self.last_updated,
            15 => &self.last_updated_by, 16 => &self.map, 17 => &self.messages, 18 => &self.name,
            19 => &self.reports, 20 => &self.resources, 21 => &self.shape, 22 => &self.text,
            23 => &self.translations, 24 => &self.r#type, 25 => &self.users,
            26 => &self.visualization, 27 => &self.width, 28 => &self.x, 29 => &self.y,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.app_key, 2 => &mut self.code,
            3 => &mut self.content_count, 4 => &mut self.created, 5 => &mut self.display_name,
            6 => &mut self.event_chart, 7 => &mut self.event_report,
            8 => &mut self.event_visualization, 9 => &mut self.height, 10 => &mut self.href,
            11 => &mut self.id, 12 => &mut self.interpretation_count,
            13 => &mut self.interpretation_like_count, 14 => &mut self.last_updated,
            15 => &mut self.last_updated_by, 16 => &mut self.map, 17 => &mut self.messages,
            18 => &mut self.name, 19 => &mut self.reports, 20 => &mut self.resources,
            21 => &mut self.shape, 22 => &mut self.text, 23 => &mut self.translations,
            24 => &mut self.r#type, 25 => &mut self.users, 26 => &mut self.visualization,
            27 => &mut self.width, 28 => &mut self.x, 29 => &mut self.y,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(DashboardItem);
