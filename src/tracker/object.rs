//! What the tracker's types have in common.

/// A type with named fields, read and written like [metadata](crate::models): what does not fit a
/// field goes into `extra` and is written back from there. The names are sorted.
macro_rules! tracker_object {
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

/// Words that are only sent: a closed list, as DHIS2 refuses others.
macro_rules! closed_words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// The word as DHIS2 writes it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

pub(super) use {closed_words, tracker_object};
