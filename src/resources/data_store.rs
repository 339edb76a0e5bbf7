//! The data store: JSON values under a key in a namespace, for apps and scripts, shared or one's own.
//!
//! ```no_run
//! # fn f(api: dhis2::Api) -> dhis2::Result<()> {
//! #[derive(serde::Serialize, serde::Deserialize)]
//! struct Cursor { last_run: String, rows: u64 }
//!
//! let store = api.data_store();
//! store.set("my-sync", "cursor", &Cursor { last_run: "2026-11-01".into(), rows: 12 })?;
//! let cursor: Option<Cursor> = store.get_opt("my-sync", "cursor")?;
//! # Ok(())
//! # }
//! ```
//!
//! Any JSON is a value, `null` and single numbers too. DHIS2 keeps numbers as they are written but not the
//! order of members. A namespace is there as long as it has keys. Namespaces and keys may hold blanks and
//! letters of any script, but neither `/` nor `;`, which are refused before anything is sent.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::api::Api;
use crate::date::{Date, DateTime};
use crate::error::{Error, Result};
use crate::http::url::segment;
use crate::models::{Ref, Sharing, User};
use crate::paging::Items;
use crate::query::{IntoFields, IntoFilter, RootJunction};
use crate::request::Request;
use crate::resources::answer;
use crate::uid::Uid;

/// The accessor of a data store; see [`Api::data_store`] and [`Api::user_data_store`].
#[derive(Debug, Clone)]
pub struct DataStore {
    api: Api,
    root: &'static str,
}

/// A key with its value; see [`DataStoreQuery::entries`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct DataStoreEntry<T> {
    /// The key.
    pub key: String,
    /// Its value.
    pub value: T,
}

/// What DHIS2 knows of an entry besides its value; see [`DataStore::metadata`].
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DataStoreMetadata {
    /// The entry's uid, by which it is shared.
    pub id: Option<Uid>,
    /// The namespace.
    pub namespace: String,
    /// The key.
    pub key: String,
    /// When it was made.
    pub created: Option<DateTime>,
    /// When it was last written.
    pub last_updated: Option<DateTime>,
    /// Who made it.
    pub created_by: Option<Ref<User>>,
    /// Who wrote it last.
    pub last_updated_by: Option<Ref<User>>,
    /// Who may read and write it.
    pub sharing: Option<Sharing>,
}

impl Api {
    /// The data store that all users share: `/api/dataStore`. See [`data_store`](self).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// api.data_store().set("my-app", "settings", &serde_json::json!({"level": 3}))?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn data_store(&self) -> DataStore {
        DataStore {
            api: self.clone(),
            root: "dataStore",
        }
    }

    /// The data store of the user who is asking, which nobody else sees: `/api/userDataStore`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let seen: Option<Vec<String>> = api.user_data_store().get_opt("my-app", "seen")?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn user_data_store(&self) -> DataStore {
        DataStore {
            api: self.clone(),
            root: "userDataStore",
        }
    }
}

