use serde_json::{Map, Value, json};

use super::Resource;
use super::write::took_some;
use crate::error::Result;
use crate::metadata::ImportStrategy;
use crate::models::{EventVisualization, LegendSet, Metadata, Visualization};
use crate::uid::{AsUid, Uid};

/// What belongs to the object that is copied, and not to its copy. A code is unique.
const OWN: [&str; 14] = [
    "access",
    "code",
    "created",
    "createdBy",
    "favorite",
    "favorites",
    "href",
    "interpretations",
    "lastUpdated",
    "lastUpdatedBy",
    "subscribed",
    "subscribers",
    "translations",
    "user",
];

macro_rules! duplicates {
    ($($kind:ident),*) => {$(
        impl Resource<$kind> {
            /// Makes a copy under another name and returns its uid: reads the object whole and writes the copy
            /// through `POST /api/metadata`. The copy is shared as the object is; code, translations and
            /// favourites are not copied.
            ///
            /// # Errors
            ///
            /// As [`get`](Resource::get); [`Error::Import`](crate::Error::Import) when DHIS2 refuses the copy, for
            /// example for a name that is taken.
            pub fn duplicate(&self, uid: impl AsUid, name: &str) -> Result<Uid> {
                self.copy(uid, name)
            }
        }
    )*};
}

duplicates!(EventVisualization, LegendSet, Visualization);

impl<T: Metadata> Resource<T> {
    fn copy(&self, uid: impl AsUid, name: &str) -> Result<Uid> {
        let mut copy: Map<String, Value> = self.object(&uid)?.fields(":owner").fetch()?;
        for name in OWN {
            copy.remove(name);
        }
        let uid = Uid::generate();
        copy.insert("id".to_owned(), json!(uid));
        copy.insert("name".to_owned(), json!(name));
        // Legends belong to one set: those of the copy are new.
        if let Some(Value::Array(legends)) = copy.get_mut("legends") {
            for legend in legends {
                legend["id"] = json!(Uid::generate());
            }
        }
        let import = self.api().metadata().import();
        let report = import
            .strategy(ImportStrategy::Create)
            .send(&json!({ T::PLURAL: [copy] }))?;
        took_some(report.into_result()?, 1)?;
        Ok(uid)
    }
}
