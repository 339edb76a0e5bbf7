//! Exporting data values.

use std::fmt;
use std::io::{self, Read, Write};
use std::time::Duration;

use super::answer::{Answered, reason};
use super::csv::CsvValues;
use super::format::{Compression, Format};
use super::schemes::{IdKind, IdScheme};
use super::values::DataValues;
use crate::api::Api;
use crate::date::{Date, DateTime};
use crate::request::Request;
use crate::uid::Uid;
use crate::{Error, Result};

/// An export of data values; made by [`DataValueSets::export`](super::DataValueSets::export).
///
/// DHIS2 asks for three things: *what* ([data sets](Self::data_set), [elements](Self::data_element)
/// or [element groups](Self::data_element_group)), *where* ([units](Self::org_unit) or
/// [unit groups](Self::org_unit_group)) and *when* ([periods](Self::period), or
/// [start](Self::start_date) and [end](Self::end_date)). Setters that name one thing may be called
/// often. Identifiers are checked to be uids unless an [input scheme](Self::input_id_scheme) is set.
///
/// What DHIS2 2.43 does not know (a unit, a data set) it answers with no values; 2.42 refuses.
/// A unit outside the user's own is an error on both.
///
/// ```no_run
/// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
/// let values = api
///     .data_values()
///     .export()
///     .data_set("DsMonthly01")
///     .org_unit("OuVelmora01")
///     .children(true)
///     .start_date("2026-01-01".parse()?)
///     .end_date("2026-03-31".parse()?)
///     .values()?;
/// for value in values {
///     let value = value?;
///     println!("{} {} {:?}", value.org_unit, value.period, value.value);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "an export does nothing until it is sent"]
pub struct Export {
    request: Request,
    /// Identifiers with the parameter that says by what they are named.
    named: Vec<(&'static str, String, Option<IdKind>)>,
    compression: Option<Compression>,
}

impl Export {
    pub(super) fn new(api: &Api) -> Self {
        Self {
            request: api.get("dataValueSets"),
            named: Vec::new(),
            compression: None,
        }
    }

    /// Adds a data set. `dataSet=`
    pub fn data_set(self, id: impl AsRef<str>) -> Self {
        self.named("dataSet", id, Some(IdKind::DataSet))
    }

    /// Adds a data element. `dataElement=`
    pub fn data_element(self, id: impl AsRef<str>) -> Self {
        self.named("dataElement", id, Some(IdKind::DataElement))
    }

    /// Adds a data element group. `dataElementGroup=`
    pub fn data_element_group(self, id: impl AsRef<str>) -> Self {
        self.named("dataElementGroup", id, Some(IdKind::DataElementGroup))
    }

    /// Adds an organisation unit. `orgUnit=`
    pub fn org_unit(self, id: impl AsRef<str>) -> Self {
        self.named("orgUnit", id, Some(IdKind::OrgUnit))
    }

    /// Adds organisation units.
    pub fn org_units<I: IntoIterator<Item: AsRef<str>>>(self, ids: I) -> Self {
        ids.into_iter().fold(self, Self::org_unit)
    }

    /// Adds an organisation unit group. `orgUnitGroup=`
    pub fn org_unit_group(self, id: impl AsRef<str>) -> Self {
        self.named("orgUnitGroup", id, None)
    }

    /// Whether the units below those that were named are meant too. `children=`
    pub fn children(self, children: bool) -> Self {
        self.once("children", children)
    }

    /// Adds a period: a [`Period`](crate::Period) or its text. `period=`
    pub fn period(self, period: impl fmt::Display) -> Self {
        self.with(|request| request.param("period", period.to_string()))
    }

    /// Adds periods, such as a [`PeriodRange`](crate::PeriodRange).
    pub fn periods<I: IntoIterator<Item: fmt::Display>>(self, periods: I) -> Self {
        periods.into_iter().fold(self, Self::period)
    }

    /// Periods that begin on this day or later. `startDate=`
    pub fn start_date(self, date: Date) -> Self {
        self.once("startDate", date)
    }

