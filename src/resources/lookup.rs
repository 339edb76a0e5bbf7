use super::Resource;
use crate::error::{Error, NotFoundError, Result};
use crate::models::Metadata;

impl<T: Metadata> Resource<T> {
    /// The object with this code, if there is one; codes are unique.
    /// `GET /api/{plural}?filter=code:eq:{code}`, then `GET /api/{plural}/{uid}?fields=:owner`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn find_by_code(&self, code: &str) -> Result<Option<T>> {
        self.find_by("code", code)
    }

    /// The object with this name, if there is exactly one. A name may hold commas, at which DHIS2 would
    /// cut a filter: what comes back is compared with what was asked. `GET /api/{plural}?filter=name:eq:{name}`
    /// (`?query=…` where there is a comma), then `GET /api/{plural}/{uid}?fields=:owner`
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] when several have it; as [`Request::fetch`](crate::Request::fetch).
    pub fn find_by_name(&self, name: &str) -> Result<Option<T>> {
        self.find_by("name", name)
    }

    /// The object with this code: `GET /api/{plural}?filter=code:eq:{code}`, then `GET /api/{plural}/{uid}`.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] when there is none, and as [`find_by_code`](Self::find_by_code).
    pub fn get_by_code(&self, code: &str) -> Result<T> {
        self.find_by_code(code)?.ok_or_else(|| {
            let what = format!("{} with code", T::SINGULAR);
            Error::NotFound(Box::new(NotFoundError::new(what, code)))
        })
    }

    fn find_by(&self, property: &str, key: &str) -> Result<Option<T>> {
        match self.find_all(property, key)?.as_slice() {
            [] => Ok(None),
            [uid] => self.get_opt(uid),
            several => {
                let expected = format!("a value that one object has, not {}", several.len());
                Err(Error::invalid(property, key, expected))
            }
        }
    }
}
