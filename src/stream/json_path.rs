//! Decoding JSON with the path of the field that is wrong.
//!
//! The fast path is plain `serde_json`. Only when that fails is the same text decoded a second
//! time, through a wrapper that notes every key and index on the way in.

use std::cell::RefCell;
use std::fmt::{self, Write};

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

/// Decodes `bytes`; a failure comes with the path of the field: `organisationUnits[3].level`, or
/// an empty one when the whole is at fault.
pub(crate) fn decode_slice<'de, T: Deserialize<'de>>(
    bytes: &'de [u8],
) -> Result<T, (serde_json::Error, String)> {
    serde_json::from_slice(bytes).map_err(|error| (error, path_of_fault::<T>(bytes)))
}

/// What the error says, without the line and column at its end.
pub(crate) fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}

/// The offset in `bytes` of the fault.
pub(crate) fn offset_of(error: &serde_json::Error, bytes: &[u8]) -> usize {
    let lines_before = error.line().saturating_sub(1);
    let line_start: usize = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .take(lines_before)
        .map(<[u8]>::len)
        .sum();
    (line_start + error.column().saturating_sub(1)).min(bytes.len())
}

fn path_of_fault<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> String {
    let trail = Trail::default();
    let mut json = serde_json::Deserializer::from_slice(bytes);
    match T::deserialize(Track::value(&mut json, &trail)) {
        // What is wrong comes after the value.
        Ok(_) => String::new(),
        Err(_) => trail.path(),
    }
}

enum Step {
    Key(String),
    Index(usize),
}

/// The way from the document to where the decoder is. After a failure it stays as it was there.
#[derive(Default)]
struct Trail {
    steps: RefCell<Vec<Step>>,
    /// The last key that was read.
    key: RefCell<Option<String>>,
}

impl Trail {
    fn follow<T, E>(&self, step: Step, go: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let depth = self.steps.borrow().len();
        self.steps.borrow_mut().push(step);
        let result = go();
        if result.is_ok() {
            self.steps.borrow_mut().truncate(depth);
        }
        result
    }

    fn last_key(&self) -> Step {
        Step::Key(self.key.borrow_mut().take().unwrap_or_default())
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for step in self.steps.borrow().iter() {
            match step {
                Step::Key(key) if path.is_empty() => path.push_str(key),
                Step::Key(key) => {
                    path.push('.');
                    path.push_str(key);
                }
                Step::Index(index) => {
                    // Writing to a string does not fail.
                    let _ = write!(path, "[{index}]");
                }
            }
        }
        path
    }
}

/// A deserializer, visitor, seed or access that notes where it goes.
struct Track<'t, X> {
    inner: X,
    trail: &'t Trail,
    /// Whether what is read is the key of a map.
    is_key: bool,
    /// The number of elements of an array that were begun.
    index: usize,
}

impl<'t, X> Track<'t, X> {
    fn new(inner: X, trail: &'t Trail, is_key: bool) -> Self {
        Self {
            inner,
            trail,
            is_key,
            index: 0,
        }
    }

    fn value(inner: X, trail: &'t Trail) -> Self {
        Self::new(inner, trail, false)
    }

    fn note(&self, key: &impl ToString) {
        if self.is_key {
            *self.trail.key.borrow_mut() = Some(key.to_string());
        }
    }
}

