use std::io::Write;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{AllMetadata, kind_name};
use crate::error::Result;
use crate::models::{self, Metadata};
use crate::query::{IntoFields, IntoFilter};
use crate::request::Request;
use crate::response::ResponseReader;
use crate::stream::Elements;
use crate::uid::AsUid;
use crate::words::closed_words;

/// Kinds that DHIS2 exports with everything they need.
pub trait HasDependencies: Metadata + private::Sealed {}

mod private {
    pub trait Sealed {}
}

macro_rules! with_dependencies {
    ($($kind:ident),*) => {$(
        impl private::Sealed for models::$kind {}
        impl HasDependencies for models::$kind {}
    )*};
}

with_dependencies!(
    CategoryCombo,
    Dashboard,
    DataElementGroup,
    DataSet,
    OptionSet,
    Program
);

closed_words! {
    /// How an export comes packed; see [`Export::copy_packed`].
    Packing {
        /// As a gzip file: `metadata.json.gz`.
        Gzip = "gz",
        /// As a zip file with one file in it: `metadata.json.zip`.
        Zip = "zip",
    }
}

/// An export of metadata, before it is read; see [`AllMetadata::export`] and [`AllMetadata::dependencies`].
#[derive(Debug)]
#[must_use = "an export does nothing until it is read"]
pub struct Export {
    request: Request,
}

impl AllMetadata {
    /// Begins an export: `GET /api/metadata`. Without a kind it is everything that the user may see, which can
    /// be hundreds of megabytes.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::models::{DataElement, DataSet};
    ///
    /// let mut file = std::fs::File::create("metadata.json").unwrap();
    /// api.metadata()
    ///     .export()
    ///     .kind::<DataSet>()
    ///     .kind_filter::<DataElement>("name:ilike:malaria")
    ///     .kind_fields::<DataElement>("id,name,code")
    ///     .skip_sharing(true)
    ///     .copy_to(&mut file)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn export(&self) -> Export {
        Export {
            request: self.api.get("metadata"),
        }
    }

    /// An object with everything it needs, ready to be imported elsewhere:
    /// `GET /api/{plural}/{uid}/metadata`.
    pub fn dependencies<T: HasDependencies>(&self, uid: impl AsUid) -> Export {
        let path = |uid| format!("{}/{uid}/metadata", T::PLURAL);
        let request = match uid.as_uid() {
            Ok(uid) => self.api.get(path(uid.as_str())),
            Err(error) => self
                .api
                .get("metadata")
                .or_fail(Err(error), |request, ()| request),
        };
        Export { request }
    }
}

impl Export {
    /// Exports objects of this kind: `{plural}=true`.
    pub fn kind<T: Metadata>(self) -> Self {
        self.kind_named(T::PLURAL)
    }

    /// The same, by DHIS2's plural.
    pub fn kind_named(mut self, plural: &str) -> Self {
        self.request = self
            .request
            .or_fail(kind_name(plural), |mut request, plural| {
                request.remove_param(&plural);
                request.param(plural, true)
            });
        self
    }

    /// Exports these fields of a kind, and the kind: `{plural}:fields=…`.
    pub fn kind_fields<T: Metadata>(self, fields: impl IntoFields) -> Self {
        let mut export = self.kind::<T>();
        let name = format!("{}:fields", T::PLURAL);
        export.request = export
            .request
            .or_fail(fields.into_fields(), |request, fields| {
                request.param(name, fields.as_str())
            });
        export
    }

    /// Exports only these objects of a kind, and the kind: `{plural}:filter=…`.
    pub fn kind_filter<T: Metadata>(self, filter: impl IntoFilter) -> Self {
        let mut export = self.kind::<T>();
        let name = format!("{}:filter", T::PLURAL);
        export.request = export
            .request
            .or_fail(filter.into_filter(), |request, filter| {
                request.param(name, filter.to_string())
            });
        export
    }

    /// The fields of every kind; what objects own (`:owner`) unless set.
    pub fn fields(mut self, fields: impl IntoFields) -> Self {
        self.request = self.request.fields(fields);
        self
    }

    /// Only objects for which this holds, whatever their kind. Several must hold together: DHIS2 ignores
    /// `rootJunction` here.
    pub fn filter(mut self, filter: impl IntoFilter) -> Self {
        self.request = self.request.filter(filter);
        self
    }

    /// Leaves sharing out, for a server with other users.
    pub fn skip_sharing(mut self, skip: bool) -> Self {
        self.request = self.request.param("skipSharing", skip);
        self
    }

    /// Leaves translations out.
    pub fn skip_translation(mut self, skip: bool) -> Self {
        self.request = self.request.param("skipTranslation", skip);
        self
    }

    /// Reads the export whole (`GET /api/metadata`): lists of objects by their plural. What describes the exporting server
    /// (`system`, `date`) is left out.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn fetch(self) -> Result<Map<String, Value>> {
        let mut bundle: Map<String, Value> = self.request.fetch()?;
        bundle.retain(|_, rows| rows.is_array());
        Ok(bundle)
    }

    /// Copies the export (`GET /api/metadata`) to a writer as it comes, in constant memory; returns the number
    /// of bytes.
    ///
    /// # Errors
    ///
    /// As [`Request::copy_to`].
    pub fn copy_to(self, writer: &mut (impl Write + ?Sized)) -> Result<u64> {
        self.request.accept("application/json").copy_to(writer)
    }

    /// Copies the export to a writer packed by the server, in constant memory; returns the number of bytes:
    /// `GET /api/metadata.json.gz` or `.zip`, or the same below an object. An import takes such a file as it is:
    /// [`Import::send_file`](super::Import::send_file).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::metadata::Packing;
    ///
    /// let mut file = std::fs::File::create("metadata.json.gz").unwrap();
    /// api.metadata().export().skip_sharing(true).copy_packed(Packing::Gzip, &mut file)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Request::copy_to`].
    pub fn copy_packed(self, packing: Packing, writer: &mut (impl Write + ?Sized)) -> Result<u64> {
        let path = format!("{}.json.{packing}", self.request.path());
        self.request.at(&path).accept("*/*").copy_to(writer)
    }

    /// The objects of one kind, one by one, in constant memory: `GET /api/metadata`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn elements<T: Metadata + DeserializeOwned>(self) -> Result<Elements<T, ResponseReader>> {
        Ok(self.request.send()?.elements(T::PLURAL))
    }
}
