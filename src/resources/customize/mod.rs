//! How a server looks: its logos, its style sheet, its texts, its login page.
//!
//! ```no_run
//! # fn f(api: dhis2::Api) -> dhis2::Result<()> {
//! use dhis2::Upload;
//! use dhis2::resources::customize::Logo;
//!
//! let customize = api.customize();
//! customize.set_logo(Logo::Front, Upload::path("ministry.png"))?;
//! customize.set_style("header { background: #14395b }")?;
//! api.system().set_settings([("applicationTitle", "Health of Velmora")])?;
//! # Ok(())
//! # }
//! ```
//!
//! Titles and other texts are system settings: [`System::set_settings`](crate::system::System::set_settings)
//! and, by language, [`set_setting_translation`](crate::system::System::set_setting_translation). Logos need
//! the authority `F_SYSTEM_SETTING`, style and script `F_INSERT_CUSTOM_JS_CSS`.

mod login;
mod preset;

pub use login::{LoginConfig, LoginProvider};
pub use preset::{Preset, PresetReport, PresetStep};

use crate::api::Api;
use crate::error::{Error, Result};
use crate::resources::answer;
use crate::upload::{Multipart, Upload};

/// The accessor of a server's looks; see [`Api::customize`].
#[derive(Debug, Clone)]
pub struct Customize {
    api: Api,
}

/// A logo that can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Logo {
    /// That of the login page.
    Front,
    /// That at the top of each page.
    Banner,
}

impl Logo {
    fn path(self) -> &'static str {
        match self {
            Self::Front => "staticContent/logo_front",
            Self::Banner => "staticContent/logo_banner",
        }
    }

    /// The setting that says whether it is shown.
    fn setting(self) -> &'static str {
        match self {
            Self::Front => "keyUseCustomLogoFront",
            Self::Banner => "keyUseCustomLogoBanner",
        }
    }
}

impl Api {
    /// How the server looks: logos, style sheet, login page. See [`customize`](self).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// println!("{}", api.customize().login_config()?.application_title.unwrap_or_default());
    /// # Ok(())
    /// # }
    /// ```
    pub fn customize(&self) -> Customize {
        Customize { api: self.clone() }
    }
}

impl Customize {
    /// The bytes of a logo of one's own, a PNG; `None` where the server shows its default:
    /// `GET /api/systemSettings/keyUseCustomLogo…`, then `GET /api/staticContent/logo_…`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch_bytes`](crate::Request::fetch_bytes).
    pub fn logo(&self, logo: Logo) -> Result<Option<Vec<u8>>> {
        let system = self.api.system();
        system.invalidate_setting(logo.setting());
        // Without the setting, the server redirects to a default logo.
        if system.setting(logo.setting())?.as_deref() != Some("true") {
            return Ok(None);
        }
        let request = self.api.get(logo.path()).accept("image/png");
        match request.fetch_bytes() {
            Ok(bytes) => Ok(Some(bytes)),
            Err(Error::Api(error)) if error.status() == 404 && error.web_message().is_some() => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Sets a logo and has it shown: `POST /api/staticContent/logo_front` or `…/logo_banner`, then the
    /// setting `keyUseCustomLogoFront` or `keyUseCustomLogoBanner`, without which the default stays.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] or [`Error::InvalidInput`], before anything is sent, for a path without a file and
    /// for an empty one. Anything but a PNG is a 415: DHIS2 goes by the media type, which is guessed from
    /// the file name. Else as [`Request::send`](crate::Request::send).
    pub fn set_logo(&self, logo: Logo, mut image: Upload) -> Result<()> {
        image.refuse_empty()?;
        let form = Multipart::new().file("file", image);
        // The same key again takes the place of what is there.
        answer::done(self.api.post(logo.path()).multipart(form).idempotent(true))?;
        self.api.system().set_setting(logo.setting(), "true")
    }

    /// Has the default logo shown again: `DELETE /api/systemSettings/keyUseCustomLogo…`. The server keeps
    /// the file and has no call to delete it.
    ///
    /// # Errors
    ///
    /// As [`System::delete_setting`](crate::system::System::delete_setting).
    pub fn remove_logo(&self, logo: Logo) -> Result<()> {
        self.api.system().delete_setting(logo.setting())
    }

    /// The style sheet that is added to each page; empty where there is none: `GET /api/files/style`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch_text`](crate::Request::fetch_text).
    pub fn style(&self) -> Result<String> {
        self.api.get("files/style").fetch_text()
    }

    /// Sets the style sheet that is added to each page: `POST /api/files/style`, as `text/css`. Browsers
    /// keep the old one for up to two weeks.
    ///
    /// That is all it takes: the setting `keyStyle` names a theme of the server, and a wrong name there
    /// takes its default logos away.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an empty sheet, see [`remove_style`](Self::remove_style); else as
    /// [`Request::send`](crate::Request::send).
    pub fn set_style(&self, css: &str) -> Result<()> {
        self.set_file("style", "text/css; charset=utf-8", css)
    }

    /// Removes the style sheet: `DELETE /api/files/style`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub fn remove_style(&self) -> Result<()> {
        answer::done(self.api.delete("files/style"))
    }

    /// The script that is added to each page; empty where there is none: `GET /api/files/script`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch_text`](crate::Request::fetch_text).
    pub fn script(&self) -> Result<String> {
        self.api.get("files/script").fetch_text()
    }

    /// Sets the script that is added to each page: `POST /api/files/script`, as
    /// `application/javascript`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an empty script, see [`remove_script`](Self::remove_script); else as
    /// [`Request::send`](crate::Request::send).
    pub fn set_script(&self, javascript: &str) -> Result<()> {
        self.set_file(
            "script",
            "application/javascript; charset=utf-8",
            javascript,
        )
    }

    /// Removes the script: `DELETE /api/files/script`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub fn remove_script(&self) -> Result<()> {
        answer::done(self.api.delete("files/script"))
    }

    /// What the login page shows, in English where there are translations: `GET /api/loginConfig`. It
    /// needs no credentials.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn login_config(&self) -> Result<LoginConfig> {
        self.api.get("loginConfig").fetch()
    }

    /// The same in another language, such as `fr`: `GET /api/loginConfig?locale=`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn login_config_in(&self, locale: &str) -> Result<LoginConfig> {
        let request = self.api.get("loginConfig");
        request.param("locale", locale).fetch()
    }

    fn set_file(&self, name: &str, media_type: &str, text: &str) -> Result<()> {
        if text.trim().is_empty() {
            let expected = format!("a text; remove_{name} takes it away");
            return Err(Error::invalid(name, text, expected));
        }
        let request = self.api.post(format!("files/{name}"));
        answer::done(request.bytes(media_type, text).idempotent(true))
    }
}
