//! What the demo server holds: the metadata, values and files of Velmora, in memory.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value, json};

/// When everything was made.
pub(crate) const CREATED: &str = "2026-11-21T07:45:41.625";

/// One kind of object: its plural name and its objects.
pub(crate) type Objects = Vec<Map<String, Value>>;

/// The key of a data value: element, period, unit, option combination.
pub(crate) type ValueKey = (String, String, String, String);

/// A stored file.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) content_type: String,
    pub(crate) domain: String,
    pub(crate) bytes: Vec<u8>,
}

/// All that can change while the server runs.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) objects: BTreeMap<String, Objects>,
    pub(crate) values: BTreeMap<ValueKey, String>,
    pub(crate) files: HashMap<String, File>,
    /// Started tasks and how often each was asked about.
    pub(crate) tasks: HashMap<String, usize>,
    pub(crate) store: BTreeMap<String, BTreeMap<String, String>>,
    next_id: u64,
}

impl State {
    /// The country as shipped.
    pub(crate) fn velmora() -> Self {
        let file: Value =
            serde_json::from_str(include_str!("../data/metadata.json")).expect("shipped metadata");
        let mut state = Self {
            objects: BTreeMap::new(),
            values: BTreeMap::new(),
            files: HashMap::new(),
            tasks: HashMap::new(),
            store: BTreeMap::new(),
            next_id: 0,
        };
        for (kind, objects) in file.as_object().into_iter().flatten() {
            for object in objects.as_array().into_iter().flatten() {
                let object = object.as_object().cloned().unwrap_or_default();
                state.put(kind, object);
            }
        }
        for line in include_str!("../data/data_values.csv").lines().skip(1) {
            let cells: Vec<_> = line.splitn(5, ',').map(str::to_owned).collect();
            if let [element, period, unit, combo, value] = &cells[..] {
                let key = (element.clone(), period.clone(), unit.clone(), combo.clone());
                state.values.insert(key, value.clone());
            }
        }
        state
    }

    /// A new identifier: 11 letters and digits, the same ones in every run.
    pub(crate) fn new_id(&mut self) -> String {
        self.next_id += 1;
        format!("Demo{:07}", self.next_id)
    }

    /// One object of a kind.
    pub(crate) fn get(&self, kind: &str, id: &str) -> Option<&Map<String, Value>> {
        self.objects
            .get(kind)?
            .iter()
            .find(|object| text(object, "id") == id)
    }

    /// One object of any kind.
    pub(crate) fn find(&self, id: &str) -> Option<(&str, &Map<String, Value>)> {
        self.objects.iter().find_map(|(kind, objects)| {
            let object = objects.iter().find(|object| text(object, "id") == id)?;
            Some((kind.as_str(), object))
        })
    }

    /// Whether an object of this kind exists.
    pub(crate) fn has(&self, kind: &str, id: &str) -> bool {
        self.get(kind, id).is_some()
    }

    /// Stores an object, new or changed, with the properties that the server adds.
    pub(crate) fn put(&mut self, kind: &str, mut object: Map<String, Value>) {
        if kind == "organisationUnits" {
            self.place(&mut object);
        }
        for (key, value) in added(kind) {
            object.entry(key).or_insert(value);
        }
        if let Some(date) = object.get_mut("openingDate") {
            if date.as_str().is_some_and(|date| date.len() == 10) {
                *date = format!("{}T00:00:00.000", date.as_str().unwrap_or_default()).into();
            }
        }
        let id = text(&object, "id").to_owned();
        let objects = self.objects.entry(kind.to_owned()).or_default();
        match objects.iter_mut().find(|old| text(old, "id") == id) {
            Some(old) => *old = object,
            None => objects.push(object),
        }
    }

    /// Removes an object; false when it was not there.
    pub(crate) fn remove(&mut self, kind: &str, id: &str) -> bool {
        let Some(objects) = self.objects.get_mut(kind) else {
            return false;
        };
        let before = objects.len();
        objects.retain(|object| text(object, "id") != id);
        objects.len() < before
    }

    /// Gives a unit its place in the tree. A parent must be stored before its children.
    fn place(&self, unit: &mut Map<String, Value>) {
        let parent = unit.get("parent").and_then(|parent| parent["id"].as_str());
        let parent = parent.and_then(|id| self.get("organisationUnits", id));
        let above = parent.map_or("", |parent| text(parent, "path"));
        let path = format!("{above}/{}", text(unit, "id"));
        unit.insert("level".to_owned(), path.matches('/').count().into());
        unit.insert("path".to_owned(), path.into());
        unit.insert("leaf".to_owned(), Value::Bool(true));
    }

