//! All kinds of metadata at once: import, export, search, where something is used, deleting.
//!
//! [`Api::metadata`] gives [`AllMetadata`]. For one kind there is [`Resource`](crate::Resource), whose
//! [`save_all`](crate::Resource::save_all) and [`delete_all`](crate::Resource::delete_all) use the same importer.
//!
//! ```no_run
//! # fn f(api: dhis2::Api) -> dhis2::Result<()> {
//! use dhis2::models::{DataElement, DataSet};
//!
//! // Take a data set with all it needs to another server; look first, then do it.
//! # let other = api.clone();
//! let bundle = api.metadata().dependencies::<DataSet>("DsMonthly01").skip_sharing(true).fetch()?;
//! let import = || other.metadata().import().skip_sharing(true);
//! import().dry_run(true).send(&bundle)?.into_result()?;
//! println!("{}", import().send(&bundle)?);
//!
//! for usage in api.metadata().usage("DeMalariaC1")? {
//!     println!("{} {} by {}", usage.kind, usage.id, usage.property);
//! }
//! # Ok(())
//! # }
//! ```

mod bulk;
mod export;
mod import;
mod references;
mod search;
mod usage;

use serde_json::{Map, Value, json};

pub use export::{Export, HasDependencies, Packing};
pub use import::{
    AtomicMode, FlushMode, Identifier, Import, ImportReportMode, ImportStrategy, PreheatMode,
};
pub use search::{Hit, Search};
pub use usage::Usage;

use crate::api::Api;
use crate::error::{Error, Result};
use crate::import::ImportReport;
use crate::resources::took_some;
use crate::uid::AsUid;

/// All kinds of metadata at once; see [the module](self).
#[derive(Debug, Clone)]
pub struct AllMetadata {
    api: Api,
}

impl Api {
    /// Imports, exports, searches and deletes metadata of many kinds: `/api/metadata`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for hit in api.metadata().search("malaria").run()? {
    ///     println!("{} {}", hit.kind, hit.id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn metadata(&self) -> AllMetadata {
        AllMetadata { api: self.clone() }
    }
}

impl AllMetadata {
    /// Deletes objects of several kinds in one import: `POST /api/metadata?importStrategy=DELETE` with
    /// `atomicMode=ALL`. All or none: one that is unknown or referred to keeps the others, too. What refers to
    /// each other is deleted together.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let report = api.metadata().delete([
    ///     ("dataElementGroups", vec!["DgMalaria01"]),
    ///     ("dataElements", vec!["DeMalariaC1", "DeMalariaT2"]),
    /// ])?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// When no report comes, or one that took nothing at all, as for a kind that DHIS2 does not know. Refused
    /// objects are in the report.
    pub fn delete<K, U>(&self, kinds: impl IntoIterator<Item = (K, Vec<U>)>) -> Result<ImportReport>
    where
        K: AsRef<str>,
        U: AsUid,
    {
        let mut payload: Map<String, Value> = Map::new();
        let mut count = 0;
        for (kind, uids) in kinds {
            let kind = kind_name(kind.as_ref())?;
            let rows = payload.entry(kind).or_insert_with(|| json!([]));
            for uid in uids {
                let uid = uid.as_uid()?;
                if let Value::Array(rows) = rows {
                    rows.push(json!({ "id": uid }));
                }
                count += 1;
            }
        }
        if count == 0 {
            return Ok(ImportReport::default());
        }
        let import = self.import().strategy(ImportStrategy::Delete);
        took_some(import.send(&payload)?, count)
    }
}

/// Checks a plural such as `dataElements`, as it becomes a parameter, a key or a path.
fn kind_name(kind: &str) -> Result<String> {
    let is_name = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_name {
        return Ok(kind.to_owned());
    }
    let expected = "a plural of DHIS2, such as `dataElements`";
    Err(Error::invalid("kind", kind, expected))
}
