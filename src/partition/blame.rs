//! Which items a report refuses.
//!
//! Data values are named by position, metadata and tracker objects by uid; DHIS2 2.43 refuses whole
//! groups of data values and names the identifiers at fault.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::job::Job;
use crate::import::{Conflict, ImportReport, Outcome, ReportKind};

/// Refused items by their place in the job, with the reasons.
pub(super) type Blame = BTreeMap<usize, Vec<Conflict>>;

/// How many of the report's conflicts an item carries that is refused with all others.
const SHARED: usize = 5;

/// The items that the report names; its rows are the items at these places of the job.
pub(super) fn named(job: &Job, places: &[usize], report: &ImportReport) -> Blame {
    let mut blame = Blame::new();
    let place = |index: &u64| places.get(usize::try_from(*index).ok()?).copied();
    for place in report.rejected_indexes().iter().filter_map(place) {
        blame.entry(place).or_default();
    }
    for conflict in report.conflicts() {
        for place in conflict.indexes.iter().filter_map(place) {
            blame.entry(place).or_default().push(conflict.clone());
        }
    }
    let by_uid: Vec<&Conflict> = report
        .conflicts()
        .iter()
        .filter(|conflict| conflict.indexes.is_empty() && conflict.uid.is_some())
        .collect();
    if report.kind() == ReportKind::Summary || by_uid.is_empty() {
        return blame;
    }
    let nested = report.kind() == ReportKind::Tracker;
    let mut owners: HashMap<String, usize> = HashMap::new();
    for place in places {
        if let Ok(item) = serde_json::from_slice::<Value>(job.item(*place)) {
            let mut found = |uid: &str| {
                owners.entry(uid.to_owned()).or_insert(*place);
            };
            uids(&item, nested, &mut found);
        }
    }
    for conflict in by_uid {
        if let Some(place) = conflict.uid.as_ref().and_then(|uid| owners.get(uid)) {
            blame.entry(*place).or_default().push(conflict.clone());
        }
    }
    blame
}

/// The uids an object has for itself and, in the tracker, for what is nested in it.
fn uids(item: &Value, nested: bool, found: &mut impl FnMut(&str)) {
    const KEYS: [&str; 6] = [
        "id",
        "uid",
        "trackedEntity",
        "enrollment",
        "event",
        "relationship",
    ];
    const LISTS: [&str; 3] = ["enrollments", "events", "relationships"];
    for key in &KEYS[..if nested { 6 } else { 2 }] {
        if let Some(uid) = item.get(key).and_then(Value::as_str) {
            found(uid);
        }
    }
    if nested {
        for inner in LISTS
            .iter()
            .filter_map(|key| item.get(key)?.as_array())
            .flatten()
        {
            uids(inner, nested, found);
        }
    }
}

/// The items that hold an identifier which a conflict about all of them is at fault with.
pub(super) fn holding_offenders(job: &Job, places: &[usize], report: &ImportReport) -> Blame {
    let mut blame = Blame::new();
    for conflict in report.conflicts() {
        let quoted: Vec<String> = conflict
            .offenders()
            .into_iter()
            .map(|offender| Value::from(offender).to_string())
            .collect();
        for place in places {
            let item = job.item(*place);
            let holds = |text: &String| {
                item.windows(text.len())
                    .any(|window| window == text.as_bytes())
            };
            if quoted.iter().any(holds) {
                blame.entry(*place).or_default().push(conflict.clone());
            }
        }
    }
    blame
}

/// All items of a part that were not written, with the reasons: those that are named, and, where DHIS2
/// refused the part as a whole, the others.
pub(super) fn refused(job: &Job, report: &ImportReport, dry_run: bool) -> Blame {
    let all: Vec<usize> = (0..job.len()).collect();
    let mut blame = named(job, &all, report);
    let by_position = report.kind() == ReportKind::Summary && !report.rejected_indexes().is_empty();
    if report.outcome() != Outcome::Failed || by_position || (dry_run && !blame.is_empty()) {
        return blame;
    }
    let beside = if blame.is_empty() {
        report.conflicts().iter().take(SHARED).cloned().collect()
    } else {
        vec![reason(
            "not written, because others in the same request were refused",
        )]
    };
    for place in all {
        blame.entry(place).or_insert_with(|| beside.clone());
    }
    blame
}

