//! How an import is to be done.

use std::time::Duration;

use serde_json::{Map, Value};

use super::check::Rules;
use super::schemes::IdKind;
use crate::api::Api;
use crate::request::Request;
use crate::uid::Uid;
use crate::{Error, Result};

/// What an import does with each value. A closed list: a word that DHIS2 does not know would be
/// refused at best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ImportStrategy {
    /// Writes new values and replaces old ones.
    #[default]
    CreateAndUpdate,
    /// Writes new values only. No guard: 2.43 ignores it and replaces old values as well.
    Create,
    /// Replaces old values only. No guard: 2.43 ignores it and writes new values as well.
    Update,
    /// Deletes the values, whatever they hold. A deleted value is kept by the server as a mark, and
    /// stands in the way when its data element is to be deleted.
    Delete,
}

impl ImportStrategy {
    /// The word that is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CreateAndUpdate => "CREATE_AND_UPDATE",
            Self::Create => "CREATE",
            Self::Update => "UPDATE",
            Self::Delete => "DELETE",
        }
    }
}

/// A check that 2.42 makes only when it is asked to. 2.43 always makes the first five, and the
/// others never by this option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Strict {
    /// The period is of the data set's type.
    Periods,
    /// The data element is in the data set.
    DataElements,
    /// The category option combination is one of the data element's.
    CategoryOptionCombos,
    /// The attribute option combination is one of the data set's.
    AttributeOptionCombos,
    /// The data set is assigned to the organisation unit.
    OrganisationUnits,
    /// The data are not yet approved.
    DataSetApproval,
    /// The data set is not locked.
    DataSetLocking,
    /// The data set is open for input of the period.
    DataSetInputPeriods,
}

impl Strict {
    pub(super) fn param(self) -> &'static str {
        match self {
            Self::Periods => "strictPeriods",
            Self::DataElements => "strictDataElements",
            Self::CategoryOptionCombos => "strictCategoryOptionCombos",
            Self::AttributeOptionCombos => "strictAttributeOptionCombos",
            Self::OrganisationUnits => "strictOrganisationUnits",
            Self::DataSetApproval => "strictDataSetApproval",
            Self::DataSetLocking => "strictDataSetLocking",
            Self::DataSetInputPeriods => "strictDataSetInputPeriods",
        }
    }
}

/// How much a job says while it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NotificationLevel {
    /// Nothing.
    Off,
    /// The steps.
    Info,
    /// Everything.
    Debug,
}

impl NotificationLevel {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Off => "OFF",
            Self::Info => "INFO",
            Self::Debug => "DEBUG",
        }
    }
}

/// The settings of an import, without its values.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // Each is a switch of its own.
pub(super) struct Options {
    params: Vec<(String, String)>,
    pub(super) strategy: ImportStrategy,
    pub(super) dry_run: bool,
    pub(super) atomic: bool,
    pub(super) gzip: bool,
    pub(super) allow_deletions: bool,
    pub(super) check_periods: bool,
    pub(super) refuse_duplicates: bool,
    pub(super) timeout: Option<Duration>,
    /// What stands before the values.
    pub(super) head: Map<String, Value>,
}

impl Options {
    pub(super) fn new() -> Self {
        Self {
            params: Vec::new(),
            strategy: ImportStrategy::default(),
            dry_run: false,
            atomic: false,
            gzip: false,
            allow_deletions: false,
            check_periods: true,
            refuse_duplicates: false,
            timeout: None,
            head: Map::new(),
        }
    }

    /// Sets a parameter, over one of the same name.
    pub(super) fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let name = name.into();
        self.params.retain(|(known, _)| *known != name);
        self.params.push((name, value.into()));
    }

    pub(super) fn param(&self, name: &str) -> Option<&str> {
        let found = self.params.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// By what objects of a kind are named.
    pub(super) fn scheme(&self, kind: IdKind) -> &str {
        let own = self.param(&kind.param());
        own.or(self.param("idScheme")).unwrap_or("UID")
    }

    /// Checks the names in the head that should be uids. By another scheme they may be any text.
    pub(super) fn check_names(&self) -> Result<()> {
        for (name, kind) in [("dataSet", IdKind::DataSet), ("orgUnit", IdKind::OrgUnit)] {
            let named = self.head.get(name).and_then(Value::as_str);
            if let (Some(named), "UID") = (named, self.scheme(kind)) {
                if !Uid::is_valid(named) {
                    return Err(Error::invalid(name, named, "a uid, or an id_scheme"));
                }
            }
        }
        Ok(())
    }

    /// Whether the import may be sent twice: to create what is there, or delete what is gone, is
    /// refused, and the report on the second attempt would say so.
    fn is_repeatable(&self) -> bool {
        let repeats = matches!(
            self.strategy,
            ImportStrategy::CreateAndUpdate | ImportStrategy::Update
        );
        self.dry_run || repeats
    }

    /// The rules for the values that go under this head.
    pub(super) fn rules(&self, head: &Map<String, Value>) -> Rules {
        let names = |key| head.get(key).is_some_and(Value::is_string);
        Rules {
            deletes: self.strategy == ImportStrategy::Delete,
            allow_deletions: self.allow_deletions,
            check_periods: self.check_periods,
            refuse_duplicates: self.refuse_duplicates,
            head_period: names("period"),
            head_unit: names("orgUnit"),
        }
    }

    /// The head of a document that is read, with ours over it, checked.
    pub(super) fn head_over(&self, read: Map<String, Value>) -> Result<Map<String, Value>> {
        let mut head: Map<String, Value> = read
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .collect();
        head.extend(self.head.clone());
        match head.get("completeDate") {
            Some(date) if self.dry_run => Err(Error::invalid(
                "completeDate",
                date.as_str().unwrap_or_default(),
                "none in a dry run: DHIS2 would register the data set as complete for good",
            )),
            _ => Ok(head),
        }
    }

    /// The request, still without its body.
    pub(super) fn request(&self, api: &Api, job: bool) -> Result<Request> {
        if self.atomic {
            api.require_for("an import of all values or none", "2.43")?;
        }
        let repeatable = !job && self.is_repeatable();
        let mut request = api.post("dataValueSets").idempotent(repeatable);
        if self.strategy != ImportStrategy::CreateAndUpdate {
            request = request.param("importStrategy", self.strategy.as_str());
        }
        if self.dry_run {
            request = request.param("dryRun", true);
        }
        if self.atomic {
            request = request.param("atomic", true);
        }
        if job {
            request = request.param("async", true);
        }
        for (name, value) in &self.params {
            request = request.param(name, value);
        }
        if self.gzip {
            request = request.header("content-encoding", "gzip");
        }
        if let Some(limit) = self.timeout {
            request = request.timeout(limit);
        }
        Ok(request)
    }
}
