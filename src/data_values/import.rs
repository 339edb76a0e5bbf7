//! Importing data values in one request.

use std::fmt;
use std::io::{self, Read};
use std::path::PathBuf;
use std::time::Duration;

use super::check::Slot;
use super::format::Format;
use super::grouped::GroupedImport;
use super::options::{ImportStrategy, NotificationLevel, Options, Strict};
use super::schemes::{IdKind, IdScheme};
use super::source::{IntoDataValue, Opened, Source, Values, body, open, open_file};
use crate::api::Api;
use crate::date::Date;
use crate::error::DecodeError;
use crate::http::body::Body;
use crate::import::ImportReport;
use crate::request::Request;
use crate::tasks::TaskRef;
use crate::{Error, Result};

/// An import of data values; made by [`DataValueSets::import`](super::DataValueSets::import).
///
/// It needs a source ([`values`](Self::values), [`reader`](Self::reader) or [`file`](Self::file))
/// and is sent by [`send`](Self::send), as a job by [`start`](Self::start), or in one request a
/// data set by [`grouped`](Self::grouped).
///
/// Values are streamed: none is kept, and each is checked when its turn comes. A value that DHIS2
/// would take amiss, or an error of the source, breaks the request off, and is the error that is
/// returned; DHIS2 writes nothing of a document that was cut. XML and ADX are sent as they are,
/// unchecked.
///
/// - A blank value deletes what is stored. It is refused unless
///   [deletions are allowed](Self::allow_deletions).
/// - Data element, period and organisation unit must be there, and the period must be one.
/// - Whatever the outcome, the [`ImportReport`] tells which rows were refused.
///
/// DHIS2 2.43 takes the values of *one data set* in a request, and refuses all of them for one bad
/// identifier: name the [data set](Self::data_set), or send [grouped](Self::grouped).
///
/// ```no_run
/// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
/// use dhis2::data_values::DataValue;
///
/// let values = (1..=12).map(|month| {
///     DataValue::new("DeMalariaC1", format!("2026{month:02}"), "OuFacNoGeo1", 97)
/// });
/// let report = api.data_values().import().data_set("DsMonthly01").values(values).send()?;
/// println!("{report}");
/// # Ok(())
/// # }
/// ```
#[must_use = "an import does nothing until it is sent"]
pub struct Import {
    api: Api,
    options: Options,
    source: Option<Source>,
}

impl Import {
    pub(super) fn new(api: Api) -> Self {
        Self {
            api,
            options: Options::new(),
            source: None,
        }
    }

    /// The values: [`DataValue`](super::DataValue)s or results of them, such as the
    /// [`DataValues`](super::DataValues) of another server. The first error ends the import.
    pub fn values<I>(mut self, values: I) -> Self
    where
        I: IntoIterator<Item: IntoDataValue + 'static, IntoIter: Send + 'static>,
    {
        let values = values.into_iter().map(IntoDataValue::into_data_value);
        self.source = Some(Source::Values(Box::new(values)));
        self
    }

    /// The values out of a reader. JSON is a set (`{"dataSet":…,"dataValues":[…]}`, its other
    /// fields before the values) or a bare list of values, CSV is read by its header line.
    pub fn reader(mut self, format: Format, reader: impl Read + Send + 'static) -> Self {
        self.source = Some(Source::Reader(format, Box::new(reader)));
        self
    }

    /// The values out of a file, as [`reader`](Self::reader). It can be read and sent again where
    /// the [`RetryPolicy`](crate::RetryPolicy) allows it.
    pub fn file(mut self, format: Format, path: impl Into<PathBuf>) -> Self {
        self.source = Some(Source::File(format, path.into()));
        self
    }

    /// What is done with each value; [`ImportStrategy::CreateAndUpdate`] unless set.
    /// `importStrategy=`
    pub fn strategy(mut self, strategy: ImportStrategy) -> Self {
        self.options.strategy = strategy;
        self
    }

    /// Whether nothing shall be written. DHIS2 judges the values as in an import, and counts them
    /// as if they were written. `dryRun=`
    pub fn dry_run(mut self, dry_run: bool) -> Self {
        self.options.dry_run = dry_run;
        self
    }

    /// Whether all values shall be written or none. Needs DHIS2 2.43: older servers ignore the
    /// parameter, so there it is an [`Error::UnsupportedVersion`] before anything is sent.
    /// `atomic=`
    pub fn atomic(mut self, atomic: bool) -> Self {
        self.options.atomic = atomic;
        self
    }

