//! Sections of data sets: their elements and their order.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::Resource;
use crate::error::{Error, Result};
use crate::metadata::ImportStrategy;
use crate::models::{DataSet, Metadata, Section};
use crate::uid::{AsUid, Uid};

impl Resource<DataSet> {
    /// The sections of a data set in their order: `GET /api/sections?filter=dataSet.id:eq:{uid}`.
    ///
    /// # Errors
    ///
    /// As [`List::collect_all`](super::List::collect_all).
    pub fn sections(&self, set: impl AsUid) -> Result<Vec<Section>> {
        let list = self.api().sections().list().filter_uid("dataSet.id", set);
        let mut sections = list.collect_all()?;
        sections.sort_by_key(|section| section.sort_order);
        Ok(sections)
    }

    /// Puts the sections of a data set in this order, numbered from 0. Sections whose number changes are written
    /// whole, all or none, in one import (`POST /api/metadata`); false, and nothing sent, when they are in this
    /// order already.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// api.data_sets().reorder_sections("DsSupplies2", ["rMF68A3Z0TL", "nuL44PrG8xZ"])?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] unless the list names every section of the data set, and each once;
    /// [`Error::Import`] when DHIS2 refuses it: then nothing was written.
    pub fn reorder_sections<U: AsUid>(
        &self,
        set: impl AsUid,
        order: impl IntoIterator<Item = U>,
    ) -> Result<bool> {
        let order = each_once("sections", order)?;
        let mut there = self.sections(set)?;
        let is_new = |uid: &&Uid| there.iter().all(|section| section.id != Some(**uid));
        if let Some(stranger) = order.iter().find(is_new) {
            let expected = "sections of this data set";
            return Err(Error::invalid("sections", stranger.as_str(), expected));
        }
        let is_left_out = |section: &&Section| section.id.is_none_or(|uid| !order.contains(&uid));
        if let Some(missing) = there.iter().find(is_left_out) {
            let missing = missing.id.map(String::from).unwrap_or_default();
            let expected = "every section of the data set, also this one";
            return Err(Error::invalid("sections", missing, expected));
        }
        let mut changed = Vec::new();
        for section in &mut there {
            let place = order.iter().position(|uid| section.id == Some(*uid));
            let place = place.and_then(|place| i64::try_from(place).ok());
            if section.sort_order != place {
                section.sort_order = place;
                changed.push(&*section);
            }
        }
        if changed.is_empty() {
            return Ok(false);
        }
        let import = self.api().metadata().import();
        let payload = json!({ Section::PLURAL: changed });
        let report = import.strategy(ImportStrategy::Update).send(&payload)?;
        super::took_some(report.into_result()?, changed.len()).map(|_| true)
    }
}

impl Resource<Section> {
    /// Puts a data element into a section, at a place counted from 0, else (or past the end) at the end. Reads the
    /// section whole and puts it back (`PUT /api/sections/{uid}`); false, and nothing sent, when it is in it.
    ///
    /// # Errors
    ///
    /// As [`update`](Self::update).
    pub fn add_element(
        &self,
        section: impl AsUid,
        element: impl AsUid,
        position: Option<usize>,
    ) -> Result<bool> {
        let element = json!({ "id": element.as_uid()? });
        self.change_list(section.as_uid()?, "dataElements", |list| {
            if list.iter().all(|row| row["id"] != element["id"]) {
                let place = position.unwrap_or(list.len()).min(list.len());
                list.insert(place, element);
            }
        })
    }

    /// Takes a data element out of a section (`PUT /api/sections/{uid}`); false, and nothing sent, when it was not
    /// in it.
    ///
    /// # Errors
    ///
    /// As [`update`](Self::update).
    pub fn remove_element(&self, section: impl AsUid, element: impl AsUid) -> Result<bool> {
        let element = element.as_uid()?;
        self.change_list(section.as_uid()?, "dataElements", |list| {
            list.retain(|row| row["id"].as_str() != Some(element.as_str()));
        })
    }

    /// Makes these the data elements of a section, in this order, and no others (`PUT /api/sections/{uid}`);
    /// false, and nothing sent, when they are so already.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an element that is named twice; as [`update`](Self::update).
    pub fn set_elements<U: AsUid>(
        &self,
        section: impl AsUid,
        elements: impl IntoIterator<Item = U>,
    ) -> Result<bool> {
        let elements = each_once("elements", elements)?;
        let new: Vec<Value> = elements.iter().map(|uid| json!({ "id": uid })).collect();
        self.change_list(section.as_uid()?, "dataElements", |list| *list = new)
    }
}

fn each_once<U: AsUid>(name: &str, given: impl IntoIterator<Item = U>) -> Result<Vec<Uid>> {
    let mut seen = HashSet::new();
    let mut uids = Vec::new();
    for uid in given {
        let uid = uid.as_uid()?;
        if !seen.insert(uid) {
            return Err(Error::invalid(name, uid.as_str(), "each once"));
        }
        uids.push(uid);
    }
    Ok(uids)
}
