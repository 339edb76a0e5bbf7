//! Aggregate data values: sets and single ones.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::super::http::{Request, parse_query};
use super::answer::{Answer, envelope};
use super::state::{State, ValueKey, text};

/// The default category option combination.
const DEFAULT_COMBO: &str = "HllvX50cXC0";

/// `POST /api/dataValueSets`: known elements, units and periods are stored, the others reported.
pub(crate) fn import(state: &mut State, request: &Request) -> Answer {
    let content_type = request.header("content-type").unwrap_or("application/json");
    if !content_type.starts_with("application/json") {
        return Answer::bad_type(content_type);
    }
    let dry_run = request.param("dryRun") == Some("true");
    let Ok(payload) = serde_json::from_slice::<Value>(&request.body) else {
        return summary(409, dry_run, [0; 4], &[]);
    };
    let delete = request.param("importStrategy") == Some("DELETE");
    let (mut counts, mut conflicts) = ([0; 4], Vec::new());
    for (index, value) in payload["dataValues"]
        .as_array()
        .into_iter()
        .flatten()
        .enumerate()
    {
        let cell = |name: &str| {
            value[name]
                .as_str()
                .or(payload[name].as_str())
                .unwrap_or_default()
        };
        let combo = Some(cell("categoryOptionCombo")).filter(|combo| !combo.is_empty());
        let key = (
            cell("dataElement").to_owned(),
            cell("period").to_owned(),
            cell("orgUnit").to_owned(),
            combo.unwrap_or(DEFAULT_COMBO).to_owned(),
        );
        let text = match &value["value"] {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        };
        if let Some(conflict) = check(state, &key, &text) {
            counts[2] += 1;
            add_conflict(&mut conflicts, &conflict, index);
            continue;
        }
        let old = state.values.get(&key);
        // As on the server, a zero that means nothing is dropped and not counted.
        let dropped = text == "0" && !zero_counts(state, &key.0);
        match old {
            Some(_) if delete => counts[3] += 1,
            None if delete => counts[2] += 1,
            _ if dropped => continue,
            Some(old) if *old == text => counts[2] += 1,
            Some(_) => counts[1] += 1,
            None => counts[0] += 1,
        }
        if dry_run {
            continue;
        }
        if delete {
            state.values.remove(&key);
        } else {
            state.values.insert(key, text);
        }
    }
    let status = if conflicts.is_empty() { 200 } else { 409 };
    summary(status, dry_run, counts, &conflicts)
}

fn zero_counts(state: &State, element: &str) -> bool {
    let element = state.get("dataElements", element);
    element.is_some_and(|element| element.get("zeroIsSignificant") == Some(&Value::Bool(true)))
}

/// What is wrong with a value, as a conflict without its index.
fn check(state: &State, key: &ValueKey, value: &str) -> Option<Value> {
    let (element, period, unit, combo) = key;
    let conflict = |object: &str, kind: &str, property: &str, code: &str, message: String| {
        Some(json!({
            "object": object, "objects": { kind: object }, "value": message, "errorCode": code,
            "property": property, "indexes": [],
        }))
    };
    let Some(found) = state.get("dataElements", element) else {
        let message = format!("Data element not found or not accessible: `{element}`");
        return conflict(element, "dataElement", "dataElement", "E7610", message);
    };
    if !state.has("organisationUnits", unit) {
        let message = format!("Organisation unit not found or not accessible: `{unit}`");
        return conflict(unit, "organisationUnit", "orgUnit", "E7612", message);
    }
    if !is_period(period) {
        let message = format!("Period not valid: `{period}`");
        return conflict(period, "period", "period", "E7611", message);
    }
    if !state.has("categoryOptionCombos", combo) {
        let message = format!(
            "Category option combo not found or not accessible for writing data: `{combo}`"
        );
        return conflict(
            combo,
            "categoryOptionCombo",
            "categoryOptionCombo",
            "E7613",
            message,
        );
    }
    if text(found, "valueType").starts_with("INTEGER") && value.parse::<i64>().is_err() {
        let message = format!(
            "Value must match value type of data element `{element}`: `Data value is not an integer`"
        );
        let mut conflict = conflict(element, "dataElement", "value", "E7619", message)?;
        conflict["objects"]["value"] = "value_not_integer".into();
        return Some(conflict);
    }
    None
}

