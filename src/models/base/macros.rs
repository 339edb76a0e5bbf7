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

pub(crate) use object;
pub(in crate::models) use {metadata, words};
