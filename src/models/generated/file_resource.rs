// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A file resource: `/api/fileResources`.
#[derive(Clone, Default, PartialEq)]
pub struct FileResource {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `assigned`; required.
    pub assigned: Option<bool>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `contentLength`; required.
    pub content_length: Option<i64>,
    /// `contentMd5`: text, at most 32 characters; required.
    pub content_md5: Option<String>,
    /// `contentType`: text, at most 255 characters; required.
    pub content_type: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// `domain`.
    pub domain: Option<FileResourceDomain>,
    /// `hasMultipleStorageFiles`.
    pub has_multiple_storage_files: Option<bool>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// The name; required.
    pub name: Option<String>,
    /// `storageStatus`.
    pub storage_status: Option<FileResourceStorageStatus>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 17] = [
    "access", "assigned", "code", "contentLength", "contentMd5", "contentType", "created",
    "createdBy", "displayName", "domain", "hasMultipleStorageFiles", "href", "id", "lastUpdated",
    "lastUpdatedBy", "name", "storageStatus",
];

#[rustfmt::skip]
impl Object for FileResource {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.assigned, 2 => &self.code, 3 => &self.content_length,
            4 => &self.content_md5, 5 => &self.content_type, 6 => &self.created,
            7 => &self.created_by, 8 => &self.display_name, 9 => &self.domain,
            10 => &self.has_multiple_storage_files, 11 => &self.href, 12 => &self.id,
            13 => &self.last_updated, 14 => &self.last_updated_by, 15 => &self.name,
            16 => &self.storage_status,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.assigned, 2 => &mut self.code,
            3 => &mut self.content_length, 4 => &mut self.content_md5,
            5 => &mut self.content_type, 6 => &mut self.created, 7 => &mut self.created_by,
            8 => &mut self.display_name, 9 => &mut self.domain,
            10 => &mut self.has_multiple_storage_files, 11 => &mut self.href, 12 => &mut self.id,
            13 => &mut self.last_updated, 14 => &mut self.last_updated_by, 15 => &mut self.name,
            16 => &mut self.storage_status,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(FileResource);
#[rustfmt::skip]
base::metadata!(FileResource, "fileResources", "fileResource", "org.hisp.dhis.fileresource.FileResource");
