use serde::Deserialize;
use serde_json::{Value, json};

use super::Validation;
use crate::api::Api;
use crate::date::Date;
use crate::error::{DecodeError, Error, NotFoundError, Result};
use crate::models::ValidationRuleGroup;
use crate::uid::{AsUid, Uid};
use crate::words::open_words;

open_words! {
    /// How much a violation matters, as its rule says.
    Importance {
        /// Much.
        High = "HIGH",
        /// Somewhat.
        Medium = "MEDIUM",
        /// Little.
        Low = "LOW",
    }
}

/// A violation of a validation rule that an analysis found.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Violation {
    /// The validation rule.
    #[serde(rename = "validationRuleId")]
    pub rule: Uid,
    /// The rule's description, where it has one.
    #[serde(rename = "validationRuleDescription")]
    pub rule_description: Option<String>,
    /// The org unit.
    #[serde(rename = "organisationUnitId")]
    pub org_unit: Uid,
    /// The org unit's name.
    #[serde(rename = "organisationUnitDisplayName")]
    pub org_unit_name: Option<String>,
    /// The uids from the root down to the org unit: `/OuVelmora01/OuProvTess1`.
    #[serde(rename = "organisationUnitPath")]
    pub org_unit_path: Option<String>,
    /// The names of the units above: `Velmora / Tessary / `.
    #[serde(rename = "organisationUnitAncestorNames")]
    pub org_unit_ancestors: Option<String>,
    /// The period, such as `202601`.
    #[serde(rename = "periodId")]
    pub period: String,
    /// The period's name, such as `January 2026`.
    #[serde(rename = "periodDisplayName")]
    pub period_name: Option<String>,
    /// The attribute option combination.
    #[serde(rename = "attributeOptionComboId")]
    pub attribute_option_combo: Option<Uid>,
    /// Its name.
    #[serde(rename = "attributeOptionComboDisplayName")]
    pub attribute_option_combo_name: Option<String>,
    /// How much it matters.
    pub importance: Option<Importance>,
    /// How the sides should compare: `<=`.
    #[serde(default)]
    pub operator: String,
    /// The value of the left side; none where there was no data.
    #[serde(rename = "leftSideValue")]
    pub left_side: Option<f64>,
    /// The value of the right side; none where there was no data.
    #[serde(rename = "rightSideValue")]
    pub right_side: Option<f64>,
}

impl Validation {
    /// An analysis of an org unit and all units below it, for the periods between two days; it runs when
    /// [`run`](Analysis::run) is called. `POST /api/dataAnalysis/validationRules`
    pub fn analysis(&self, org_unit: impl AsUid, start: Date, end: Date) -> Analysis {
        let days = || {
            let expected = "a day that is not before the first one";
            (start <= end)
                .then_some(())
                .ok_or_else(|| Error::invalid("end", end.to_string(), expected))
        };
        Analysis {
            api: self.api.clone(),
            body: org_unit.as_uid().and_then(|unit| {
                days()?;
                Ok(json!({ "ou": unit, "startDate": start, "endDate": end,
                    "notification": false, "persist": false }))
            }),
            group: None,
        }
    }
}

/// An analysis before it runs; see [`Validation::analysis`].
#[derive(Debug)]
#[must_use = "an analysis does nothing until it is run"]
pub struct Analysis {
    api: Api,
    body: Result<Value>,
    group: Option<Result<Uid>>,
}

impl Analysis {
    /// Only the rules of this group; all rules unless set. For a group that is not there, DHIS2 would
    /// apply all of them: a request asks for it first.
    pub fn group(mut self, group: impl AsUid) -> Self {
        self.group = Some(group.as_uid());
        self
    }

    /// How many violations are enough; 500 unless set. DHIS2 does not say whether there are more. The
    /// setting `keyDataQualityMaxLimit`, also 500, is the most it takes.
    pub fn max_results(self, rows: u32) -> Self {
        self.set("maxResults", json!(rows))
    }

    /// Whether those whom the rules name are notified of what is found.
    pub fn notify(self, yes: bool) -> Self {
        self.set("notification", json!(yes))
    }

    /// Whether what is found is kept, as [`results`](Validation::results). What is kept already is not
    /// found again.
    pub fn persist(self, yes: bool) -> Self {
        self.set("persist", json!(yes))
    }

    /// Runs the analysis and waits for its end. It may take long: see
    /// [`ApiBuilder::timeout`](crate::ApiBuilder::timeout).
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a malformed uid, a last day before the first, or no result at all;
    /// [`Error::NotFound`] when there is no such group; else as [`Request::send`](crate::Request::send).
    pub fn run(self) -> Result<Vec<Violation>> {
        let mut body = self.body?;
        if body["maxResults"] == 0 {
            return Err(Error::invalid("max_results", "0", "1 or more"));
        }
        if let Some(group) = self.group {
            let group = group?;
            let groups = self.api.resource::<ValidationRuleGroup>();
            if !groups.exists(group)? {
                let error = NotFoundError::new("validation rule group", group.to_string());
                return Err(Error::NotFound(Box::new(error)));
            }
            body["vrg"] = json!(group);
        }
        // Such an analysis only reads.
        let reads = body["persist"] != true && body["notification"] != true;
        let request = self.api.post("dataAnalysis/validationRules").json(&body);
        let request = request.idempotent(reads);
        // An array; other versions put it into an object.
        let rows = match request.fetch()? {
            Value::Object(mut answer) => ["data", "validationResults"]
                .into_iter()
                .find_map(|key| answer.remove(key))
                .unwrap_or_default(),
            rows => rows,
        };
        serde_json::from_value(rows).map_err(|error| {
            DecodeError::new(format!("the answer is no list of violations: {error}")).into()
        })
    }

    fn set(mut self, name: &str, value: Value) -> Self {
        if let Ok(body) = &mut self.body {
            body[name] = value;
        }
        self
    }
}
