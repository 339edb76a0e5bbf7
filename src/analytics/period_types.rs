//! Which period types the analytics tables have.

use serde::Serialize;

use super::Analytics;
use crate::error::{Error, Result};
use crate::period::PeriodType;
use crate::system::PeriodTypeInfo;

const PATH: &str = "configuration/dataOutputPeriodTypes";
const WHAT: &str = "a choice of the period types of analytics";

impl Analytics {
    /// Which period types the analytics tables have, the shortest first:
    /// `GET /api/configuration/dataOutputPeriodTypes`. Needs DHIS2 2.43; older servers have all.
    ///
    /// On a fresh database the list is empty. Then analytics by period are refused (E7144) or empty,
    /// and the job that builds the tables fails, until there are [some](Self::set_period_types).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::PeriodType;
    ///
    /// if api.analytics().period_types()?.is_empty() {
    ///     api.analytics().set_period_types([PeriodType::Monthly, PeriodType::Quarterly])?;
    ///     let task = api.maintenance().analytics_tables().start()?;
    ///     api.tasks().watch(&task).wait()?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::UnsupportedVersion`], and as [`Request::fetch`](crate::Request::fetch).
    pub fn period_types(&self) -> Result<Vec<PeriodTypeInfo>> {
        self.api.require_for(WHAT, "2.43")?;
        let mut types: Vec<PeriodTypeInfo> = self.api.get(PATH).fetch()?;
        types.sort_by(|a, b| (a.frequency_order, &a.name).cmp(&(b.frequency_order, &b.name)));
        Ok(types)
    }

    /// Sets which period types the analytics tables have, in place of those before; DHIS2 adds
    /// `Yearly` to them. It counts from the next build of the tables on.
    /// `POST /api/configuration/dataOutputPeriodTypes`. Needs DHIS2 2.43.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for none at all, [`Error::UnsupportedVersion`], and as
    /// [`Request::send`](crate::Request::send).
    pub fn set_period_types(&self, types: impl IntoIterator<Item = PeriodType>) -> Result<()> {
        #[derive(Serialize)]
        struct Named {
            name: &'static str,
        }
        let types = types.into_iter().map(|kind| Named {
            name: kind.as_str(),
        });
        let types: Vec<_> = types.collect();
        if types.is_empty() {
            return Err(Error::invalid("types", "", "one period type or more"));
        }
        self.api.require_for(WHAT, "2.43")?;
        let request = self.api.post(PATH).idempotent(true);
        request.json(&types).send().map(drop)
    }
}
