//! The server itself: what it is, who is asking, its settings.

mod account;
mod catalog;
mod info;
mod me;
mod settings;

use std::sync::Arc;

use serde::Deserialize;

pub use account::{Account, PasswordCheck, Unread};
pub use catalog::StyleFile;
pub use info::SystemInfo;
pub use me::Me;

use crate::api::Api;
use crate::error::{DecodeError, Error, NotFoundError, Result};
use crate::query::Filter;
use crate::uid::Uid;

/// How many uids DHIS2 draws at a time.
const IDS_AT_ONCE: usize = 10_000;

/// Where the default category combination is kept. No setting can have this name.
const DEFAULT_CATEGORY_COMBO: &str = "categoryCombos/default";

/// The system accessor; see [`Api::system`].
#[derive(Debug, Clone)]
pub struct System {
    api: Api,
}

/// A period type of the server, from `/api/periodTypes`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PeriodTypeInfo {
    /// Its name, such as `FinancialApril`.
    pub name: String,
    /// Its name in the user's language; 2.43 and later.
    pub display_name: Option<String>,
    /// Its length, such as `P1M`.
    pub iso_duration: Option<String>,
    /// How its periods are written, such as `yyyyMM`.
    pub iso_format: Option<String>,
    /// Its length in days, about.
    #[serde(default)]
    pub frequency_order: u32,
}

impl Api {
    /// The server itself: info, settings, ids, who is asking.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// println!("{:?}", api.system().info()?.version);
    /// # Ok(())
    /// # }
    /// ```
    pub fn system(&self) -> System {
        System { api: self.clone() }
    }

    /// The user who is asking: `GET /api/me`. Never kept.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let me = api.me()?;
    /// println!("{:?} {}", me.username, me.may("F_METADATA_IMPORT"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn me(&self) -> Result<Me> {
        self.get("me").fetch()
    }
}

impl System {
    /// What the server says of itself: `GET /api/system/info`. Kept for the client's `cache_ttl`; one
    /// request however many threads ask at once.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn info(&self) -> Result<Arc<SystemInfo>> {
        self.api
            .info_cache()
            .get("", || self.api.get("system/info").fetch().map(Arc::new))
    }

    /// Asks the server for its info anew, whatever is kept: `GET /api/system/info`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn refresh(&self) -> Result<Arc<SystemInfo>> {
        self.api.info_cache().invalidate(None);
        self.info()
    }

    /// Whether the server is there and the credentials are good: `GET /api/system/ping`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch_text`](crate::Request::fetch_text), and [`Error::Decode`] when something
    /// answers that is not DHIS2.
    pub fn ping(&self) -> Result<()> {
        let answer = self.api.get("system/ping").fetch_text()?;
        if answer.trim() == "pong" {
            return Ok(());
        }
        Err(DecodeError::new("the answer to a ping is not `pong`")
            .body(answer.as_bytes())
            .into())
    }

    /// Draws uids on the server: `GET /api/system/id?limit=`, 10,000 at a time. [`Uid::generate_n`]
    /// draws them without a request, and as well.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn ids(&self, count: usize) -> Result<Vec<Uid>> {
        #[derive(Deserialize)]
        struct Codes {
            codes: Vec<Uid>,
        }
        let mut ids = Vec::new();
        while ids.len() < count {
            let limit = (count - ids.len()).min(IDS_AT_ONCE);
            let request = self.api.get("system/id").param("limit", limit);
            let Codes { mut codes } = request.fetch()?;
            codes.truncate(limit);
            if codes.is_empty() {
                return Err(DecodeError::new("the server drew no uids").into());
            }
            ids.append(&mut codes);
        }
        Ok(ids)
    }

    /// The period types the server knows, the shortest first: `GET /api/periodTypes`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn period_types(&self) -> Result<Vec<PeriodTypeInfo>> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Types {
            period_types: Vec<PeriodTypeInfo>,
        }
        let mut types: Types = self.api.get("periodTypes").fetch()?;
        // The server's order is another on each version.
        types
            .period_types
            .sort_by(|a, b| (a.frequency_order, &a.name).cmp(&(b.frequency_order, &b.name)));
        Ok(types.period_types)
    }

    /// The uid of the category combination `default`, which elements without a disaggregation have.
    /// Kept for the client's `cache_ttl`. `GET /api/categoryCombos?filter=name:eq:default`
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] when there is none, else as [`Request::fetch`](crate::Request::fetch).
    pub fn default_category_combo_uid(&self) -> Result<Uid> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Combos {
            category_combos: Vec<Combo>,
        }
        #[derive(Deserialize)]
        struct Combo {
            id: Uid,
        }
        let uid = self.api.settings_cache().get(DEFAULT_CATEGORY_COMBO, || {
            let combos: Combos = self
                .api
                .get("categoryCombos")
                .filter(Filter::eq("name", "default"))
                .param("fields", "id")
                .param("paging", false)
                .fetch()?;
            match combos.category_combos.first() {
                Some(combo) => Ok(Some(combo.id.to_string())),
                None => Err(Error::NotFound(Box::new(NotFoundError::new(
                    "category combination with the name",
                    "default",
                )))),
            }
        })?;
        uid.unwrap_or_default().parse()
    }

    /// Forgets what is kept of the server: its info, its settings, the default category combination.
    pub fn invalidate_cache(&self) {
        self.api.info_cache().invalidate(None);
        self.api.settings_cache().invalidate(None);
    }

    /// Forgets what is kept of one setting.
    pub fn invalidate_setting(&self, key: &str) {
        self.api.settings_cache().invalidate(Some(key));
    }
}
