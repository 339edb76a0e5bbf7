//! Checking expressions, and running predictors.

use serde_json::Value;

use super::Resource;
use super::write::checked;
use crate::date::Date;
use crate::error::{DecodeError, Error, Result};
use crate::models::{Indicator, Predictor, ProgramIndicator, ProgramRule, ValidationRule};
use crate::request::Request;
use crate::uid::AsUid;

/// What DHIS2 makes of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExpressionCheck {
    /// Whether DHIS2 can use it.
    pub is_valid: bool,
    /// DHIS2's word on it: `Valid`, or what is wrong.
    pub message: String,
    /// The expression in names instead of uids; of a bad condition, where it goes wrong.
    pub description: Option<String>,
}

/// The answer is a 200 either way.
fn check(request: Request, expression: &str) -> Result<ExpressionCheck> {
    let answer: Value = request.text(expression).fetch()?;
    let text = |key: &str| answer[key].as_str().map(str::to_owned);
    let status = text("status").ok_or_else(|| {
        Error::from(DecodeError::new("the answer does not say whether it is valid").path("status"))
    })?;
    Ok(ExpressionCheck {
        is_valid: status == "OK",
        message: text("message").unwrap_or_default(),
        description: text("description"),
    })
}

macro_rules! expressions {
    ($($kind:ident at $path:literal;)*) => {$(
        impl Resource<$kind> {
            #[doc = concat!("Whether an expression is valid, and how it reads in names: `POST /api/", $path, "`.")]
            ///
            /// # Errors
            ///
            /// When DHIS2 cannot be asked. An expression that is not valid is a value.
            pub fn validate_expression(&self, expression: &str) -> Result<ExpressionCheck> {
                check(self.api().post($path).idempotent(true), expression)
            }
        }
    )*};
}

expressions! {
    Indicator at "indicators/expression/description";
    Predictor at "predictors/expression/description";
    ProgramIndicator at "programIndicators/expression/description";
    ValidationRule at "validationRules/expression/description";
}

impl Resource<ProgramIndicator> {
    /// Whether a filter is valid, and how it reads in names: `POST /api/programIndicators/filter/description`.
    ///
    /// # Errors
    ///
    /// As [`validate_expression`](Self::validate_expression).
    pub fn validate_filter(&self, filter: &str) -> Result<ExpressionCheck> {
        let request = self.api().post("programIndicators/filter/description");
        check(request.idempotent(true), filter)
    }
}

impl Resource<ProgramRule> {
    /// Whether a condition is valid for the variables of a program:
    /// `POST /api/programRules/condition/description?programId={uid}`.
    ///
    /// # Errors
    ///
    /// When DHIS2 cannot be asked. A condition that is not valid is a value.
    pub fn validate_condition(
        &self,
        program: impl AsUid,
        condition: &str,
    ) -> Result<ExpressionCheck> {
        let request = self.api().post("programRules/condition/description");
        let program = String::from(program.as_uid()?);
        check(
            request.param("programId", program).idempotent(true),
            condition,
        )
    }
}

impl Resource<Predictor> {
    /// Runs a predictor for the periods of some days, and returns how many values it made:
    /// `POST /api/predictors/{uid}/run`. None may mean an aggregator in capitals, or on 2.43 the setting
    /// `organisationUnitDescendants: SELECTED`: both run without a complaint.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`]; an unknown predictor is a 500 of DHIS2.
    pub fn run(&self, uid: impl AsUid, start: Date, end: Date) -> Result<u64> {
        predict(
            self.api().post(format!("{}/run", Self::path(&uid)?)),
            start,
            end,
        )
    }

    /// Runs all predictors: `POST /api/predictors/run`.
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run).
    pub fn run_all(&self, start: Date, end: Date) -> Result<u64> {
        predict(self.api().post("predictors/run"), start, end)
    }

    /// Runs the predictors of a group: `POST /api/predictorGroups/{uid}/run`.
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run).
    pub fn run_group(&self, group: impl AsUid, start: Date, end: Date) -> Result<u64> {
        let path = format!("predictorGroups/{}/run", group.as_uid()?);
        predict(self.api().post(path), start, end)
    }
}

/// DHIS2 says "Generated 495 predictions".
fn predict(request: Request, start: Date, end: Date) -> Result<u64> {
    let request = request
        .param("startDate", start.to_string())
        .param("endDate", end.to_string());
    let message = checked(request)?.message.unwrap_or_default();
    let count = message
        .split_whitespace()
        .find_map(|word| word.parse().ok());
    count.ok_or_else(|| {
        let what = format!("the answer names no number of predictions: {message}");
        Error::from(DecodeError::new(what).path("message"))
    })
}