/// A reason in our own words.
pub(super) fn reason(text: impl Into<String>) -> Conflict {
    Conflict {
        message: Some(text.into()),
        ..Conflict::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(items: &[&str]) -> Job {
        Job::of(0, items)
    }

    fn places(blame: &Blame) -> Vec<usize> {
        blame.keys().copied().collect()
    }

    #[test]
    fn metadata_is_found_by_its_own_uid_and_not_by_its_references() {
        let job = job(&[
            r#"{"id":"aaaaaaaaaaa","parent":{"id":"bbbbbbbbbbb"}}"#,
            r#"{"id":"bbbbbbbbbbb"}"#,
            r#"{"id":"ccccccccccc"}"#,
        ]);
        let body = br#"{"status":"ERROR","stats":{"created":0,"updated":0,"deleted":0,"ignored":3,"total":3},
            "typeReports":[{"klass":"org.hisp.dhis.OrganisationUnit","objectReports":[
            {"klass":"org.hisp.dhis.OrganisationUnit","uid":"bbbbbbbbbbb","index":0,
             "errorReports":[{"message":"no name","errorCode":"E4000"}]}]}]}"#;
        let report = ImportReport::from_slice(409, body).unwrap();
        assert_eq!(places(&named(&job, &[0, 1, 2], &report)), [1]);
        assert_eq!(places(&refused(&job, &report, true)), [1]);
        let all = refused(&job, &report, false);
        assert_eq!(places(&all), [0, 1, 2]);
        assert_eq!(all[&1][0].error_code.as_deref(), Some("E4000"));
        assert!(
            all[&0][0]
                .message
                .as_deref()
                .unwrap()
                .starts_with("not written")
        );
    }

    #[test]
    fn an_event_inside_an_entity_puts_the_entity_to_blame() {
        let job = job(&[
            r#"{"trackedEntity":"aaaaaaaaaaa","enrollments":[{"enrollment":"bbbbbbbbbbb",
                "events":[{"event":"ccccccccccc"}]}]}"#,
            r#"{"trackedEntity":"ddddddddddd"}"#,
        ]);
        let body = br#"{"status":"ERROR","validationReport":{"errorReports":[{"message":"bad",
            "errorCode":"E1000","trackerType":"EVENT","uid":"ccccccccccc"}]},
            "stats":{"created":0,"updated":0,"deleted":0,"ignored":2,"total":2}}"#;
        let report = ImportReport::from_slice(409, body).unwrap();
        assert_eq!(places(&named(&job, &[0, 1], &report)), [0]);
    }

    #[test]
    fn a_refused_group_of_data_values_is_searched_for_the_identifiers_at_fault() {
        let job = job(&[
            r#"{"dataElement":"goodElement","orgUnit":"badOrgUnit1"}"#,
            r#"{"dataElement":"goodElement","orgUnit":"okOrgUnit01"}"#,
        ]);
        let body = br#"{"status":"ERROR","importCount":{},"conflicts":[{"errorCode":"E8022",
            "objects":{"args":"DataSet0001-[badOrgUnit1]"},"indexes":[0,1],"value":"x"}],
            "rejectedIndexes":[0,1]}"#;
        let report = ImportReport::from_slice(409, body).unwrap();
        assert_eq!(places(&named(&job, &[0, 1], &report)), [0, 1]);
        assert_eq!(places(&holding_offenders(&job, &[0, 1], &report)), [0]);
    }

    #[test]
    fn positions_in_a_smaller_request_are_places_in_the_part() {
        let job = job(&["0", "1", "2", "3"]);
        let body = br#"{"status":"WARNING","importCount":{"imported":1},"rejectedIndexes":[1]}"#;
        let report = ImportReport::from_slice(409, body).unwrap();
        assert_eq!(places(&named(&job, &[1, 3], &report)), [3]);
    }
}
