//! Rows that an object owns: the elements of a data set, the attributes of a program.

use serde_json::{Map, Value, json};

use super::Resource;
use crate::error::{Error, Result};
use crate::models::{DataSet, Metadata, Program, ProgramStage, TrackedEntityType};
use crate::uid::{AsUid, Uid, as_uids};

/// Where the rows of a kind are, what each is about, and what a new one has set.
struct Rows {
    list: &'static str,
    about: &'static str,
    usual: Option<&'static str>,
}

const SET: Rows = Rows {
    list: "dataSetElements",
    about: "dataElement",
    usual: None,
};
const PROGRAM: Rows = Rows {
    list: "programTrackedEntityAttributes",
    about: "trackedEntityAttribute",
    usual: Some("displayInList"),
};
const STAGE: Rows = Rows {
    list: "programStageDataElements",
    about: "dataElement",
    usual: Some("displayInReports"),
};
const TYPE: Rows = Rows {
    list: "trackedEntityTypeAttributes",
    about: "trackedEntityAttribute",
    usual: Some("displayInList"),
};

impl Rows {
    fn is_about(&self, row: &Value, uid: Uid) -> bool {
        row[self.about]["id"].as_str() == Some(uid.as_str())
    }

    /// A new row: shown where such rows are, unless the settings say otherwise, and nothing else.
    fn new_row(&self, uid: Uid, settings: Settings) -> Value {
        let mut row = Settings::new();
        if let Some(usual) = self.usual {
            row.insert(usual.to_owned(), json!(true));
        }
        row.extend(settings);
        row.insert(self.about.to_owned(), json!({ "id": uid }));
        Value::Object(row)
    }
}

/// The settings of a row, by DHIS2's names, such as `{"compulsory": true}`.
type Settings = Map<String, Value>;

fn settings(given: Value) -> Result<Settings> {
    match given {
        Value::Object(settings) => Ok(settings),
        Value::Null => Ok(Settings::new()),
        other => Err(Error::invalid(
            "settings",
            other.to_string(),
            "a JSON object or null",
        )),
    }
}

impl<T: Metadata> Resource<T> {
    /// Reads an object whole, changes one of its lists, and puts it back if that changed anything.
    pub(super) fn change_list(
        &self,
        uid: Uid,
        list: &str,
        change: impl FnOnce(&mut Vec<Value>),
    ) -> Result<bool> {
        let mut whole: Map<String, Value> = self.object(&uid)?.fields(":owner").fetch()?;
        let before = match whole.get(list) {
            Some(Value::Array(rows)) => rows.clone(),
            _ => Vec::new(),
        };
        let mut after = before.clone();
        change(&mut after);
        if before == after {
            return Ok(false);
        }
        whole.insert(list.to_owned(), Value::Array(after));
        self.put(&uid, &Value::Object(whole))?;
        Ok(true)
    }

    fn add_row(&self, owner: Uid, rows: &Rows, about: Uid, settings: Settings) -> Result<bool> {
        self.change_list(owner, rows.list, |list| {
            let known = list.iter_mut().find(|row| rows.is_about(row, about));
            if let Some(Value::Object(row)) = known {
                row.extend(settings);
                return;
            }
            list.push(rows.new_row(about, settings));
        })
    }

    fn remove_row(&self, owner: Uid, rows: &Rows, about: Uid) -> Result<bool> {
        self.change_list(owner, rows.list, |list| {
            list.retain(|row| !rows.is_about(row, about));
        })
    }
}

impl Resource<DataSet> {
    /// Adds a data element to a data set, or changes the category combination it has there. Reads the set whole
    /// and puts it back; false, and nothing put, when it is so already.
    /// `GET /api/dataSets/{uid}?fields=:owner`, `PUT /api/dataSets/{uid}`
    ///
    /// # Errors
    ///
    /// As [`update`](Self::update).
    pub fn add_element(
        &self,
        set: impl AsUid,
        element: impl AsUid,
        category_combo: Option<Uid>,
    ) -> Result<bool> {
        let combo = category_combo.map(|uid| json!({ "categoryCombo": { "id": uid } }));
        let settings = settings(combo.unwrap_or_default())?;
        self.add_row(set.as_uid()?, &SET, element.as_uid()?, settings)
    }

