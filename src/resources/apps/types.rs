use serde::Deserialize;
use serde_json::{Map, Value};

use crate::json::take;
use crate::words::open_words;

open_words! {
    /// What an app is for.
    AppType {
        /// A page of its own, with an entry in the menu.
        App = "APP",
        /// A part of a dashboard.
        DashboardWidget = "DASHBOARD_WIDGET",
        /// Files that other apps use.
        Resource = "RESOURCE",
    }
}

open_words! {
    /// The state of an installed app.
    AppState {
        /// It can be used.
        Ok = "OK",
        /// It is being removed.
        DeletionInProgress = "DELETION_IN_PROGRESS",
    }
}

/// An app on the server; see [`Apps::list`](super::Apps::list).
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(from = "Map<String, Value>")]
#[non_exhaustive]
pub struct App {
    /// What the server calls it in paths: the short name with hyphens in place of blanks.
    pub key: String,
    /// Its name.
    pub name: Option<String>,
    /// Its name in the user's language.
    pub display_name: Option<String>,
    /// Its version, such as `100.2.3`.
    pub version: Option<String>,
    /// What it does.
    pub description: Option<String>,
    /// What it is for.
    pub app_type: Option<AppType>,
    /// Its uuid on the App Hub, for an app that is there.
    pub app_hub_id: Option<String>,
    /// Whether it came with the server, or stands in for one that did.
    pub bundled: bool,
    /// Where it is served, as a path below the server's URL.
    pub base_path: Option<String>,
    /// The address that opens it.
    pub launch_url: Option<String>,
    /// Its state.
    pub app_state: Option<AppState>,
    /// The authorities that it brings.
    pub authorities: Vec<String>,
    /// Every other field, as the server sent it.
    pub extra: Map<String, Value>,
}

impl From<Map<String, Value>> for App {
    fn from(mut fields: Map<String, Value>) -> Self {
        let fields = &mut fields;
        Self {
            key: take(fields, "key").unwrap_or_default(),
            name: take(fields, "name"),
            display_name: take(fields, "displayName"),
            version: take(fields, "version"),
            description: take(fields, "description"),
            app_type: take(fields, "appType"),
            app_hub_id: take(fields, "app_hub_id"),
            bundled: take(fields, "bundled").unwrap_or_default(),
            base_path: take(fields, "basePath"),
            launch_url: take(fields, "launchUrl"),
            app_state: take(fields, "appState"),
            authorities: take(fields, "authorities").unwrap_or_default(),
            extra: std::mem::take(fields),
        }
    }
}

/// An app on the App Hub; see [`Apps::hub_list`](super::Apps::hub_list).
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(from = "Map<String, Value>")]
#[non_exhaustive]
pub struct HubApp {
    /// Its uuid on the hub.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// What it does.
    pub description: Option<String>,
    /// What it is for.
    pub app_type: Option<AppType>,
    /// Who made it, as the hub tells it.
    pub developer: Option<Map<String, Value>>,
    /// Its versions, in the hub's order.
    pub versions: Vec<HubVersion>,
    /// Every other field, as the hub sent it.
    pub extra: Map<String, Value>,
}

impl HubApp {
    /// The version with this number, such as `100.2.3`.
    pub fn version(&self, number: &str) -> Option<&HubVersion> {
        let mut versions = self.versions.iter();
        versions.find(|version| version.version.as_deref() == Some(number))
    }

    /// Whether the name or the description holds a text, whatever the case.
    pub(super) fn speaks_of(&self, lower_case: &str) -> bool {
        [&self.name, &self.description]
            .into_iter()
            .flatten()
            .any(|text| text.to_lowercase().contains(lower_case))
    }
}

impl From<Map<String, Value>> for HubApp {
    fn from(mut fields: Map<String, Value>) -> Self {
        let fields = &mut fields;
        Self {
            id: take(fields, "id").unwrap_or_default(),
            name: take(fields, "name"),
            description: take(fields, "description"),
            app_type: take(fields, "appType"),
            developer: take(fields, "developer"),
            versions: take(fields, "versions").unwrap_or_default(),
            extra: std::mem::take(fields),
        }
    }
}

/// A version of an app on the App Hub.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(from = "Map<String, Value>")]
#[non_exhaustive]
pub struct HubVersion {
    /// Its uuid, by which it is installed.
    pub id: String,
    /// Its number, such as `100.2.3`.
    pub version: Option<String>,
    /// The oldest DHIS2 it runs on, such as `2.38`.
    pub min_dhis_version: Option<String>,
    /// The newest DHIS2 it runs on; empty or absent for no limit.
    pub max_dhis_version: Option<String>,
    /// Where the zip file is.
    pub download_url: Option<String>,
    /// How finished it is: `stable`, `development`, `canary`.
    pub channel: Option<String>,
    /// When it was put there, in milliseconds since 1970.
    pub created: Option<i64>,
    /// When it was last changed, in milliseconds since 1970.
    pub last_updated: Option<i64>,
    /// Every other field, as the hub sent it.
    pub extra: Map<String, Value>,
}

impl From<Map<String, Value>> for HubVersion {
    fn from(mut fields: Map<String, Value>) -> Self {
        let fields = &mut fields;
        Self {
            id: take(fields, "id").unwrap_or_default(),
            version: take(fields, "version"),
            min_dhis_version: take(fields, "minDhisVersion"),
            max_dhis_version: take(fields, "maxDhisVersion"),
            download_url: take(fields, "downloadUrl"),
            channel: take(fields, "channel"),
            created: take(fields, "created"),
            last_updated: take(fields, "lastUpdated"),
            extra: std::mem::take(fields),
        }
    }
}

/// Where the server looks for apps, from its configuration file; see
/// [`Apps::hub_address`](super::Apps::hub_address).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct HubAddress {
    /// The hub's pages.
    pub base_url: Option<String>,
    /// The hub's API, which the server asks.
    pub api_url: Option<String>,
}
