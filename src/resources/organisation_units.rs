use std::collections::HashMap;

use serde_json::{Value, json};

use super::write::checked;
use super::{Created, List, Resource};
use crate::date::Date;
use crate::error::{DecodeError, Error, Result};
use crate::import::WebMessage;
use crate::models::{OrganisationUnit, OrganisationUnitLevel};
use crate::query::Filter;
use crate::response::ResponseReader;
use crate::stream::Elements;
use crate::uid::{AsUid, Uid, as_uids};

/// An organisation unit with all below it; see [`Resource::tree`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct UnitTree {
    /// The unit: id, name, level, path and parent.
    pub unit: OrganisationUnit,
    /// The units right below it, by name.
    pub children: Vec<UnitTree>,
}

/// What a tree reads.
const TREE_FIELDS: &str = "id,name,level,path,parent[id]";

impl Resource<OrganisationUnit> {
    /// The units right below a unit: `GET /api/organisationUnits?filter=parent.id:eq:{uid}`.
    pub fn children(&self, parent: impl AsUid) -> List<OrganisationUnit> {
        self.list().filter_uid("parent.id", parent)
    }

    /// All units below a unit, itself not among them, in one list however deep:
    /// `GET /api/organisationUnits?filter=path:like:/{uid}/`. Add `.filter("level:le:4")` to stop at a level.
    pub fn descendants(&self, root: impl AsUid) -> List<OrganisationUnit> {
        let filter = root
            .as_uid()
            .and_then(|uid| Filter::like("path", format!("/{uid}/")));
        self.list().filter_or_fail(filter)
    }

    /// The units of a level, 1 being the top: `GET /api/organisationUnits?filter=level:eq:{level}`.
    pub fn by_level(&self, level: u32) -> List<OrganisationUnit> {
        self.list().filter_or_fail(Filter::eq("level", level))
    }

    /// The units above a unit, from the top down: its `path`, then
    /// `GET /api/organisationUnits?filter=id:in:[…]`.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get).
    pub fn ancestors(&self, uid: impl AsUid) -> Result<Vec<OrganisationUnit>> {
        let uid = uid.as_uid()?;
        let path = self.path_of(uid)?;
        let above: Vec<&str> = path
            .split('/')
            .filter(|part| !part.is_empty() && *part != uid.as_str())
            .collect();
        if above.is_empty() {
            return Ok(Vec::new());
        }
        let list = self.list().filter(Filter::is_in("id", above)?);
        let mut units = list.collect_all()?;
        // A path of a unit above is the beginning of those below it.
        units.sort_by_key(|unit| unit.path.as_ref().map_or(0, String::len));
        Ok(units)
    }

    /// A unit with all below it as a tree, out of two lists: the unit, and [`descendants`](Self::descendants).
    /// The whole tree is held in memory. `GET /api/organisationUnits/{uid}`,
    /// `GET /api/organisationUnits?filter=path:like:/{uid}/`
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get).
    pub fn tree(&self, root: impl AsUid) -> Result<UnitTree> {
        let root = root.as_uid()?;
        let unit: OrganisationUnit = self.get_as(root, TREE_FIELDS)?;
        let mut below: HashMap<Uid, Vec<OrganisationUnit>> = HashMap::new();
        for unit in self.descendants(root).fields(TREE_FIELDS).items() {
            let unit = unit?;
            if let Some(parent) = unit.parent.as_ref().and_then(|parent| parent.id) {
                below.entry(parent).or_default().push(unit);
            }
        }
        Ok(grow(unit, &mut below))
    }

    /// Makes a unit below another: `POST /api/organisationUnits`.
    ///
    /// # Errors
    ///
    /// As [`create`](Self::create).
    pub fn create_under(
        &self,
        parent: impl AsUid,
        name: &str,
        short_name: &str,
        opening_date: Date,
    ) -> Result<Created> {
        let unit = json!({
            "id": Uid::generate(), "name": name, "shortName": short_name,
            "openingDate": opening_date.to_string(), "parent": { "id": parent.as_uid()? },
        });
        let unit: OrganisationUnit = serde_json::from_value(unit)
            .map_err(|error| Error::from(DecodeError::new(error.to_string())))?;
        self.create(&unit)
    }

    /// Puts a unit, with all below it, below another one: reads it whole and puts it back, as a `PATCH` leaves
    /// the paths below as they were. `GET /api/organisationUnits/{uid}?fields=:owner`,
    /// `PUT /api/organisationUnits/{uid}`
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a parent that is the unit itself or below it; as [`update`](Self::update).
    pub fn move_to(&self, uid: impl AsUid, parent: impl AsUid) -> Result<WebMessage> {
        let (uid, parent) = (uid.as_uid()?, parent.as_uid()?);
        if self
            .path_of(parent)?
            .split('/')
            .any(|part| part == uid.as_str())
        {
            let expected = format!("a unit that is not {uid} and not below it");
            return Err(Error::invalid("parent", parent.as_str(), expected));
        }
        self.put_over(&uid, json!({ "id": uid, "parent": { "id": parent } }))
    }

    /// Moves what refers to some units, data included, to another one: `POST /api/organisationUnits/merge`.
    /// Where two values meet, the one that was changed last stays. The sources are deleted if asked for. It
    /// cannot be undone.
    ///
    /// # Errors
    ///
    /// [`Error::Api`] with E15xx for units that cannot be merged.
    pub fn merge<U: AsUid>(
        &self,
        sources: impl IntoIterator<Item = U>,
        target: impl AsUid,
        delete_sources: bool,
    ) -> Result<WebMessage> {
        let body = json!({
            "sources": as_uids(sources)?, "target": target.as_uid()?, "deleteSources": delete_sources,
            "dataValueMergeStrategy": "LAST_UPDATED", "dataApprovalMergeStrategy": "LAST_UPDATED",
        });
        checked(self.api().post("organisationUnits/merge").json(&body))
    }

    /// Splits a unit into others that are there already: `POST /api/organisationUnits/split`. Data goes to the
    /// primary target. It cannot be undone.
    ///
    /// # Errors
    ///
    /// [`Error::Api`] with E15xx for units that cannot be split.
    pub fn split<U: AsUid>(
        &self,
        source: impl AsUid,
        targets: impl IntoIterator<Item = U>,
        primary_target: impl AsUid,
        delete_source: bool,
    ) -> Result<WebMessage> {
        let body = json!({
            "source": source.as_uid()?, "targets": as_uids(targets)?,
            "primaryTarget": primary_target.as_uid()?, "deleteSource": delete_source,
        });
        checked(self.api().post("organisationUnits/split").json(&body))
    }

    /// The units of a level as GeoJSON features, one by one while the answer comes:
    /// `GET /api/organisationUnits.geojson?level={level}`, within a parent if one is named. Units without
    /// geometry are not among them.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub fn geojson(
        &self,
        level: u32,
        parent: Option<Uid>,
    ) -> Result<Elements<Value, ResponseReader>> {
        let request = self
            .api()
            .get("organisationUnits.geojson")
            .param("level", level);
        let parent = parent.map(String::from);
        let answer = request.param("parent", parent).accept("*/*").send()?;
        Ok(answer.elements("features"))
    }

    fn path_of(&self, uid: Uid) -> Result<String> {
        let unit: OrganisationUnit = self.get_as(uid, "id,path")?;
        let missing = || Error::from(DecodeError::new("the unit has no path").path("path"));
        unit.path.ok_or_else(missing)
    }
}

