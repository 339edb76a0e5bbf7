use serde_json::{Value, json};

use super::Resource;
use crate::error::{DecodeError, Error, Result};
use crate::http::url::segment;
use crate::import::{ImportReport, Stats};
use crate::models::Metadata;
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
    /// DHIS2 drops unknown uids without a word; that is an error here, which says how many were taken.
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
    ) -> Result<ImportReport> {
        let path = format!(
            "{}/{}",
            Self::path(&uid)?,
            segment("collection", collection)?
        );
        let body = json!({ "identifiableObjects": refs(members)? });
        self.api()
            .put(path)
            .json(&body)
            .send_import()?
            .into_result()
    }

    fn change_collection<U: AsUid>(
        &self,
        uid: &impl AsUid,
        collection: &str,
        members: impl IntoIterator<Item = U>,
        verb: &str,
    ) -> Result<Stats> {
        let members = refs(members)?;
        if members.is_empty() {
            return Ok(Stats::default());
        }
        let path = format!(
            "{}/{}",
            Self::path(uid)?,
            segment("collection", collection)?
        );
        let body = json!({ verb: members });
        let request = self.api().post(path).idempotent(true).json(&body);
        let stats = request.send_import()?.into_result()?.stats();
        if stats.total == members.len() as u64 {
            return Ok(stats);
        }
        Err(Error::from(DecodeError::new(format!(
            "DHIS2 said OK, but took {} of {} members of {collection}: the others are unknown to it",
            stats.total,
            members.len()
        ))))
    }
}

fn refs<U: AsUid>(members: impl IntoIterator<Item = U>) -> Result<Vec<Value>> {
    members
        .into_iter()
        .map(|member| member.as_uid().map(|uid: Uid| json!({ "id": uid })))
        .collect()
}
