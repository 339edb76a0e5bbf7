//! Metadata: one generic accessor for every kind, with the same verbs everywhere.
//!
//! [`Api::resource`] gives a [`Resource`] of any type that is [`Metadata`]; a method for each of DHIS2's
//! kinds gives the same by name: `api.data_elements()`, `api.organisation_units()`. What single kinds can
//! do besides stands with them; [`from_dhis2w_client`] lists it beside the calls of that Python client.

pub mod access_tokens;
mod accessors;
mod answer;
pub mod apps;
mod attribute_values;
mod bulk;
mod bulk_outcome;
mod category_combo_build;
mod category_combo_spec;
mod category_combos;
mod collections;
pub mod customize;
mod dashboards;
pub mod data_integrity;
pub mod data_store;
mod documents;
mod duplicate;
mod expressions;
mod geometry_import;
pub mod icons;
pub mod jobs;
mod legends_and_rules;
mod list;
pub mod locales;
pub mod lock_exceptions;
mod lookup;
pub mod maintenance;
mod members;
pub mod messaging;
pub mod min_max;
#[cfg(feature = "oauth2")]
mod oauth2_clients;
mod option_sets;
mod organisation_units;
pub mod predictor_runs;
mod programs;
mod rename;
pub mod routes;
mod rows;
pub mod scheduler;
mod sections;
mod sharing;
mod translations;
pub mod user_settings;
pub mod users;
pub mod validation;
mod visual;
mod write;
mod write_and_get;

/// Coming from `dhis2w-client`: call by call, what to write instead.
#[doc = include_str!("from_dhis2w_client/client.md")]
#[doc = include_str!("from_dhis2w_client/every_kind.md")]
#[doc = include_str!("from_dhis2w_client/kinds.md")]
#[doc = include_str!("from_dhis2w_client/platform.md")]
#[doc = include_str!("from_dhis2w_client/looks.md")]
#[doc = include_str!("from_dhis2w_client/users.md")]
#[doc = include_str!("from_dhis2w_client/new_objects.md")]
#[doc = include_str!("from_dhis2w_client/data.md")]
pub mod from_dhis2w_client {}

use std::fmt;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde_json::Value;

pub use attribute_values::AttributeKey;
pub use bulk_outcome::{BulkFailure, BulkOutcome};
pub(crate) use bulk_outcome::{Job, patch_each, share_each};
pub use category_combo_build::{BuiltCategory, CategoryComboBuild};
pub use category_combo_spec::{CategoryComboSpec, CategoryOptionSpec, CategorySpec};
pub use dashboards::{ItemKind, Slot};
pub use duplicate::Duplicate;
pub use expressions::ExpressionCheck;
pub use geometry_import::GeometryImport;
pub use legends_and_rules::LegendRange;
pub use list::List;
#[cfg(feature = "oauth2")]
pub use oauth2_clients::NewOAuth2Client;
pub use option_sets::OptionSync;
pub use organisation_units::UnitTree;
pub use programs::ProgramLabels;
pub use rename::Rename;
pub use sharing::{AccessLevel, SharingUpdate};
pub use visual::{MapLayer, MapSpec, SpecDimension, VisualizationSpec};
pub(crate) use write::took_some;
pub use write::{Created, Upserted};

use crate::api::Api;
use crate::error::Result;
use crate::models::Metadata;
use crate::query::IntoFields;
use crate::request::Request;
use crate::uid::AsUid;

/// One kind of metadata on a server; see [`Api::resource`].
///
/// ```no_run
/// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
/// for unit in api.organisation_units().list().fields("id,name,level").filter("level:eq:3").items() {
///     println!("{}", unit?.name.unwrap_or_default());
/// }
/// let element = api.data_elements().get("DeMalariaC1")?;
/// # Ok(())
/// # }
/// ```
pub struct Resource<T> {
    api: Api,
    _type: PhantomData<fn() -> T>,
}

