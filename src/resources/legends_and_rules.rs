//! Legend sets and what carries them; where program rules are used.

use serde_json::{Value, json};

use super::write::took_some;
use super::{List, Resource};
use crate::error::{Error, Result};
use crate::import::WebMessage;
use crate::json_patch::JsonPatch;
use crate::models::{
    DataElement, Indicator, Legend, LegendSet, Number, ProgramIndicator, ProgramRule,
    ProgramRuleAction, ProgramRuleVariable,
};
use crate::uid::{AsUid, Uid};

macro_rules! with_legends {
    ($($kind:ident at $plural:literal;)*) => {$(
        impl Resource<$kind> {
            #[doc = concat!("Makes these the legend sets, in this order, and no others: `PATCH /api/", $plural, "/{uid}`.")]
            ///
            /// # Errors
            ///
            /// As [`patch`](Resource::patch).
            pub fn set_legend_sets<U: AsUid>(
                &self,
                uid: impl AsUid,
                sets: impl IntoIterator<Item = U>,
            ) -> Result<WebMessage> {
                let sets: Vec<Value> = sets
                    .into_iter()
                    .map(|set| set.as_uid().map(|set| json!({ "id": set })))
                    .collect::<Result<_>>()?;
                self.patch(uid, &JsonPatch::new().add("/legendSets", sets))
            }
        }
    )*};
}

with_legends! {
    DataElement at "dataElements";
    Indicator at "indicators";
    ProgramIndicator at "programIndicators";
}

/// One legend: values from `start` up to `end`, and their colour such as `#d7191c`.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendRange {
    /// The first value.
    pub start: f64,
    /// The value at which it ends.
    pub end: f64,
    /// The colour.
    pub color: String,
    /// The name; `{start} – {end}` if none is given.
    pub name: Option<String>,
}

impl Resource<LegendSet> {
    /// Makes a legend set with its legends: `POST /api/metadata`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a legend that ends where it starts or before, or none;
    /// [`Error::Import`] when DHIS2 refuses them.
    pub fn create_with(
        &self,
        name: &str,
        code: Option<&str>,
        legends: &[LegendRange],
    ) -> Result<Uid> {
        if legends.is_empty() {
            return Err(Error::invalid("legends", "none", "at least one"));
        }
        let mut made = Vec::new();
        for range in legends {
            if range.end <= range.start || !range.start.is_finite() || !range.end.is_finite() {
                let value = format!("{} to {}", range.start, range.end);
                return Err(Error::invalid("legend", value, "an end above the start"));
            }
            let name = || format!("{} – {}", range.start, range.end);
            made.push(Legend {
                id: Some(Uid::generate()),
                name: Some(range.name.clone().unwrap_or_else(name)),
                start_value: Some(Number::Float(range.start)),
                end_value: Some(Number::Float(range.end)),
                color: Some(range.color.clone()),
                ..Default::default()
            });
        }
        let uid = Uid::generate();
        let set = LegendSet {
            id: Some(uid),
            name: Some(name.to_owned()),
            code: code.map(str::to_owned),
            legends: Some(made),
            ..Default::default()
        };
        took_some(self.save_all([&set])?.into_result()?, 1)?;
        Ok(uid)
    }
}

impl Resource<ProgramRule> {
    /// The rules of a program, in the order in which they run:
    /// `GET /api/programRules?filter=program.id:eq:{uid}&order=priority:asc`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for rule in api.program_rules().of_program("PrChildNut1").items() {
    ///     println!("{}", rule?.condition.unwrap_or_default());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn of_program(&self, program: impl AsUid) -> List<ProgramRule> {
        let list = self.list().filter_uid("program.id", program);
        list.order("priority:asc")
    }

    /// The variables of a program by name:
    /// `GET /api/programRuleVariables?filter=program.id:eq:{uid}&order=name:asc`. Their source type is among
    /// what an object owns (`:owner`, as always here), but not in `fields=*`.
    pub fn variables(&self, program: impl AsUid) -> List<ProgramRuleVariable> {
        self.api()
            .program_rule_variables()
            .list()
            .filter_uid("program.id", program)
            .order("name:asc")
    }

    /// The actions of a rule: `GET /api/programRuleActions?filter=programRule.id:eq:{uid}`.
    pub fn actions(&self, rule: impl AsUid) -> List<ProgramRuleAction> {
        self.api()
            .program_rule_actions()
            .list()
            .filter_uid("programRule.id", rule)
    }

    /// The rules with an action on a data element: `GET /api/programRuleActions?filter=dataElement.id:eq:{uid}`.
    ///
    /// # Errors
    ///
    /// As [`List::collect_all`].
    pub fn using_data_element(&self, element: impl AsUid) -> Result<Vec<Uid>> {
        let actions = self.api().program_rule_actions();
        let list = actions.list().filter_uid("dataElement.id", element);
        let mut rules = Vec::new();
        for action in list.fields("id,programRule[id]").items() {
            let rule = action?.program_rule.and_then(|rule| rule.id);
            if let Some(rule) = rule.filter(|rule| !rules.contains(rule)) {
                rules.push(rule);
            }
        }
        Ok(rules)
    }
}
