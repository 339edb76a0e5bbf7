//! Validation of data: analyses by validation rules, kept results, checks of one form, expressions.
//!
//! ```no_run
//! # fn f(api: dhis2::Api) -> dhis2::Result<()> {
//! let violations = api
//!     .validation()
//!     .analysis("OuProvTess1", "2026-01-01".parse()?, "2026-02-28".parse()?)
//!     .max_results(100)
//!     .run()?;
//! for row in &violations {
//!     println!("{} in {}: {:?} {} {:?}", row.rule, row.period, row.left_side, row.operator, row.right_side);
//! }
//! # Ok(())
//! # }
//! ```

mod analysis;
mod data_set;
mod results;

pub use analysis::{Analysis, Importance, Violation};
pub use data_set::{DataSetCheck, DataSetValidation};
pub(crate) use results::period_id;
pub use results::{ResultDeletion, ResultList, ValidationResult};

use super::answer;
use super::expressions::{ExpressionCheck, check};
use crate::api::Api;
use crate::error::Result;
use crate::tasks::TaskRef;

/// The validation accessor; see [`Api::validation`].
#[derive(Debug, Clone)]
pub struct Validation {
    api: Api,
}

impl Api {
    /// Validation of data: [`validation`](self).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let check = api.validation().data_set("DsMonthly01", "202601", "OuFacNoGeo1").run()?;
    /// assert!(check.is_ok());
    /// # Ok(())
    /// # }
    /// ```
    pub fn validation(&self) -> Validation {
        Validation { api: self.clone() }
    }
}

impl Validation {
    /// Sends the notifications of all kept results that were not sent yet, in the background:
    /// `POST /api/validation/sendNotifications`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let task = api.validation().send_notifications()?;
    /// api.tasks().watch(&task).wait()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub fn send_notifications(&self) -> Result<TaskRef> {
        answer::start(self.api.post("validation/sendNotifications"))
    }

    /// Whether an expression is valid, and how it reads in names: `GET /api/expressions/description?expression=`.
    /// DHIS2 judges it as one of an indicator. What belongs to one kind is asked there:
    /// [`validate_expression`](crate::Resource::validate_expression) of indicators, predictors, program indicators
    /// and validation rules.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let check = api.validation().describe_expression("#{DeMalariaC1} + 1")?;
    /// println!("{}", check.description.unwrap_or(check.message));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// When DHIS2 cannot be asked. An expression that is not valid is a value.
    pub fn describe_expression(&self, expression: &str) -> Result<ExpressionCheck> {
        let request = self.api.get("expressions/description");
        check(request.param("expression", expression))
    }
}
