//! Reading the shapes. Which one it is shows in its keys, not in the endpoint: the same report is
//! wrapped when it answers a request and bare when it lies under a task.

use std::collections::HashMap;

use serde_json::Value;

use super::json::{self, Object};
use super::report::{ImportReport, ReportKind};
use super::web_message::is_job;
use super::{Conflict, ObjectResult, Stats, Status, WebMessage};
use crate::TaskRef;

/// All rows of the report that a message holds. What it means is decided in `report`.
pub(super) fn read(message: &WebMessage) -> ImportReport {
    let mut report = ImportReport {
        http_status: message.http_status_code,
        status: message.status.clone(),
        message: message.message.clone(),
        parts: 1,
        ..ImportReport::default()
    };
    match &message.response {
        Some(Value::Array(list)) => {
            report.kind = ReportKind::Summaries;
            report.summaries(list.iter().filter_map(Value::as_object));
        }
        response => {
            let response = response.as_ref().and_then(Value::as_object);
            let found = response
                .and_then(|body| Some((kind(body)?, body)))
                .or_else(|| Some((kind(&message.extra)?, &message.extra)));
            if let Some((kind, body)) = found {
                report.fill(kind, body);
            }
        }
    }
    report.tidy();
    report
}

/// The task that a ticket names.
pub(super) fn ticket(body: &Object) -> Option<TaskRef> {
    let id = json::text(body, "id")?;
    let job_type = json::text(body, "jobType").or_else(|| {
        (json::text(body, "responseType") == Some("TrackerJob")).then_some(TaskRef::TRACKER_IMPORT)
    })?;
    let task = TaskRef::new(job_type, id).ok()?;
    Some(task.with_created(json::owned(body, "created")))
}

fn kind(body: &Object) -> Option<ReportKind> {
    let has = |key| matches!(body.get(key), Some(Value::Object(_) | Value::Array(_)));
    Some(if is_job(body) {
        ReportKind::Job
    } else if has("fileResource") {
        ReportKind::File
    } else if has("mergeReport") {
        ReportKind::Merge
    } else if has("validationReport") || has("bundleReport") {
        ReportKind::Tracker
    } else if has("typeReports") {
        ReportKind::Metadata
    } else if has("importSummaries") {
        ReportKind::Summaries
    } else if has("importCount") || has("conflicts") {
        ReportKind::Summary
    } else if has("objectReports") {
        ReportKind::Collection
    } else if has("errorReports") {
        ReportKind::Object
    } else if has("stats") {
        ReportKind::Metadata
    } else if Stats::is_flat(body) {
        ReportKind::Summaries
    } else {
        // Old servers leave out lists that are empty.
        match json::text(body, "responseType")? {
            "ObjectReport" => ReportKind::Object,
            "ImportSummary" => ReportKind::Summary,
            "ImportSummaries" => ReportKind::Summaries,
            "ImportReport" => ReportKind::Metadata,
            "TypeReport" => ReportKind::Collection,
            _ => return None,
        }
    })
}

impl ImportReport {
    fn fill(&mut self, kind: ReportKind, body: &Object) {
        self.kind = kind;
        match kind {
            ReportKind::Job => self.tasks.extend(ticket(body)),
            ReportKind::File => self.file(body),
            ReportKind::Merge => self.merge_report(body),
            ReportKind::Tracker => self.tracker(body),
            ReportKind::Metadata => {
                self.head(body);
                for type_report in json::rows(body, "typeReports") {
                    self.type_report(type_report);
                }
            }
            ReportKind::Collection => {
                self.head(body);
                self.type_report(body);
            }
            ReportKind::Object => self.object(ObjectResult::read(body, None)),
            ReportKind::Summary => {
                self.head(body);
                self.summary(body);
            }
            ReportKind::Summaries => {
                self.head(body);
                let counted = Stats::read(body);
                self.summaries(json::rows(body, "importSummaries"));
                self.stats = counted.unwrap_or(self.stats);
                if self.conflicts.is_empty() {
                    self.summary(body);
                }
            }
            ReportKind::Message => {}
        }
    }

    fn head(&mut self, body: &Object) {
        self.raise(body);
        self.description = json::owned(body, "description");
        self.stats = Stats::read(body).unwrap_or_default();
    }

    /// The worst of all statuses wins; of equal ones the inner.
    fn raise(&mut self, body: &Object) {
        if let Some(status) = json::text(body, "status").map(Status::from) {
            if self
                .status
                .as_ref()
                .is_none_or(|known| status.severity() >= known.severity())
            {
                self.status = Some(status);
            }
        }
    }

    fn object(&mut self, object: ObjectResult) {
        self.conflicts.extend_from_slice(&object.errors);
        if object.uid.is_some() || !object.is_ok() {
            self.objects.push(object);
        }
    }

