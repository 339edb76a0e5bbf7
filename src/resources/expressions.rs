//! Checking expressions.

use serde_json::Value;

use super::Resource;
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
pub(super) fn check(request: Request) -> Result<ExpressionCheck> {
    let answer: Value = request.fetch()?;
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
                check(self.api().post($path).idempotent(true).text(expression))
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
        check(request.idempotent(true).text(filter))
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
        let request = request.param("programId", program).idempotent(true);
        check(request.text(condition))
    }
}
