//! What checks found.

use std::collections::VecDeque;
use std::fmt;
use std::iter::FusedIterator;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use super::IntegrityCheck;
use crate::api::Api;
use crate::error::{DecodeError, Result};
use crate::response::ResponseReader;
use crate::stream::Elements;

/// Something that a check found.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct IntegrityIssue {
    /// The check that found it.
    pub check: Arc<IntegrityCheck>,
    /// The uid of the object.
    pub id: Option<String>,
    /// The name of the object.
    pub name: Option<String>,
    /// More about it.
    pub comment: Option<String>,
    /// Other objects that belong to it.
    pub refs: Vec<Value>,
}

/// What checks found, one by one; see [`DataIntegrity::details`](super::DataIntegrity::details).
///
/// Holds one issue in memory. Ends after the first error.
#[must_use = "an iterator asks for nothing until it is used"]
pub struct IntegrityIssues {
    api: Api,
    checks: VecDeque<IntegrityCheck>,
    current: Option<(Arc<IntegrityCheck>, Elements<Found, ResponseReader>)>,
    must: bool,
}

#[derive(Deserialize)]
struct Found {
    id: Option<String>,
    name: Option<String>,
    comment: Option<String>,
    #[serde(default)]
    refs: Vec<Value>,
}

impl IntegrityIssues {
    pub(super) fn new(api: &Api, checks: VecDeque<IntegrityCheck>, must: bool) -> Self {
        Self {
            api: api.clone(),
            checks,
            current: None,
            must,
        }
    }

    fn next_issue(&mut self) -> Result<Option<IntegrityIssue>> {
        loop {
            if let Some((check, found)) = &mut self.current {
                if let Some(issue) = found.next() {
                    let issue = issue?;
                    return Ok(Some(IntegrityIssue {
                        check: Arc::clone(check),
                        id: issue.id,
                        name: issue.name,
                        comment: issue.comment,
                        refs: issue.refs,
                    }));
                }
                if self.must && !found.found() {
                    let what = format!("the check {} has no result after its run", check.name);
                    return Err(DecodeError::new(what).into());
                }
            }
            let Some(check) = self.checks.pop_front() else {
                return Ok(None);
            };
            let request = self.api.get("dataIntegrity/details");
            let response = request.param("checks", &check.name).send()?;
            let found = response.elements(format!("{}.issues", check.name));
            self.current = Some((Arc::new(check), found));
        }
    }
}

impl Iterator for IntegrityIssues {
    type Item = Result<IntegrityIssue>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.next_issue().transpose();
        if !matches!(next, Some(Ok(_))) {
            self.current = None;
            self.checks.clear();
        }
        next
    }
}

impl FusedIterator for IntegrityIssues {}

impl fmt::Debug for IntegrityIssues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let current = self.current.as_ref().map(|(check, _)| &check.name);
        f.debug_struct("IntegrityIssues")
            .field("check", &current)
            .field("checks_left", &self.checks.len())
            .finish_non_exhaustive()
    }
}
