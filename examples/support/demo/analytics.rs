//! Aggregate analytics: sums of the stored values, as a grid.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::super::http::Request;
use super::answer::Answer;
use super::state::{State, text};

/// What a query names: data, periods and units.
struct Query {
    data: Vec<String>,
    periods: Vec<String>,
    units: Vec<String>,
}

/// `GET /api/analytics` with or without `.json`, and `GET /api/analytics.csv`.
pub(crate) fn aggregate(state: &State, request: &Request, csv: bool) -> Answer {
    let query = match Query::read(state, request) {
        Ok(query) => query,
        // As on the server, an error of a CSV is a success with the text of the error.
        Err((code, message)) if csv => {
            let mut answer = Answer::empty(200);
            answer.body = format!("{code}: {message}").into_bytes();
            return answer;
        }
        Err((code, message)) => return Answer::error(409, message, Some(code)),
    };
    let rows = query.rows(state);
    if csv {
        let mut lines = "Data,Period,Organisation unit,Value\n".to_owned();
        for row in &rows {
            let _ = writeln!(lines, "{}", row.join(","));
        }
        let answer = Answer::bytes(200, "application/csv;charset=UTF-8", lines);
        return answer.with("content-disposition", "attachment; filename=\"data.csv\"");
    }
    let header = |name: &str, column: &str, number: bool| {
        let (kind, class) = if number {
            ("NUMBER", "java.lang.Double")
        } else {
            ("TEXT", "java.lang.String")
        };
        json!({
            "name": name, "column": column, "valueType": kind, "type": class,
            "hidden": false, "meta": !number,
        })
    };
    Answer::json(
        200,
        &json!({
            "headers": [
                header("dx", "Data", false), header("pe", "Period", false),
                header("ou", "Organisation unit", false), header("value", "Value", true),
            ],
            "metaData": {
                "items": query.names(state),
                "dimensions": {
                    "dx": query.data, "pe": query.periods, "ou": query.units,
                    "co": ["HllvX50cXC0"],
                },
            },
            "rowContext": {}, "width": if rows.is_empty() { 0 } else { 4 },
            "height": rows.len(), "headerWidth": 4, "rows": rows,
        }),
    )
}

impl Query {
    fn read(state: &State, request: &Request) -> Result<Self, (&'static str, &'static str)> {
        let items = |name: &str| -> Vec<String> {
            let dimensions = request.params("dimension");
            let mut dimensions = dimensions.iter().filter_map(|text| text.split_once(':'));
            let found = dimensions.find(|(known, _)| *known == name);
            let items = found.map_or("", |(_, items)| items).split(';');
            let items = items.filter(|item| !item.is_empty());
            items.map(str::to_owned).collect()
        };
        let (data, periods) = (items("dx"), items("pe"));
        if data.is_empty() {
            let message = "At least one data dimension item or data element group set dimension \
                           item must be specified";
            return Err(("E7102", message));
        }
        if periods.is_empty() {
            let message =
                "At least one period as dimension or filter, or start and dates, must be specified";
            return Err(("E7104", message));
        }
        let units = units(state, &items("ou"));
        Ok(Self {
            data,
            periods,
            units,
        })
    }

    fn rows(&self, state: &State) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        for data in &self.data {
            for period in &self.periods {
                for unit in &self.units {
                    if let Some(sum) = sum(state, data, period, unit) {
                        let row = [data, period, unit].map(Clone::clone);
                        rows.push(row.into_iter().chain([sum.to_string()]).collect());
                    }
                }
            }
        }
        rows
    }

    fn names(&self, state: &State) -> Map<String, Value> {
        let mut names = Map::new();
        for (id, name) in [
            ("dx", "Data"),
            ("pe", "Period"),
            ("ou", "Organisation unit"),
        ] {
            names.insert(id.to_owned(), json!({ "name": name }));
        }
        for id in self.data.iter().chain(&self.units) {
            if let Some((_, object)) = state.find(id) {
                names.insert(id.clone(), json!({ "name": text(object, "name") }));
            }
        }
        for period in &self.periods {
            names.insert(period.clone(), json!({ "name": period_name(period) }));
        }
        names
    }
}

/// The units that are named, or those of the levels that are named beside them.
fn units(state: &State, items: &[String]) -> Vec<String> {
    let levels: BTreeSet<u64> = items
        .iter()
        .filter_map(|item| item.strip_prefix("LEVEL-")?.parse().ok())
        .collect();
    let named: Vec<&String> = items
        .iter()
        .filter(|item| state.has("organisationUnits", item))
        .collect();
    if levels.is_empty() {
        return named.into_iter().cloned().collect();
    }
    let all = state.objects.get("organisationUnits").into_iter().flatten();
    let within = all.filter(|unit| {
        let level = unit.get("level").and_then(Value::as_u64);
        let path = text(unit, "path");
        level.is_some_and(|level| levels.contains(&level))
            && (named.is_empty() || named.iter().any(|id| path.contains(id.as_str())))
    });
    within.map(|unit| text(unit, "id").to_owned()).collect()
}

/// The sum of what was entered for a unit and those below; none where nothing was.
fn sum(state: &State, data: &str, period: &str, unit: &str) -> Option<i64> {
    let below = |id: &str| {
        let found = state.get("organisationUnits", id);
        found.is_some_and(|found| text(found, "path").contains(unit))
    };
    let values = state
        .values
        .iter()
        .filter(|((element, time, at, _), _)| element == data && time == period && below(at));
    let numbers: Vec<i64> = values.filter_map(|(_, value)| value.parse().ok()).collect();
    (!numbers.is_empty()).then(|| numbers.iter().sum())
}

/// `January 2026` for `202601`.
fn period_name(period: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = period.split_at_checked(4).and_then(|(year, month)| {
        let number: usize = month.parse().ok()?;
        Some((year, MONTHS.get(number.checked_sub(1)?)?))
    });
    month.map_or_else(
        || period.to_owned(),
        |(year, month)| format!("{month} {year}"),
    )
}
