use serde_json::{Map, Value, json};

use super::Resource;
use super::visual::{AXES, keep_periods, to_axes, to_axes_of_views};
use super::write::{checked, took_some};
use crate::error::Result;
use crate::metadata::ImportStrategy;
use crate::models::{self, Metadata, Visualization};
use crate::uid::{AsUid, Uid};

/// What belongs to the object that is copied, and not to its copy. A code is unique.
const OWN: [&str; 18] = [
    "access",
    "code",
    "created",
    "createdBy",
    "displayDescription",
    "displayFormName",
    "displayName",
    "displayShortName",
    "favorite",
    "favorites",
    "href",
    "interpretations",
    "lastUpdated",
    "lastUpdatedBy",
    "subscribed",
    "subscribers",
    "translations",
    "user",
];

/// What a copy has of its own; see [`Resource::duplicate`]. A name alone is one.
///
/// ```
/// use dhis2::Uid;
/// use dhis2::resources::Duplicate;
///
/// let copy = Duplicate::new("Malaria by month, 2027").uid(Uid::from_key("malaria 2027")).description("Draft");
/// assert_ne!(copy, Duplicate::from("Malaria by month, 2027"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "it says what a copy shall have: give it to `duplicate`"]
pub struct Duplicate {
    name: String,
    uid: Option<Uid>,
    code: Option<String>,
    description: Option<String>,
}

impl Duplicate {
    /// A copy under this name.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            uid: None,
            code: None,
            description: None,
        }
    }

    /// Its uid; drawn unless set.
    pub fn uid(mut self, uid: Uid) -> Self {
        self.uid = Some(uid);
        self
    }

    /// Its code; none unless set.
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// What it is for; as of the object unless set.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// Makes an object that was read into the copy, and returns the copy's uid.
    fn apply(self, object: &mut Map<String, Value>) -> Uid {
        strip(object);
        let uid = self.uid.unwrap_or_else(Uid::generate);
        object.insert("id".to_owned(), json!(uid));
        object.insert("name".to_owned(), json!(self.name));
        let own = [("code", self.code), ("description", self.description)];
        for (name, text) in own {
            if let Some(text) = text {
                object.insert(name.to_owned(), json!(text));
            }
        }
        uid
    }
}

impl From<&str> for Duplicate {
    fn from(name: &str) -> Self {
        Self::new(name)
    }
}

impl From<String> for Duplicate {
    fn from(name: String) -> Self {
        Self::new(name)
    }
}

fn strip(object: &mut Map<String, Value>) {
    for name in OWN {
        object.remove(name);
    }
}

macro_rules! duplicates {
    ($($kind:ident by $how:ident, $path:literal;)*) => {$(
        impl Resource<models::$kind> {
            #[doc = concat!("Makes a copy under another name and returns its uid: reads the object whole and writes the copy by `POST /api/", $path, "`. The copy is shared as the object is; code, translations and favourites are not copied.")]
            ///
            /// ```no_run
            /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
            /// use dhis2::resources::Duplicate;
            #[doc = concat!("use dhis2::models::", stringify!($kind), ";")]
            ///
            #[doc = concat!("let kind = api.resource::<", stringify!($kind), ">();")]
            /// let copy = kind.duplicate("VzMalCol001", "Malaria, draft")?;
            /// let other = kind.duplicate("VzMalCol001", Duplicate::new("Malaria 2027").code("MAL_27"))?;
            /// # Ok(())
            /// # }
            /// ```
            ///
            /// # Errors
            ///
            /// As [`get`](Resource::get), and when DHIS2 refuses the copy, for example for a uid that is taken.
            pub fn duplicate(&self, uid: impl AsUid, copy: impl Into<Duplicate>) -> Result<Uid> {
                self.$how(uid, copy.into())
            }
        }
    )*};
}

duplicates! {
    EventVisualization by copy_by_import, "metadata";
    LegendSet by copy_by_import, "metadata";
    Map by copy_map, "maps";
    Visualization by copy_visualization, "visualizations";
}

impl<T: Metadata> Resource<T> {
    fn copy_by_import(&self, uid: impl AsUid, copy: Duplicate) -> Result<Uid> {
        let mut object: Map<String, Value> = self.object(&uid)?.fields(":owner").fetch()?;
        let uid = copy.apply(&mut object);
        keep_periods(&mut object);
        // Legends belong to one set: those of the copy are new.
        if let Some(Value::Array(legends)) = object.get_mut("legends") {
            for legend in legends {
                legend["id"] = json!(Uid::generate());
            }
        }
        let import = self.api().metadata().import();
        let report = import
            .strategy(ImportStrategy::Create)
            .send(&json!({ T::PLURAL: [object] }))?;
        took_some(report.into_result()?, 1)?;
        Ok(uid)
    }

    fn post(&self, object: Map<String, Value>) -> Result<()> {
        let request = self.api().post(T::PLURAL).json(&Value::Object(object));
        checked(request).map(drop)
    }
}

impl Resource<Visualization> {
    fn copy_visualization(&self, uid: impl AsUid, copy: Duplicate) -> Result<Uid> {
        let fields = format!(":owner,{AXES}");
        let mut object: Map<String, Value> = self.get_as(uid, fields)?;
        let uid = copy.apply(&mut object);
        to_axes(&mut object)?;
        self.post(object)?;
        Ok(uid)
    }
}

impl Resource<models::Map> {
    fn copy_map(&self, uid: impl AsUid, copy: Duplicate) -> Result<Uid> {
        let fields = format!(":owner,mapViews[*,{AXES}]");
        let mut object: Map<String, Value> = self.get_as(uid, fields)?;
        let uid = copy.apply(&mut object);
        let views = object.get_mut("mapViews").and_then(Value::as_array_mut);
        for view in views.into_iter().flatten() {
            view.as_object_mut().map(strip);
        }
        to_axes_of_views(&mut object)?;
        self.post(object)?;
        Ok(uid)
    }
}
