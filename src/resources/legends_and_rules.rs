//! Legend sets and what carries them; where program rules are used; items of dashboards.

use serde_json::{Map, Value, json};

use super::write::took_some;
use super::{List, Resource};
use crate::error::{DecodeError, Error, Result};
use crate::import::WebMessage;
use crate::json_patch::JsonPatch;
use crate::models::{
    Dashboard, DataElement, Indicator, Legend, LegendSet, Number, ProgramIndicator, ProgramRule,
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
    /// The rules of a program: `GET /api/programRules?filter=program.id:eq:{uid}`.
    pub fn of_program(&self, program: impl AsUid) -> List<ProgramRule> {
        self.list().filter_uid("program.id", program)
    }

    /// The variables of a program: `GET /api/programRuleVariables?filter=program.id:eq:{uid}`.
    pub fn variables(&self, program: impl AsUid) -> List<ProgramRuleVariable> {
        self.api()
            .program_rule_variables()
            .list()
            .filter_uid("program.id", program)
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

/// Where an item of a dashboard is, in units of which 60 are the width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// From the left, 0 to 59.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// The width, 1 to 60.
    pub width: u32,
    /// The height.
    pub height: u32,
}

/// The height of an item that names none.
const HEIGHT: u64 = 20;

impl Resource<Dashboard> {
    /// Adds an item to a dashboard and returns the item's uid. `kind` is DHIS2's singular: `visualization`,
    /// `map`, `eventVisualization`, `eventChart`, `eventReport`. Without a slot it is put below all others, over
    /// the whole width. Reads the dashboard whole and writes it through `POST /api/metadata`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for another kind or a slot that is wider than a dashboard; as
    /// [`update`](Self::update).
    pub fn add_item(
        &self,
        dashboard: impl AsUid,
        kind: &str,
        target: impl AsUid,
        slot: Option<Slot>,
    ) -> Result<Uid> {
        let word = match kind {
            "visualization" => "VISUALIZATION",
            "map" => "MAP",
            "eventVisualization" => "EVENT_VISUALIZATION",
            "eventChart" => "EVENT_CHART",
            "eventReport" => "EVENT_REPORT",
            _ => {
                return Err(Error::invalid(
                    "kind",
                    kind,
                    "visualization, map, eventVisualization, eventChart or eventReport",
                ));
            }
        };
        if let Some(slot) =
            slot.filter(|slot| slot.width == 0 || slot.x.saturating_add(slot.width) > 60)
        {
            let value = format!("{} + {}", slot.x, slot.width);
            return Err(Error::invalid(
                "slot",
                value,
                "a width of 1 or more that ends at 60",
            ));
        }
        let (dashboard, target, item) = (dashboard.as_uid()?, target.as_uid()?, Uid::generate());
        let mut whole: Map<String, Value> = self.object(&dashboard)?.fields(":owner").fetch()?;
        let items = whole.entry("dashboardItems").or_insert_with(|| json!([]));
        let Value::Array(items) = items else {
            return Err(Error::from(
                DecodeError::new("expected a list").path("dashboardItems"),
            ));
        };
        let bottom = |item: &Value| {
            item["y"].as_u64().unwrap_or(0) + item["height"].as_u64().unwrap_or(HEIGHT)
        };
        let below = items.iter().map(bottom).max().unwrap_or(0);
        let mut new = match slot {
            Some(slot) => {
                json!({ "x": slot.x, "y": slot.y, "width": slot.width, "height": slot.height, "shape": "NORMAL" })
            }
            None => {
                json!({ "x": 0, "y": below, "width": 60, "height": HEIGHT, "shape": "FULL_WIDTH" })
            }
        };
        new["id"] = json!(item);
        new["type"] = json!(word);
        new[kind] = json!({ "id": target });
        items.push(new);
        self.put(&dashboard, &Value::Object(whole))?;
        Ok(item)
    }

    /// Takes an item off a dashboard; false when it is not on it. Reads the dashboard whole and writes it through
    /// `POST /api/metadata`.
    ///
    /// # Errors
    ///
    /// As [`update`](Self::update).
    pub fn remove_item(&self, dashboard: impl AsUid, item: impl AsUid) -> Result<bool> {
        let item = item.as_uid()?;
        self.change_list(dashboard.as_uid()?, "dashboardItems", |items| {
            items.retain(|row| row["id"].as_str() != Some(item.as_str()));
        })
    }
}