impl DataStore {
    /// The namespaces: `GET /api/dataStore`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn namespaces(&self) -> Result<Vec<String>> {
        self.api.get(self.root).fetch()
    }

    /// The keys of a namespace: `GET /api/dataStore/{namespace}`.
    ///
    /// # Errors
    ///
    /// When there is no such namespace ([`Error::is_not_found`]), and as [`Request::fetch`].
    pub fn keys(&self, namespace: &str) -> Result<Vec<String>> {
        self.api.get(self.namespace(namespace)?).fetch()
    }

    /// The keys of a namespace of the shared data store that were written since a day:
    /// `GET /api/dataStore/{namespace}?lastUpdated=`.
    ///
    /// # Errors
    ///
    /// As [`keys`](Self::keys).
    pub fn keys_since(&self, namespace: &str, day: Date) -> Result<Vec<String>> {
        self.api
            .get(self.namespace(namespace)?)
            .param("lastUpdated", day)
            .fetch()
    }

    /// A value: `GET /api/dataStore/{namespace}/{key}`.
    ///
    /// # Errors
    ///
    /// When there is no such key ([`Error::is_not_found`]), and as [`Request::fetch`].
    pub fn get<T: DeserializeOwned>(&self, namespace: &str, key: &str) -> Result<T> {
        self.api.get(self.entry(namespace, key)?).fetch()
    }

    /// A value, `None` where there is no such key: `GET /api/dataStore/{namespace}/{key}`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch_opt`].
    pub fn get_opt<T: DeserializeOwned>(&self, namespace: &str, key: &str) -> Result<Option<T>> {
        self.api.get(self.entry(namespace, key)?).fetch_opt()
    }

    /// Whether there is such a key: `GET /api/dataStore/{namespace}/{key}`. Only DHIS2's own 404 means no;
    /// a key that one may not read is an error.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn exists(&self, namespace: &str, key: &str) -> Result<bool> {
        let request = self.api.get(self.entry(namespace, key)?);
        // The value is not decoded: any is good here.
        match request.accept("application/json").fetch_bytes() {
            Ok(_) => Ok(true),
            Err(Error::Api(error)) if error.status() == 404 && error.web_message().is_some() => {
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    /// Sets a value, whether the key is there or not: one `PUT /api/dataStore/{namespace}/{key}`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn set<T: Serialize + ?Sized>(&self, namespace: &str, key: &str, value: &T) -> Result<()> {
        let path = self.entry(namespace, key)?;
        answer::done(self.api.put(path).json(value))
    }

    /// Makes a key that must not be there yet, and has the server keep its value encrypted:
    /// `POST /api/dataStore/{namespace}/{key}?encrypt=true`. Reading is as ever, by [`get`](Self::get).
    ///
    /// Only a new key can be encrypted. A [`set`](Self::set) of it later does harm: the server answers
    /// that all is well, writes the new value in the clear, and goes on to hand out the old one. So
    /// [`delete`](Self::delete) the key first, and make it again.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// api.data_store().create_encrypted("my-sync", "token", "d2pat_…")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`create`](Self::create).
    pub fn create_encrypted<T: Serialize + ?Sized>(
        &self,
        namespace: &str,
        key: &str,
        value: &T,
    ) -> Result<()> {
        let path = self.entry(namespace, key)?;
        answer::done(self.api.post(path).param("encrypt", true).json(value))
    }

    /// Makes a key that must not be there yet: `POST /api/dataStore/{namespace}/{key}`. Of several who
    /// try, one succeeds.
    ///
    /// # Errors
    ///
    /// When the key is there ([`Error::is_conflict`], code E1004), and as [`Request::send`].
    pub fn create<T: Serialize + ?Sized>(
        &self,
        namespace: &str,
        key: &str,
        value: &T,
    ) -> Result<()> {
        let path = self.entry(namespace, key)?;
        answer::done(self.api.post(path).json(value))
    }

    /// Sets a part of a value, named by its members with dots in between (`b.c`):
    /// `PUT /api/dataStore/{namespace}/{key}?path=`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an empty path, which would replace the whole value; else as
    /// [`Request::send`].
    pub fn set_part<T: Serialize + ?Sized>(
        &self,
        namespace: &str,
        key: &str,
        path: &str,
        value: &T,
    ) -> Result<()> {
        answer::done(self.part(namespace, key, path)?.json(value))
    }

    /// Appends to a list inside a value, and drops from its front what is more than `keep` elements:
    /// `PUT /api/dataStore/{namespace}/{key}?path=&roll=`. It is not repeated by a retry once it was
    /// sent, as that would append twice.
    ///
    /// # Errors
    ///
    /// As [`set_part`](Self::set_part).
    pub fn append<T: Serialize + ?Sized>(
        &self,
        namespace: &str,
        key: &str,
        path: &str,
        value: &T,
        keep: u32,
    ) -> Result<()> {
        let request = self.part(namespace, key, path)?.param("roll", keep);
        answer::done(request.retry(crate::RetryPolicy::none()).json(value))
    }

    /// What DHIS2 knows of an entry besides its value:
    /// `GET /api/dataStore/{namespace}/{key}/metaData`. The user's own data store has none.
    ///
    /// # Errors
    ///
    /// When there is no such key ([`Error::is_not_found`]), and as [`Request::fetch`].
    pub fn metadata(&self, namespace: &str, key: &str) -> Result<DataStoreMetadata> {
        let path = format!("{}/metaData", self.entry(namespace, key)?);
        self.api.get(path).fetch()
    }

    /// Deletes a key: `DELETE /api/dataStore/{namespace}/{key}`.
    ///
    /// # Errors
    ///
    /// When there is none ([`Error::is_not_found`]), also where a retry finds its own work done; else as
    /// [`Request::send`].
    pub fn delete(&self, namespace: &str, key: &str) -> Result<()> {
        answer::done(self.api.delete(self.entry(namespace, key)?))
    }

    /// Deletes a namespace with **all its keys**: `DELETE /api/dataStore/{namespace}`.
    ///
    /// # Errors
    ///
    /// As [`delete`](Self::delete).
    pub fn delete_namespace(&self, namespace: &str) -> Result<()> {
        answer::done(self.api.delete(self.namespace(namespace)?))
    }

    /// The entries of a namespace with their values, page by page:
    /// `GET /api/dataStore/{namespace}?fields=`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// #[derive(serde::Deserialize)]
    /// struct Row { key: String, level: u32 }
    ///
    /// let rows = api.data_store().query("my-app").filter("level:gt:2").rows::<Row>("level");
    /// for row in rows {
    ///     println!("{}", row?.key);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn query(&self, namespace: &str) -> DataStoreQuery {
        let request = self.api.get(self.root);
        DataStoreQuery {
            request: request.or_fail(self.namespace(namespace), |request, path| request.at(&path)),
        }
    }

    fn part(&self, namespace: &str, key: &str, path: &str) -> Result<Request> {
        if path.is_empty() {
            let expected = "the names of members with dots in between; `set` sets the whole value";
            return Err(Error::invalid("path", path, expected));
        }
        let entry = self.entry(namespace, key)?;
        Ok(self.api.put(entry).param("path", path))
    }

    fn namespace(&self, namespace: &str) -> Result<String> {
        Ok(format!(
            "{}/{}",
            self.root,
            segment("namespace", namespace)?
        ))
    }

    fn entry(&self, namespace: &str, key: &str) -> Result<String> {
        let namespace = self.namespace(namespace)?;
        Ok(format!("{namespace}/{}", segment("key", key)?))
    }
}

