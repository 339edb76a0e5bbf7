//! From a profile to a client.

use crate::api::{Api, ApiBuilder};
use crate::auth::{Auth, Credentials, Env};
use crate::error::Result;
use crate::profile::{Profile, Profiles};

impl Api {
    /// A client by a profile: the named one, or without a name the first of `DHIS2_PROFILE`, the
    /// other environment variables, and the files' defaults ([`Profiles::resolve`]). Sends nothing
    /// (feature `profiles`).
    ///
    /// ```no_run
    /// let api = dhis2::Api::from_profile(Some("prod"))?;
    /// # Ok::<_, dhis2::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Profile`](crate::Error::Profile) when there is no such profile or it lacks its
    /// credentials, and as [`ApiBuilder::build`].
    pub fn from_profile(name: Option<&str>) -> Result<Self> {
        ApiBuilder::from_profile(name)?.build()
    }
}

impl ApiBuilder {
    /// The settings that a profile names; see [`Api::from_profile`]. The rest can be set on them
    /// (feature `profiles`).
    ///
    /// # Errors
    ///
    /// As [`Profiles::resolve`] and [`Profile::api`].
    pub fn from_profile(name: Option<&str>) -> Result<Self> {
        Profiles::load_from(&Env::process())?.resolve(name)?.api()
    }
}

impl Profile {
    /// The settings of a client for this profile: its base URL and its credentials. The version
    /// hint pins nothing.
    ///
    /// An `oauth2` profile needs the feature `oauth2`. Its tokens lie beside its file, and it opens
    /// the browser when there are none; [`oauth2`](Self::oauth2) is for other wishes.
    ///
    /// # Errors
    ///
    /// As [`credentials`](Self::credentials), and when the token store cannot be opened.
    pub fn api(&self) -> Result<ApiBuilder> {
        let auth = match self.credentials()? {
            #[cfg(feature = "oauth2")]
            Credentials::OAuth2 { .. } => Auth::oauth2(self.oauth2()?.build()?),
            #[cfg(not(feature = "oauth2"))]
            Credentials::OAuth2 { .. } => {
                return Err(crate::profile::fail(format!(
                    "{self}: auth is oauth2, which needs the feature `oauth2` of the crate `dhis2`"
                )));
            }
            credentials => Auth::of(&credentials),
        };
        Ok(Api::builder(self.base_url()).auth(auth))
    }
}