impl Api {
    /// The accessor of a kind of metadata: one of [`models`](crate::models), or a type of one's own.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::models::DataElement;
    ///
    /// let count = api.resource::<DataElement>().count()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn resource<T: Metadata>(&self) -> Resource<T> {
        Resource {
            api: self.clone(),
            _type: PhantomData,
        }
    }
}

impl<T: Metadata> Resource<T> {
    /// The objects: `GET /api/{plural}`.
    pub fn list(&self) -> List<T> {
        List::new(Self::on_this_server(self.api.get(T::PLURAL)))
    }

    /// One object with everything it owns: `GET /api/{plural}/{uid}?fields=:owner`. What is read so can
    /// be put back whole.
    ///
    /// # Errors
    ///
    /// When there is none ([`Error::is_not_found`](crate::Error::is_not_found)), and as
    /// [`Request::fetch`].
    pub fn get(&self, uid: impl AsUid) -> Result<T> {
        self.object(&uid)?.fields(owned::<T>()).fetch()
    }

    /// The same, `None` where there is none: `GET /api/{plural}/{uid}?fields=:owner`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn get_opt(&self, uid: impl AsUid) -> Result<Option<T>> {
        self.object(&uid)?.fields(owned::<T>()).fetch_opt()
    }

    /// One object with chosen fields, as a type of one's own: `GET /api/{plural}/{uid}?fields=…`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// #[derive(serde::Deserialize)]
    /// struct Row { name: String }
    ///
    /// let row: Row = api.data_elements().get_as("DeMalariaC1", "name")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get).
    pub fn get_as<U: DeserializeOwned>(
        &self,
        uid: impl AsUid,
        fields: impl IntoFields,
    ) -> Result<U> {
        self.object(&uid)?.fields(fields).fetch()
    }

    /// Whether there is such an object: `GET /api/{plural}/{uid}?fields=id`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn exists(&self, uid: impl AsUid) -> Result<bool> {
        let found: Option<Value> = self.object(&uid)?.fields("id").fetch_opt()?;
        Ok(found.is_some())
    }

    /// How many objects there are: `GET /api/{plural}?pageSize=1`.
    ///
    /// # Errors
    ///
    /// As [`List::count`].
    pub fn count(&self) -> Result<u64> {
        self.list().count()
    }

    /// The client.
    pub fn api(&self) -> &Api {
        &self.api
    }

    /// A request for one object.
    pub(crate) fn object(&self, uid: &impl AsUid) -> Result<Request> {
        Ok(Self::on_this_server(self.api.get(Self::path(uid)?)))
    }

    /// A request that is not sent to a server which does not have the kind.
    pub(crate) fn on_this_server(request: Request) -> Request {
        let check: Option<fn(&Api) -> Result<()>> = match T::PLURAL {
            "pushAnalysis" => Some(|api| api.require_before("pushAnalysis", "2.43")),
            "oAuth2Authorizations" => Some(|api| api.require_for("oAuth2Authorizations", "2.42")),
            "oAuth2AuthorizationConsents" => {
                Some(|api| api.require_for("oAuth2AuthorizationConsents", "2.42"))
            }
            _ => None,
        };
        request.only_if(check)
    }

    /// The path of one object.
    pub(crate) fn path(uid: &impl AsUid) -> Result<String> {
        Ok(format!("{}/{}", T::PLURAL, uid.as_uid()?))
    }
}

/// The fields of an object that can be put back whole: everything it owns. The groups of a user belong to
/// the groups, and yet a `PUT` of a user without them takes the user out of them all.
pub(crate) fn owned<T: Metadata>() -> &'static str {
    match T::PLURAL {
        "users" => ":owner,userGroups",
        _ => ":owner",
    }
}

impl<T> Clone for Resource<T> {
    fn clone(&self) -> Self {
        Self {
            api: self.api.clone(),
            _type: PhantomData,
        }
    }
}

impl<T: Metadata> fmt::Debug for Resource<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resource")
            .field("plural", &T::PLURAL)
            .field("api", &self.api)
            .finish()
    }
}