    /// Takes a data element out of a data set; false when it was not in it.
    /// `GET /api/dataSets/{uid}?fields=:owner`, `PUT /api/dataSets/{uid}`
    ///
    /// # Errors
    ///
    /// As [`update`](Self::update).
    pub fn remove_element(&self, set: impl AsUid, element: impl AsUid) -> Result<bool> {
        self.remove_row(set.as_uid()?, &SET, element.as_uid()?)
    }
}

macro_rules! attributes {
    ($($kind:ident at $plural:literal, $rows:ident, $settings:literal;)*) => {$(
        impl Resource<$kind> {
            #[doc = concat!("Adds a tracked entity attribute, or changes its settings: ", $settings, ". Settings that are not named keep their values; a new attribute is shown in lists (`displayInList`). Reads the object whole and puts it back; false, and nothing put, when it is so already. `GET /api/", $plural, "/{uid}?fields=:owner`, `PUT /api/", $plural, "/{uid}`")]
            ///
            /// # Errors
            ///
            /// [`Error::InvalidInput`] for settings that are no JSON object; as [`update`](Self::update).
            pub fn add_attribute(
                &self,
                owner: impl AsUid,
                attribute: impl AsUid,
                settings: Value,
            ) -> Result<bool> {
                let settings = self::settings(settings)?;
                self.add_row(owner.as_uid()?, &$rows, attribute.as_uid()?, settings)
            }

            #[doc = concat!("Takes a tracked entity attribute away; false when it was not there. `GET /api/", $plural, "/{uid}?fields=:owner`, `PUT /api/", $plural, "/{uid}`")]
            ///
            /// # Errors
            ///
            /// As [`update`](Self::update).
            pub fn remove_attribute(
                &self,
                owner: impl AsUid,
                attribute: impl AsUid,
            ) -> Result<bool> {
                self.remove_row(owner.as_uid()?, &$rows, attribute.as_uid()?)
            }
        }
    )*};
}

attributes! {
    Program at "programs", PROGRAM, "`mandatory`, `searchable`, `displayInList`, `sortOrder`, `allowFutureDate`";
    TrackedEntityType at "trackedEntityTypes", TYPE, "`mandatory`, `searchable`, `displayInList`";
}

impl Resource<ProgramStage> {
    /// Adds a data element to a program stage, or changes its settings: `compulsory`, `allowFutureDate`,
    /// `displayInReports`, `sortOrder` and so on; null for none. Settings that are not named keep their values; a
    /// new element is shown in reports (`displayInReports`). Reads the stage whole and puts it back; false, and
    /// nothing put, when it is so already. `GET /api/programStages/{uid}?fields=:owner`,
    /// `PUT /api/programStages/{uid}`
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for settings that are no JSON object; as [`update`](Self::update).
    pub fn add_element(
        &self,
        stage: impl AsUid,
        element: impl AsUid,
        settings: Value,
    ) -> Result<bool> {
        let settings = self::settings(settings)?;
        self.add_row(stage.as_uid()?, &STAGE, element.as_uid()?, settings)
    }

    /// Takes a data element out of a program stage; false when it was not in it.
    /// `GET /api/programStages/{uid}?fields=:owner`, `PUT /api/programStages/{uid}`
    ///
    /// # Errors
    ///
    /// As [`update`](Self::update).
    pub fn remove_element(&self, stage: impl AsUid, element: impl AsUid) -> Result<bool> {
        self.remove_row(stage.as_uid()?, &STAGE, element.as_uid()?)
    }

    /// Makes these the data elements of a stage, in this order; those that were there keep their settings.
    /// `GET /api/programStages/{uid}?fields=:owner`, `PUT /api/programStages/{uid}`
    ///
    /// # Errors
    ///
    /// As [`update`](Self::update).
    pub fn reorder<U: AsUid>(
        &self,
        stage: impl AsUid,
        elements: impl IntoIterator<Item = U>,
    ) -> Result<bool> {
        let order = as_uids(elements)?;
        self.change_list(stage.as_uid()?, STAGE.list, |list| {
            let old = std::mem::take(list);
            for (index, uid) in order.into_iter().enumerate() {
                let known = old.iter().find(|row| STAGE.is_about(row, uid)).cloned();
                let mut row = known.unwrap_or_else(|| STAGE.new_row(uid, Settings::new()));
                row["sortOrder"] = json!(index);
                list.push(row);
            }
        })
    }
}