/// Years, quarters, months, weeks and days.
fn is_period(period: &str) -> bool {
    let year = period
        .get(..4)
        .is_some_and(|year| year.parse::<u16>().is_ok());
    let rest = period.get(4..).unwrap_or_default();
    let within = |text: &str, most: u8| text.parse::<u8>().is_ok_and(|n| (1..=most).contains(&n));
    let sound = match (rest.len(), rest.split_at_checked(1)) {
        (0, _) => true,
        (_, Some(("Q", quarter))) => within(quarter, 4),
        (_, Some(("W", week))) => within(week, 53),
        (2, _) => within(rest, 12),
        (4, _) => within(&rest[..2], 12) && within(&rest[2..], 31),
        _ => false,
    };
    year && period.is_ascii() && sound
}

/// Values with the same fault share a conflict.
fn add_conflict(conflicts: &mut Vec<Value>, new: &Value, index: usize) {
    let same = |c: &Value| c["errorCode"] == new["errorCode"] && c["object"] == new["object"];
    let at = conflicts.iter().position(same).unwrap_or_else(|| {
        conflicts.push(new.clone());
        conflicts.len() - 1
    });
    if let Some(indexes) = conflicts[at]["indexes"].as_array_mut() {
        indexes.push(index.into());
    }
}

/// The counts are imported, updated, ignored, deleted. A 409 without conflicts is broken JSON.
fn summary(http_status: u16, dry_run: bool, counts: [u64; 4], conflicts: &[Value]) -> Answer {
    let (outer, inner, message, description) = match (http_status, conflicts.is_empty()) {
        (200, _) => ("OK", "SUCCESS", "Import was successful.", DONE),
        (_, false) => (
            "WARNING",
            "WARNING",
            "One more conflicts encountered, please check import summary.",
            DONE,
        ),
        _ => (
            "ERROR",
            "ERROR",
            "An error occurred, please check import summary.",
            "The import process failed: Post-condition was null",
        ),
    };
    let options = serde_json::from_str(include_str!("../data/import_options.json"));
    let mut options: Value = options.unwrap_or_default();
    options["dryRun"] = dry_run.into();
    let rejected = conflicts
        .iter()
        .filter_map(|c| c["indexes"].as_array())
        .flatten();
    let mut rejected: Vec<u64> = rejected.filter_map(Value::as_u64).collect();
    rejected.sort_unstable();
    let mut body = envelope(http_status, outer);
    body["message"] = message.into();
    body["response"] = json!({
        "status": inner, "importOptions": options, "description": description,
        "importCount": {
            "imported": counts[0], "updated": counts[1], "ignored": counts[2], "deleted": counts[3],
        },
        "conflicts": conflicts, "rejectedIndexes": rejected, "responseType": "ImportSummary",
    });
    if inner != "ERROR" {
        body["response"]["dataSetComplete"] = "false".into();
    }
    Answer::json(http_status, &body)
}

const DONE: &str = "Import process completed successfully";