    /// An object as `GET` shows it: with names to display, access rights and its address.
    pub(crate) fn shown(
        &self,
        kind: &str,
        stored: &Map<String, Value>,
        base: &str,
    ) -> Map<String, Value> {
        let mut object = stored.clone();
        let id = text(stored, "id").to_owned();
        for (property, display) in [
            ("name", "displayName"),
            ("shortName", "displayShortName"),
            ("description", "displayDescription"),
            ("formName", "displayFormName"),
        ] {
            if let Some(value) = stored.get(property).cloned() {
                object.entry(display).or_insert(value);
            }
        }
        object
            .entry("href")
            .or_insert_with(|| format!("{base}/api/{kind}/{id}").into());
        object.entry("access").or_insert_with(|| {
            json!({
                "manage": true, "externalize": true, "write": true,
                "read": true, "update": true, "delete": true,
            })
        });
        object.entry("favorite").or_insert(Value::Bool(false));
        object.entry("favorites").or_insert_with(|| json!([]));
        match kind {
            "organisationUnits" => {
                let children = self.children(&id);
                object.insert("leaf".to_owned(), Value::Bool(children.is_empty()));
                object.insert("children".to_owned(), children.into());
            }
            "dataElements" => {
                let sets = self.objects.get("dataSets").into_iter().flatten();
                let members = sets.filter_map(|set| set.get("dataSetElements")?.as_array());
                let members = members
                    .flatten()
                    .filter(|m| m["dataElement"]["id"] == id.as_str());
                object.insert("dataSetElements".to_owned(), members.cloned().collect());
            }
            _ => {}
        }
        object
    }

    fn children(&self, id: &str) -> Vec<Value> {
        let units = self.objects.get("organisationUnits").into_iter().flatten();
        units
            .filter(|unit| unit.get("parent").is_some_and(|parent| parent["id"] == id))
            .map(|unit| json!({ "id": unit["id"] }))
            .collect()
    }
}

/// What the server adds to every stored object.
fn added(kind: &str) -> Vec<(&'static str, Value)> {
    let admin = json!({
        "id": "M5zQapPyTZI", "code": "admin", "name": "admin admin",
        "displayName": "admin admin", "username": "admin",
    });
    let mut properties = vec![
        ("created", CREATED.into()),
        ("lastUpdated", CREATED.into()),
        ("lastUpdatedBy", admin.clone()),
        ("createdBy", admin),
        ("translations", json!([])),
        ("attributeValues", json!([])),
    ];
    if kind != "organisationUnits" {
        let sharing = json!({
            "owner": "M5zQapPyTZI", "external": false, "users": {}, "userGroups": {}, "public": "rw------",
        });
        properties.push(("sharing", sharing));
    }
    properties
}

/// A property as text; empty when it is not there.
pub(crate) fn text<'a>(object: &'a Map<String, Value>, key: &str) -> &'a str {
    object.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The Java class of a kind, as reports name it.
pub(crate) fn class(kind: &str) -> &'static str {
    let position = CLASSES.binary_search_by_key(&kind, |(kind, _)| kind);
    position.map_or("org.hisp.dhis.common.BaseIdentifiableObject", |at| {
        CLASSES[at].1
    })
}

