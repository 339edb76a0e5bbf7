//! The one reader of all metadata types.

use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::{Kind, List, Object, Scalar, Slot};

/// Reads an object.
pub(crate) fn read<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Object + Default,
{
    let mut object = T::default();
    deserializer.deserialize_map(IntoObject(&mut object))?;
    Ok(object)
}

/// Reads a value that may come as text or as an object.
pub(in crate::models) fn read_lenient<'de, D, K>(
    deserializer: D,
    expected: &str,
) -> Result<K, D::Error>
where
    D: Deserializer<'de>,
    K: Kind,
{
    let mut slot: Option<K> = None;
    let misfit = IntoSlot(&mut slot).deserialize(deserializer)?;
    match (slot, misfit) {
        (Some(value), None) => Ok(value),
        _ => Err(D::Error::custom(format_args!("expected {expected}"))),
    }
}

/// Fills an object, field by field.
struct IntoObject<'a>(&'a mut dyn Object);

impl<'de> Visitor<'de> for IntoObject<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let keys = self.0.keys();
        while let Some(key) = map.next_key_seed(FindKey(keys))? {
            let index = match key {
                Key::Known(index) => index,
                Key::Unknown(key) => {
                    let value = map.next_value()?;
                    self.0.extra_mut().insert(key, value);
                    continue;
                }
            };
            let Some(slot) = self.0.at_mut(index) else {
                continue;
            };
            let Some(value) = map.next_value_seed(IntoSlot(slot))? else {
                continue;
            };
            slot.clear();
            if let (Err(value), Some(key)) = (slot.accept(value), keys.get(index)) {
                self.0.extra_mut().insert((*key).to_owned(), value);
            }
        }
        Ok(())
    }
}

enum Key {
    Known(usize),
    Unknown(String),
}

/// Finds a field by its name, without copying the name.
struct FindKey(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for FindKey {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for FindKey {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        Ok(match self.0.binary_search(&key) {
            Ok(index) => Key::Known(index),
            Err(_) => Key::Unknown(key.to_owned()),
        })
    }
}

/// Fills a field; what does not fit comes back as JSON.
struct IntoSlot<'a>(&'a mut dyn Slot);

impl<'de> DeserializeSeed<'de> for IntoSlot<'_> {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for IntoSlot<'_> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        let fits = self.0.put(&Scalar::Text(text));
        Ok((!fits).then(|| Value::from(text)))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        let fits = self.0.put(&Scalar::Bool(value));
        Ok((!fits).then_some(Value::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        let fits = self.0.put(&Scalar::Int(value));
        Ok((!fits).then(|| Value::from(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        let fits = self.0.put(&Scalar::UInt(value));
        Ok((!fits).then(|| Value::from(value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        let fits = self.0.put(&Scalar::Float(value));
        Ok((!fits).then(|| Value::from(value)))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Some(Value::Null))
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Some(Value::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        if let Some(object) = self.0.object() {
            IntoObject(object).visit_map(map)?;
            return Ok(None);
        }
        let value = Value::deserialize(MapAccessDeserializer::new(map))?;
        // With its feature `arbitrary_precision`, serde_json hands numbers out as maps.
        let fits = number(&value).is_some_and(|number| self.0.put(&number));
        Ok((!fits).then_some(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let Some(list) = self.0.list() else {
            return Value::deserialize(SeqAccessDeserializer::new(seq)).map(Some);
        };
        while let Some(misfit) = seq.next_element_seed(IntoList(list))? {
            let Some(misfit) = misfit else { continue };
            // One element that does not fit, and the whole list is kept as JSON: half a list would
            // be taken for the whole.
            let mut values = Vec::with_capacity(list.len() + 1);
            for index in 0..list.len() {
                values.push(serde_json::to_value(list.view(index)).map_err(A::Error::custom)?);
            }
            values.push(misfit);
            while let Some(value) = seq.next_element()? {
                values.push(value);
            }
            return Ok(Some(Value::Array(values)));
        }
        Ok(None)
    }
}

fn number(value: &Value) -> Option<Scalar<'static>> {
    let number = value.as_number()?;
    None.or_else(|| number.as_i64().map(Scalar::Int))
        .or_else(|| number.as_u64().map(Scalar::UInt))
        .or_else(|| number.as_f64().map(Scalar::Float))
}

/// Adds an element to a list; what does not fit comes back as JSON.
struct IntoList<'a>(&'a mut dyn List);

impl IntoList<'_> {
    fn scalar(self, scalar: &Scalar<'_>, value: impl FnOnce() -> Value) -> Option<Value> {
        if self.0.put(scalar) {
            return None;
        }
        self.0.accept(value()).err()
    }
}

impl<'de> DeserializeSeed<'de> for IntoList<'_> {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for IntoList<'_> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(self.scalar(&Scalar::Text(text), || Value::from(text)))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(self.scalar(&Scalar::Bool(value), || Value::from(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(self.scalar(&Scalar::Int(value), || Value::from(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(self.scalar(&Scalar::UInt(value), || Value::from(value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(self.scalar(&Scalar::Float(value), || Value::from(value)))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(self.0.accept(Value::Null).err())
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(self.0.accept(Value::Null).err())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        if let Some(object) = self.0.object() {
            IntoObject(object).visit_map(map)?;
            return Ok(None);
        }
        let value = Value::deserialize(MapAccessDeserializer::new(map))?;
        let fits = number(&value).is_some_and(|number| self.0.put(&number));
        Ok(if fits {
            None
        } else {
            self.0.accept(value).err()
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        let value = Value::deserialize(SeqAccessDeserializer::new(seq))?;
        Ok(self.0.accept(value).err())
    }
}
