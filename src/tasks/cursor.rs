use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Level, Notification};
use crate::date::DateTime;

/// How far the progress of a task has been read.
///
/// It can be stored, and reading goes on from it later or in another process: with
/// [`Tasks::poll_once`](super::Tasks::poll_once) or [`Watch::resume`](super::Watch::resume). It holds
/// what tells the rows apart that the server still shows, which are at most 500.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskCursor {
    seen: BTreeSet<String>,
    started: bool,
    completed: bool,
}

/// What a look at the feed brought.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// Rows that were not seen before, oldest first, each with what tells it apart.
    pub(super) new: Vec<(String, Notification)>,
    /// The feed had no row of this run.
    pub(super) is_empty: bool,
    /// The last row may be DHIS2's way to say that the job died.
    pub(super) is_doubtful: bool,
}

impl TaskCursor {
    /// Whether the task has said a word.
    pub fn is_started(&self) -> bool {
        self.started
    }

    /// Whether the task has said its last word.
    pub fn is_completed(&self) -> bool {
        self.completed
    }

    pub(super) fn complete(&mut self) {
        self.completed = true;
    }

    /// The cursor before these rows were taken.
    pub(super) fn without<'a>(
        &self,
        rows: impl IntoIterator<Item = &'a (String, Notification)>,
    ) -> Self {
        let mut cursor = self.clone();
        for (key, row) in rows {
            cursor.seen.remove(key);
            cursor.completed &= !row.completed;
        }
        cursor
    }

    /// Takes a feed as the server sends it, newest row first. `since` is the time, in milliseconds,
    /// before which rows are those of earlier runs.
    pub(super) fn take(&mut self, feed: Vec<Notification>, since: Option<i64>) -> Taken {
        let is_alone = feed.len() == 1;
        let rows = self.this_run(oldest_first(feed), since);
        if rows.is_empty() {
            return Taken {
                is_empty: true,
                ..Taken::default()
            };
        }
        self.started = true;
        let mut taken = Taken::default();
        let mut present = BTreeSet::new();
        for row in rows {
            let key = unique(&row, row.completed, &present);
            if row.completed {
                // Usually the last row is new and stands on many others. That of a dead job is the
                // newest row once more, alone, with `completed` set.
                let before = unique(&row, false, &BTreeSet::new());
                taken.is_doubtful = is_alone || self.seen.contains(&before);
                self.completed = true;
            }
            if !self.seen.contains(&key) {
                taken.new.push((key.clone(), row));
            }
            present.insert(key);
        }
        // What the server no longer shows does not come back.
        self.seen = present;
        taken
    }

    /// The rows of the run that is watched, out of those of all runs of the same job, oldest first.
    fn this_run(&self, rows: Vec<Notification>, since: Option<i64>) -> Vec<Notification> {
        let is_older = |row: &Notification| {
            let time = row.time.as_deref().and_then(millis);
            matches!((time, since), (Some(time), Some(since)) if time < since)
        };
        // Each run ends with its completed row.
        let mut runs: Vec<Vec<Notification>> = Vec::new();
        let mut run = Vec::new();
        for row in rows.into_iter().filter(|row| !is_older(row)) {
            let ends = row.completed;
            run.push(row);
            if ends {
                runs.push(std::mem::take(&mut run));
            }
        }
        if !run.is_empty() {
            runs.push(run);
        }
        let is_known = |run: &Vec<Notification>| {
            run.iter().any(|row| {
                [row.completed, false].into_iter().any(|completed| {
                    self.seen
                        .contains(&unique(row, completed, &BTreeSet::new()))
                })
            })
        };
        let ours = match runs.iter().position(is_known) {
            Some(known) => known,
            // The first run after the start is ours; without a start it must be the newest.
            None if since.is_some() => 0,
            None => runs.len().saturating_sub(1),
        };
        runs.into_iter().nth(ours).unwrap_or_default()
    }
}

fn oldest_first(mut rows: Vec<Notification>) -> Vec<Notification> {
    rows.reverse();
    if rows.iter().all(|row| row.time.is_some()) {
        rows.sort_by(|a, b| a.time.cmp(&b.time));
    }
    rows
}

/// What tells a row from all others. The uid alone does not: DHIS2 makes it from the millisecond, so
/// that rows of one burst may share it.
fn unique(row: &Notification, completed: bool, present: &BTreeSet<String>) -> String {
    // Progress that was replaceable and then stayed is the same row.
    let level = match &row.level {
        Level::Loop => &Level::Info,
        level => level,
    };
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    let key = format!(
        "{} {} {level} {completed} {}",
        text(&row.time),
        text(&row.uid),
        row.message
    );
    let mut numbered = key.clone();
    let mut number = 1;
    while present.contains(&numbered) {
        number += 1;
        numbered = format!("{key} #{number}");
    }
    numbered
}