macro_rules! deserialize {
    ($($name:ident($($argument:ident: $type:ty),*);)*) => {$(
        fn $name<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            self.inner.$name($($argument,)* Track::new(visitor, self.trail, self.is_key))
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Track<'_, D> {
    type Error = D::Error;

    deserialize! {
        deserialize_any();
        deserialize_bool();
        deserialize_i8();
        deserialize_i16();
        deserialize_i32();
        deserialize_i64();
        deserialize_i128();
        deserialize_u8();
        deserialize_u16();
        deserialize_u32();
        deserialize_u64();
        deserialize_u128();
        deserialize_f32();
        deserialize_f64();
        deserialize_char();
        deserialize_str();
        deserialize_string();
        deserialize_bytes();
        deserialize_byte_buf();
        deserialize_option();
        deserialize_unit();
        deserialize_unit_struct(name: &'static str);
        deserialize_newtype_struct(name: &'static str);
        deserialize_seq();
        deserialize_tuple(len: usize);
        deserialize_tuple_struct(name: &'static str, len: usize);
        deserialize_map();
        deserialize_struct(name: &'static str, fields: &'static [&'static str]);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
        deserialize_identifier();
        deserialize_ignored_any();
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

macro_rules! visit {
    ($($name:ident($type:ty);)*) => {$(
        fn $name<E: serde::de::Error>(self, value: $type) -> Result<V::Value, E> {
            self.note(&value);
            self.inner.$name(value)
        }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Track<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    visit! {
        visit_bool(bool);
        visit_i8(i8);
        visit_i16(i16);
        visit_i32(i32);
        visit_i64(i64);
        visit_i128(i128);
        visit_u8(u8);
        visit_u16(u16);
        visit_u32(u32);
        visit_u64(u64);
        visit_u128(u128);
        visit_f32(f32);
        visit_f64(f64);
        visit_char(char);
        visit_str(&str);
        visit_borrowed_str(&'de str);
        visit_string(String);
    }

    fn visit_bytes<E: serde::de::Error>(self, value: &[u8]) -> Result<V::Value, E> {
        self.inner.visit_bytes(value)
    }

    fn visit_borrowed_bytes<E: serde::de::Error>(self, value: &'de [u8]) -> Result<V::Value, E> {
        self.inner.visit_borrowed_bytes(value)
    }

    fn visit_byte_buf<E: serde::de::Error>(self, value: Vec<u8>) -> Result<V::Value, E> {
        self.inner.visit_byte_buf(value)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<V::Value, E> {
        self.inner.visit_none()
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<V::Value, E> {
        self.inner.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.inner
            .visit_some(Track::new(inner, self.trail, self.is_key))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.inner
            .visit_newtype_struct(Track::new(inner, self.trail, self.is_key))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<V::Value, A::Error> {
        self.inner.visit_seq(Track::value(access, self.trail))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<V::Value, A::Error> {
        self.inner.visit_map(Track::value(access, self.trail))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<V::Value, A::Error> {
        self.inner.visit_enum(Track::value(access, self.trail))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Track<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        self.inner
            .deserialize(Track::new(inner, self.trail, self.is_key))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Track<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        let (trail, index) = (self.trail, self.index);
        self.index += 1;
        trail.follow(Step::Index(index), || {
            self.inner.next_element_seed(Track::value(seed, trail))
        })
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Track<'_, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.trail.key.borrow_mut().take();
        let key = self.inner.next_key_seed(Track::new(seed, self.trail, true));
        if key.is_err() && self.trail.key.borrow().is_some() {
            // The key itself is refused: it is the end of the path.
            let step = self.trail.last_key();
            return self.trail.follow(step, || key);
        }
        key
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let trail = self.trail;
        trail.follow(trail.last_key(), || {
            self.inner.next_value_seed(Track::value(seed, trail))
        })
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'de, 't, A: EnumAccess<'de>> EnumAccess<'de> for Track<'t, A> {
    type Error = A::Error;
    type Variant = Track<'t, A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), A::Error> {
        let (value, access) = self
            .inner
            .variant_seed(Track::new(seed, self.trail, true))?;
        Ok((value, Track::value(access, self.trail)))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Track<'_, A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.inner.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        let trail = self.trail;
        trail.follow(trail.last_key(), || {
            self.inner.newtype_variant_seed(Track::value(seed, trail))
        })
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, A::Error> {
        let trail = self.trail;
        trail.follow(trail.last_key(), || {
            self.inner.tuple_variant(len, Track::value(visitor, trail))
        })
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        let trail = self.trail;
        trail.follow(trail.last_key(), || {
            self.inner
                .struct_variant(fields, Track::value(visitor, trail))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::value::RawValue;

    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[allow(dead_code)]
    struct Unit {
        id: crate::Uid,
        level: Option<u32>,
        #[serde(default)]
        children: Vec<Unit>,
        #[serde(default)]
        values: BTreeMap<crate::Uid, Kind>,
        #[serde(default)]
        raw: Option<Box<RawValue>>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[allow(dead_code)]
    enum Kind {
        One(u8),
        Two { size: u8 },
        Three,
    }

    fn fault(json: &str) -> (String, String) {
        let (error, path) = decode_slice::<Unit>(json.as_bytes()).expect_err(json);
        (path, message(&error))
    }

    fn path(json: &str) -> String {
        fault(json).0
    }

    #[test]
    fn what_fits_is_decoded() {
        let unit: Unit = decode_slice(
            br#"{"id":"OuProvince1","level":2,"raw":{"a": 1},
                 "values":{"OuProvince1":{"One":1},"OuProvince2":{"Two":{"size":3}},"OuProvince3":"Three"}}"#,
        )
        .expect("a unit");
        assert_eq!(unit.values.len(), 3);
        assert_eq!(unit.raw.expect("raw").get(), r#"{"a": 1}"#);
    }

    #[test]
    fn the_path_leads_through_fields_and_indexes() {
        let json = r#"{"id":"OuProvince1","children":[{"id":"OuProvince2"},{"id":"OuProvince3","level":"x"}]}"#;
        let (path, message) = fault(json);
        assert_eq!(path, "children[1].level");
        assert_eq!(message, r#"invalid type: string "x", expected u32"#);
    }

    #[test]
    fn a_field_that_is_refused_by_its_type_is_named_even_when_it_is_the_last() {
        assert_eq!(path(r#"{"level":1,"id":"bad"}"#), "id");
    }

    #[test]
    fn a_missing_field_is_reported_at_its_object() {
        let (path, message) = fault(r#"{"id":"OuProvince1","children":[{"level":1}]}"#);
        assert_eq!(path, "children[0]");
        assert_eq!(message, "missing field `id`");
    }

    #[test]
    fn keys_and_variants_are_part_of_the_path() {
        assert_eq!(
            path(r#"{"id":"OuProvince1","values":{"bad":"Three"}}"#),
            "values.bad"
        );
        assert_eq!(
            path(r#"{"id":"OuProvince1","values":{"OuProvince2":{"Two":{"size":300}}}}"#),
            "values.OuProvince2.Two.size"
        );
        assert_eq!(
            path(r#"{"id":"OuProvince1","values":{"OuProvince2":"Nine"}}"#),
            "values.OuProvince2"
        );
    }

    #[test]
    fn broken_text_has_a_path_and_an_offset_too() {
        let json = b"{\n \"id\": \"OuProvince1\",\n \"children\": [{]}";
        let (error, path) = decode_slice::<Unit>(json).expect_err("broken");
        assert_eq!(path, "children[0]");
        let at = offset_of(&error, json);
        assert_eq!(json[at], b']', "byte {at}");
        assert_eq!(path_of_fault::<Unit>(b"{\"id\":\"OuProvince1\"} x"), "");
    }
}
