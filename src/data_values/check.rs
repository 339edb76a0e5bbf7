//! What is looked at before a value is sent.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

use super::value::DataValue;
use crate::period::Period;
use crate::{Error, Result};

/// What is asked of the values of one import.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools)] // Each is a switch of its own.
pub(super) struct Rules {
    /// Whether all values are to be deleted: then what they hold does not matter.
    pub(super) deletes: bool,
    pub(super) allow_deletions: bool,
    pub(super) check_periods: bool,
    pub(super) refuse_duplicates: bool,
    /// Whether the head of the set names a period, or a unit, for the values that have none.
    pub(super) head_period: bool,
    pub(super) head_unit: bool,
}

/// Looks at value after value.
#[derive(Debug)]
pub(super) struct Checker {
    rules: Rules,
    index: u64,
    seen: HashSet<u128>,
    hashers: [RandomState; 2],
}

impl Checker {
    pub(super) fn new(rules: Rules) -> Self {
        Self {
            rules,
            index: 0,
            seen: HashSet::new(),
            hashers: [RandomState::new(), RandomState::new()],
        }
    }

    /// Checks the next value, and marks it for deletion where that is what its blank stands for.
    pub(super) fn check(&mut self, value: &mut DataValue) -> Result<()> {
        let index = self.index;
        self.index += 1;
        let rules = self.rules;
        let invalid = |field: &str, found: &str, expected: String| {
            Err(Error::invalid(
                format!("dataValues[{index}].{field}"),
                found,
                expected,
            ))
        };
        if value.data_element.trim().is_empty() {
            return invalid("dataElement", "", "a data element".to_owned());
        }
        if value.period.is_empty() && !rules.head_period {
            return invalid("period", "", format!("a period {}", of(value)));
        }
        // 2.43 answers a malformed period with a 500.
        if rules.check_periods
            && !value.period.is_empty()
            && value.period.parse::<Period>().is_err()
        {
            let expected = format!("a period such as 202601 or 2026Q1, {}", of(value));
            return invalid("period", &value.period, expected);
        }
        if value.org_unit.trim().is_empty() && !rules.head_unit {
            let expected = format!("an organisation unit {}", of(value));
            return invalid("orgUnit", "", expected);
        }
        if !rules.deletes && (value.is_blank() || value.deleted == Some(true)) {
            if !rules.allow_deletions {
                let field = if value.is_blank() { "value" } else { "deleted" };
                let found = if value.is_blank() { "" } else { "true" };
                let expected = format!(
                    "a value {}, or an import with allow_deletions(true)",
                    of(value)
                );
                return invalid(field, found, expected);
            }
            if value.is_blank() {
                // Blanks delete in some forms and are refused in others; the mark always deletes.
                value.deleted = Some(true);
                value.value = None;
            }
        }
        if rules.refuse_duplicates && !self.seen.insert(self.key(value)) {
            let expected = format!("one value {}", of(value));
            return invalid("dataElement", &value.data_element, expected);
        }
        Ok(())
    }

    /// 128 bits stand for the key: that two keys share them will not happen.
    fn key(&self, value: &DataValue) -> u128 {
        let key = (
            &value.data_element,
            &value.period,
            &value.org_unit,
            &value.category_option_combo,
            &value.attribute_option_combo,
        );
        let [high, low] = self.hashers.each_ref().map(|hasher| hasher.hash_one(key));
        u128::from(high) << 64 | u128::from(low)
    }
}

/// Which value is meant, in words.
fn of(value: &DataValue) -> String {
    let or_head = |text: &str| if text.is_empty() { "?" } else { text }.to_owned();
    format!(
        "for {} in {} at {}",
        or_head(&value.data_element),
        or_head(&value.period),
        or_head(&value.org_unit)
    )
}

/// Where the error of a source waits while the request that it broke off fails.
#[derive(Debug, Clone, Default)]
pub(super) struct Slot(Arc<Mutex<Option<Error>>>);

impl Slot {
    pub(super) fn put(&self, error: Error) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
    }

    pub(super) fn take(&self) -> Option<Error> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// The error of the source before the outcome that it led to.
    pub(super) fn or<T>(&self, outcome: Result<T>) -> Result<T> {
        self.take().map_or(outcome, Err)
    }
}

