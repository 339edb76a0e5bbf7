use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::ops::Range;

use serde_json::{Map, Value};

use super::conflict::indexes;
use super::{Conflict, ObjectResult, Outcome, Stats, Status, WebMessage, parse};
use crate::TaskRef;

/// How many conflicts `Display` shows.
const SHOWN: usize = 3;

/// Which of DHIS2's shapes a report was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum ReportKind {
    /// One summary: data values, completeness, and single objects on old servers.
    Summary,
    /// A list of summaries, or bare counts: the old event, enrollment and tracked entity imports.
    Summaries,
    /// A metadata import.
    Metadata,
    /// A tracker import.
    Tracker,
    /// The report on one object.
    Object,
    /// Members added to or removed from a collection.
    Collection,
    /// The ticket of a job.
    Job,
    /// A file upload.
    File,
    /// A merge of objects into one.
    Merge,
    /// No report at all: an envelope with at most a message. Also what an empty report says.
    #[default]
    Message,
}

/// What an import did: how it ended, how much was written, and why each refused row was refused.
///
/// Every importer's answer becomes one, for 200 and 409 alike; for `?` there is
/// [`into_result`](Self::into_result). Reports of parts are added up with [`merge`](Self::merge).
///
/// `Display` is one line with the outcome, the counts and the first conflicts.
#[derive(Debug, Clone, Default)]
pub struct ImportReport {
    pub(super) http_status: Option<u16>,
    pub(super) kind: ReportKind,
    pub(super) status: Option<Status>,
    pub(super) message: Option<String>,
    pub(super) description: Option<String>,
    pub(super) stats: Stats,
    pub(super) conflicts: Vec<Conflict>,
    pub(super) warnings: Vec<Conflict>,
    /// Sorted, each once.
    pub(super) rejected: Vec<u64>,
    pub(super) objects: Vec<ObjectResult>,
    pub(super) tasks: Vec<TaskRef>,
    pub(super) parts: u64,
    pub(super) refused: bool,
    pub(super) written: bool,
    pub(super) raw: Option<Value>,
}

impl ImportReport {
    /// Reads the body of an answer to a write, or of a task's summary.
    ///
    /// `None` when it is not JSON, or neither a report nor an envelope. An envelope without a
    /// report is read too ([`ReportKind::Message`]): with a status of `ERROR` it is a
    /// [`Failed`](Outcome::Failed) import with the message as its one conflict.
    pub fn from_slice(http_status: u16, body: &[u8]) -> Option<Self> {
        let map: Map<String, Value> = serde_json::from_slice(body).ok()?;
        Self::from_map(http_status, map)
    }

    /// The same for a body that is parsed already.
    pub fn from_value(http_status: u16, body: Value) -> Option<Self> {
        match body {
            Value::Object(map) => Self::from_map(http_status, map),
            _ => None,
        }
    }

    fn from_map(http_status: u16, map: Map<String, Value>) -> Option<Self> {
        let is_envelope = WebMessage::looks_like_one(&map);
        let message = WebMessage::from_map(map);
        let report = Self::from_web_message(Some(http_status), message);
        (is_envelope || report.kind != ReportKind::Message).then_some(report)
    }

    pub(super) fn from_web_message(http_status: Option<u16>, message: WebMessage) -> Self {
        let mut report = parse::read(&message);
        report.http_status = http_status;
        report.judge();
        // The envelope's own words are the reason where no row gives one.
        if report.refused && report.conflicts.is_empty() && report.rejected.is_empty() {
            let text = [&message.message, &message.http_status]
                .into_iter()
                .flatten()
                .find(|text| !text.is_empty());
            if let Some(text) = text {
                let code = message.error_code.as_deref();
                report.conflicts.push(Conflict::from_message(text, code));
            }
        }
        report.raw = message.response.or(Some(Value::Object(message.extra)));
        report
    }

