//! What the generated types have in common, word for word.

/// `Serialize`, `Deserialize` and `Debug` of an object, and its use as a field.
macro_rules! object {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                crate::models::base::write(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::models::base::read(deserializer)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                crate::models::base::debug(stringify!($name), self, f)
            }
        }

        impl crate::models::base::Kind for $name {
            fn new_object() -> Option<Self> {
                Some(Self::default())
            }

            fn as_object(&mut self) -> Option<&mut dyn crate::models::base::Object> {
                Some(self)
            }

            fn view(&self) -> crate::models::base::View<'_> {
                crate::models::base::View::Object(self)
            }
        }
    };
}

/// A type with named fields that is written by hand: what does not fit a field goes into `extra` and is written
/// back from there. The names are sorted.
macro_rules! structure {
    ($(#[$about:meta])* $name:ident { $($key:literal $(#[$doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$about])*
        #[derive(Clone, Default, PartialEq)]
        pub struct $name {
            $($(#[$doc])* pub $field: Option<$type>,)*
            /// Everything else that the server sent: see [`models`](crate::models).
            pub extra: crate::models::Extra,
        }

        impl crate::models::base::Object for $name {
            fn keys(&self) -> &'static [&'static str] {
                &[$($key),*]
            }

            fn at(&self, index: usize) -> Option<&dyn crate::models::base::Slot> {
                let slots: &[&dyn crate::models::base::Slot] = &[$(&self.$field),*];
                slots.get(index).copied()
            }

            fn at_mut(&mut self, index: usize) -> Option<&mut dyn crate::models::base::Slot> {
                let key = *self.keys().get(index)?;
                match key {
                    $($key => Some(&mut self.$field),)*
                    _ => None,
                }
            }

            fn extra(&self) -> &crate::models::Extra {
                &self.extra
            }

            fn extra_mut(&mut self) -> &mut crate::models::Extra {
                &mut self.extra
            }
        }

        crate::models::base::object!($name);
    };
}

/// A kind of metadata.
macro_rules! metadata {
    ($name:ident, $plural:literal, $singular:literal, $klass:literal) => {
        impl crate::models::Metadata for $name {
            const PLURAL: &'static str = $plural;
            const SINGULAR: &'static str = $singular;
            const KLASS: Option<&'static str> = Some($klass);

            fn uid(&self) -> Option<crate::Uid> {
                self.id
            }

            fn set_uid(&mut self, uid: crate::Uid) {
                self.id = Some(uid);
            }

            fn name(&self) -> Option<&str> {
                self.name.as_deref()
            }
        }
    };
}

/// An enumeration of words, open to those that a later server adds, as a field.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($variant:ident = $word:literal,)* }) => {
        crate::words::open_words! {
            $(#[$about])*
            $name { $(#[doc = concat!("`", $word, "`")] $variant = $word,)* }
        }

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(word))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl crate::models::base::Kind for $name {
            fn scalar(scalar: &crate::models::base::Scalar<'_>) -> Option<Self> {
                match scalar {
                    crate::models::base::Scalar::Text(word) => Some(Self::from(*word)),
                    _ => None,
                }
            }

            fn view(&self) -> crate::models::base::View<'_> {
                crate::models::base::View::Text(self.as_str())
            }
        }
    };
}

pub(in crate::models) use {metadata, words};
pub(crate) use {object, structure};
