//! Groups and their members, group sets and their groups, and other collections by a name of their own.

use super::{List, Resource};
use crate::error::Result;
use crate::import::Stats;
use crate::models;
use crate::uid::AsUid;

macro_rules! groups {
    ($($group:ident has $member:ident by $collection:literal, back by $back:literal;)*) => {$(
        impl Resource<models::$group> {
            #[doc = concat!("The members of a group, page by page: `GET /api/", $collection, "?filter=", $back, ".id:eq:{uid}`.")]
            pub fn members(&self, group: impl AsUid) -> List<models::$member> {
                self.api().resource().list().filter_uid(concat!($back, ".id"), group)
            }

            #[doc = concat!("Adds members in one request: `POST /api/", $back, "/{uid}/", $collection, "`; see [`add_to`](Resource::add_to).")]
            ///
            /// # Errors
            ///
            /// As [`add_to`](Resource::add_to): members that DHIS2 does not know are an error.
            pub fn add_members<U: AsUid>(
                &self,
                group: impl AsUid,
                members: impl IntoIterator<Item = U>,
            ) -> Result<Stats> {
                self.add_to(group, $collection, members)
            }

            #[doc = concat!("Removes members in one request: `POST /api/", $back, "/{uid}/", $collection, "`.")]
            ///
            /// # Errors
            ///
            /// As [`remove_from`](Resource::remove_from).
            pub fn remove_members<U: AsUid>(
                &self,
                group: impl AsUid,
                members: impl IntoIterator<Item = U>,
            ) -> Result<Stats> {
                self.remove_from(group, $collection, members)
            }

            #[doc = concat!("Makes these the members, and no others: `PUT /api/", $back, "/{uid}/", $collection, "`.")]
            ///
            /// # Errors
            ///
            /// As [`set_collection`](Resource::set_collection).
            pub fn set_members<U: AsUid>(
                &self,
                group: impl AsUid,
                members: impl IntoIterator<Item = U>,
            ) -> Result<Stats> {
                self.set_collection(group, $collection, members)
            }
        }
    )*};
}

groups! {
    CategoryOptionGroup has CategoryOption by "categoryOptions", back by "categoryOptionGroups";
    DataElementGroup has DataElement by "dataElements", back by "dataElementGroups";
    IndicatorGroup has Indicator by "indicators", back by "indicatorGroups";
    OrganisationUnitGroup has OrganisationUnit by "organisationUnits", back by "organisationUnitGroups";
    PredictorGroup has Predictor by "predictors", back by "predictorGroups";
    ProgramIndicatorGroup has ProgramIndicator by "programIndicators", back by "programIndicatorGroups";
    UserGroup has User by "users", back by "userGroups";
    ValidationRuleGroup has ValidationRule by "validationRules", back by "validationRuleGroups";
}

macro_rules! group_sets {
    ($($set:ident of $plural:literal has $group:ident by $collection:literal;)*) => {$(
        impl Resource<models::$set> {
            #[doc = concat!("The groups of a group set: `GET /api/", $plural, "/{uid}/", $collection, "?fields=id,name,code`.")]
            ///
            /// # Errors
            ///
            /// As [`collection`](Resource::collection).
            pub fn groups(&self, set: impl AsUid) -> Result<Vec<models::$group>> {
                self.collection(set, $collection, "id,name,code")
            }

            #[doc = concat!("Adds groups in one request: `POST /api/", $plural, "/{uid}/", $collection, "`.")]
            ///
            /// # Errors
            ///
            /// As [`add_to`](Resource::add_to): groups that DHIS2 does not know are an error.
            pub fn add_groups<U: AsUid>(
                &self,
                set: impl AsUid,
                groups: impl IntoIterator<Item = U>,
            ) -> Result<Stats> {
                self.add_to(set, $collection, groups)
            }

            #[doc = concat!("Removes groups in one request: `POST /api/", $plural, "/{uid}/", $collection, "`.")]
            ///
            /// # Errors
            ///
            /// As [`remove_from`](Resource::remove_from).
            pub fn remove_groups<U: AsUid>(
                &self,
                set: impl AsUid,
                groups: impl IntoIterator<Item = U>,
            ) -> Result<Stats> {
                self.remove_from(set, $collection, groups)
            }
        }
    )*};
}

group_sets! {
    CategoryOptionGroupSet of "categoryOptionGroupSets" has CategoryOptionGroup by "categoryOptionGroups";
    DataElementGroupSet of "dataElementGroupSets" has DataElementGroup by "dataElementGroups";
    IndicatorGroupSet of "indicatorGroupSets" has IndicatorGroup by "indicatorGroups";
    OrganisationUnitGroupSet of "organisationUnitGroupSets" has OrganisationUnitGroup by "organisationUnitGroups";
}

macro_rules! collections {
    ($($kind:ident of $plural:literal has $what:literal by $collection:literal: $add:ident, $remove:ident;)*) => {$(
        impl Resource<models::$kind> {
            #[doc = concat!("Adds ", $what, " in one request: `POST /api/", $plural, "/{uid}/", $collection, "`.")]
            ///
            /// # Errors
            ///
            /// As [`add_to`](Resource::add_to): those that DHIS2 does not know are an error.
            pub fn $add<U: AsUid>(
                &self,
                uid: impl AsUid,
                members: impl IntoIterator<Item = U>,
            ) -> Result<Stats> {
                self.add_to(uid, $collection, members)
            }

            #[doc = concat!("Removes ", $what, " in one request: `POST /api/", $plural, "/{uid}/", $collection, "`.")]
            ///
            /// # Errors
            ///
            /// As [`remove_from`](Resource::remove_from).
            pub fn $remove<U: AsUid>(
                &self,
                uid: impl AsUid,
                members: impl IntoIterator<Item = U>,
            ) -> Result<Stats> {
                self.remove_from(uid, $collection, members)
            }
        }
    )*};
}

collections! {
    CategoryCombo of "categoryCombos" has "categories" by "categories": add_categories, remove_categories;
    DataSet of "dataSets" has "the units that report it" by "organisationUnits": add_organisation_units, remove_organisation_units;
    Program of "programs" has "the units that enter data for it" by "organisationUnits": add_organisation_units, remove_organisation_units;
}
