// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A predictor: `/api/predictors`.
#[derive(Clone, Default, PartialEq)]
pub struct Predictor {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `annualSampleCount`; required.
    pub annual_sample_count: Option<i64>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// What the object is for.
    pub description: Option<String>,
    /// The description in the language of the caller; read only.
    pub display_description: Option<String>,
    /// The form name in the language of the caller; read only.
    pub display_form_name: Option<String>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The short name in the language of the caller; read only.
    pub display_short_name: Option<String>,
    /// `generator`; required; unique.
    pub generator: Option<Expression>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// The name; required; unique.
    pub name: Option<String>,
    /// `organisationUnitDescendants`; required.
    pub organisation_unit_descendants: Option<OrganisationUnitDescendants>,
    /// `organisationUnitLevels`: references.
    pub organisation_unit_levels: Option<Vec<Ref<OrganisationUnitLevel>>>,
    /// `output`: a reference; required.
    pub output: Option<Ref<DataElement>>,
    /// `outputCombo`: a reference.
    pub output_combo: Option<Ref<CategoryOptionCombo>>,
    /// `periodType`: text, at most 255 characters; required.
    pub period_type: Option<String>,
    /// `predictorGroups`: references.
    pub predictor_groups: Option<Vec<Ref<PredictorGroup>>>,
    /// `sampleSkipTest`; unique.
    pub sample_skip_test: Option<Expression>,
    /// `sequentialSampleCount`; required.
    pub sequential_sample_count: Option<i64>,
    /// `sequentialSkipCount`.
    pub sequential_skip_count: Option<i64>,
    /// The short name, for headings and narrow columns; required; unique.
    pub short_name: Option<String>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 26] = [
    "access", "annualSampleCount", "code", "created", "description", "displayDescription",
    "displayFormName", "displayName", "displayShortName", "generator", "href", "id",
    "lastUpdated", "lastUpdatedBy", "name", "organisationUnitDescendants",
    "organisationUnitLevels", "output", "outputCombo", "periodType", "predictorGroups",
    "sampleSkipTest", "sequentialSampleCount", "sequentialSkipCount", "shortName", "translations",
];

#[rustfmt::skip]
impl Object for Predictor {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.annual_sample_count, 2 => &self.code,
            3 => &self.created, 4 => &self.description, 5 => &self.display_description,
            6 => &self.display_form_name, 7 => &self.display_name, 8 => &self.display_short_name,
            9 => &self.generator, 10 => &self.href, 11 => &self.id, 12 => &self.last_updated,
            13 => &self.last_updated_by, 14 => &self.name,
            15 => &self.organisation_unit_descendants, 16 => &self.organisation_unit_levels,
            17 => &self.output, 18 => &self.output_combo, 19 => &self.period_type,
            20 => &self.predictor_groups, 21 => &self.sample_skip_test,
            22 => &self.sequential_sample_count, 23 => &self.sequential_skip_count,
            24 => &self.short_name, 25 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.annual_sample_count, 2 => &mut self.code,
            3 => &mut self.created, 4 => &mut self.description,
            5 => &mut self.display_description, 6 => &mut self.display_form_name,
            7 => &mut self.display_name, 8 => &mut self.display_short_name,
            9 => &mut self.generator, 10 => &mut self.href, 11 => &mut self.id,
            12 => &mut self.last_updated, 13 => &mut self.last_updated_by, 14 => &mut self.name,
            15 => &mut self.organisation_unit_descendants,
            16 => &mut self.organisation_unit_levels, 17 => &mut self.output,
            18 => &mut self.output_combo, 19 => &mut self.period_type,
            20 => &mut self.predictor_groups, 21 => &mut self.sample_skip_test,
            22 => &mut self.sequential_sample_count, 23 => &mut self.sequential_skip_count,
            24 => &mut self.short_name, 25 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(Predictor);
#[rustfmt::skip]
base::metadata!(Predictor, "predictors", "predictor", "org.hisp.dhis.predictor.Predictor");
