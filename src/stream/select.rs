//! Which array of a document is meant.

/// Which array of a JSON document a stream takes its elements from.
///
/// Whatever is chosen, a document that is itself an array is taken as it is: some DHIS2 end points
/// answer with a bare list.
///
/// ```
/// use dhis2::stream::Select;
///
/// let by_key: Select = "dataValues".into();
/// let nested: Select = "listGrid.rows".into();
/// let either = Select::any_of(["instances", "events"]);
/// let unknown = Select::first_except(["headers"]);
/// # let _ = (by_key, nested, either, unknown);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Select(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Document,
    Paths(Vec<Vec<String>>),
    First { except: Vec<String> },
}

/// What a key of an object is to a [`Select`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// Its value is the array.
    Target,
    /// The array is inside its value.
    Above,
    /// Its value is the array if it is the first array of objects.
    Candidate,
    Other,
}

impl Select {
    /// The document itself, which must be an array.
    pub fn document() -> Self {
        Self(Kind::Document)
    }

    /// The array under a key of the outermost object; dots lead further in: `listGrid.rows`.
    pub fn key(path: impl AsRef<str>) -> Self {
        Self::any_of([path])
    }

    /// The array under whichever of these keys comes first. The same data has had other keys in
    /// other versions: tracker's `instances` became `events`.
    pub fn any_of<P: AsRef<str>>(paths: impl IntoIterator<Item = P>) -> Self {
        let split = |path: P| path.as_ref().split('.').map(str::to_owned).collect();
        Self(Kind::Paths(paths.into_iter().map(split).collect()))
    }

    /// The first array of objects in the outermost object, other than those under these keys. For
    /// a list whose key is not known. An empty array is taken only when no other array of objects
    /// follows.
    pub fn first_except<N: Into<String>>(names: impl IntoIterator<Item = N>) -> Self {
        Self(Kind::First {
            except: names.into_iter().map(Into::into).collect(),
        })
    }

    pub(super) fn is_document(&self) -> bool {
        self.0 == Kind::Document
    }

    /// What `key` is, in an object that stands under the keys `above`.
    pub(super) fn relation(&self, above: &[String], key: &str) -> Relation {
        match &self.0 {
            Kind::Document => Relation::Other,
            Kind::First { except } => {
                if above.is_empty() && !except.iter().any(|name| name == key) {
                    Relation::Candidate
                } else {
                    Relation::Other
                }
            }
            Kind::Paths(paths) => paths
                .iter()
                .filter_map(|path| path.strip_prefix(above))
                .filter_map(|path| path.split_first())
                .filter(|(name, _)| *name == key)
                .map(|(_, further)| {
                    if further.is_empty() {
                        Relation::Target
                    } else {
                        Relation::Above
                    }
                })
                .next()
                .unwrap_or(Relation::Other),
        }
    }
}

impl From<&str> for Select {
    fn from(path: &str) -> Self {
        Self::key(path)
    }
}

impl From<&String> for Select {
    fn from(path: &String) -> Self {
        Self::key(path)
    }
}

impl From<String> for Select {
    fn from(path: String) -> Self {
        Self::key(path)
    }
}

/// No key is the document itself.
impl From<Option<&str>> for Select {
    fn from(path: Option<&str>) -> Self {
        path.map_or_else(Self::document, Self::key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dotted_path_leads_in_one_key_at_a_time() {
        let select = Select::key("listGrid.rows");
        let inside = ["listGrid".to_owned()];
        assert_eq!(select.relation(&[], "listGrid"), Relation::Above);
        assert_eq!(select.relation(&[], "rows"), Relation::Other);
        assert_eq!(select.relation(&inside, "rows"), Relation::Target);
        assert_eq!(select.relation(&inside, "listGrid"), Relation::Other);
    }

    #[test]
    fn a_key_that_is_excepted_is_no_candidate() {
        let select = Select::first_except(["headers"]);
        assert_eq!(select.relation(&[], "headers"), Relation::Other);
        assert_eq!(select.relation(&[], "rows"), Relation::Candidate);
    }

    #[test]
    fn no_key_is_the_document() {
        assert_eq!(Select::from(None), Select::document());
        assert_eq!(Select::from(Some("a")), Select::key("a"));
    }
}
