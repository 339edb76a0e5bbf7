//! The kinds of fields: text, numbers, words, objects, lists of them, and any JSON.

use serde_json::Value;

use super::{List, Object, Scalar, Slot, View};
use crate::models::Number;
use crate::{DateTime, Uid};

/// A type that a field, or an element of a list, can have.
pub(crate) trait Kind: Sized {
    /// The value of a scalar; nothing when it does not fit.
    fn scalar(_: &Scalar<'_>) -> Option<Self> {
        None
    }

    /// An empty value to be filled as an object.
    fn new_object() -> Option<Self> {
        None
    }

    fn as_object(&mut self) -> Option<&mut dyn Object> {
        None
    }

    /// An empty value to be filled as a list.
    fn new_list() -> Option<Self> {
        None
    }

    fn as_list(&mut self) -> Option<&mut dyn List> {
        None
    }

    /// The value of any JSON, or the JSON back.
    fn any(value: Value) -> Result<Self, Value> {
        Err(value)
    }

    fn view(&self) -> View<'_>;
}

impl<K: Kind> Slot for Option<K> {
    fn put(&mut self, scalar: &Scalar<'_>) -> bool {
        *self = K::scalar(scalar);
        self.is_some()
    }

    fn object(&mut self) -> Option<&mut dyn Object> {
        *self = K::new_object();
        self.as_mut()?.as_object()
    }

    fn list(&mut self) -> Option<&mut dyn List> {
        *self = K::new_list();
        self.as_mut()?.as_list()
    }

    fn accept(&mut self, value: Value) -> Result<(), Value> {
        *self = Some(K::any(value)?);
        Ok(())
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Absent, K::view)
    }
}

impl<K: Kind> List for Vec<K> {
    fn put(&mut self, scalar: &Scalar<'_>) -> bool {
        let value = K::scalar(scalar);
        let fits = value.is_some();
        self.extend(value);
        fits
    }

    fn object(&mut self) -> Option<&mut dyn Object> {
        self.push(K::new_object()?);
        self.last_mut()?.as_object()
    }

    fn accept(&mut self, value: Value) -> Result<(), Value> {
        self.push(K::any(value)?);
        Ok(())
    }

    fn len(&self) -> usize {
        Vec::len(self)
    }

    fn view(&self, index: usize) -> View<'_> {
        self.get(index).map_or(View::Absent, K::view)
    }
}

impl<K: Kind> Kind for Vec<K> {
    fn new_list() -> Option<Self> {
        Some(Self::new())
    }

    fn as_list(&mut self) -> Option<&mut dyn List> {
        Some(self)
    }

    fn view(&self) -> View<'_> {
        View::List(self)
    }
}

impl Kind for String {
    fn scalar(scalar: &Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Text(text) => Some((*text).to_owned()),
            _ => None,
        }
    }

    fn view(&self) -> View<'_> {
        View::Text(self)
    }
}

impl Kind for Uid {
    fn scalar(scalar: &Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Text(text) => Uid::from_valid(text),
            _ => None,
        }
    }

    fn view(&self) -> View<'_> {
        View::Text(self.as_str())
    }
}

impl Kind for DateTime {
    fn scalar(scalar: &Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Text(text) => Some(DateTime::as_sent(text)),
            _ => None,
        }
    }

    fn view(&self) -> View<'_> {
        View::Text(self.as_str())
    }
}

impl Kind for bool {
    fn scalar(scalar: &Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Bool(value) => Some(*value),
            _ => None,
        }
    }

    fn view(&self) -> View<'_> {
        View::Bool(*self)
    }
}

impl Kind for i64 {
    fn scalar(scalar: &Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Int(value) => Some(*value),
            Scalar::UInt(value) => i64::try_from(*value).ok(),
            _ => None,
        }
    }

    fn view(&self) -> View<'_> {
        View::Int(*self)
    }
}

impl Kind for Number {
    fn scalar(scalar: &Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Float(value) => Some(Self::Float(*value)),
            _ => i64::scalar(scalar).map(Self::Integer),
        }
    }

    fn view(&self) -> View<'_> {
        match self {
            Self::Integer(value) => View::Int(*value),
            Self::Float(value) => View::Float(*value),
        }
    }
}

impl Kind for Value {
    fn any(value: Value) -> Result<Self, Value> {
        Ok(value)
    }

    fn view(&self) -> View<'_> {
        View::Value(self)
    }
}
