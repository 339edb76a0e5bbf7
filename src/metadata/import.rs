use std::fmt;
use std::fs::File;
use std::io::{Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;

use flate2::Compression;
use flate2::read::GzEncoder;
use serde::Serialize;

use super::AllMetadata;
use crate::error::{DecodeError, Error, Result};
use crate::http::body::Body;
use crate::import::ImportReport;
use crate::request::Request;
use crate::tasks::TaskRef;
use crate::words::closed_words;

closed_words! {
    /// What is done with the objects: `importStrategy`.
    ImportStrategy {
        /// New ones are made, others replaced: the default.
        CreateAndUpdate = "CREATE_AND_UPDATE",
        /// All must be new.
        Create = "CREATE",
        /// None may be new.
        Update = "UPDATE",
        /// They are deleted.
        Delete = "DELETE",
    }
    /// What becomes of the good ones beside a bad one: `atomicMode`.
    AtomicMode {
        /// Nothing is written unless all is valid: the default.
        All = "ALL",
        /// The good ones are written, even with references that lead nowhere.
        None = "NONE",
    }
    /// By what objects and references are found: `identifier`.
    Identifier {
        /// By uid: the default.
        Uid = "UID",
        /// By code.
        Code = "CODE",
        /// By uid, else by code.
        Auto = "AUTO",
    }
    /// What is loaded beforehand: `preheatMode`.
    PreheatMode {
        /// What the objects refer to: the default.
        Reference = "REFERENCE",
        /// Everything of the kinds.
        All = "ALL",
        /// Nothing.
        None = "NONE",
    }
    /// When changes go to the data base: `flushMode`.
    FlushMode {
        /// When DHIS2 sees fit: the default.
        Auto = "AUTO",
        /// After every object: slow, but an error then names the object.
        Object = "OBJECT",
    }
    /// What the report lists: `importReportMode`.
    ImportReportMode {
        /// Refused objects: the default.
        Errors = "ERRORS",
        /// Refused objects, without complaints about references that the object does not own.
        ErrorsNotOwner = "ERRORS_NOT_OWNER",
        /// Every object.
        Full = "FULL",
        /// Every object, with its name.
        Debug = "DEBUG",
    }
}

const JSON: &str = "application/json";

fn packed<R: Read>(reader: R) -> GzEncoder<R> {
    GzEncoder::new(reader, Compression::default())
}

/// An import of metadata: `POST /api/metadata`. See [`AllMetadata::import`].
#[must_use = "an import does nothing until it is sent"]
pub struct Import {
    request: Request,
    strategy: ImportStrategy,
    atomic: AtomicMode,
    dry_run: bool,
    idempotent: bool,
    gzip: bool,
}

impl AllMetadata {
    /// Begins an import. It replaces: what an object that exists does not hold here is lost, its members, its
    /// translations and its sharing too; see [`skip_sharing`](Import::skip_sharing).
    ///
    /// Parameters that older servers had are not here, because 2.42 ignores them: `mergeMode` (it always
    /// replaces), `userOverrideMode` and `dryRun`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::metadata::ImportStrategy;
    ///
    /// let payload = serde_json::json!({ "constants": [{ "id": "CnPopGrow01", "name": "Growth", "value": 2.4 }] });
    /// let report = api.metadata().import().strategy(ImportStrategy::Create).dry_run(true).send(&payload)?;
    /// for conflict in report.conflicts() {
    ///     println!("{conflict}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn import(&self) -> Import {
        Import {
            request: self.api.post("metadata"),
            strategy: ImportStrategy::CreateAndUpdate,
            atomic: AtomicMode::All,
            dry_run: false,
            idempotent: false,
            gzip: false,
        }
    }
}

impl Import {
    fn param(mut self, name: &str, value: &str) -> Self {
        self.request.remove_param(name);
        self.request = self.request.param(name, value);
        self
    }

    fn flag(self, name: &str, value: bool) -> Self {
        self.param(name, if value { "true" } else { "false" })
    }

    /// What is done with the objects; [`ImportStrategy::CreateAndUpdate`] unless set.
    pub fn strategy(mut self, strategy: ImportStrategy) -> Self {
        self.strategy = strategy;
        self
    }

    /// What becomes of the good ones beside a bad one; [`AtomicMode::All`] unless set.
    pub fn atomic_mode(mut self, mode: AtomicMode) -> Self {
        self.atomic = mode;
        self
    }

    /// Only says what would be done: `importMode=VALIDATE`. The report has the counts that the import would
    /// have. The server's `dryRun=true` is not this: it is ignored, and commits.
    pub fn dry_run(mut self, dry_run: bool) -> Self {
        self.dry_run = dry_run;
        self
    }

    /// By what objects are found.
    pub fn identifier(self, identifier: Identifier) -> Self {
        self.param("identifier", identifier.as_str())
    }

    /// What is loaded beforehand.
    pub fn preheat_mode(self, mode: PreheatMode) -> Self {
        self.param("preheatMode", mode.as_str())
    }

