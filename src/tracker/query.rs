//! The parameters of a list while they are put together.

use std::fmt::Display;
use std::io::Write;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::filter::Condition;
use crate::error::{DecodeError, Error, Result};
use crate::models::OrganisationUnitSelectionMode as OrgUnitMode;
use crate::paging::{Items, Pages};
use crate::query::{IntoFields, IntoOrder};
use crate::request::Request;
use crate::uid::{AsUid, as_uids};
use crate::{Api, Uid};

/// A request with parameters that are set once, or written as one list with commas.
#[derive(Debug)]
pub(super) struct Query {
    request: Request,
    params: Vec<(&'static str, String)>,
    /// What older servers would read otherwise, and which version reads it so.
    needs: Option<(&'static str, &'static str)>,
}

impl Query {
    pub(super) fn new(api: &Api, path: &str) -> Self {
        Self {
            request: api.get(path),
            params: Vec::new(),
            needs: None,
        }
    }

    /// The list is an error on servers before this version: `what` names what they cannot do.
    pub(super) fn needs(mut self, what: &'static str, version: &'static str) -> Self {
        if self.needs.is_none_or(|(_, known)| known < version) {
            self.needs = Some((what, version));
        }
        self
    }

    /// Adds a condition on values.
    pub(super) fn condition(self, name: &'static str, condition: Result<Condition>) -> Self {
        self.then(condition, |query, condition| {
            let query = query.add(name, &condition.text);
            if condition.is_new {
                return query.needs("such a condition on values", "2.42");
            }
            query
        })
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.params.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Sets a parameter, over an earlier value.
    pub(super) fn set(mut self, name: &'static str, value: impl Display) -> Self {
        self.params.retain(|(known, _)| *known != name);
        self.params.push((name, value.to_string()));
        self
    }

    /// Adds to a list.
    pub(super) fn add(mut self, name: &'static str, value: &str) -> Self {
        match self.params.iter_mut().find(|(known, _)| *known == name) {
            Some((_, list)) => {
                list.push(',');
                list.push_str(value);
            }
            None => self.params.push((name, value.to_owned())),
        }
        self
    }

    /// Goes on, or keeps the error until the list is read.
    pub(super) fn then<T>(self, result: Result<T>, next: impl FnOnce(Self, T) -> Self) -> Self {
        match result {
            Ok(value) => next(self, value),
            Err(error) => self.fail(error),
        }
    }

    pub(super) fn fail(mut self, error: Error) -> Self {
        self.request = self
            .request
            .or_fail(Err::<(), _>(error), |request, ()| request);
        self
    }

    pub(super) fn set_uid(self, name: &'static str, uid: impl AsUid) -> Self {
        self.then(uid.as_uid(), |query, uid| query.set(name, uid))
    }

    pub(super) fn add_uids<U: AsUid>(
        self,
        name: &'static str,
        uids: impl IntoIterator<Item = U>,
    ) -> Self {
        self.then(as_uids(uids), |query, uids| {
            let add = |query: Self, uid: &Uid| query.add(name, uid.as_str());
            if uids.is_empty() {
                // Without the parameter the list would be that of all objects.
                return query.fail(Error::invalid(name, "", "one uid or more"));
            }
            uids.iter().fold(query, add)
        })
    }

    pub(super) fn fields(mut self, fields: impl IntoFields) -> Self {
        self.request.remove_param("fields");
        self.request = self.request.fields(fields);
        self
    }

    pub(super) fn order(self, order: impl IntoOrder) -> Self {
        self.then(order.into_order(), |query, order| {
            query.add("order", &order.to_string())
        })
    }

    /// The request, with what DHIS2 would refuse or read otherwise refused.
    pub(super) fn finish(self, units: &'static str) -> Request {
        let all = self.get("orgUnitMode") == Some(OrgUnitMode::All.as_str());
        let mut query = if all && self.get(units).is_some() {
            let error = Error::invalid("orgUnitMode", "ALL", "no organisation units beside it");
            self.fail(error)
        } else {
            self
        };
        if let Some(error) = query.request.take_error() {
            // Nothing is sent, so the server is not asked for its version either.
            return query.fail(error).request;
        }
        let mut request = query.request;
        if let Some((what, version)) = query.needs {
            let supported = request.api().require_for(what, version);
            request = request.or_fail(supported, |request, ()| request);
        }
        request.params(query.params)
    }
}

/// How many objects a list has: one request for one row.
pub(super) fn count(request: Request) -> Result<u64> {
    let request = request.param("page", 1).param("pageSize", 1);
    let answer: Value = request.param("totalPages", true).fetch()?;
    // Older servers have the pager's members beside the rows.
    let total = answer["pager"]["total"]
        .as_u64()
        .or(answer["total"].as_u64());
    total.ok_or_else(|| {
        DecodeError::new("the list names no total")
            .path("pager.total")
            .into()
    })
}

pub(super) fn items<T: DeserializeOwned>(request: Request) -> Items<T> {
    request.items_as()
}

pub(super) fn pages<T: DeserializeOwned>(request: Request) -> Pages<T> {
    request.pages_as()
}

/// All rows as CSV, to a writer.
pub(super) fn csv(request: Request, path: &str, writer: &mut (impl Write + ?Sized)) -> Result<u64> {
    request.at(path).copy_to(writer)
}

/// The setters that all lists have.
macro_rules! list {
    ($name:ident, $item:ident, $rows:literal) => {
        impl $name {
            /// Which fields each object shall have, such as `*` or `orgUnit,attributes[*]`. Unless
            /// set, DHIS2 sends the object without most of what hangs on it. `fields=`
            pub fn fields(mut self, fields: impl IntoFields) -> Self {
                self.query = self.query.fields(fields);
                self
            }

            /// The order, such as `updatedAt:desc`; given again, the next one. Unless set, the list
            /// is read in the order of making, which is stable. `order=`
            pub fn order(mut self, order: impl IntoOrder) -> Self {
                self.query = self.query.order(order);
                self
            }

            #[doc = concat!("The ", $rows, " one by one, over all pages, each parsed out of the")]
            /// running answer.
            pub fn items(self) -> Items<$item> {
                self.items_as()
            }

            #[doc = concat!("The ", $rows, " one by one, as a type of one's own.")]
            pub fn items_as<T: DeserializeOwned>(self) -> Items<T> {
                query::items(self.request())
            }

            /// The pages.
            pub fn pages(self) -> Pages<$item> {
                query::pages(self.request())
            }

            #[doc = concat!("All ", $rows, ", in memory.")]
            ///
            /// # Errors
            ///
            /// The first error of the run.
            pub fn collect_all(self) -> Result<Vec<$item>> {
                self.items().collect()
            }

            #[doc = concat!("Writes all ", $rows, " as JSON, as they come, and returns the number of bytes:")]
            /// `paging=false`. The server gathers them in memory first: where there are many, read
            /// [`items`](Self::items).
            ///
            /// # Errors
            ///
            /// As [`Request::copy_to`](crate::Request::copy_to).
            pub fn write_json(self, writer: &mut (impl Write + ?Sized)) -> Result<u64> {
                let request = self.request().param("paging", false);
                request.accept("application/json").copy_to(writer)
            }

            /// How many there are: one request for one row. Counting is slow on large servers.
            ///
            /// # Errors
            ///
            /// As [`Request::fetch`](crate::Request::fetch), and
            /// [`Error::Decode`](crate::Error::Decode) when the answer names no total.
            pub fn count(self) -> Result<u64> {
                query::count(self.request())
            }
        }
    };
}

/// Setters of one kind each, as `set: parameter, what it is`.
macro_rules! setters {
    ($name:ident {
        uid { $($uid:ident: $uid_param:literal, $uid_doc:literal;)* }
        uids { $($uids:ident: $uids_param:literal, $uids_doc:literal;)* }
        date { $($date:ident: $date_param:literal, $date_doc:literal;)* }
        flag { $($flag:ident: $flag_param:literal, $flag_doc:literal;)* }
        word { $($word:ident($kind:ty): $word_param:literal, $word_doc:literal;)* }
    }) => {
        impl $name {
            $(
                #[doc = concat!($uid_doc, " `", $uid_param, "=`")]
                pub fn $uid(mut self, uid: impl AsUid) -> Self {
                    self.query = self.query.set_uid($uid_param, uid);
                    self
                }
            )*
            $(
                #[doc = concat!($uids_doc, " May be given again. `", $uids_param, "=`")]
                pub fn $uids<U: AsUid>(mut self, uids: impl IntoIterator<Item = U>) -> Self {
                    self.query = self.query.add_uids($uids_param, uids);
                    self
                }
            )*
            $(
                #[doc = concat!("Only those ", $date_doc, " this time or day. `", $date_param, "=`")]
                pub fn $date(mut self, date: impl Into<DateTime>) -> Self {
                    self.query = self.query.set($date_param, date.into());
                    self
                }
            )*
            $(
                #[doc = concat!($flag_doc, " `", $flag_param, "=`")]
                pub fn $flag(mut self, flag: bool) -> Self {
                    self.query = self.query.set($flag_param, flag);
                    self
                }
            )*
            $(
                #[doc = concat!($word_doc, " `", $word_param, "=`")]
                pub fn $word(mut self, word: $kind) -> Self {
                    self.query = self.query.set($word_param, word);
                    self
                }
            )*

            /// Only those changed within this time until now, in whole seconds. `updatedWithin=`
            pub fn updated_within(mut self, time: Duration) -> Self {
                let seconds = format!("{}s", time.as_secs());
                self.query = self.query.set("updatedWithin", seconds);
                self
            }
        }
    };
}

/// By what metadata is named in an answer.
macro_rules! id_schemes {
    ($name:ident) => {
        impl $name {
            /// By what all metadata is named in the answer; by uid unless set. What has no such name is
            /// an error of the server. Needs DHIS2 2.42: older servers ignore it. `idScheme=`
            pub fn id_scheme(mut self, scheme: IdScheme) -> Self {
                self.query = self.query.set("idScheme", scheme);
                self.query = self
                    .query
                    .needs("an id scheme of the tracker's lists", "2.42");
                self
            }

            /// By what one kind of metadata is named in the answer, such as `orgUnitIdScheme=`.
            pub fn id_scheme_of(mut self, kind: IdKind, scheme: IdScheme) -> Self {
                self.query = self.query.set(kind.as_str(), scheme);
                self.query = self
                    .query
                    .needs("an id scheme of the tracker's lists", "2.42");
                self
            }
        }
    };
}

/// Conditions on values: four setters, the parameter that they add to, and what has the values.
macro_rules! filters {
    ($name:ident { $compare:ident, $one_of:ident, $present:ident, $missing:ident }: $param:literal, $of:ident, $what:literal) => {
        impl $name {
            #[doc = concat!("Only those whose ", $what, " has such a value; several must all hold, up to three of one. `", $param, "=`")]
            pub fn $compare(mut self, $of: impl AsUid, operator: Operator, value: impl Display) -> Self {
                let filter = filter::filter($of, operator, value);
                self.query = self.query.condition($param, filter);
                self
            }

            #[doc = concat!("Only those whose ", $what, " has one of these values. `", $param, "=<uid>:in:`")]
            pub fn $one_of<V: Display>(
                mut self,
                $of: impl AsUid,
                values: impl IntoIterator<Item = V>,
            ) -> Self {
                let filter = filter::one_of($of, values);
                self.query = self.query.condition($param, filter);
                self
            }

            #[doc = concat!("Only those whose ", $what, " has a value. Needs DHIS2 2.42. `", $param, "=<uid>:!null`")]
            pub fn $present(mut self, $of: impl AsUid) -> Self {
                self.query = self.query.condition($param, filter::present($of, true));
                self
            }

            #[doc = concat!("Only those whose ", $what, " has no value. Needs DHIS2 2.42. `", $param, "=<uid>:null`")]
            pub fn $missing(mut self, $of: impl AsUid) -> Self {
                self.query = self.query.condition($param, filter::present($of, false));
                self
            }
        }
    };
}

pub(super) use {filters, id_schemes, list, setters};
