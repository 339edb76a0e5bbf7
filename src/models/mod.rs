//! The metadata types: [`DataElement`], [`OrganisationUnit`], [`Program`] and the others.
//!
//! They are generated from what DHIS2 2.42 and 2.43 say about themselves (`/api/schemas`), and have
//! the union of both. Three rules make it safe to read an object, change it and put it back:
//!
//! **Every field is an `Option`.** `None` is not the default value: it is a field that was not
//! sent, because the field selection did not name it or the server had nothing to say. It is not
//! written either. DHIS2's PUT replaces the whole object, so read it with `fields=:owner` before
//! it is put back.
//!
//! **What a type does not know stays in `extra`.** Fields of a newer server, and those that are
//! worked out rather than stored (`favorites`, `queryMods` …), are kept there as JSON and written
//! again. So is a value that does not fit its field, as DHIS2 sometimes sends: the field is then
//! `None`, and `extra` has the value under the field's name in JSON. A field that is set wins over
//! what `extra` has under its name.
//!
//! **Null is not absent.** A null that was sent is a null in `extra`, and is written as null; to
//! send one, put it there. Setting the field replaces it.
//!
//! ```
//! use dhis2::models::{DataElement, ValueType};
//! use serde_json::Value;
//!
//! let mut element: DataElement = serde_json::from_str(
//!     r#"{"name": "Cases", "valueType": "NUMBER", "url": null, "brandNew": [1]}"#,
//! )?;
//! assert_eq!(element.value_type, Some(ValueType::Number));
//! assert_eq!(element.extra["url"], Value::Null);
//! assert_eq!(element.extra["brandNew"][0], 1);
//!
//! element.url = Some("https://example.org".into());
//! element.description = None;                               // is not sent
//! element.extra.insert("formName".into(), Value::Null);     // is sent, as null
//! # Ok::<_, serde_json::Error>(())
//! ```
//!
//! New objects are made with `new`, which asks for what DHIS2 requires and sets what is usual. The rest is
//! set afterwards:
//!
//! ```
//! use dhis2::models::{DataElement, Ref, ValueType};
//! use dhis2::Uid;
//!
//! let mut element = DataElement::new("Malaria cases", "Malaria", ValueType::Integer);
//! element.id = Some(Uid::from_key("malaria/cases"));
//! element.category_combo = Some(Ref::new("CcSexAge001".parse()?));
//! # Ok::<_, dhis2::Error>(())
//! ```
//!
//! A data element, data set or program without a category combination gets DHIS2's own `default` from the
//! server. Kinds without a `new` are made with `..Default::default()`, as a minor release may add fields.
//!
//! Words such as [`ValueType`] are enums with an `Other(String)` for those that are not known here.
//! Other objects are [`Ref`]s: an id, with what else came. Dates are [`DateTime`]s, whose text is
//! kept as sent. Parts that DHIS2 does not describe are plain JSON [`Value`]s. `Debug` shows only
//! the fields that are set.

pub(crate) mod base;
mod generated;
mod geometry;
mod new;
mod number;
mod refs;
mod sharing;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use base::Extra;
pub use generated::*;
pub use number::Number;
pub use refs::Ref;
pub use sharing::{Grant, Grants, Sharing};

use crate::{DateTime, Uid};

/// A kind of metadata object: something with a uid and an endpoint of its own.
///
/// The types of this module have it. Implement it for a type of yours to use it with the same
/// accessors: a narrower one, that has only the fields you read, or one of another DHIS2 version.
///
/// ```
/// use dhis2::{Uid, models::Metadata};
///
/// #[derive(Clone, serde::Serialize, serde::Deserialize)]
/// struct Unit {
///     id: Option<Uid>,
///     name: Option<String>,
///     level: u32,
/// }
///
/// impl Metadata for Unit {
///     const PLURAL: &'static str = "organisationUnits";
///     const SINGULAR: &'static str = "organisationUnit";
///
///     fn uid(&self) -> Option<Uid> {
///         self.id
///     }
///
///     fn set_uid(&mut self, uid: Uid) {
///         self.id = Some(uid);
///     }
///
///     fn name(&self) -> Option<&str> {
///         self.name.as_deref()
///     }
/// }
/// ```
pub trait Metadata: Serialize + DeserializeOwned + Clone + Send + 'static {
    /// DHIS2's plural: the endpoint, and the key of the list in an answer.
    const PLURAL: &'static str;

    /// DHIS2's singular, as in `/api/schemas`.
    const SINGULAR: &'static str;

    /// The Java class, by which import reports name the type.
    const KLASS: Option<&'static str> = None;

    /// The uid, when the object has one.
    fn uid(&self) -> Option<Uid>;

    /// Gives the object a uid: with one of your own, a create can be sent again without harm.
    fn set_uid(&mut self, uid: Uid);

    /// The name, when it is known.
    fn name(&self) -> Option<&str>;
}

/// What is known of a kind of metadata without an object of it: see [`ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TypeInfo {
    /// DHIS2's plural, as `dataElements`.
    pub plural: &'static str,
    /// DHIS2's singular, as `dataElement`.
    pub singular: &'static str,
    /// The type in this module, as `DataElement`.
    pub type_name: &'static str,
    /// The Java class, by which import reports name the type.
    pub klass: &'static str,
    /// Whether objects have sharing of their own.
    pub shareable: bool,
}