    /// Whether blank values, and values marked as deleted, shall delete what is stored. Without
    /// it they are an error. A blank is sent as `deleted: true`, which deletes on every version.
    pub fn allow_deletions(mut self, allow: bool) -> Self {
        self.options.allow_deletions = allow;
        self
    }

    /// Whether a second value for the same element, period, unit and combinations is an error.
    /// DHIS2 2.42 keeps one of the two without a word, 2.43 refuses the whole request. To know
    /// them, 16 bytes are kept for each value (about 35 MB for a million). A combination that is
    /// left out is not known to be the default one.
    pub fn refuse_duplicates(mut self, refuse: bool) -> Self {
        self.options.refuse_duplicates = refuse;
        self
    }

    /// Whether periods are checked, which they are unless told otherwise. To be turned off for
    /// servers with another calendar than ISO 8601. (2.43 answers a malformed period with a 500.)
    pub fn check_periods(mut self, check: bool) -> Self {
        self.options.check_periods = check;
        self
    }

    /// By what all objects are named. `idScheme=`
    pub fn id_scheme(self, scheme: IdScheme) -> Self {
        self.param("idScheme", scheme.to_string())
    }

    /// By what one kind of object is named, such as `dataElementIdScheme=`.
    pub fn id_scheme_of(self, kind: IdKind, scheme: IdScheme) -> Self {
        self.param(kind.param(), scheme.to_string())
    }

    /// The data set that the values belong to. It is sent in the document, where both versions
    /// read it, so it cannot be given for CSV, XML and ADX.
    pub fn data_set(self, data_set: impl AsRef<str>) -> Self {
        self.head("dataSet", data_set.as_ref())
    }

    /// The period of the values that have none.
    pub fn period(self, period: impl fmt::Display) -> Self {
        self.head("period", &period.to_string())
    }

    /// The organisation unit of the values that have none.
    pub fn org_unit(self, org_unit: impl AsRef<str>) -> Self {
        self.head("orgUnit", org_unit.as_ref())
    }

    /// The attribute option combination of the values that have none.
    pub fn attribute_option_combo(self, combo: impl AsRef<str>) -> Self {
        self.head("attributeOptionCombo", combo.as_ref())
    }

    /// Registers the data set as complete at this day, for the [period](Self::period) and the
    /// [unit](Self::org_unit) of the import. Refused in a dry run, where DHIS2 2.42 registers it
    /// all the same.
    pub fn complete_date(self, date: Date) -> Self {
        self.head("completeDate", &date.to_string())
    }

    /// Whether the request is compressed.
    pub fn gzip(mut self, gzip: bool) -> Self {
        self.options.gzip = gzip;
        self
    }

    /// Whether super users skip the checks of time and locking. `force=`
    pub fn force(self, force: bool) -> Self {
        self.switch("force", force)
    }

    /// Whether no audit is kept of the changes. Needs an authority. `skipAudit=`
    pub fn skip_audit(self, skip: bool) -> Self {
        self.switch("skipAudit", skip)
    }

    /// Whether all metadata is loaded ahead, which it is unless told otherwise. `preheatCache=`
    pub fn preheat_cache(self, preheat: bool) -> Self {
        self.switch("preheatCache", preheat)
    }

    /// Whether the server does not look for stored values. One that is there then fails the whole
    /// import on 2.42. `skipExistingCheck=`
    pub fn skip_existing_check(self, skip: bool) -> Self {
        self.switch("skipExistingCheck", skip)
    }

    /// Whether the day of the last change stays as it is. `skipLastUpdated=`
    pub fn skip_last_updated(self, skip: bool) -> Self {
        self.switch("skipLastUpdated", skip)
    }

    /// Whether the server does without its cache. `skipCache=`
    pub fn skip_cache(self, skip: bool) -> Self {
        self.switch("skipCache", skip)
    }

    /// Whether values are merged with stored ones. `mergeDataValues=`
    pub fn merge_data_values(self, merge: bool) -> Self {
        self.switch("mergeDataValues", merge)
    }

    /// Whether every value must name its category option combination. Only 2.42 asks.
    /// `requireCategoryOptionCombo=`
    pub fn require_category_option_combo(self, require: bool) -> Self {
        self.switch("requireCategoryOptionCombo", require)
    }

    /// Whether every value must name its attribute option combination. Only 2.42 asks.
    /// `requireAttributeOptionCombo=`
    pub fn require_attribute_option_combo(self, require: bool) -> Self {
        self.switch("requireAttributeOptionCombo", require)
    }

    /// Turns one of the checks of 2.42 on or off, such as `strictPeriods=`.
    pub fn strict(self, check: Strict, on: bool) -> Self {
        self.switch(check.param(), on)
    }

