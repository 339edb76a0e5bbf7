//! Changes to the text of a profile file. Whatever is not concerned stays as it was: comments,
//! blank lines, order, quotes, keys of other programs.

use std::path::Path;

use toml_edit::{DocumentMut, Item, Key, Table, TableLike, Value};

use crate::auth::private_file;
use crate::error::Result;
use crate::profile::file::{broken, read};
use crate::profile::record::KEYS;
use crate::profile::{Profile, fail};

/// A file while it is changed.
pub(crate) struct Editor<'a> {
    path: &'a Path,
    document: DocumentMut,
}

impl<'a> Editor<'a> {
    /// Reads the file anew, for others may have changed it since; a missing one is empty.
    pub(crate) fn open(path: &'a Path) -> Result<Self> {
        let text = read(path)?.unwrap_or_default();
        let document: DocumentMut = text.parse().map_err(|error| broken(path, &text, &error))?;
        if document
            .get("profiles")
            .is_some_and(|item| !item.is_table_like())
        {
            return Err(fail(format!(
                "{}: `profiles` must be a table",
                path.display()
            )));
        }
        Ok(Self { path, document })
    }

    pub(crate) fn save(&self) -> Result<()> {
        private_file::replace(self.path, self.document.to_string().as_bytes())
    }

    /// The names of the profiles, in the order of the file.
    pub(crate) fn names(&self) -> Vec<String> {
        let tables = self.document.get("profiles").and_then(Item::as_table_like);
        tables
            .into_iter()
            .flat_map(|tables| tables.iter())
            .filter(|(_, item)| item.is_table_like())
            .map(|(name, _)| name.to_owned())
            .collect()
    }

    pub(crate) fn default(&self) -> Option<&str> {
        self.document.get("default").and_then(Item::as_str)
    }

    /// Sets the default, or takes it away.
    pub(crate) fn set_default(&mut self, name: Option<&str>) {
        match name {
            Some(name) => set(self.document.as_table_mut(), "default", name),
            None => drop(self.document.remove("default")),
        }
    }

    /// Adds a profile at the end, or changes the one of that name.
    pub(crate) fn put(&mut self, profile: &Profile) {
        let tables = self.document.entry("profiles").or_insert_with(|| {
            let mut table = Table::new();
            // No line `[profiles]` of its own.
            table.set_implicit(true);
            Item::Table(table)
        });
        let Some(tables) = tables.as_table_like_mut() else {
            return;
        };
        let name = profile.name();
        if !tables.get(name).is_some_and(Item::is_table_like) {
            tables.insert(name, Item::Table(Table::new()));
        }
        let Some(table) = tables.get_mut(name).and_then(Item::as_table_like_mut) else {
            return;
        };
        for key in KEYS {
            match profile.value(key) {
                Some(value) => set(table, key, &value),
                // A token must not outlive the change to a password.
                None => drop(table.remove(key)),
            }
        }
    }

    pub(crate) fn remove(&mut self, name: &str) {
        let tables = self.document.get_mut("profiles");
        if let Some(tables) = tables.and_then(Item::as_table_like_mut) {
            tables.remove(name);
        }
    }

    /// Changes a name in its place.
    pub(crate) fn rename(&mut self, old: &str, new: &str) {
        let renamed = |key: Key| {
            if key.get() != old {
                return key;
            }
            Key::new(new)
                .with_leaf_decor(key.leaf_decor().clone())
                .with_dotted_decor(key.dotted_decor().clone())
        };
        // Taking everything out and putting it back keeps the order; a new entry would be last.
        match self.document.get_mut("profiles") {
            Some(Item::Table(tables)) => {
                for name in names_of(tables) {
                    if let Some((key, item)) = tables.remove_entry(&name) {
                        tables.insert_formatted(&renamed(key), item);
                    }
                }
            }
            Some(Item::Value(Value::InlineTable(tables))) => {
                for name in names_of(tables) {
                    if let Some((key, value)) = tables.remove_entry(&name) {
                        tables.insert_formatted(&renamed(key), value);
                    }
                }
            }
            _ => {}
        }
    }
}

fn names_of(tables: &impl TableLike) -> Vec<String> {
    tables.iter().map(|(name, _)| name.to_owned()).collect()
}

/// Sets a text. One that is there already keeps its quotes and the comment behind it.
fn set(table: &mut dyn TableLike, key: &str, text: &str) {
    match table.get_mut(key) {
        Some(item) if item.as_str() == Some(text) => {}
        Some(Item::Value(old)) => {
            let decor = old.decor().clone();
            *old = Value::from(text);
            *old.decor_mut() = decor;
        }
        _ => drop(table.insert(key, toml_edit::value(text))),
    }
}
