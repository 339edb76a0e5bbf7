use std::collections::HashSet;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::Resource;
use crate::error::{DecodeError, Error, Result};
use crate::http::url::segment;
use crate::import::Stats;
use crate::models::Metadata;
use crate::query::IntoFields;
use crate::uid::{AsUid, Uid};

impl<T: Metadata> Resource<T> {
    /// Adds members to a collection of an object, all in one request:
    /// `POST /api/{plural}/{uid}/{collection}` with `additions`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// api.data_element_groups().add_to("DgMalaria01", "dataElements", ["DeMalariaC1", "DeMalariaT2"])?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// DHIS2 drops unknown uids without a word and answers 200; that is an error here, which says how many
    /// were taken. One that is a member already counts as `ignored` and is no error: this can be repeated.
    pub fn add_to<U: AsUid>(
        &self,
        uid: impl AsUid,
        collection: &str,
        members: impl IntoIterator<Item = U>,
    ) -> Result<Stats> {
        self.change_collection(&uid, collection, members, "additions")
    }

    /// Removes members from a collection of an object, all in one request:
    /// `POST /api/{plural}/{uid}/{collection}` with `deletions`.
    ///
    /// # Errors
    ///
    /// As [`add_to`](Self::add_to).
    pub fn remove_from<U: AsUid>(
        &self,
        uid: impl AsUid,
        collection: &str,
        members: impl IntoIterator<Item = U>,
    ) -> Result<Stats> {
        self.change_collection(&uid, collection, members, "deletions")
    }

    /// Makes these the members of a collection, and no others:
    /// `PUT /api/{plural}/{uid}/{collection}`.
    ///
    /// # Errors
    ///
    /// As [`add_to`](Self::add_to).
    pub fn set_collection<U: AsUid>(
        &self,
        uid: impl AsUid,
        collection: &str,
        members: impl IntoIterator<Item = U>,
    ) -> Result<Stats> {
        let members = refs(members)?;
        let path = Self::collection_path(&uid, collection)?;
        let request = self.api().put(path);
        let request = request.json(&json!({ "identifiableObjects": members }));
        let stats = request.send_import()?.into_result()?.stats();
        // DHIS2 takes all members out and puts the new ones in, each an update.
        if stats.updated < members.len() as u64 {
            return Err(not_taken(collection, stats.updated, members.len()));
        }
        Ok(stats)
    }

    /// The members of a collection, all at once, in the order of the object where it has one:
    /// `GET /api/{plural}/{uid}/{collection}?fields=…`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::models::DataElement;
    ///
    /// let elements: Vec<DataElement> =
    ///     api.data_element_groups().collection("DgMalaria01", "dataElements", "id,name")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get), and [`Error::Decode`] when the answer has no such list.
    pub fn collection<U: DeserializeOwned>(
        &self,
        uid: impl AsUid,
        collection: &str,
        fields: impl IntoFields,
    ) -> Result<Vec<U>> {
        let path = Self::collection_path(&uid, collection)?;
        let mut answer: Map<String, Value> = self.api().get(path).fields(fields).fetch()?;
        let rows = answer.remove(collection).ok_or_else(|| {
            Error::from(DecodeError::new("the answer has no such list").path(collection))
        })?;
        serde_json::from_value(rows)
            .map_err(|error| DecodeError::new(error.to_string()).path(collection).into())
    }

    fn change_collection<U: AsUid>(
        &self,
        uid: &impl AsUid,
        collection: &str,
        members: impl IntoIterator<Item = U>,
        verb: &str,
    ) -> Result<Stats> {
        let members = refs(members)?;
        let path = Self::collection_path(uid, collection)?;
        if members.is_empty() {
            return Ok(Stats::default());
        }
        let body = json!({ verb: members });
        let request = self.api().post(path).idempotent(true).json(&body);
        let stats = request.send_import()?.into_result()?.stats();
        if stats.total < members.len() as u64 {
            return Err(not_taken(collection, stats.total, members.len()));
        }
        Ok(stats)
    }

    fn collection_path(uid: &impl AsUid, collection: &str) -> Result<String> {
        let collection = segment("collection", collection)?;
        Ok(format!("{}/{collection}", Self::path(uid)?))
    }
}

fn not_taken(collection: &str, taken: u64, sent: usize) -> Error {
    Error::from(DecodeError::new(format!(
        "DHIS2 said OK, but took {taken} of {sent} members of {collection}: the others are unknown to it"
    )))
}

/// References, each once: DHIS2 counts a uid that is given twice as one.
fn refs<U: AsUid>(members: impl IntoIterator<Item = U>) -> Result<Vec<Value>> {
    let mut seen = HashSet::new();
    let mut refs = Vec::new();
    for member in members {
        let uid: Uid = member.as_uid()?;
        if seen.insert(uid) {
            refs.push(json!({ "id": uid }));
        }
    }
    Ok(refs)
}
