//! Which apps a server has, to bring the same to it or to another one later.

use serde::{Deserialize, Serialize};

use super::{App, Apps, HubApp};
use crate::error::{Error, Result};

/// The apps of a server, each with the hub's version of it. It can be kept in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AppSnapshot {
    /// The apps, in the server's order.
    pub apps: Vec<SnapshotApp>,
    /// Why the App Hub could not be asked, where it could not: then no app has a hub version, and this
    /// snapshot brings none back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hub_error: Option<String>,
}

/// An app of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SnapshotApp {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Option<String>,
    /// The version that is installed.
    pub version: Option<String>,
    /// Its uuid on the App Hub.
    pub app_hub_id: Option<String>,
    /// Whether it came with the server, or stands in for one that did.
    pub bundled: bool,
    /// Where it can be had again.
    pub source: AppSource,
    /// The uuid of that version on the hub, by which it is installed.
    pub hub_version_id: Option<String>,
    /// Where that version's zip file is.
    pub hub_download_url: Option<String>,
}

/// Where an app can be had again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum AppSource {
    /// From the App Hub, which has this very version.
    AppHub,
    /// Not from the hub: from its zip file, or with the server.
    SideLoaded,
    /// Perhaps from the hub, which could not be asked.
    Unknown,
}

/// What became of an app of a snapshot; see [`Apps::restore`].
#[derive(Debug)]
#[non_exhaustive]
pub struct RestoredApp {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Option<String>,
    /// The version of the snapshot.
    pub version: Option<String>,
    /// The version that was there before.
    pub found: Option<String>,
    /// What was done.
    pub outcome: AppOutcome,
}

/// What was done with an app of a snapshot.
#[derive(Debug)]
#[non_exhaustive]
pub enum AppOutcome {
    /// The snapshot has no hub version of it: it must be installed from its zip file.
    Skipped,
    /// That version is there already.
    UpToDate,
    /// It would have been installed; this was a dry run.
    Available,
    /// It was installed.
    Restored,
    /// It could not be installed.
    Failed(Error),
}

impl AppSnapshot {
    /// How many apps can be had from the hub.
    pub fn hub_backed(&self) -> usize {
        self.count(AppSource::AppHub)
    }

    /// How many apps cannot.
    pub fn side_loaded(&self) -> usize {
        self.count(AppSource::SideLoaded)
    }

    fn count(&self, source: AppSource) -> usize {
        self.apps.iter().filter(|app| app.source == source).count()
    }
}

impl RestoredApp {
    /// Whether it could not be installed.
    pub fn is_failed(&self) -> bool {
        matches!(self.outcome, AppOutcome::Failed(_))
    }
}

impl SnapshotApp {
    /// An app, with what the hub says of it; without a hub that could not be asked.
    fn new(app: App, hub: Option<&[HubApp]>) -> Self {
        let on_hub = |id: &String| hub?.iter().find(|entry| entry.id == *id);
        let entry = app.app_hub_id.as_ref().and_then(on_hub);
        let installed = app.version.as_deref();
        let version = entry.zip(installed).and_then(|(e, v)| e.version(v));
        Self {
            source: match version {
                Some(_) => AppSource::AppHub,
                None if hub.is_none() && app.app_hub_id.is_some() => AppSource::Unknown,
                None => AppSource::SideLoaded,
            },
            hub_version_id: version.map(|version| version.id.clone()),
            hub_download_url: version.and_then(|version| version.download_url.clone()),
            key: app.key,
            name: app.name,
            version: app.version,
            app_hub_id: app.app_hub_id,
            bundled: app.bundled,
        }
    }
}

impl Apps {
    /// Notes which apps the server has, and which versions on the App Hub they are: `GET /api/apps` and
    /// `GET /api/appHub`.
    ///
    /// A hub that cannot be reached is no error: the snapshot then says so in
    /// [`hub_error`](AppSnapshot::hub_error).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> Result<(), Box<dyn std::error::Error>> {
    /// let snapshot = api.apps().snapshot()?;
    /// std::fs::write("apps.json", serde_json::to_vec_pretty(&snapshot)?)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`list`](Self::list).
    pub fn snapshot(&self) -> Result<AppSnapshot> {
        let apps = self.list()?;
        let (hub, hub_error) = match self.hub_list() {
            Ok(hub) => (Some(hub), None),
            Err(error) => (None, Some(error.to_string())),
        };
        let apps = apps
            .into_iter()
            .map(|app| SnapshotApp::new(app, hub.as_deref()));
        Ok(AppSnapshot {
            apps: apps.collect(),
            hub_error,
        })
    }

    /// Installs from the App Hub what a snapshot has and the server has not, or has in another version:
    /// `GET /api/apps`, then `POST /api/appHub/{id}` for each. A dry run installs nothing.
    ///
    /// Says for each app what became of it, and does not stop at one that fails. Apps that the snapshot
    /// does not name stay as they are.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> Result<(), Box<dyn std::error::Error>> {
    /// use dhis2::resources::apps::AppOutcome;
    ///
    /// let snapshot = serde_json::from_slice(&std::fs::read("apps.json")?)?;
    /// for app in api.apps().restore(&snapshot, false)? {
    ///     if let AppOutcome::Failed(error) = &app.outcome {
    ///         eprintln!("{}: {error}", app.key);
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`list`](Self::list).
    pub fn restore(&self, snapshot: &AppSnapshot, dry_run: bool) -> Result<Vec<RestoredApp>> {
        let installed = self.list()?;
        let restored = snapshot.apps.iter().map(|app| {
            let there = installed.iter().find(|other| other.key == app.key);
            let found = there.and_then(|other| other.version.clone());
            RestoredApp {
                key: app.key.clone(),
                name: app.name.clone(),
                version: app.version.clone(),
                outcome: self.bring_back(app, found.as_deref(), dry_run),
                found,
            }
        });
        Ok(restored.collect())
    }

    fn bring_back(&self, app: &SnapshotApp, found: Option<&str>, dry_run: bool) -> AppOutcome {
        let Some(version_id) = &app.hub_version_id else {
            return AppOutcome::Skipped;
        };
        if found.is_some() && found == app.version.as_deref() {
            return AppOutcome::UpToDate;
        }
        if dry_run {
            return AppOutcome::Available;
        }
        match self.install_from_hub(version_id) {
            Ok(_) => AppOutcome::Restored,
            Err(error) => AppOutcome::Failed(error),
        }
    }
}
