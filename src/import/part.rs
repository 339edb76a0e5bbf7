//! Reports on some of the rows of a batch, as a partitioned import needs them.

use super::{Conflict, ImportReport, ReportKind, Stats, Status};

impl ImportReport {
    /// Makes positions in a request positions in the batch that its rows were taken from: row `i` of
    /// the request was row `places[i]`. Positions beyond its end are dropped.
    pub(crate) fn remap(&mut self, places: &[u64]) {
        let place = |index: &u64| places.get(usize::try_from(*index).ok()?).copied();
        self.rejected = self.rejected.iter().filter_map(place).collect();
        let of_objects = self
            .objects
            .iter_mut()
            .flat_map(|object| &mut object.errors);
        for conflict in self.conflicts.iter_mut().chain(of_objects) {
            conflict.indexes = conflict.indexes.iter().filter_map(place).collect();
        }
        self.tidy();
    }

    /// The report that refuses these rows for these reasons and says nothing else.
    pub(crate) fn refusal(kind: ReportKind, rows: Vec<u64>, conflicts: Vec<Conflict>) -> Self {
        let count = rows.len() as u64;
        let mut report = Self {
            kind,
            status: Some(Status::Error),
            stats: Stats {
                ignored: count,
                total: count,
                ..Stats::default()
            },
            conflicts,
            rejected: rows,
            refused: true,
            parts: 1,
            ..Self::default()
        };
        report.tidy();
        report
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_of_a_part_are_found_again_in_the_batch() {
        let body = br#"{"status":"WARNING","importCount":{"imported":1,"ignored":1},
            "conflicts":[{"value":"bad","indexes":[1]}],"rejectedIndexes":[1,7]}"#;
        let mut report = ImportReport::from_slice(409, body).unwrap();
        report.remap(&[4, 9]);
        assert_eq!(report.rejected_indexes(), [9]);
        assert_eq!(report.conflicts()[0].indexes, [9]);
    }
}
