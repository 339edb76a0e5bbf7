use std::fmt;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Metadata;
use super::base::{self, Extra, Kind, Object, Scalar, Slot, View, read_lenient};
use crate::Uid;
use crate::error::Error;

/// A light reference to another object: its id, perhaps its names, and whatever else came along.
///
/// DHIS2 sends `{"id": "…"}` for a reference, with more when the field selection asks for more, and
/// in a few answers the bare uid. All of it is kept and goes back as it came. To DHIS2 only the id
/// matters.
///
/// ```
/// use dhis2::{Uid, models::{DataElement, Ref}};
///
/// let json = r#"{"categoryCombo": {"id": "CcDefault01", "skipTotal": false}}"#;
/// let element: DataElement = serde_json::from_str(json)?;
/// let combo = element.category_combo.unwrap();
/// assert_eq!(combo.id, Some("CcDefault01".parse()?));
///
/// // What came with it can be read as the object that it is.
/// assert_eq!(combo.expand()?.skip_total, Some(false));
///
/// let other: Ref<DataElement> = Ref::new(Uid::from_key("malaria"));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub struct Ref<T> {
    /// The identifier of the object.
    pub id: Option<Uid>,
    /// Its code, when it was sent.
    pub code: Option<String>,
    /// Its name, when it was sent.
    pub name: Option<String>,
    /// Its name in the language of the caller, when it was sent.
    pub display_name: Option<String>,
    /// Everything else that was sent of it.
    pub extra: Extra,
    /// It came as text, and goes back as text while nothing but the id is known.
    bare: bool,
    target: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    /// A reference to the object with this uid.
    pub fn new(id: Uid) -> Self {
        Self {
            id: Some(id),
            ..Self::default()
        }
    }
}

impl<T: Metadata> Ref<T> {
    /// A reference to this object, by its uid; `None` when it has none yet.
    pub fn to(object: &T) -> Option<Self> {
        object.uid().map(Self::new)
    }
}

impl<T: DeserializeOwned> Ref<T> {
    /// The object, as far as the server sent it along with the reference. Nothing is fetched.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when what was sent is not such an object. That cannot happen with the
    /// types of this crate.
    pub fn expand(&self) -> Result<T, Error> {
        // By way of an object, also for a bare uid.
        let full = Self {
            bare: false,
            ..self.clone()
        };
        serde_json::to_value(&full)
            .and_then(serde_json::from_value)
            .map_err(|error| crate::error::DecodeError::new(error.to_string()).into())
    }
}

const KEYS: [&str; 4] = ["code", "displayName", "id", "name"];

impl<T> Object for Ref<T> {
    fn keys(&self) -> &'static [&'static str] {
        &KEYS
    }

    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.code,
            1 => &self.display_name,
            2 => &self.id,
            3 => &self.name,
            _ => return None,
        };
        Some(slot)
    }

    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.code,
            1 => &mut self.display_name,
            2 => &mut self.id,
            3 => &mut self.name,
            _ => return None,
        };
        Some(slot)
    }

    fn extra(&self) -> &Extra {
        &self.extra
    }

    fn extra_mut(&mut self) -> &mut Extra {
        &mut self.extra
    }

    fn bare(&self) -> Option<View<'_>> {
        let id = self.id.as_ref().filter(|_| self.bare)?;
        let alone = self.code.is_none()
            && self.name.is_none()
            && self.display_name.is_none()
            && self.extra.is_empty();
        alone.then(|| id.view())
    }
}

impl<T> Kind for Ref<T> {
    fn scalar(scalar: &Scalar<'_>) -> Option<Self> {
        Some(Self {
            bare: true,
            ..Self::new(Uid::scalar(scalar)?)
        })
    }

    fn new_object() -> Option<Self> {
        Some(Self::default())
    }

    fn as_object(&mut self) -> Option<&mut dyn Object> {
        Some(self)
    }

    fn view(&self) -> View<'_> {
        View::Object(self)
    }
}

impl<T> Serialize for Ref<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        base::write(self, serializer)
    }
}

impl<'de, T> Deserialize<'de> for Ref<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_lenient(deserializer, "a reference: an object, or a uid")
    }
}

impl<T> From<Uid> for Ref<T> {
    fn from(id: Uid) -> Self {
        Self::new(id)
    }
}

// By hand, as derived ones would ask the same of `T`, of which there is none in here.

impl<T> Default for Ref<T> {
    fn default() -> Self {
        Self {
            id: None,
            code: None,
            name: None,
            display_name: None,
            extra: Extra::new(),
            bare: false,
            target: PhantomData,
        }
    }
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        Self {
            id: self.id,
            code: self.code.clone(),
            name: self.name.clone(),
            display_name: self.display_name.clone(),
            extra: self.extra.clone(),
            bare: self.bare,
            target: PhantomData,
        }
    }
}

impl<T> PartialEq for Ref<T> {
    /// Equal when all that is known is equal, not only the ids.
    fn eq(&self, other: &Self) -> bool {
        (
            self.id,
            &self.code,
            &self.name,
            &self.display_name,
            &self.extra,
        ) == (
            other.id,
            &other.code,
            &other.name,
            &other.display_name,
            &other.extra,
        )
    }
}

impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        base::debug("Ref", self, f)
    }
}