    fn type_report(&mut self, body: &Object) {
        self.raise(body);
        let kind = json::text(body, "klass")
            .or_else(|| json::text(body, "trackerType"))
            .map(json::last_part);
        for row in json::rows(body, "objectReports") {
            self.object(ObjectResult::read(row, kind));
        }
        for row in json::rows(body, "errorReports") {
            self.conflicts
                .push(Conflict::from_error_report(row, kind, None));
        }
    }

    fn file(&mut self, body: &Object) {
        let Some(file) = json::object(body, "fileResource") else {
            return;
        };
        let uid = json::owned(file, "id").or_else(|| json::owned(file, "uid"));
        if uid.is_some() {
            self.stats.created = 1;
            self.stats.total = 1;
            self.objects.push(ObjectResult {
                object_type: Some("FileResource".to_owned()),
                uid,
                display_name: json::owned(file, "name"),
                ..ObjectResult::default()
            });
        }
    }

    fn merge_report(&mut self, body: &Object) {
        let Some(report) = json::object(body, "mergeReport") else {
            return;
        };
        let kind = json::text(report, "mergeType");
        let errors = json::rows(report, "mergeErrors");
        let errors = errors.map(|row| Conflict::from_error_report(row, kind, None));
        self.conflicts.extend(errors);
        self.description = json::owned(report, "message");
        let deleted = report.get("sourcesDeleted").and_then(Value::as_array);
        self.stats.deleted = deleted.map_or(0, |list| list.len() as u64);
    }

    fn tracker(&mut self, body: &Object) {
        self.head(body);
        if let Some(bundle) = json::object(body, "bundleReport") {
            for type_report in json::rows(bundle, "typeReportMap") {
                self.type_report(type_report);
            }
        }
        let Some(validation) = json::object(body, "validationReport") else {
            return;
        };
        let list = |key| {
            json::rows(validation, key).map(|row| Conflict::from_error_report(row, None, None))
        };
        self.warnings.extend(list("warningReports"));

        // Refused objects are missing from the bundle report: they are known from their errors.
        let key = |kind: &Option<String>, uid: &Option<String>| (kind.clone(), uid.clone());
        let mut places: HashMap<_, usize> = self
            .objects
            .iter()
            .enumerate()
            .map(|(place, object)| (key(&object.object_type, &object.uid), place))
            .collect();
        for conflict in list("errorReports") {
            if conflict.uid.is_some() {
                let place = *places
                    .entry(key(&conflict.object_type, &conflict.uid))
                    .or_insert_with(|| {
                        self.objects.push(ObjectResult {
                            object_type: conflict.object_type.clone(),
                            uid: conflict.uid.clone(),
                            ..ObjectResult::default()
                        });
                        self.objects.len() - 1
                    });
                if let Some(object) = self.objects.get_mut(place) {
                    object.errors.push(conflict.clone());
                }
            }
            self.conflicts.push(conflict);
        }
    }

    /// The rows of one import summary: data values, completeness, or one object of old servers.
    fn summary(&mut self, body: &Object) {
        self.raise(body);
        let reference = json::text(body, "reference");
        let mut errors: Vec<Conflict> = json::rows(body, "conflicts")
            .map(|row| {
                let mut conflict = Conflict::from_import_conflict(row);
                if let Some(reference) = reference {
                    conflict.uid = Some(reference.to_owned());
                }
                conflict
            })
            .collect();
        let rejected = json::indexes(body, "rejectedIndexes");
        let is_error = json::text(body, "status").is_some_and(|word| Status::from(word).is_error());
        if errors.is_empty() && rejected.is_empty() && is_error {
            if let Some(description) = json::text(body, "description") {
                errors.push(Conflict {
                    uid: reference.map(str::to_owned),
                    ..Conflict::from_message(description, None)
                });
            }
        }
        self.rejected.extend(rejected);
        for conflict in &errors {
            self.rejected.extend(&conflict.indexes);
        }
        self.conflicts.extend_from_slice(&errors);
        if reference.is_some() {
            self.objects.push(ObjectResult {
                uid: reference.map(str::to_owned),
                errors,
                ..ObjectResult::default()
            });
        }
    }

    /// The list of old event, enrollment and tracked entity imports. An entity's summary holds
    /// the lists of its enrollments and events, whose counts are not part of its own.
    fn summaries<'a>(&mut self, list: impl Iterator<Item = &'a Object>) {
        for body in list {
            self.stats += Stats::read(body).unwrap_or_default();
            self.summary(body);
            for key in ["enrollments", "events", "relationships"] {
                if let Some(inner) = json::object(body, key) {
                    let stats = self.stats;
                    self.raise(inner);
                    self.summaries(json::rows(inner, "importSummaries"));
                    self.stats = stats;
                }
            }
        }
    }

    pub(super) fn tidy(&mut self) {
        self.rejected.sort_unstable();
        self.rejected.dedup();
    }
}
