use crate::uid::Uid;

/// A value of a query parameter: text, a number, a truth value (`true` / `false`), a [`Uid`], an
/// `Option` (nothing for `None`) or a list (one parameter for each element).
pub trait ParamValue {
    /// Pushes `name` with each of the values.
    fn push(self, name: &str, params: &mut Vec<(String, String)>);
}

macro_rules! by_display {
    ($($type:ty),*) => {$(
        impl ParamValue for $type {
            fn push(self, name: &str, params: &mut Vec<(String, String)>) {
                params.push((name.to_owned(), self.to_string()));
            }
        }
    )*};
}

by_display!(
    &str,
    bool,
    u8,
    u16,
    u32,
    u64,
    usize,
    i8,
    i16,
    i32,
    i64,
    isize,
    f32,
    f64,
    Uid,
    crate::Date
);

impl ParamValue for String {
    fn push(self, name: &str, params: &mut Vec<(String, String)>) {
        params.push((name.to_owned(), self));
    }
}

impl ParamValue for &String {
    fn push(self, name: &str, params: &mut Vec<(String, String)>) {
        self.as_str().push(name, params);
    }
}

impl ParamValue for &Uid {
    fn push(self, name: &str, params: &mut Vec<(String, String)>) {
        self.as_str().push(name, params);
    }
}

impl<T: ParamValue> ParamValue for Option<T> {
    fn push(self, name: &str, params: &mut Vec<(String, String)>) {
        if let Some(value) = self {
            value.push(name, params);
        }
    }
}

impl<T: ParamValue> ParamValue for Vec<T> {
    fn push(self, name: &str, params: &mut Vec<(String, String)>) {
        for value in self {
            value.push(name, params);
        }
    }
}

impl<T: ParamValue, const N: usize> ParamValue for [T; N] {
    fn push(self, name: &str, params: &mut Vec<(String, String)>) {
        for value in self {
            value.push(name, params);
        }
    }
}

impl<'a, T> ParamValue for &'a [T]
where
    &'a T: ParamValue,
{
    fn push(self, name: &str, params: &mut Vec<(String, String)>) {
        for value in self {
            value.push(name, params);
        }
    }
}

impl<'a, T> ParamValue for &'a Vec<T>
where
    &'a T: ParamValue,
{
    fn push(self, name: &str, params: &mut Vec<(String, String)>) {
        self.as_slice().push(name, params);
    }
}
