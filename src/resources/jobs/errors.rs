use super::JobRunErrors;
use crate::date::Date;
use crate::error::Result;
use crate::models::JobType;
use crate::request::Request;
use crate::uid::AsUid;

/// A search for errors of jobs' runs, before it is sent; see [`errors`](crate::Resource::errors).
///
/// All that is set must hold; of several codes, objects or types, one is enough.
#[derive(Debug)]
#[must_use = "a search does nothing until it is fetched"]
pub struct JobErrors {
    request: Request,
}

impl JobErrors {
    pub(super) fn new(request: Request) -> Self {
        Self { request }
    }

    /// Only runs that this user started. `user`
    pub fn user(self, user: impl AsUid) -> Self {
        self.uid("user", &user)
    }

    /// Only runs that began on this day or later. `from`
    pub fn from(mut self, day: Date) -> Self {
        self.request = self.request.param("from", day);
        self
    }

    /// Only runs that began before this day. `to`
    pub fn to(mut self, day: Date) -> Self {
        self.request = self.request.param("to", day);
        self
    }

    /// Only runs with an error of this code, such as `E1002`; may be given often. `code`
    pub fn code(mut self, code: &str) -> Self {
        self.request = self.request.param("code", code);
        self
    }

    /// Only runs with an error of this object; may be given often. `object`
    pub fn object(self, object: impl AsUid) -> Self {
        self.uid("object", &object)
    }

    /// Only runs of this type of job; may be given often. `type`
    pub fn job_type(mut self, job_type: &JobType) -> Self {
        self.request = self.request.param("type", job_type.as_str());
        self
    }

    /// Whether what each job was given comes too, which may be large. `includeInput`
    pub fn include_input(mut self, include: bool) -> Self {
        self.request.remove_param("includeInput");
        self.request = self.request.param("includeInput", include.then_some(true));
        self
    }

    /// The runs with their errors: `GET /api/jobConfigurations/errors`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`](crate::Error::InvalidInput) for what is no uid; else as
    /// [`Request::fetch`].
    pub fn fetch(self) -> Result<Vec<JobRunErrors>> {
        self.request.fetch()
    }

    fn uid(mut self, name: &str, uid: &impl AsUid) -> Self {
        self.request = self
            .request
            .or_fail(uid.as_uid(), |request, uid| request.param(name, uid));
        self
    }
}