    /// When changes go to the data base.
    pub fn flush_mode(self, mode: FlushMode) -> Self {
        self.param("flushMode", mode.as_str())
    }

    /// What the report lists.
    pub fn report_mode(self, mode: ImportReportMode) -> Self {
        self.param("importReportMode", mode.as_str())
    }

    /// Leaves the sharing of objects that exist as it is, and gives new ones the default. Without it, an
    /// object that holds no `sharing` becomes public.
    pub fn skip_sharing(self, skip: bool) -> Self {
        self.flag("skipSharing", skip)
    }

    /// Leaves the translations of objects that exist as they are.
    pub fn skip_translation(self, skip: bool) -> Self {
        self.flag("skipTranslation", skip)
    }

    /// Checks nothing: faster, and whatever is wrong is stored.
    pub fn skip_validation(self, skip: bool) -> Self {
        self.flag("skipValidation", skip)
    }

    /// Says that every object has a uid of its own, so that the import may be sent again when its answer is
    /// lost. A dry run and [`ImportStrategy::Update`] always may.
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = idempotent;
        self
    }

    /// The request with all parameters and no body, for example to send the objects in parts.
    pub fn into_request(self) -> Request {
        let mode = if self.dry_run { "VALIDATE" } else { "COMMIT" };
        let again = self.idempotent || self.dry_run || self.strategy == ImportStrategy::Update;
        self.request
            .param("importStrategy", self.strategy.as_str())
            .param("atomicMode", self.atomic.as_str())
            .param("importMode", mode)
            .idempotent(again)
    }

    /// Packs the body with gzip on its way, which DHIS2 takes here as it does for data values. Not for
    /// [`send_csv`](Self::send_csv) and [`start`](Self::start).
    pub fn gzip(mut self, gzip: bool) -> Self {
        self.gzip = gzip;
        self
    }

    /// Imports an object whose members are lists of objects by their plural: a map, a `Value`, a struct.
    /// `POST /api/metadata`
    ///
    /// # Errors
    ///
    /// When no report comes. Refused objects are in the report, not an error; a kind that DHIS2 does not know is
    /// passed over, so look at `report.stats().total`.
    pub fn send<T: Serialize + ?Sized>(self, payload: &T) -> Result<ImportReport> {
        if !self.gzip {
            return self.into_request().json(payload).send_import();
        }
        let bytes: Arc<[u8]> = crate::json::encode(payload)?.into();
        let body = Body::replayable(move || Ok(packed(Cursor::new(Arc::clone(&bytes)))));
        self.packed_request(body).send_import()
    }

    /// Imports a JSON file, streamed: `POST /api/metadata`. One that is packed already, with gzip or as a zip file, is sent as it is:
    /// DHIS2 looks at its first bytes.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), and when the file cannot be read.
    pub fn send_file(self, path: impl Into<PathBuf>) -> Result<ImportReport> {
        if !self.gzip {
            let request = self.into_request();
            return request.file(JSON, path).send_import();
        }
        let path = path.into();
        let body = Body::replayable(move || Ok(packed(File::open(&path)?)));
        self.packed_request(body).send_import()
    }

    /// Imports JSON out of a reader, streamed (`POST /api/metadata`); or what is packed already, as [`send_file`](Self::send_file) does.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_reader(self, reader: impl Read + Send + 'static) -> Result<ImportReport> {
        if !self.gzip {
            return self.into_request().reader(JSON, reader).send_import();
        }
        self.packed_request(Body::reader(packed(reader)))
            .send_import()
    }

    fn packed_request(self, body: Body) -> Request {
        let request = self.into_request().header("content-encoding", "gzip");
        request.body(body.content_type(JSON))
    }

    /// Imports CSV with a header line: `classKey` is DHIS2's word for the kind, such as `ORGANISATION_UNIT`,
    /// `DATA_ELEMENT` or `OPTION_SET`. `POST /api/metadata?classKey={class_key}`
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_csv(self, class_key: &str, csv: impl Into<Vec<u8>>) -> Result<ImportReport> {
        self.into_request()
            .param("classKey", class_key)
            .bytes("application/csv", csv)
            .send_import()
    }

    /// Starts the import as a task and does not wait for it: `POST /api/metadata?async=true`.
    /// [`Tasks::report`](crate::tasks::Tasks::report) has the report afterwards.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), and [`Error::Decode`] when the answer names no task.
    pub fn start<T: Serialize + ?Sized>(self, payload: &T) -> Result<TaskRef> {
        let request = self.into_request().param("async", true);
        let report = request.json(payload).send_import()?.into_result()?;
        report
            .task_ref()
            .cloned()
            .ok_or_else(|| Error::from(DecodeError::new("the answer names no task")))
    }
}

impl fmt::Debug for Import {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Import")
            .field("request", &self.request)
            .field("strategy", &self.strategy)
            .field("atomic", &self.atomic)
            .field("dry_run", &self.dry_run)
            .finish_non_exhaustive()
    }
}