fn grow(unit: OrganisationUnit, below: &mut HashMap<Uid, Vec<OrganisationUnit>>) -> UnitTree {
    let mut children = unit.id.and_then(|id| below.remove(&id)).unwrap_or_default();
    children.sort_by(|a, b| a.name.cmp(&b.name));
    let children = children
        .into_iter()
        .map(|child| grow(child, below))
        .collect();
    UnitTree { unit, children }
}

impl Resource<OrganisationUnitLevel> {
    /// The levels that have a name, from the top down: `GET /api/organisationUnitLevels`.
    ///
    /// # Errors
    ///
    /// As [`List::collect_all`].
    pub fn in_order(&self) -> Result<Vec<OrganisationUnitLevel>> {
        let mut levels = self.list().collect_all()?;
        levels.sort_by_key(|level| level.level);
        Ok(levels)
    }

    /// All levels that there are units of, from the top down; one without a name has only its number. The depth
    /// is that of the deepest unit: `GET /api/organisationUnits?order=level:desc&pageSize=1`.
    ///
    /// # Errors
    ///
    /// As [`List::collect_all`].
    pub fn with_gaps(&self) -> Result<Vec<OrganisationUnitLevel>> {
        let mut levels = self.in_order()?;
        let request = self.api().get("organisationUnits").fields("level");
        let request = request.order("level:desc").param("pageSize", 1);
        let deepest: Value = request.fetch()?;
        let depth = deepest["organisationUnits"][0]["level"]
            .as_i64()
            .unwrap_or(0);
        for number in 1..=depth {
            if levels.iter().all(|level| level.level != Some(number)) {
                levels.push(OrganisationUnitLevel {
                    level: Some(number),
                    ..Default::default()
                });
            }
        }
        levels.sort_by_key(|level| level.level);
        Ok(levels)
    }

    /// The level with this number, 1 being the top, if it has a name:
    /// `GET /api/organisationUnitLevels?filter=level:eq:{level}`.
    ///
    /// # Errors
    ///
    /// As [`List::first`].
    pub fn find_by_level(&self, level: u32) -> Result<Option<OrganisationUnitLevel>> {
        self.list().filter(Filter::eq("level", level)?).first()
    }

    /// Names a level, whether it had a name or not. DHIS2 refuses a `PATCH` of levels, so one that is there is
    /// read whole and put back. `PUT /api/organisationUnitLevels/{uid}`, or `POST /api/organisationUnitLevels`
    ///
    /// # Errors
    ///
    /// As [`create`](Self::create) and [`update`](Self::update).
    pub fn set_name(&self, level: u32, name: &str) -> Result<()> {
        let Some(found) = self.find_by_level(level)?.and_then(|found| found.id) else {
            let new = OrganisationUnitLevel {
                id: Some(Uid::generate()),
                level: Some(i64::from(level)),
                name: Some(name.to_owned()),
                ..Default::default()
            };
            return self.create(&new).map(drop);
        };
        self.put_over(&found, json!({ "id": found, "name": name }))
            .map(drop)
    }
}
