//! Tracked entities that may be the same, and merging them.

use serde::{Deserialize, Serialize};

use super::Tracker;
use super::query::Query;
use crate::paging::{Items, Pages};
use crate::query::IntoOrder;
use crate::request::Request;
use crate::uid::{AsUid, Uid, as_uids};
use crate::words::open_words;
use crate::{DateTime, Error, Result};

open_words! {
    /// What became of a suspicion.
    DuplicateStatus {
        /// Nobody has decided yet.
        Open = "OPEN",
        /// They are two.
        Invalid = "INVALID",
        /// They were the same, and are merged.
        Merged = "MERGED",
    }
}

/// Two tracked entities that may be the same.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PotentialDuplicate {
    /// The identifier of the pair.
    pub id: Uid,
    /// The tracked entity that stays when they are merged.
    pub original: Uid,
    /// The tracked entity that is deleted when they are merged.
    pub duplicate: Uid,
    /// What became of it.
    pub status: DuplicateStatus,
    /// When it was noted.
    pub created: Option<DateTime>,
    /// When it was last changed.
    pub last_updated: Option<DateTime>,
    /// The user name of who noted it; not in lists.
    pub created_by_user_name: Option<String>,
    /// The user name of who last changed it; not in lists.
    pub last_updated_by_user_name: Option<String>,
}

impl Tracker {
    /// Begins the list of tracked entities that may be the same, the open ones unless told
    /// otherwise: `GET /api/potentialDuplicates`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let tracker = api.tracker();
    /// for pair in tracker.potential_duplicates().items() {
    ///     let pair = pair?;
    ///     println!("{} and {}", pair.original, pair.duplicate);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn potential_duplicates(&self) -> PotentialDuplicates {
        PotentialDuplicates {
            query: Query::new(&self.api, "potentialDuplicates"),
        }
    }

    /// One pair: `GET /api/potentialDuplicates/{uid}`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn potential_duplicate(&self, uid: impl AsUid) -> Result<PotentialDuplicate> {
        let path = format!("potentialDuplicates/{}", uid.as_uid()?);
        self.api.get(path).fetch()
    }

    /// Notes that two tracked entities may be the same: `POST /api/potentialDuplicates`.
    ///
    /// # Errors
    ///
    /// [`Error::Api`] with the status 409 when the pair, in whichever order, is known already, and as
    /// [`Request::fetch`](crate::Request::fetch).
    pub fn add_potential_duplicate(
        &self,
        original: impl AsUid,
        duplicate: impl AsUid,
    ) -> Result<PotentialDuplicate> {
        #[derive(Serialize)]
        struct Pair {
            original: Uid,
            duplicate: Uid,
        }
        let pair = Pair {
            original: original.as_uid()?,
            duplicate: duplicate.as_uid()?,
        };
        if pair.original == pair.duplicate {
            let expected = "another tracked entity than the original";
            return Err(Error::invalid(
                "duplicate",
                pair.duplicate.to_string(),
                expected,
            ));
        }
        self.api.post("potentialDuplicates").json(&pair).fetch()
    }

    /// Says that a pair is two ([`DuplicateStatus::Invalid`]), or that it is open again:
    /// `PUT /api/potentialDuplicates/{uid}?status=`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for [`DuplicateStatus::Merged`], which is the work of
    /// [`merge_duplicate`](Self::merge_duplicate), and as [`Request::send`](crate::Request::send): a
    /// pair that was merged stays so (400).
    pub fn set_duplicate_status(&self, uid: impl AsUid, status: &DuplicateStatus) -> Result<()> {
        if !matches!(status, DuplicateStatus::Open | DuplicateStatus::Invalid) {
            let expected = "OPEN or INVALID: `merge_duplicate` merges";
            return Err(Error::invalid("status", status.as_str(), expected));
        }
        let request = self
            .api
            .put(format!("potentialDuplicates/{}", uid.as_uid()?));
        request.param("status", status.as_str()).send().map(drop)
    }

    /// Begins to merge a pair: `POST /api/potentialDuplicates/{uid}/merge`.
    ///
    /// What the duplicate has goes over to the original; then the duplicate is deleted, for ever.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let tracker = api.tracker();
    /// // The server takes everything over, unless the two are at odds.
    /// tracker.merge_duplicate("LvAgRZ1D3FH").send()?;
    /// // Only what is named goes over.
    /// tracker.merge_duplicate("LvAgRZ1D3FH").attributes(["TaGivenNam1"]).send()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn merge_duplicate(&self, uid: impl AsUid) -> MergeDuplicate {
        let request = self.api.post("");
        MergeDuplicate {
            request: request.or_fail(uid.as_uid(), |request, uid| {
                request.at(&format!("potentialDuplicates/{uid}/merge"))
            }),
            chosen: None,
        }
    }
}