/// A query of a namespace, before it is read; see [`DataStore::query`].
#[derive(Debug)]
#[must_use = "a query does nothing until it is read"]
pub struct DataStoreQuery {
    request: Request,
}

impl DataStoreQuery {
    /// Only entries for which this holds: `level:gt:2`, with dots to members further in; `_` is the key.
    pub fn filter(mut self, filter: impl IntoFilter) -> Self {
        self.request = self.request.filter(filter);
        self
    }

    /// Whether entries that have none of the fields come too; they are left out unless set.
    /// `includeAll=true`
    pub fn include_all(mut self, include: bool) -> Self {
        self.request.remove_param("includeAll");
        self.request = self.request.param("includeAll", include.then_some(true));
        self
    }

    /// Whether all filters must hold, as they must unless set, or any: `rootJunction`.
    pub fn root_junction(mut self, junction: RootJunction) -> Self {
        self.request.remove_param("rootJunction");
        self.request = self.request.root_junction(junction);
        self
    }

    /// In which order the entries come: `_` is the key, others are members of the values. `order`
    ///
    /// `level:asc` compares as text; `level:nasc` and `level:ndesc` as numbers, and fail where one is none.
    pub fn order(mut self, order: impl Into<String>) -> Self {
        self.request.remove_param("order");
        self.request = self.request.param("order", order.into());
        self
    }

    /// Keys with their whole values, one by one over all pages: `fields=.`.
    pub fn entries<T: DeserializeOwned>(self) -> Items<DataStoreEntry<T>> {
        self.request.param("fields", ".").items_as().key("entries")
    }

    /// Rows of the key and some members of each value, one by one over all pages: `fields=name,b.c`.
    pub fn rows<T: DeserializeOwned>(self, fields: impl IntoFields) -> Items<T> {
        self.request.fields(fields).items_as().key("entries")
    }
}