    /// How much the job says. `notificationLevel=`
    pub fn notification_level(self, level: NotificationLevel) -> Self {
        self.param("notificationLevel", level.as_str())
    }

    /// A further query parameter, for what has no method here.
    pub fn param(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.set(name, value);
        self
    }

    /// The longest wait for the server's answer, as [`Request::timeout`]. A first import on 2.43
    /// takes many times as long as an update.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.options.timeout = Some(limit);
        self
    }

    /// Imports the values in one request a data set, in chunks: see [`GroupedImport`].
    pub fn grouped(self) -> GroupedImport {
        let (api, options) = (self.api.clone(), self.options.clone());
        let opened = self.into_values();
        GroupedImport::new(api, options, opened)
    }

    /// Sends the values and waits for the report: `POST /api/dataValueSets`. Rows that were
    /// refused are in the report, and no error.
    ///
    /// A file that is created, updated or only tried may be sent again by the client's retries;
    /// a deletion or a pure [`Create`](ImportStrategy::Create) is not, as the second report would
    /// call refused what the first attempt did.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a value that was not sent, the error of the source, and what
    /// [`Request::send_import`] fails with.
    pub fn send(self) -> Result<ImportReport> {
        let (request, slot) = self.request(false)?;
        slot.or(request.send_import())
    }

    /// Sends the values and returns at once: the server imports them as a job. Its summary, an
    /// [`ImportReport`], tells what became of them; that the job completed does not.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), and [`Error::Import`] when the server does not take the job.
    pub fn start(self) -> Result<TaskRef> {
        let (request, slot) = self.request(true)?;
        let report = slot.or(request.send_import())?.into_result()?;
        match report.task_ref() {
            Some(task) => Ok(task.clone()),
            None => Err(DecodeError::new("the answer names no job").into()),
        }
    }

    fn request(self, job: bool) -> Result<(Request, Slot)> {
        let options = self.options;
        let source = self.source.ok_or_else(no_source)?;
        let format = source.format();
        if let (Some(name), true) = (options.head.keys().next(), format != Format::Json) {
            let expected =
                format!("none for {format}, which has no place for it: use JSON or values");
            return Err(Error::invalid(name, "", expected));
        }
        options.check_names()?;
        let slot = Slot::default();
        let body = match source {
            Source::File(format, path) => {
                // Asked now, so that a missing file costs no connection.
                open_file(&path)?;
                let (options, slot) = (options.clone(), slot.clone());
                Body::replayable(move || {
                    // What an earlier attempt left is not this one's.
                    slot.take();
                    let opened = open_file(&path).map(|file| open(format, file));
                    let opened = opened.and_then(|opened| body(opened, &options, &slot));
                    opened.map_err(|error| {
                        let text = io::Error::other(error.to_string());
                        slot.put(error);
                        text
                    })
                })
            }
            Source::Reader(format, reader) => {
                Body::reader(body(open(format, reader), &options, &slot)?)
            }
            Source::Values(values) => {
                let opened = Opened::Values(values, serde_json::Map::new(), Format::Json);
                Body::reader(body(opened, &options, &slot)?)
            }
        };
        let request = options.request(&self.api, job)?;
        Ok((request.body(body.content_type(format.media_type())), slot))
    }

    /// The values and the head that they stand under, for an import in parts.
    fn into_values(self) -> Result<(Values, serde_json::Map<String, serde_json::Value>)> {
        self.options.check_names()?;
        let opened = match self.source.ok_or_else(no_source)? {
            Source::Values(values) => return Ok((values, serde_json::Map::new())),
            Source::Reader(format, reader) => open(format, reader),
            Source::File(format, path) => open(format, open_file(&path)?),
        };
        match opened {
            Opened::Values(values, head, _) => Ok((values, head)),
            Opened::Raw(_) => Err(Error::invalid(
                "format",
                "XML",
                "JSON or CSV: the values of others are not read, so they cannot be grouped",
            )),
        }
    }

    fn switch(self, name: &str, on: bool) -> Self {
        self.param(name, on.to_string())
    }

    fn head(mut self, name: &str, value: &str) -> Self {
        self.options.head.insert(name.to_owned(), value.into());
        self
    }
}

fn no_source() -> Error {
    Error::invalid("import", "", "values, a reader or a file")
}

impl Source {
    fn format(&self) -> Format {
        match self {
            Self::Values(_) => Format::Json,
            Self::Reader(format, _) | Self::File(format, _) => *format,
        }
    }
}

impl fmt::Debug for Import {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Import")
            .field("options", &self.options)
            .field("format", &self.source.as_ref().map(Source::format))
            .finish_non_exhaustive()
    }
}