/// A list of pairs; see [`Tracker::potential_duplicates`].
#[derive(Debug)]
#[must_use = "a list does nothing until it is read"]
pub struct PotentialDuplicates {
    query: Query,
}

impl PotentialDuplicates {
    /// Only those of these tracked entities, on either side. May be given again. `trackedEntities=`
    pub fn tracked_entities<U: AsUid>(mut self, uids: impl IntoIterator<Item = U>) -> Self {
        self.query = self.query.add_uids("trackedEntities", uids);
        self
    }

    /// Only those with this status; the open ones unless set. `status=`
    pub fn status(mut self, status: &DuplicateStatus) -> Self {
        self.query = self.query.set("status", status);
        self
    }

    /// Those with any status. `status=ALL`
    pub fn any_status(mut self) -> Self {
        self.query = self.query.set("status", "ALL");
        self
    }

    /// The order, such as `lastUpdated:desc`; in that of noting unless set. `order=`
    pub fn order(mut self, order: impl IntoOrder) -> Self {
        self.query = self.query.order(order);
        self
    }

    /// The pairs one by one, over all pages.
    pub fn items(self) -> Items<PotentialDuplicate> {
        self.request().items_as()
    }

    /// The pages.
    pub fn pages(self) -> Pages<PotentialDuplicate> {
        self.request().pages_as()
    }

    /// All pairs, in memory.
    ///
    /// # Errors
    ///
    /// The first error of the run.
    pub fn collect_all(self) -> Result<Vec<PotentialDuplicate>> {
        self.items().collect()
    }

    fn request(self) -> Request {
        let query = match self.query.get("order") {
            Some(_) => self.query,
            // Without an order the pages may overlap.
            None => self.query.set("order", "created:asc"),
        };
        query.finish("trackedEntities")
    }
}

/// What goes over to the original.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct MergeObject {
    tracked_entity_attributes: Vec<Uid>,
    enrollments: Vec<Uid>,
    relationships: Vec<Uid>,
}

/// A merge of two tracked entities; see [`Tracker::merge_duplicate`].
///
/// Unless told what goes over, DHIS2 takes all of it (`mergeStrategy=AUTO`), and refuses when the two
/// have different types, different values of an attribute, or an enrollment in the same program.
/// Once told of anything, only that goes over (`mergeStrategy=MANUAL`).
#[derive(Debug)]
#[must_use = "nothing is merged before `send`"]
pub struct MergeDuplicate {
    request: Request,
    chosen: Option<MergeObject>,
}

impl MergeDuplicate {
    /// Attributes whose values in the duplicate replace those of the original, by their uids. May be
    /// given again.
    pub fn attributes<U: AsUid>(self, uids: impl IntoIterator<Item = U>) -> Self {
        self.choose(uids, |object| &mut object.tracked_entity_attributes)
    }

    /// Enrollments of the duplicate that go over, by their uids. May be given again.
    pub fn enrollments<U: AsUid>(self, uids: impl IntoIterator<Item = U>) -> Self {
        self.choose(uids, |object| &mut object.enrollments)
    }

    /// Relationships of the duplicate that go over, by their uids. May be given again.
    pub fn relationships<U: AsUid>(self, uids: impl IntoIterator<Item = U>) -> Self {
        self.choose(uids, |object| &mut object.relationships)
    }

    fn choose<U: AsUid>(
        mut self,
        uids: impl IntoIterator<Item = U>,
        list: impl FnOnce(&mut MergeObject) -> &mut Vec<Uid>,
    ) -> Self {
        let chosen = self.chosen.get_or_insert_default();
        self.request = self.request.or_fail(as_uids(uids), |request, uids| {
            list(chosen).extend(uids);
            request
        });
        self
    }

    /// Merges them. Nothing can undo it.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a malformed uid, and as [`Request::send`](crate::Request::send):
    /// 409 where the two are at odds, 403 where the user lacks `F_TRACKED_ENTITY_MERGE` or a right to
    /// the data.
    pub fn send(self) -> Result<()> {
        let request = match &self.chosen {
            None => self.request.param("mergeStrategy", "AUTO"),
            Some(chosen) => self.request.param("mergeStrategy", "MANUAL").json(chosen),
        };
        request.send().map(drop)
    }
}
