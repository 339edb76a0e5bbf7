use std::collections::BTreeMap;

use serde_json::Value;

use super::base::{self, Kind, View};

/// What users or groups may do with an object, by their uids.
pub type Grants = BTreeMap<String, Grant>;

base::structure! {
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
    Sharing {
        "external" /// Whether the object can be seen without signing in. Gone in 2.43.
        external: bool,
        "owner" /// The uid of the user that owns the object.
        owner: String,
        "public" /// What everybody may do.
        public: String,
        "userGroups" /// What the members of user groups may do, by the uid of the group.
        user_groups: Grants,
        "users" /// What single users may do, by the uid of the user.
        users: Grants,
    }
}

base::structure! {
    /// What one user or one group may do with an object.
    Grant {
        "access" /// What may be done, in eight characters: see [`Sharing`].
        access: String,
        "displayName" /// The name of the user or group; read only.
        display_name: String,
        "id" /// The uid of the user or group, the same as the key.
        id: String,
    }
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
