//! A place of one's own on a real server: a unit that is the user's while the test runs.
//!
//! DHIS2 takes data only for units of the user's, and the one who runs the tests may have none. (A user of
//! our own could not be deleted again after an import as a task, whose stored file is theirs.)

use std::sync::{Mutex, MutexGuard, PoisonError};

use dhis2::resources::users::UserUnits;
use dhis2::{Api, Result, Uid};
use serde_json::{Value, json};

type Step = Box<dyn FnOnce(&Api) -> Result<()>>;

/// A unit, and what is to be undone, the last first, however the test ends.
pub(crate) struct Place {
    pub(crate) api: Api,
    pub(crate) unit: Uid,
    undo: Vec<(String, Step)>,
}

/// Two units at once race in an empty server (409 `versionkey`), as do two changes of one user.
fn alone() -> MutexGuard<'static, ()> {
    static UNITS: Mutex<()> = Mutex::new(());
    UNITS.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Place {
    pub(crate) fn new() -> Self {
        let api = super::api();
        let unit = Uid::generate();
        let mut place = Self {
            api,
            unit,
            undo: Vec::new(),
        };
        let _alone = alone();
        place.later("the unit", move |api| {
            let _alone = alone();
            api.organisation_units().delete(unit)
        });
        place.import(&json!({ "organisationUnits": [{
            "id": unit, "name": format!("dhis2-rust place {unit}"), "shortName": unit,
            "openingDate": "2020-01-01" }] }));
        let user = place.api.me().unwrap().id.unwrap();
        place.later("the user's unit", move |api| {
            let _alone = alone();
            let users = api.users();
            users
                .remove_units(user, UserUnits::DataEntry, [unit])
                .map(drop)
        });
        let users = place.api.users();
        users.add_units(user, UserUnits::DataEntry, [unit]).unwrap();
        place
    }

    /// Imports metadata of our own. Their deletion is to be noted before.
    pub(crate) fn import(&self, metadata: &Value) {
        let report = self.api.metadata().import().send(metadata).unwrap();
        report.into_result().unwrap();
    }

    /// Notes what is to be undone.
    pub(crate) fn later(
        &mut self,
        what: impl Into<String>,
        step: impl FnOnce(&Api) -> Result<()> + 'static,
    ) {
        self.undo.push((what.into(), Box::new(step)));
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut left = Vec::new();
        while let Some((what, step)) = self.undo.pop() {
            match step(&self.api) {
                // It was never made.
                Err(error) if error.is_not_found() => {}
                Err(error) => left.push(format!("{what}: {error}")),
                Ok(()) => {}
            }
        }
        if !std::thread::panicking() {
            assert!(left.is_empty(), "left behind: {left:#?}");
        }
        for what in left {
            eprintln!("left behind: {what}");
        }
    }
}
