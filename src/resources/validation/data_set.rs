use std::fmt;

use serde::Deserialize;

use super::{Validation, ValidationResult};
use crate::error::Result;
use crate::models::DataElementOperand;
use crate::request::Request;
use crate::uid::{AsUid, Uid, joined_uids};

/// What is wrong with a form, as [`DataSetValidation::run`] finds it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct DataSetCheck {
    /// The violations of validation rules whose elements are all in the data set.
    #[serde(rename = "validationRuleViolations")]
    pub violations: Vec<ValidationResult>,
    /// The elements without a value that also lack the comment which the data set asks for then.
    #[serde(rename = "commentRequiredViolations")]
    pub missing_comments: Vec<DataElementOperand>,
}

impl DataSetCheck {
    /// Whether nothing was found.
    pub fn is_ok(&self) -> bool {
        self.violations.is_empty() && self.missing_comments.is_empty()
    }
}

impl Validation {
    /// A check of one form: a data set, a period, an org unit. `GET /api/validation/dataSet/{uid}?pe=&ou=`
    pub fn data_set(
        &self,
        data_set: impl AsUid,
        period: impl fmt::Display,
        org_unit: impl AsUid,
    ) -> DataSetValidation {
        let uid = data_set.as_uid();
        let path = uid.as_ref().map(Uid::as_str).unwrap_or_default();
        let request = self.api.get(format!("validation/dataSet/{path}"));
        let request = request
            .or_fail(uid, |request, _| request)
            .param("pe", period.to_string())
            .or_fail(org_unit.as_uid(), |request, unit| request.param("ou", unit));
        DataSetValidation { request }
    }
}

/// A check of one form before it runs; see [`Validation::data_set`].
#[derive(Debug)]
#[must_use = "a check does nothing until it is run"]
pub struct DataSetValidation {
    request: Request,
}

impl DataSetValidation {
    /// The attribute option combination; the default one unless set. `aoc=`
    pub fn attribute_option_combo(mut self, combo: impl AsUid) -> Self {
        self.request = self
            .request
            .or_fail(combo.as_uid(), |request, combo| request.param("aoc", combo));
        self
    }

    /// The attribute option combination, by its category combination and options: `cc=`, `cp=`.
    pub fn attribute_options<U: AsUid>(
        mut self,
        combo: impl AsUid,
        options: impl IntoIterator<Item = U>,
    ) -> Self {
        self.request = self
            .request
            .or_fail(combo.as_uid(), |request, combo| request.param("cc", combo))
            .or_fail(joined_uids(options), |request, uids| {
                request.param("cp", uids)
            });
        self
    }

    /// Runs the check.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`](crate::Error::InvalidInput) for a malformed uid, [`Error::Api`](crate::Error::Api)
    /// with a 409 for one that is not there, or a malformed period; else as [`Request::fetch`].
    pub fn run(self) -> Result<DataSetCheck> {
        self.request.fetch()
    }
}