/// `GET /api/dataValueSets`.
pub(crate) fn export(state: &State, request: &Request) -> Answer {
    let (sets, units) = (request.params("dataSet"), request.params("orgUnit"));
    let mut elements: HashSet<&str> = request.params("dataElement").into_iter().collect();
    if sets.is_empty() && elements.is_empty() {
        let message = "At least one data element, data set or data element group must be specified";
        return Answer::error(409, message, Some("E2001"));
    }
    if units.is_empty() {
        let message = "At least one organisation unit or organisation unit group must be specified";
        return Answer::error(409, message, Some("E2006"));
    }
    for set in sets.iter().filter_map(|id| state.get("dataSets", id)) {
        let members = set
            .get("dataSetElements")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        elements.extend(members.filter_map(|member| member["dataElement"]["id"].as_str()));
    }
    let children = request.param("children") == Some("true");
    let in_units = |unit: &str| {
        units.contains(&unit)
            || children && {
                let unit = state.get("organisationUnits", unit);
                unit.is_some_and(|u| {
                    text(u, "path")
                        .split('/')
                        .any(|above| units.contains(&above))
                })
            }
    };
    let periods = request.params("period");
    let day = |name| request.param(name).map(|date| date.replace('-', ""));
    let (start, end) = (day("startDate"), day("endDate"));
    let in_time = |period: &str| {
        let after = start
            .as_deref()
            .is_none_or(|s| format!("{period:0<8}").as_str() >= &s[..6.min(s.len())]);
        let before = end.as_deref().is_none_or(|e| period <= e);
        if periods.is_empty() {
            after && before
        } else {
            periods.contains(&period)
        }
    };
    let limit = request
        .param("limit")
        .and_then(|limit| limit.parse().ok())
        .unwrap_or(usize::MAX);
    let values = state.values.iter();
    let values = values.filter(|((element, period, unit, _), _)| {
        elements.contains(element.as_str()) && in_time(period) && in_units(unit)
    });
    let values: Vec<_> = values.take(limit).map(shown).collect();
    let mut head = String::new();
    if let ([set], [unit], [period], false) = (&sets[..], &units[..], &periods[..], children) {
        let (set, unit, period) = (json!(set), json!(unit), json!(period));
        head = format!(
            "\"dataSet\":{set},\"completeDate\":null,\"period\":{period},\"orgUnit\":{unit},"
        );
    }
    let values = serde_json::to_string(&values).unwrap_or_default();
    Answer::text(200, format!("{{{head}\"dataValues\":{values}}}"))
}

fn shown(((element, period, unit, combo), value): (&ValueKey, &String)) -> Value {
    json!({
        "dataElement": element, "period": period, "orgUnit": unit, "categoryOptionCombo": combo,
        "attributeOptionCombo": DEFAULT_COMBO, "value": value, "storedBy": "admin",
        "created": "2026-11-21T07:46:01.000+0000", "lastUpdated": "2026-11-21T07:46:01.000+0000",
        "comment": null, "followup": false,
    })
}

/// `/api/dataValues`: one value, named by `de`, `pe`, `ou` and `co`, or by a JSON body.
pub(crate) fn single(state: &mut State, request: &Request) -> Answer {
    let is_form = request
        .header("content-type")
        .is_some_and(|t| t.contains("form-urlencoded"));
    let form = if is_form {
        parse_query(&request.text())
    } else {
        Vec::new()
    };
    let body = request.json();
    let part = |short: &str, long: &str| {
        let field = form
            .iter()
            .find(|(name, _)| name == short)
            .map(|(_, value)| value.as_str());
        let found = request.param(short).or(field).or(body[long].as_str());
        found.unwrap_or_default().to_owned()
    };
    let mut combo = part("co", "categoryOptionCombo");
    if combo.is_empty() {
        DEFAULT_COMBO.clone_into(&mut combo);
    }
    let key = (
        part("de", "dataElement"),
        part("pe", "period"),
        part("ou", "orgUnit"),
        combo,
    );
    if !state.has("dataElements", &key.0) {
        let message = format!("Data element not found or not accessible: `{}`", key.0);
        return Answer::error(409, &message, Some("E1100"));
    }
    let missing = || Answer::error(409, "Data value does not exist", None);
    match request.method.as_str() {
        "GET" => match state.values.get(&key) {
            Some(value) => Answer::json(200, &json!([value])),
            None => missing(),
        },
        "POST" => {
            let value = part("value", "value");
            if let Some(conflict) = check(state, &key, &value) {
                let message = conflict["value"].as_str().unwrap_or_default();
                return Answer::error(409, message, conflict["errorCode"].as_str());
            }
            state.values.insert(key, value);
            Answer::empty(201)
        }
        "DELETE" if state.values.remove(&key).is_some() => Answer::empty(204),
        "DELETE" => missing(),
        method => Answer::bad_method(method),
    }
}
