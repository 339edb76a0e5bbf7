use std::time::Duration;

use super::write::checked;
use super::{List, Resource};
use crate::date::Date;
use crate::error::{DecodeError, Error, Result};
use crate::import::WebMessage;
use crate::json_patch::JsonPatch;
use crate::models::{Category, CategoryCombo, CategoryOption, CategoryOptionCombo};
use crate::uid::AsUid;

/// How long between two looks at the combinations.
const POLL: Duration = Duration::from_secs(1);

impl Resource<CategoryOptionCombo> {
    /// The option combinations of a category combination:
    /// `GET /api/categoryOptionCombos?filter=categoryCombo.id:eq:{uid}`, all pages.
    pub fn of_combo(&self, combo: impl AsUid) -> List<CategoryOptionCombo> {
        self.list().filter_uid("categoryCombo.id", combo)
    }
}

impl Resource<CategoryCombo> {
    /// Waits until DHIS2 has generated the option combinations of a category combination, and returns how many
    /// there are: `GET /api/categoryOptionCombos?filter=categoryCombo.id:eq:{uid}&pageSize=1` each second, whose
    /// total is right however many there are. 2.42 does it by itself; on other versions this asks for it first
    /// (`POST /api/maintenance/categoryOptionComboUpdate`).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let minute = std::time::Duration::from_secs(60);
    /// assert_eq!(api.category_combos().wait_for_generation("CcSexAge001", 4, minute)?, 4);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] that names both numbers when they are not there in time.
    pub fn wait_for_generation(
        &self,
        uid: impl AsUid,
        expected: u64,
        timeout: Duration,
    ) -> Result<u64> {
        let uid = uid.as_uid()?;
        if self.api().version()?.major() != 42 {
            let request = self.api().post("maintenance/categoryOptionComboUpdate");
            checked(request.idempotent(true))?;
        }
        let clock = self.api().clock();
        let start = clock.now();
        loop {
            let count = self.api().category_option_combos().of_combo(uid).count()?;
            if count >= expected {
                return Ok(count);
            }
            if clock.now().saturating_duration_since(start) >= timeout {
                let seconds = timeout.as_secs();
                return Err(Error::from(DecodeError::new(format!(
                    "DHIS2 generated {count} of {expected} category option combos in {seconds} s"
                ))));
            }
            clock.sleep(POLL);
        }
    }
}

impl Resource<CategoryOption> {
    /// Sets from when to when an option can be used; `None` clears a side: `PATCH /api/categoryOptions/{uid}`.
    ///
    /// # Errors
    ///
    /// As [`patch`](Self::patch); [`Error::InvalidInput`] for an end before the start.
    pub fn set_validity(
        &self,
        uid: impl AsUid,
        start: Option<Date>,
        end: Option<Date>,
    ) -> Result<WebMessage> {
        if let (Some(start), Some(end)) = (start, end) {
            if end < start {
                let expected = format!("a day not before {start}");
                return Err(Error::invalid("end", end.to_string(), expected));
            }
        }
        let text = |date: Option<Date>| date.map(|date| date.to_string());
        let patch = JsonPatch::new()
            .add("/startDate", text(start))
            .add("/endDate", text(end));
        self.patch(uid, &patch)
    }
}

impl Resource<Category> {
    /// Adds options in one request: `POST /api/categories/{uid}/categoryOptions`.
    ///
    /// # Errors
    ///
    /// As [`add_to`](Self::add_to).
    pub fn add_options<U: AsUid>(
        &self,
        category: impl AsUid,
        options: impl IntoIterator<Item = U>,
    ) -> Result<crate::Stats> {
        self.add_to(category, "categoryOptions", options)
    }

    /// Removes options in one request: `POST /api/categories/{uid}/categoryOptions`.
    ///
    /// # Errors
    ///
    /// As [`remove_from`](Self::remove_from).
    pub fn remove_options<U: AsUid>(
        &self,
        category: impl AsUid,
        options: impl IntoIterator<Item = U>,
    ) -> Result<crate::Stats> {
        self.remove_from(category, "categoryOptions", options)
    }
}