/// A time of the server in milliseconds, for comparing with others of the same server.
pub(super) fn millis(text: &str) -> Option<i64> {
    DateTime::as_sent(text).unix_millis(0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A feed, newest first, of (uid, second, message, completed).
    fn feed(rows: &[(&str, u32, &str, bool)]) -> Vec<Notification> {
        let rows: Vec<_> = rows
            .iter()
            .map(|(uid, second, message, completed)| {
                json!({
                    "uid": uid, "id": uid, "level": "INFO", "message": message,
                    "time": format!("2026-11-21T07:48:{second:02}.000"), "completed": completed,
                })
            })
            .collect();
        serde_json::from_value(rows.into()).unwrap()
    }

    fn messages(taken: &Taken) -> Vec<&str> {
        taken
            .new
            .iter()
            .map(|(_, row)| row.message.as_str())
            .collect()
    }

    #[test]
    fn rows_come_once_and_oldest_first() {
        let mut cursor = TaskCursor::default();
        let taken = cursor.take(
            feed(&[("b", 2, "two", false), ("a", 1, "one", false)]),
            None,
        );
        assert_eq!(messages(&taken), ["one", "two"]);
        let taken = cursor.take(
            feed(&[
                ("c", 3, "three", true),
                ("b", 2, "two", false),
                ("a", 1, "one", false),
            ]),
            None,
        );
        assert_eq!(messages(&taken), ["three"]);
        assert!(cursor.is_completed() && !taken.is_doubtful);
    }

    #[test]
    fn rows_that_share_a_uid_and_a_time_are_all_there_once() {
        let mut cursor = TaskCursor::default();
        let rows = [
            ("a", 1, "", true),
            ("a", 1, "", false),
            ("a", 1, "", false),
            ("a", 1, "other", false),
        ];
        assert_eq!(cursor.take(feed(&rows[1..]), None).new.len(), 3);
        assert_eq!(cursor.take(feed(&rows[1..]), None).new.len(), 0);
        let taken = cursor.take(feed(&rows), None);
        assert_eq!(taken.new.len(), 1);
        assert!(taken.new[0].1.completed);
    }

    #[test]
    fn a_loop_row_that_stays_is_not_told_twice() {
        let mut cursor = TaskCursor::default();
        let mut rows = feed(&[("a", 1, "[0/1] one", false)]);
        rows[0].level = Level::Loop;
        assert_eq!(cursor.take(rows, None).new.len(), 1);
        let taken = cursor.take(feed(&[("a", 1, "[0/1] one", false)]), None);
        assert_eq!((taken.new.len(), taken.is_empty), (0, false));
    }

    #[test]
    fn the_row_of_a_dead_job_is_new_though_its_uid_is_known() {
        let mut cursor = TaskCursor::default();
        cursor.take(
            feed(&[("b", 2, "two", false), ("a", 1, "one", false)]),
            None,
        );
        let taken = cursor.take(feed(&[("b", 2, "two", true)]), None);
        assert_eq!(messages(&taken), ["two"]);
        assert!(cursor.is_completed() && taken.is_doubtful);
    }

    #[test]
    fn rows_of_earlier_runs_are_left_out() {
        let old = [("b", 2, "old end", true), ("a", 1, "old", false)];
        let rows = [[("c", 9, "new", false); 1].as_slice(), &old].concat();

        // A run that goes on is the newest, whatever came before it.
        let mut cursor = TaskCursor::default();
        assert_eq!(messages(&cursor.take(feed(&rows), None)), ["new"]);
        assert!(!cursor.is_completed());

        // With the time of the start, an earlier end is no end.
        let mut cursor = TaskCursor::default();
        let since = millis("2026-11-21T07:48:05.000");
        assert!(cursor.take(feed(&old), since).is_empty);
        assert!(!cursor.is_completed());
        assert_eq!(messages(&cursor.take(feed(&rows), since)), ["new"]);
    }

    #[test]
    fn a_later_run_does_not_hide_the_end_of_ours() {
        let mut cursor = TaskCursor::default();
        cursor.take(feed(&[("a", 1, "ours", false)]), None);
        let taken = cursor.take(
            feed(&[
                ("c", 9, "next run", false),
                ("b", 2, "our end", true),
                ("a", 1, "ours", false),
            ]),
            None,
        );
        assert_eq!(messages(&taken), ["our end"]);
        assert!(cursor.is_completed());
    }

    #[test]
    fn a_stored_cursor_goes_on_where_it_was() {
        let mut cursor = TaskCursor::default();
        cursor.take(feed(&[("a", 1, "one", false)]), None);
        let text = serde_json::to_string(&cursor).unwrap();
        let mut cursor: TaskCursor = serde_json::from_str(&text).unwrap();
        assert!(cursor.is_started());
        let taken = cursor.take(
            feed(&[("b", 2, "two", false), ("a", 1, "one", false)]),
            None,
        );
        assert_eq!(messages(&taken), ["two"]);
    }
}
