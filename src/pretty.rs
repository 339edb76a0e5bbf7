//! JSON for people to read.

use std::fmt;
use std::io::IsTerminal;

use serde_json::Value;

/// Shows JSON with sorted keys, indented by two spaces, characters beyond ASCII as they are.
///
/// There are no colours unless they are asked for, with [`color`](Pretty::color) or
/// [`auto_color`](Pretty::auto_color).
///
/// ```
/// let value = serde_json::json!({"name": "Élan", "id": 1, "list": [], "more": [true]});
/// assert_eq!(dhis2::pretty(&value).to_string(), r#"{
///   "id": 1,
///   "list": [],
///   "more": [
///     true
///   ],
///   "name": "Élan"
/// }"#);
/// ```
pub fn pretty(value: &Value) -> Pretty<'_> {
    Pretty {
        value,
        color: false,
    }
}

/// JSON to be shown: see [`pretty`].
#[derive(Debug, Clone, Copy)]
#[must_use = "nothing is shown until it is formatted"]
pub struct Pretty<'a> {
    value: &'a Value,
    color: bool,
}

impl Pretty<'_> {
    /// With or without colours (ANSI escape sequences).
    pub fn color(mut self, color: bool) -> Self {
        self.color = color;
        self
    }

    /// With colours if the standard output is a terminal and the environment variable `NO_COLOR`
    /// is not set or empty.
    pub fn auto_color(self) -> Self {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        self.color(wanted && std::io::stdout().is_terminal())
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, value: &Value, depth: usize) -> fmt::Result {
        match value {
            Value::Null | Value::Bool(_) => self.paint(f, "35", &value.to_string()),
            Value::Number(number) => self.paint(f, "36", &number.to_string()),
            Value::String(text) => self.paint(f, "32", &quoted(text)),
            Value::Array(members) if members.is_empty() => f.write_str("[]"),
            Value::Object(members) if members.is_empty() => f.write_str("{}"),
            Value::Array(members) => {
                f.write_str("[")?;
                for (at, member) in members.iter().enumerate() {
                    line(f, at > 0, depth + 1)?;
                    self.write(f, member, depth + 1)?;
                }
                line(f, false, depth)?;
                f.write_str("]")
            }
            Value::Object(members) => {
                // serde_json keeps the order of arrival when some crate turns that feature on.
                let mut members: Vec<_> = members.iter().collect();
                members.sort_unstable_by_key(|(name, _)| *name);
                f.write_str("{")?;
                for (at, (name, member)) in members.into_iter().enumerate() {
                    line(f, at > 0, depth + 1)?;
                    self.paint(f, "1;34", &quoted(name))?;
                    f.write_str(": ")?;
                    self.write(f, member, depth + 1)?;
                }
                line(f, false, depth)?;
                f.write_str("}")
            }
        }
    }

    fn paint(&self, f: &mut fmt::Formatter<'_>, code: &str, text: &str) -> fmt::Result {
        if self.color {
            write!(f, "\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            f.write_str(text)
        }
    }
}

fn line(f: &mut fmt::Formatter<'_>, comma: bool, depth: usize) -> fmt::Result {
    let comma = if comma { "," } else { "" };
    write!(f, "{comma}\n{:width$}", "", width = depth * 2)
}

/// A JSON string in which nothing can steer a terminal: JSON itself escapes only the control
/// characters of ASCII, not those behind them.
fn quoted(text: &str) -> String {
    use fmt::Write;

    let json = Value::from(text).to_string();
    if !json.contains(char::is_control) {
        return json;
    }
    json.chars().fold(String::new(), |mut safe, c| {
        if c.is_control() {
            let _ = write!(safe, "\\u{:04x}", u32::from(c));
        } else {
            safe.push(c);
        }
        safe
    })
}

impl fmt::Display for Pretty<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, self.value, 0)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::pretty;

    #[test]
    fn the_text_is_the_same_json() {
        let value = json!({
            "b": [1, 2.5, null, {"c": "é\"\\\n"}], "a": {}, "é": [[]], "d": "\u{1b}[31m\u{9b}31m\u{7f}",
        });
        let text = pretty(&value).to_string();
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        assert!(text.starts_with("{\n  \"a\": {},\n  \"b\": [\n    1,\n    2.5,"));
        assert!(text.contains('é'));
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
    }

    #[test]
    fn scalars_stand_alone() {
        for (value, text) in [
            (json!(1), "1"),
            (json!("x"), "\"x\""),
            (json!(null), "null"),
            (json!([]), "[]"),
        ] {
            assert_eq!(pretty(&value).to_string(), text);
        }
    }

    #[test]
    fn colours_come_only_when_asked_for() {
        let value = json!({"a": 1});
        assert!(!pretty(&value).to_string().contains('\u{1b}'));
        assert_eq!(
            pretty(&value).color(true).to_string(),
            "{\n  \u{1b}[1;34m\"a\"\u{1b}[0m: \u{1b}[36m1\u{1b}[0m\n}"
        );
    }
}
