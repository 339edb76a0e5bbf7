use serde::Deserialize;
use serde_json::{Map, Value};

use crate::json::take;

/// What the login page shows; see [`Customize::login_config`](super::Customize::login_config).
///
/// Texts that are not set are empty.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(from = "Map<String, Value>")]
#[non_exhaustive]
#[allow(clippy::struct_excessive_bools)] // As the server sends it.
pub struct LoginConfig {
    /// The server's version.
    pub api_version: Option<String>,
    /// The setting `applicationTitle`.
    pub application_title: Option<String>,
    /// The setting `keyApplicationIntro`.
    pub application_description: Option<String>,
    /// The setting `keyApplicationNotification`.
    pub application_notification: Option<String>,
    /// The setting `keyApplicationFooter`.
    pub application_left_side_footer: Option<String>,
    /// The setting `keyApplicationRightFooter`.
    pub application_right_side_footer: Option<String>,
    /// The flag, such as `dhis2`: see [`System::flags`](crate::system::System::flags).
    pub country_flag: Option<String>,
    /// The language of the pages.
    pub ui_locale: Option<String>,
    /// The logo's path, where it is one of the server's own.
    pub login_page_logo: Option<String>,
    /// The text of a window that opens over the page.
    pub login_popup: Option<String>,
    /// The layout, such as `DEFAULT`.
    pub login_page_layout: Option<String>,
    /// The HTML of a layout of one's own.
    pub login_page_template: Option<String>,
    /// The least length of a password, in characters.
    pub min_password_length: Option<u32>,
    /// The greatest length of a password, in characters.
    pub max_password_length: Option<u32>,
    /// Whether the server can send e-mail.
    pub email_configured: bool,
    /// Whether people can make accounts for themselves.
    pub self_registration_enabled: bool,
    /// Whether they do so without a captcha.
    pub self_registration_no_recaptcha: bool,
    /// Whether a forgotten password can be set anew.
    pub allow_account_recovery: bool,
    /// Whether the front logo is one of the server's own.
    pub use_custom_logo_front: bool,
    /// Other systems to sign in by.
    pub oidc_providers: Vec<LoginProvider>,
    /// Every other field, as the server sent it.
    pub extra: Map<String, Value>,
}

/// Another system to sign in by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct LoginProvider {
    /// Its name in the server's configuration, such as `google`.
    pub id: Option<String>,
    /// The path of its picture.
    pub icon: Option<String>,
    /// The room around the picture, as CSS.
    pub icon_padding: Option<String>,
    /// The key of the text on its button.
    pub login_text: Option<String>,
    /// Where signing in by it begins, below the server's URL.
    pub url: Option<String>,
}

impl From<Map<String, Value>> for LoginConfig {
    fn from(mut fields: Map<String, Value>) -> Self {
        let fields = &mut fields;
        Self {
            api_version: take(fields, "apiVersion"),
            application_title: take(fields, "applicationTitle"),
            application_description: take(fields, "applicationDescription"),
            application_notification: take(fields, "applicationNotification"),
            application_left_side_footer: take(fields, "applicationLeftSideFooter"),
            application_right_side_footer: take(fields, "applicationRightSideFooter"),
            country_flag: take(fields, "countryFlag"),
            ui_locale: take(fields, "uiLocale"),
            login_page_logo: take(fields, "loginPageLogo"),
            login_popup: take(fields, "loginPopup"),
            login_page_layout: take(fields, "loginPageLayout"),
            login_page_template: take(fields, "loginPageTemplate"),
            min_password_length: number(fields, "minPasswordLength"),
            max_password_length: number(fields, "maxPasswordLength"),
            email_configured: flag(fields, "emailConfigured"),
            self_registration_enabled: flag(fields, "selfRegistrationEnabled"),
            self_registration_no_recaptcha: flag(fields, "selfRegistrationNoRecaptcha"),
            allow_account_recovery: flag(fields, "allowAccountRecovery"),
            use_custom_logo_front: flag(fields, "useCustomLogoFront"),
            oidc_providers: take(fields, "oidcProviders").unwrap_or_default(),
            extra: std::mem::take(fields),
        }
    }
}

fn flag(fields: &mut Map<String, Value>, name: &str) -> bool {
    take(fields, name).unwrap_or_default()
}

/// DHIS2 sends these numbers as texts.
fn number(fields: &mut Map<String, Value>, name: &str) -> Option<u32> {
    let number = match fields.get(name)? {
        Value::String(text) => text.trim().parse().ok()?,
        other => u32::deserialize(other).ok()?,
    };
    fields.remove(name);
    Some(number)
}