    /// Periods that end on this day or earlier. `endDate=`
    pub fn end_date(self, date: Date) -> Self {
        self.once("endDate", date)
    }

    /// Values that were changed since. 2.43 wants periods or dates beside it. `lastUpdated=`
    pub fn last_updated(self, since: impl Into<DateTime>) -> Self {
        self.once("lastUpdated", since.into().to_string())
    }

    /// Values that were changed within this time, in whole seconds. 2.43 wants periods or dates
    /// beside it. `lastUpdatedDuration=`
    pub fn last_updated_duration(self, duration: Duration) -> Self {
        self.once("lastUpdatedDuration", in_units(duration))
    }

    /// Adds an attribute option combination. `attributeOptionCombo=`
    pub fn attribute_option_combo(self, id: impl AsRef<str>) -> Self {
        self.named("attributeOptionCombo", id, None)
    }

    /// The attribute category combination and options, in place of the combination of options.
    /// `attributeCombo=`, `attributeOptions=`
    pub fn attribute<I: IntoIterator<Item: AsRef<str>>>(
        self,
        combo: impl AsRef<str>,
        options: I,
    ) -> Self {
        let export = self.named("attributeCombo", combo, None);
        options.into_iter().fold(export, |export, option| {
            export.named("attributeOptions", option, None)
        })
    }

    /// Whether deleted values are there too, marked as such. `includeDeleted=`
    pub fn include_deleted(self, include: bool) -> Self {
        self.once("includeDeleted", include)
    }

    /// How many values there shall be at most. `limit=`
    pub fn limit(self, values: u64) -> Self {
        self.once("limit", values)
    }

    /// By what all objects are named in the answer. `idScheme=`
    pub fn id_scheme(self, scheme: IdScheme) -> Self {
        self.once("idScheme", scheme.to_string())
    }

    /// By what one kind of object is named in the answer, such as `dataElementIdScheme=`.
    pub fn id_scheme_of(self, kind: IdKind, scheme: IdScheme) -> Self {
        self.once(&kind.param(), scheme.to_string())
    }

    /// By what the objects of this request are named. `inputIdScheme=`
    pub fn input_id_scheme(self, scheme: IdScheme) -> Self {
        self.once("inputIdScheme", scheme.to_string())
    }

    /// By what one kind of object is named in this request, such as `inputOrgUnitIdScheme=`.
    pub fn input_id_scheme_of(self, kind: IdKind, scheme: IdScheme) -> Self {
        self.once(&kind.input_param(), scheme.to_string())
    }

    /// How the server shall pack the answer; only for [`copy_to`](Self::copy_to). `compression=`
    pub fn compression(mut self, compression: Compression) -> Self {
        self.compression = Some(compression);
        self
    }

    /// The longest wait for the server's next byte, as [`Request::timeout`].
    pub fn timeout(self, limit: Duration) -> Self {
        self.with(|request| request.timeout(limit))
    }

    /// The values, one by one, out of JSON: `GET /api/dataValueSets`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`], and [`Error::Decode`] for an empty answer, which is what 2.42 gives
    /// for units outside the user's own.
    pub fn values(self) -> Result<DataValues> {
        let (answer, url) = self.unpacked()?.answer(Format::Json)?;
        Ok(DataValues::new(answer, url))
    }

    /// The values, one by one, out of CSV: `GET /api/dataValueSets.csv`. It is smaller than JSON,
    /// and lacks the day on which a value was created.
    ///
    /// # Errors
    ///
    /// As [`values`](Self::values).
    pub fn csv_values(self) -> Result<CsvValues> {
        let (answer, _) = self.unpacked()?.answer(Format::Csv)?;
        Ok(CsvValues::exported(Box::new(answer)))
    }