    fn judge(&mut self) {
        let status = self.status.as_ref();
        let is_ok = status.is_some_and(Status::is_ok);
        let ignored = self.stats.ignored > 0;
        // The tracker refuses in silence (`atomicMode=OBJECT`) and never ignores a good row; its
        // warnings refuse nothing. Elsewhere ignored rows count only under a warning.
        let ignored_is_refused = match self.kind {
            ReportKind::Tracker => ignored,
            _ => ignored && status == Some(&Status::Warning),
        };
        self.refused = !self.conflicts.is_empty()
            || !self.rejected.is_empty()
            || status.is_some_and(Status::is_error)
            || ignored_is_refused
            || (!is_ok && self.http_status.is_some_and(|code| code >= 400));
        let is_object = self.kind == ReportKind::Object && !self.objects.is_empty();
        if is_object {
            // The report on one object has no counts, and does not say what was done to it.
            self.stats.total = 1;
            self.stats.created = u64::from(!self.refused && self.http_status == Some(201));
        }
        self.written = self.stats.written() > 0 || (is_object && !self.refused);
    }

    /// How it ended.
    pub fn outcome(&self) -> Outcome {
        match (self.refused, self.written) {
            (true, true) => Outcome::Partial,
            (true, false) => Outcome::Failed,
            (false, true) => Outcome::Changed,
            (false, false) if !self.tasks.is_empty() => Outcome::Accepted,
            (false, false) => Outcome::Unchanged,
        }
    }

    /// Whether nothing was refused. A job that was only [accepted](Outcome::Accepted) is fine so
    /// far.
    pub fn is_ok(&self) -> bool {
        !self.refused
    }

    /// The counts. The report on a single object has none of its own: it counts as 1 in `total`,
    /// and in `created` if the answer was a 201.
    pub fn stats(&self) -> Stats {
        self.stats
    }

    /// Why rows were refused. Empty does not mean that none were: DHIS2 refuses a data value that
    /// does not fit the import strategy (create what is there, delete what is not) without a
    /// reason, by its index alone; see [`rejected_indexes`](Self::rejected_indexes).
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// Warnings of a tracker import. The rows were written.
    pub fn warnings(&self) -> &[Conflict] {
        &self.warnings
    }

    /// The refused data values by position, counted from 0, sorted, each once; over all parts if
    /// the report is [merged](Self::merge). Other importers name objects, not positions.
    pub fn rejected_indexes(&self) -> &[u64] {
        &self.rejected
    }

    /// What was done to each object that the report names.
    pub fn objects(&self) -> &[ObjectResult] {
        &self.objects
    }

    /// The uids of the accepted objects that the report names (see [`ObjectResult`]).
    pub fn uids(&self) -> impl Iterator<Item = &str> {
        self.objects
            .iter()
            .filter(|object| object.is_ok())
            .filter_map(|object| object.uid.as_deref())
    }

    /// The worst of all status words, of the envelope and of the reports in it.
    pub fn status(&self) -> Option<&Status> {
        self.status.as_ref()
    }

    /// The envelope's message.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The description in the summary of a data value import; the reason, where all was refused.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// The HTTP status of the answer; of merged reports the highest.
    pub fn http_status(&self) -> Option<u16> {
        self.http_status
    }

    /// The shape that the report was read from.
    pub fn kind(&self) -> ReportKind {
        self.kind
    }

    /// The task that does the import, if it runs as a job.
    pub fn task_ref(&self) -> Option<&TaskRef> {
        self.tasks.first()
    }

    /// The tasks of all merged parts.
    pub fn task_refs(&self) -> &[TaskRef] {
        &self.tasks
    }

    /// How many answers this report sums up.
    pub fn parts(&self) -> u64 {
        self.parts
    }

    /// The report as the server sent it (what was under `response`, if it came in an envelope).
    /// `None` for merged reports.
    pub fn raw(&self) -> Option<&Value> {
        self.raw.as_ref()
    }

    /// Adds the report on another part, whose first row was row `offset` of the whole.
    ///
    /// Start with [`ImportReport::default()`], which says that nothing was sent.
    pub fn merge(&mut self, mut other: Self, offset: u64) {
        other.shift(offset);
        if self.parts == 0 {
            self.kind = other.kind;
        }
        let severity = |status: &Option<Status>| status.as_ref().map(Status::severity);
        if severity(&other.status) > severity(&self.status) || self.parts == 0 {
            self.status = other.status;
            self.message = other.message.or(self.message.take());
            self.description = other.description.or(self.description.take());
        }
        self.http_status = self.http_status.max(other.http_status);
        self.stats += other.stats;
        self.conflicts.append(&mut other.conflicts);
        self.warnings.append(&mut other.warnings);
        // Parts mostly come in order: then nothing is to be sorted, however many there are.
        let in_order = other.rejected.is_empty() || self.rejected.last() < other.rejected.first();
        self.rejected.append(&mut other.rejected);
        self.objects.append(&mut other.objects);
        self.tasks.append(&mut other.tasks);
        self.parts += other.parts;
        self.refused |= other.refused;
        self.written |= other.written;
        self.raw = None;
        if !in_order {
            self.tidy();
        }
    }

