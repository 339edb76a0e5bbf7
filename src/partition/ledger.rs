//! What a checkpoint says about the input, place by place.

use std::collections::BTreeMap;

use serde_json::Value;

use super::hash::Hash;

/// What is known of some consecutive items.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) end: u64,
    /// Of the whole piece; gone when another record covers a part of it.
    pub(super) hash: Option<Hash>,
    pub(super) state: State,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum State {
    /// It was answered.
    Done {
        status: Option<u16>,
        bytes: u64,
        report: Value,
    },
    /// It was sent, and nobody knows what became of it.
    Ambiguous,
}

/// The pieces by their starts; they do not overlap. Places that are missing are to be sent.
#[derive(Debug, Default)]
pub(super) struct Ledger(BTreeMap<u64, Piece>);

impl Ledger {
    /// Puts a piece in place of all that was known about its items.
    pub(super) fn set(&mut self, start: u64, piece: Piece) {
        self.cut(start, piece.end);
        self.0.insert(start, piece);
    }

    /// Forgets what is known about these items.
    pub(super) fn cut(&mut self, start: u64, end: u64) {
        let overlapping: Vec<u64> = self
            .0
            .range(..end)
            .rev()
            .take_while(|(_, piece)| piece.end > start)
            .map(|(from, _)| *from)
            .collect();
        for from in overlapping {
            let Some(piece) = self.0.remove(&from) else {
                continue;
            };
            let left = |end| Piece {
                end,
                hash: None,
                state: piece.state.clone(),
            };
            if from < start {
                self.0.insert(from, left(start));
            }
            if piece.end > end {
                self.0.insert(end, left(piece.end));
            }
        }
    }

    /// Takes out the piece that begins at a place.
    pub(super) fn take(&mut self, start: u64) -> Option<Piece> {
        self.0.remove(&start)
    }

    /// Where the next piece begins.
    pub(super) fn next_start(&self) -> Option<u64> {
        self.0.first_key_value().map(|(start, _)| *start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ambiguous(end: u64) -> Piece {
        let mut hash = Hash::new();
        hash.update(&end.to_le_bytes());
        Piece {
            end,
            hash: Some(hash),
            state: State::Ambiguous,
        }
    }

    #[test]
    fn a_later_record_replaces_what_it_covers_and_leaves_the_rest_without_a_hash() {
        let mut ledger = Ledger::default();
        ledger.set(0, ambiguous(100));
        ledger.set(100, ambiguous(200));
        ledger.set(50, ambiguous(150));
        let pieces: Vec<_> = ledger
            .0
            .iter()
            .map(|(start, piece)| (*start, piece.end, piece.hash.is_some()))
            .collect();
        assert_eq!(pieces, [(0, 50, false), (50, 150, true), (150, 200, false)]);
        ledger.cut(0, 120);
        assert_eq!(ledger.next_start(), Some(120));
        assert_eq!(ledger.take(120).unwrap().end, 150);
        assert_eq!(ledger.take(120), None);
    }
}
