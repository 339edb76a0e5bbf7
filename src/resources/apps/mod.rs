//! Web apps: what is installed, what the App Hub has, and bringing a server's apps back.
//!
//! ```no_run
//! # fn f(api: dhis2::Api) -> dhis2::Result<()> {
//! use dhis2::Upload;
//!
//! let apps = api.apps();
//! apps.install_file(Upload::path("my-app.zip"))?;
//! for app in apps.list()? {
//!     println!("{} {}", app.key, app.version.unwrap_or_default());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Installing and removing need the authority `M_dhis-web-app-management`. It is the server that asks the
//! App Hub, not this client: a server without a way out has no hub.

mod snapshot;
mod types;

pub use snapshot::{AppOutcome, AppSnapshot, AppSource, RestoredApp, SnapshotApp};
pub use types::{App, AppState, AppType, HubAddress, HubApp, HubVersion};

use crate::api::Api;
use crate::error::{DecodeError, Error, Result};
use crate::http::url::segment;
use crate::request::Request;
use crate::resources::answer;
use crate::upload::{Multipart, Upload};

/// The setting that held the hub's address before it moved to the configuration file.
const HUB_URL: &str = "keyAppHubUrl";

/// The accessor of apps; see [`Api::apps`].
#[derive(Debug, Clone)]
pub struct Apps {
    api: Api,
}

impl Api {
    /// Web apps: installed ones, and those of the App Hub. See [`apps`](self).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// if let Some(app) = api.apps().get("line-listing")? {
    ///     println!("{}", app.version.unwrap_or_default());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn apps(&self) -> Apps {
        Apps { api: self.clone() }
    }
}

impl Apps {
    /// The apps on the server, bundled ones included: `GET /api/apps`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn list(&self) -> Result<Vec<App>> {
        self.api.get("apps").fetch()
    }

    /// The app with this key, `None` where there is none: [`list`](Self::list), and then by `key`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn get(&self, key: &str) -> Result<Option<App>> {
        Ok(self.list()?.into_iter().find(|app| app.key == key))
    }

    /// Installs an app from its zip file, over an older one of the same key: `POST /api/apps`, with the
    /// file as `application/zip`. The file is streamed. Returns the app, where the server tells of it
    /// (2.42 and later).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let app = api.apps().install_file(dhis2::Upload::path("my-app.zip"))?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Io`] or [`Error::InvalidInput`], before anything is sent, for a path without a file and
    /// for an empty one. A zip that is no app is a 409 with the reason. Else as [`Request::send`].
    pub fn install_file(&self, zip: Upload) -> Result<Option<App>> {
        let mut zip = zip.content_type("application/zip");
        zip.refuse_empty()?;
        let form = Multipart::new().file("file", zip);
        installed(self.api.post("apps").multipart(form))
    }

    /// Installs a version from the App Hub, by the version's uuid ([`HubVersion::id`]):
    /// `POST /api/appHub/{id}`. Returns the app, where the server tells of it (2.42 and later).
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an empty id. A version that the hub does not have is a 409 of the server,
    /// a hub that cannot be reached a 503. Else as [`Request::send`].
    pub fn install_from_hub(&self, version_id: &str) -> Result<Option<App>> {
        let path = format!("appHub/{}", segment("version_id", version_id)?);
        installed(self.api.post(path))
    }

    /// Removes an app and keeps what it stored: `DELETE /api/apps/{key}`. The server does the work after
    /// it has answered.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an empty key. When there is no such app ([`Error::is_not_found`]), a
    /// 400 for a bundled one, and as [`Request::send`].
    pub fn uninstall(&self, key: &str) -> Result<()> {
        answer::done(self.removal(key)?)
    }

    /// Removes an app and **deletes the namespace** it has in the data store:
    /// `DELETE /api/apps/{key}?deleteAppData=true`.
    ///
    /// # Errors
    ///
    /// As [`uninstall`](Self::uninstall).
    pub fn uninstall_with_data(&self, key: &str) -> Result<()> {
        answer::done(self.removal(key)?.param("deleteAppData", true))
    }

    /// Lets the server look for apps in its storage: `PUT /api/apps`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn reload(&self) -> Result<()> {
        answer::done(self.api.put("apps"))
    }

    /// All apps of the App Hub with their versions: `GET /api/appHub`.
    ///
    /// # Errors
    ///
    /// [`Error::Api`] with a 503 when the server cannot reach the hub, and as [`Request::fetch`].
    pub fn hub_list(&self) -> Result<Vec<HubApp>> {
        self.api.get("appHub").fetch()
    }

    /// The apps of the App Hub whose name or description holds a text, whatever the case. The hub cannot
    /// search: this is [`hub_list`](Self::hub_list), sifted here.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for app in api.apps().hub_search("line list")? {
    ///     println!("{}: {} versions", app.name.unwrap_or_default(), app.versions.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`hub_list`](Self::hub_list).
    pub fn hub_search(&self, text: &str) -> Result<Vec<HubApp>> {
        let text = text.to_lowercase();
        let mut apps = self.hub_list()?;
        apps.retain(|app| app.speaks_of(&text));
        Ok(apps)
    }

    /// The setting `keyAppHubUrl`, never from the cache: `GET /api/systemSettings/keyAppHubUrl`. `None`
    /// where it is not set, and on 2.42 and later, which have no such setting: see
    /// [`hub_address`](Self::hub_address).
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn hub_url(&self) -> Result<Option<String>> {
        let system = self.api.system();
        system.invalidate_setting(HUB_URL);
        Ok(system.setting(HUB_URL)?.filter(|url| !url.is_empty()))
    }

    /// Sets the setting `keyAppHubUrl`, or with `None` puts it back to its default:
    /// `POST` or `DELETE /api/systemSettings/keyAppHubUrl`.
    ///
    /// # Errors
    ///
    /// A 404 on 2.42 and later, where the address stands in the server's configuration file; else as
    /// [`System::set_setting`](crate::system::System::set_setting).
    pub fn set_hub_url(&self, url: Option<&str>) -> Result<()> {
        match url {
            Some(url) => self.api.system().set_setting(HUB_URL, url),
            None => self.api.system().delete_setting(HUB_URL),
        }
    }

    /// Where the server looks for apps, from its configuration file:
    /// `GET /api/configuration/appHubUrl`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn hub_address(&self) -> Result<HubAddress> {
        self.api.get("configuration/appHubUrl").fetch()
    }

    fn removal(&self, key: &str) -> Result<Request> {
        let path = format!("apps/{}", segment("key", key)?);
        Ok(self.api.delete(path))
    }
}

/// Sends an installation. 2.42 and later answer with the app, older servers with nothing.
fn installed(request: Request) -> Result<Option<App>> {
    let body = request.accept("application/json").fetch_bytes()?;
    if body.trim_ascii().is_empty() {
        return Ok(None);
    }
    serde_json::from_slice(&body).map(Some).map_err(|error| {
        let error = DecodeError::new("the app was installed, but the answer is no app")
            .source_error(error)
            .body(&body);
        Error::from(error)
    })
}
