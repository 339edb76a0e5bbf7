use std::collections::BTreeMap;

use serde_json::Value;

use super::base::{self, Extra, Kind, Object, Slot, View};

/// What users or groups may do with an object, by their uids.
pub type Grants = BTreeMap<String, Grant>;

/// Who may see and change an object.
///
/// Access is written in eight characters: `r` and `w` for the object itself, `r` and `w` for its
/// data, and four that are always `-`: `rwr-----` is to see and change the object, and to see its
/// data.
///
/// ```
/// use dhis2::models::{Grant, Sharing};
///
/// let mut sharing = Sharing { public: Some("r-------".into()), ..Default::default() };
/// let grant = Grant::new("rw------");
/// sharing.user_groups.get_or_insert_default().insert("GrpMalaria1".into(), grant);
/// assert_eq!(
///     serde_json::to_string(&sharing)?,
///     r#"{"public":"r-------","userGroups":{"GrpMalaria1":{"access":"rw------"}}}"#,
/// );
/// # Ok::<_, serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct Sharing {
    /// Whether the object can be seen without signing in. Gone in 2.43.
    pub external: Option<bool>,
    /// The uid of the user that owns the object.
    pub owner: Option<String>,
    /// What everybody may do.
    pub public: Option<String>,
    /// What the members of user groups may do, by the uid of the group.
    pub user_groups: Option<Grants>,
    /// What single users may do, by the uid of the user.
    pub users: Option<Grants>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

const KEYS: [&str; 5] = ["external", "owner", "public", "userGroups", "users"];

impl Object for Sharing {
    fn keys(&self) -> &'static [&'static str] {
        &KEYS
    }

    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.external,
            1 => &self.owner,
            2 => &self.public,
            3 => &self.user_groups,
            4 => &self.users,
            _ => return None,
        };
        Some(slot)
    }

    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.external,
            1 => &mut self.owner,
            2 => &mut self.public,
            3 => &mut self.user_groups,
            4 => &mut self.users,
            _ => return None,
        };
        Some(slot)
    }

    fn extra(&self) -> &Extra {
        &self.extra
    }

    fn extra_mut(&mut self) -> &mut Extra {
        &mut self.extra
    }
}

base::object!(Sharing);

/// What one user or one group may do with an object.
#[derive(Clone, Default, PartialEq)]
pub struct Grant {
    /// What may be done, in eight characters: see [`Sharing`].
    pub access: Option<String>,
    /// The name of the user or group; read only.
    pub display_name: Option<String>,
    /// The uid of the user or group, the same as the key.
    pub id: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

impl Grant {
    /// The right to what `access` says in its eight characters.
    pub fn new(access: impl Into<String>) -> Self {
        Self {
            access: Some(access.into()),
            ..Self::default()
        }
    }
}

const GRANT_KEYS: [&str; 3] = ["access", "displayName", "id"];

impl Object for Grant {
    fn keys(&self) -> &'static [&'static str] {
        &GRANT_KEYS
    }

    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access,
            1 => &self.display_name,
            2 => &self.id,
            _ => return None,
        };
        Some(slot)
    }

    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access,
            1 => &mut self.display_name,
            2 => &mut self.id,
            _ => return None,
        };
        Some(slot)
    }

    fn extra(&self) -> &Extra {
        &self.extra
    }

    fn extra_mut(&mut self) -> &mut Extra {
        &mut self.extra
    }
}

base::object!(Grant);

impl Kind for Grants {
    fn any(value: Value) -> Result<Self, Value> {
        match value {
            Value::Object(map) if map.values().all(Value::is_object) => {
                let one = |(uid, value)| Some((uid, serde_json::from_value(value).ok()?));
                Ok(map.into_iter().filter_map(one).collect())
            }
            other => Err(other),
        }
    }

    fn view(&self) -> View<'_> {
        View::Grants(self)
    }
}