    /// Copies the answer to a writer as it comes, and returns the number of bytes.
    ///
    /// # Errors
    ///
    /// As [`values`](Self::values), and [`Error::Io`] when the writer fails.
    pub fn copy_to(self, writer: &mut (impl Write + ?Sized), format: Format) -> Result<u64> {
        let (mut answer, _) = self.answer(format)?;
        let mut buffer = vec![0; 64 * 1024];
        let mut total = 0;
        loop {
            let read = match answer.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Error::from_io("read the answer", error)),
            };
            let written = writer.write_all(&buffer[..read]);
            written.map_err(|error| Error::io("write the answer", None, error))?;
            total += read as u64;
        }
        let flushed = writer.flush();
        flushed.map_err(|error| Error::io("write the answer", None, error))?;
        Ok(total)
    }

    fn unpacked(self) -> Result<Self> {
        match self.compression {
            None => Ok(self),
            Some(packed) => Err(Error::invalid(
                "compression",
                packed.as_str(),
                "none for values that are read here",
            )),
        }
    }

    fn with(mut self, change: impl FnOnce(Request) -> Request) -> Self {
        self.request = change(self.request);
        self
    }

    /// Sets a parameter, over one of the same name.
    fn once(mut self, name: &str, value: impl crate::request::ParamValue) -> Self {
        self.request.remove_param(name);
        self.with(|request| request.param(name, value))
    }

    fn named(mut self, name: &'static str, id: impl AsRef<str>, kind: Option<IdKind>) -> Self {
        self.named.push((name, id.as_ref().to_owned(), kind));
        self
    }

    /// The request for a form.
    fn into_request(self) -> Result<Request> {
        let mut request = self.request;
        for (name, id, kind) in self.named {
            let own = kind.map(IdKind::input_param);
            let own = own.as_deref().and_then(|param| value_of(&request, param));
            let scheme = own.or_else(|| value_of(&request, "inputIdScheme"));
            if scheme.is_none_or(|scheme| scheme == "UID") && !Uid::is_valid(&id) {
                return Err(Error::invalid(name, id, "a uid, or an input_id_scheme"));
            }
            request = request.param(name, id);
        }
        if let Some(packed) = self.compression {
            request = request.param("compression", packed.as_str());
        }
        Ok(request)
    }

    /// Asks, and makes sure that the answer is what was asked for. Returns the URL too.
    fn answer(self, format: Format) -> Result<(Answered, String)> {
        let mut request = self.into_request()?;
        // Both versions know these forms; 2.43 ignores `Accept`.
        match format {
            Format::Json => {}
            Format::Csv => request = request.at("dataValueSets.csv"),
            Format::Xml => request = request.at("dataValueSets.xml"),
            Format::Adx => request = request.param("format", "adx+xml"),
        }
        let mut plain = (format != Format::Json).then(|| request.again().at("dataValueSets"));
        if format != Format::Json {
            request = request.accept(format!(
                "{}, application/json;q=0.5, */*;q=0.1",
                format.media_type()
            ));
        }
        let response = match request.send() {
            Ok(response) => response,
            Err(error) => {
                return Err(plain
                    .take()
                    .and_then(|p| reason(p, &error))
                    .unwrap_or(error));
            }
        };
        Answered::open(response, format)
    }
}

fn value_of<'a>(request: &'a Request, name: &'a str) -> Option<&'a str> {
    request.param_values(name).last()
}

/// `90m`: the largest unit that divides it.
pub(super) fn in_units(duration: Duration) -> String {
    let seconds = duration.as_secs();
    for (unit, name) in [(86_400, "d"), (3600, "h"), (60, "m")] {
        if seconds > 0 && seconds % unit == 0 {
            return format!("{}{name}", seconds / unit);
        }
    }
    format!("{seconds}s")
}

impl fmt::Debug for Export {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Export")
            .field("request", &self.request)
            .field("named", &self.named)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_written_in_the_largest_unit_that_fits() {
        for (seconds, text) in [
            (86_400, "1d"),
            (7200, "2h"),
            (5400, "90m"),
            (61, "61s"),
            (0, "0s"),
        ] {
            assert_eq!(in_units(Duration::from_secs(seconds)), text);
        }
    }
}
