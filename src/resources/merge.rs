//! Putting duplicates together: what refers to some objects refers to another one afterwards.

use serde::Deserialize;
use serde_json::json;

use super::Resource;
use super::write::checked;
use crate::api::Api;
use crate::error::{DecodeError, Error, Result};
use crate::models::{
    Category, CategoryCombo, CategoryOption, CategoryOptionCombo, DataElement, Indicator,
    IndicatorType, Metadata,
};
use crate::uid::{AsUid, Uid, as_uids};
use crate::words::closed_words;

closed_words! {
    /// What becomes of the data values of merged objects, where source and target both have one.
    DataMergeStrategy {
        /// The value that was changed last stays.
        LastUpdated = "LAST_UPDATED",
        /// The values of the sources are dropped.
        Discard = "DISCARD",
    }
}

/// What a merge did.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Merged {
    /// The sources that were deleted.
    pub deleted: Vec<Uid>,
    /// What DHIS2 says about it, with what is left to do.
    pub message: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    merge_report: Report,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    #[serde(default)]
    sources_deleted: Vec<Uid>,
    message: Option<String>,
}

fn merge<T: Metadata, U: AsUid>(
    api: &Api,
    sources: impl IntoIterator<Item = U>,
    target: &impl AsUid,
    data: Option<DataMergeStrategy>,
    delete_sources: bool,
    since: &str,
) -> Result<Merged> {
    let target = target.as_uid()?;
    let sources = as_uids(sources)?;
    if sources.is_empty() || sources.contains(&target) {
        let given: Vec<&str> = sources.iter().map(Uid::as_str).collect();
        let expected = "one or more objects, and none of them the target";
        return Err(Error::invalid("sources", given.join(","), expected));
    }
    api.require_for(&format!("a merge of {}", T::PLURAL), since)?;
    let mut body = json!({ "sources": sources, "target": target, "deleteSources": delete_sources });
    if let Some(data) = data {
        body["dataMergeStrategy"] = json!(data.as_str());
    }
    let path = format!("{}/merge", T::PLURAL);
    let message = checked(api.post(path).json(&body))?;
    let report = message.response.unwrap_or_default();
    let answer: Answer = serde_json::from_value(report)
        .map_err(|error| Error::from(DecodeError::new(error.to_string()).path("response")))?;
    Ok(Merged {
        deleted: answer.merge_report.sources_deleted,
        message: answer.merge_report.message,
    })
}

macro_rules! merges {
    ($($kind:ident, $plural:literal, since $since:literal, $more:literal;)*) => {$(
        impl Resource<$kind> {
            #[doc = concat!("Makes everything that refers to the sources refer to the target, and deletes the sources if asked for: `POST /api/", $plural, "/merge`, from ", $since, " on. It cannot be undone.", $more)]
            ///
            /// # Errors
            ///
            /// [`Error::UnsupportedVersion`] from an older server; [`Error::InvalidInput`] without a source, and for
            /// a target that is a source; [`Error::Import`] and [`Error::Api`] with DHIS2's reasons (E15xx) for
            /// objects that cannot be merged.
            pub fn merge<U: AsUid>(
                &self,
                sources: impl IntoIterator<Item = U>,
                target: impl AsUid,
                delete_sources: bool,
            ) -> Result<Merged> {
                merge::<$kind, U>(self.api(), sources, &target, None, delete_sources, $since)
            }
        }
    )*};
}

merges! {
    Indicator, "indicators", since "2.41", "";
    IndicatorType, "indicatorTypes", since "2.41", "";
    CategoryOption, "categoryOptions", since "2.42",
        "\n\nCategory option combinations that differed in these options are the same afterwards: merge them too. The data integrity check `category_option_combos_have_duplicates` finds them.";
    Category, "categories", since "2.43", " Both have the same options.";
    CategoryCombo, "categoryCombos", since "2.43",
        " Both have the same categories. Their category option combinations are there twice afterwards: merge them too.";
}

macro_rules! merges_with_data {
    ($($kind:ident, $plural:literal, $more:literal;)*) => {$(
        impl Resource<$kind> {
            #[doc = concat!("Makes everything that refers to the sources, data values included, refer to the target, and deletes the sources if asked for: `POST /api/", $plural, "/merge`, from 2.42 on. It cannot be undone.", $more)]
            ///
            /// # Errors
            ///
            /// [`Error::UnsupportedVersion`] from an older server; [`Error::InvalidInput`] without a source, and for
            /// a target that is a source; [`Error::Import`] and [`Error::Api`] with DHIS2's reasons (E15xx) for
            /// objects that cannot be merged.
            pub fn merge<U: AsUid>(
                &self,
                sources: impl IntoIterator<Item = U>,
                target: impl AsUid,
                data: DataMergeStrategy,
                delete_sources: bool,
            ) -> Result<Merged> {
                merge::<$kind, U>(self.api(), sources, &target, Some(data), delete_sources, "2.42")
            }
        }
    )*};
}

merges_with_data! {
    DataElement, "dataElements",
        "\n\n```no_run\n# fn f(api: dhis2::Api) -> dhis2::Result<()> {\nuse dhis2::resources::DataMergeStrategy;\n\n\
        let elements = api.data_elements();\n\
        let merged = elements.merge([\"DeMergeSrc1\"], \"DeMalariaC1\", DataMergeStrategy::LastUpdated, true)?;\n\
        println!(\"{:?} are gone\", merged.deleted);\n# Ok(())\n# }\n```";
    CategoryOptionCombo, "categoryOptionCombos",
        " They are duplicates: of one category combination, and with the same options.";
}
