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

pub(super) use tracker_object;