    /// Adds `offset` to every index: those of a part become those of the whole.
    pub fn shift(&mut self, offset: u64) {
        self.each_index(|index| index.saturating_add(offset));
    }

    /// Puts other indexes in place of the rows' own, where the rows of a part did not stand one
    /// after the other in the whole: row `i` becomes row `map(i)`.
    pub fn map_indexes(&mut self, map: impl Fn(u64) -> u64) {
        self.each_index(map);
        self.tidy();
    }

    fn each_index(&mut self, map: impl Fn(u64) -> u64) {
        for index in &mut self.rejected {
            *index = map(*index);
        }
        let of_objects = self
            .objects
            .iter_mut()
            .flat_map(|object| &mut object.errors);
        for conflict in self.conflicts.iter_mut().chain(of_objects) {
            for index in &mut conflict.indexes {
                *index = map(*index);
            }
        }
    }

    /// Whether everything was refused and no row is named: a fault of the request as a whole.
    pub fn rejects_everything(&self) -> bool {
        self.outcome() == Outcome::Failed
            && self.rejected.is_empty()
            && self.conflicts.iter().all(|conflict| conflict.uid.is_none())
    }

    /// Counts rows as refused that DHIS2 did not name, as after a refusal of
    /// [everything](Self::rejects_everything).
    pub fn mark_rejected(&mut self, rows: Range<u64>) {
        self.refused |= !rows.is_empty();
        self.rejected.extend(rows);
        self.tidy();
    }

    /// The refused data values: position, value, and the conflicts that name it (none if DHIS2
    /// gave no reason). `source` is what was sent, from row 0; rows beyond its end are left out.
    pub fn rejected<'a, T>(&'a self, source: &'a [T]) -> Vec<(u64, &'a T, Vec<&'a Conflict>)> {
        let mut reasons: BTreeMap<u64, Vec<&Conflict>> = BTreeMap::new();
        for conflict in &self.conflicts {
            for index in &conflict.indexes {
                reasons.entry(*index).or_default().push(conflict);
            }
        }
        self.rejected
            .iter()
            .filter_map(|index| {
                let item = source.get(usize::try_from(*index).ok()?)?;
                Some((*index, item, reasons.remove(index).unwrap_or_default()))
            })
            .collect()
    }

    /// The same for metadata and tracker objects, which reports name by uid: the position in
    /// `source`, the object, and the conflicts about it. With `atomicMode=ALL` the objects beside
    /// them were not written either.
    pub fn rejected_by_uid<'a, T, F>(
        &'a self,
        source: &'a [T],
        uid: F,
    ) -> Vec<(u64, &'a T, Vec<&'a Conflict>)>
    where
        F: Fn(&T) -> Option<&str>,
    {
        let mut reasons: HashMap<&str, Vec<&Conflict>> = HashMap::new();
        for conflict in &self.conflicts {
            if let Some(uid) = conflict.uid.as_deref() {
                reasons.entry(uid).or_default().push(conflict);
            }
        }
        (0u64..)
            .zip(source)
            .filter_map(|(index, item)| Some((index, item, reasons.get(uid(item)?)?.clone())))
            .collect()
    }
}

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.outcome())?;
        match self.tasks.as_slice() {
            [] => write!(f, ": {}", self.stats)?,
            [task] => write!(f, ": job {task}")?,
            [task, more @ ..] => write!(f, ": job {task} and {} more", more.len())?,
        }
        for conflict in self.conflicts.iter().take(SHOWN) {
            write!(f, "; {conflict}")?;
        }
        match self.conflicts.len() {
            0 if !self.rejected.is_empty() => {
                write!(f, "; refused without a reason: {}", indexes(&self.rejected))
            }
            count if count > SHOWN => write!(f, "; and {} more", count - SHOWN),
            _ => Ok(()),
        }
    }
}