const CLASSES: &[(&str, &str)] = &[
    (
        "aggregateDataExchanges",
        "org.hisp.dhis.dataexchange.aggregate.AggregateDataExchange",
    ),
    ("attributes", "org.hisp.dhis.attribute.Attribute"),
    ("categories", "org.hisp.dhis.category.Category"),
    ("categoryCombos", "org.hisp.dhis.category.CategoryCombo"),
    (
        "categoryOptionCombos",
        "org.hisp.dhis.category.CategoryOptionCombo",
    ),
    ("categoryOptions", "org.hisp.dhis.category.CategoryOption"),
    ("constants", "org.hisp.dhis.constant.Constant"),
    ("dashboards", "org.hisp.dhis.dashboard.Dashboard"),
    (
        "dataApprovalLevels",
        "org.hisp.dhis.dataapproval.DataApprovalLevel",
    ),
    (
        "dataApprovalWorkflows",
        "org.hisp.dhis.dataapproval.DataApprovalWorkflow",
    ),
    (
        "dataElementGroupSets",
        "org.hisp.dhis.dataelement.DataElementGroupSet",
    ),
    (
        "dataElementGroups",
        "org.hisp.dhis.dataelement.DataElementGroup",
    ),
    ("dataElements", "org.hisp.dhis.dataelement.DataElement"),
    (
        "dataEntryForms",
        "org.hisp.dhis.dataentryform.DataEntryForm",
    ),
    (
        "dataSetNotificationTemplates",
        "org.hisp.dhis.dataset.notifications.DataSetNotificationTemplate",
    ),
    ("dataSets", "org.hisp.dhis.dataset.DataSet"),
    ("documents", "org.hisp.dhis.document.Document"),
    (
        "eventFilters",
        "org.hisp.dhis.programstagefilter.EventFilter",
    ),
    (
        "eventVisualizations",
        "org.hisp.dhis.eventvisualization.EventVisualization",
    ),
    (
        "externalMapLayers",
        "org.hisp.dhis.mapping.ExternalMapLayer",
    ),
    (
        "indicatorGroupSets",
        "org.hisp.dhis.indicator.IndicatorGroupSet",
    ),
    ("indicatorGroups", "org.hisp.dhis.indicator.IndicatorGroup"),
    ("indicatorTypes", "org.hisp.dhis.indicator.IndicatorType"),
    ("indicators", "org.hisp.dhis.indicator.Indicator"),
    ("legendSets", "org.hisp.dhis.legend.LegendSet"),
    ("maps", "org.hisp.dhis.mapping.Map"),
    ("optionGroupSets", "org.hisp.dhis.option.OptionGroupSet"),
    ("optionGroups", "org.hisp.dhis.option.OptionGroup"),
    ("optionSets", "org.hisp.dhis.option.OptionSet"),
    ("options", "org.hisp.dhis.option.Option"),
    (
        "organisationUnitGroupSets",
        "org.hisp.dhis.organisationunit.OrganisationUnitGroupSet",
    ),
    (
        "organisationUnitGroups",
        "org.hisp.dhis.organisationunit.OrganisationUnitGroup",
    ),
    (
        "organisationUnitLevels",
        "org.hisp.dhis.organisationunit.OrganisationUnitLevel",
    ),
    (
        "organisationUnits",
        "org.hisp.dhis.organisationunit.OrganisationUnit",
    ),
    ("predictorGroups", "org.hisp.dhis.predictor.PredictorGroup"),
    ("predictors", "org.hisp.dhis.predictor.Predictor"),
    (
        "programIndicators",
        "org.hisp.dhis.program.ProgramIndicator",
    ),
    (
        "programNotificationTemplates",
        "org.hisp.dhis.program.notification.ProgramNotificationTemplate",
    ),
    (
        "programRuleActions",
        "org.hisp.dhis.programrule.ProgramRuleAction",
    ),
    (
        "programRuleVariables",
        "org.hisp.dhis.programrule.ProgramRuleVariable",
    ),
    ("programRules", "org.hisp.dhis.programrule.ProgramRule"),
    ("programSections", "org.hisp.dhis.program.ProgramSection"),
    (
        "programStageSections",
        "org.hisp.dhis.program.ProgramStageSection",
    ),
    (
        "programStageWorkingLists",
        "org.hisp.dhis.programstageworkinglist.ProgramStageWorkingList",
    ),
    ("programStages", "org.hisp.dhis.program.ProgramStage"),
    ("programs", "org.hisp.dhis.program.Program"),
    (
        "relationshipTypes",
        "org.hisp.dhis.relationship.RelationshipType",
    ),
    ("reports", "org.hisp.dhis.report.Report"),
    ("sections", "org.hisp.dhis.dataset.Section"),
    ("sqlViews", "org.hisp.dhis.sqlview.SqlView"),
    (
        "trackedEntityAttributes",
        "org.hisp.dhis.trackedentity.TrackedEntityAttribute",
    ),
    (
        "trackedEntityInstanceFilters",
        "org.hisp.dhis.trackedentityfilter.TrackedEntityFilter",
    ),
    (
        "trackedEntityTypes",
        "org.hisp.dhis.trackedentity.TrackedEntityType",
    ),
    ("userGroups", "org.hisp.dhis.user.UserGroup"),
    (
        "validationNotificationTemplates",
        "org.hisp.dhis.validation.notification.ValidationNotificationTemplate",
    ),
    (
        "validationRuleGroups",
        "org.hisp.dhis.validation.ValidationRuleGroup",
    ),
    ("validationRules", "org.hisp.dhis.validation.ValidationRule"),
    (
        "visualizations",
        "org.hisp.dhis.visualization.Visualization",
    ),
];