/// Values that were checked. The first error goes into the slot, and its text to the body.
pub(super) struct Checked<I> {
    pub(super) values: I,
    pub(super) checker: Checker,
    pub(super) slot: Slot,
}

impl<I: Iterator<Item = Result<DataValue>>> Iterator for Checked<I> {
    type Item = Result<DataValue, String>;

    fn next(&mut self) -> Option<Self::Item> {
        let checked = self.values.next()?.and_then(|mut value| {
            self.checker.check(&mut value)?;
            Ok(value)
        });
        Some(checked.map_err(|error| {
            let text = error.to_string();
            self.slot.put(error);
            text
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRICT: Rules = Rules {
        deletes: false,
        allow_deletions: false,
        check_periods: true,
        refuse_duplicates: false,
        head_period: false,
        head_unit: false,
    };

    fn good() -> DataValue {
        DataValue::new("DeMalariaC1", "202601", "OuFacNoGeo1", 97)
    }

    fn fault(rules: Rules, change: impl FnOnce(&mut DataValue)) -> Option<String> {
        let mut value = good();
        change(&mut value);
        let checked = Checker::new(rules).check(&mut value);
        checked.err().map(|error| error.to_string())
    }

    #[test]
    fn what_the_server_would_take_amiss_is_named_with_its_index() {
        assert_eq!(fault(STRICT, |_| ()), None);
        let period = fault(STRICT, |value| value.period = "20269x".into()).unwrap();
        assert!(
            period.starts_with("dataValues[0].period cannot be `20269x`"),
            "{period}"
        );
        for (field, change) in [
            (
                "dataElement",
                (|v| v.data_element.clear()) as fn(&mut DataValue),
            ),
            ("period", |v| v.period.clear()),
            ("orgUnit", |v| v.org_unit.clear()),
            ("value", |v| v.value = None),
            ("value", |v| v.value = Some("  \t".into())),
            ("value", |v| {
                v.value = Some(String::new());
                v.comment = Some("only a comment".into());
            }),
            ("deleted", |v| v.deleted = Some(true)),
        ] {
            let found = fault(STRICT, change).unwrap();
            assert!(
                found.starts_with(&format!("dataValues[0].{field} ")),
                "{found}"
            );
        }
    }

    #[test]
    fn a_blank_becomes_a_mark_of_deletion_where_that_is_allowed() {
        let mut value = good();
        value.value = Some(" ".into());
        let rules = Rules {
            allow_deletions: true,
            ..STRICT
        };
        Checker::new(rules).check(&mut value).unwrap();
        assert_eq!((value.deleted, value.value), (Some(true), None));
        // When everything is deleted, the values are sent as they are.
        let mut value = good();
        value.value = None;
        let rules = Rules {
            deletes: true,
            ..STRICT
        };
        Checker::new(rules).check(&mut value).unwrap();
        assert_eq!(value.deleted, None);
    }

    #[test]
    fn the_head_and_other_calendars_can_excuse_what_is_missing() {
        let head = Rules {
            head_period: true,
            head_unit: true,
            ..STRICT
        };
        let bare = |value: &mut DataValue| {
            value.period.clear();
            value.org_unit.clear();
        };
        assert_eq!(fault(head, bare), None);
        let any = Rules {
            check_periods: false,
            ..STRICT
        };
        assert_eq!(fault(any, |value| value.period = "20820232".into()), None);
    }

    #[test]
    fn the_same_key_twice_is_found_when_asked_for() {
        let mut checker = Checker::new(Rules {
            refuse_duplicates: true,
            ..STRICT
        });
        checker.check(&mut good()).unwrap();
        let mut other = good();
        other.category_option_combo = Some("HllvX50cXC0".into());
        checker.check(&mut other).unwrap();
        let error = checker.check(&mut good()).unwrap_err().to_string();
        assert!(error.contains("dataValues[2]"), "{error}");
        let mut lax = Checker::new(STRICT);
        assert!(lax.check(&mut good()).is_ok() && lax.check(&mut good()).is_ok());
    }
}
