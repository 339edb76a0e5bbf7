//! How large the next part may be, and how many may be under way.

/// After how many good parts in a row a step back up is taken.
const GOOD: u32 = 8;

/// The size of parts: halved when the server or a proxy could not take one, grown back slowly.
#[derive(Debug)]
pub(super) struct Size {
    most_items: usize,
    most_bytes: usize,
    items: usize,
    bytes: usize,
    /// A body of this size was refused as too large.
    refused: Option<usize>,
    good: u32,
}

impl Size {
    pub(super) fn new(items: usize, bytes: usize) -> Self {
        Self {
            most_items: items,
            most_bytes: bytes,
            items,
            bytes,
            refused: None,
            good: 0,
        }
    }

    pub(super) fn items(&self) -> usize {
        self.items
    }

    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// A part took too long: a server works by items.
    pub(super) fn too_slow(&mut self, items: usize) {
        self.items = self.items.min(items / 2).max(1);
        self.good = 0;
    }

    /// A body was too large: a proxy counts bytes.
    pub(super) fn too_large(&mut self, bytes: usize) {
        self.bytes = self.bytes.min(bytes / 2).max(1);
        self.refused = Some(self.refused.map_or(bytes, |refused| refused.min(bytes)));
        self.good = 0;
    }

    /// A part went well.
    pub(super) fn good(&mut self) {
        self.good += 1;
        if self.good < GOOD {
            return;
        }
        self.good = 0;
        self.items = (self.items + self.items / 4 + 1).min(self.most_items);
        // A proxy's limit does not move: growth stops a tenth below what it refused.
        let most = self
            .refused
            .map_or(self.most_bytes, |refused| refused - refused / 10)
            .min(self.most_bytes);
        let grown = (self.bytes + self.bytes / 4 + 1).min(most);
        self.bytes = grown.max(self.bytes);
    }
}

/// How many parts are under way at most: halved on 429, one more after each run of good parts.
#[derive(Debug)]
pub(super) struct Workers {
    most: usize,
    allowed: usize,
    good: u32,
}

impl Workers {
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            allowed: most,
            good: 0,
        }
    }

    pub(super) fn allowed(&self) -> usize {
        self.allowed
    }

    pub(super) fn throttle(&mut self, active: usize) {
        self.allowed = self.allowed.min((active / 2).max(1));
        self.good = 0;
    }

    pub(super) fn good(&mut self) {
        self.good += 1;
        if self.good >= GOOD {
            self.good = 0;
            self.allowed = (self.allowed + 1).min(self.most);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_part_halves_the_items_and_good_parts_bring_them_back_slowly() {
        let mut size = Size::new(1000, 1 << 20);
        size.too_slow(1000);
        size.too_slow(500);
        assert_eq!((size.items(), size.bytes()), (250, 1 << 20));
        // Another part of the old size that was under way tells nothing new.
        size.too_slow(1000);
        assert_eq!(size.items(), 250);
        let mut seen = Vec::new();
        for _ in 0..8 * 8 {
            size.good();
            if seen.last() != Some(&size.items()) {
                seen.push(size.items());
            }
        }
        assert_eq!(seen, [250, 313, 392, 491, 614, 768, 961, 1000]);
    }

    #[test]
    fn a_refused_body_is_a_ceiling_for_good() {
        let mut size = Size::new(1000, 1000);
        size.too_large(1000);
        assert_eq!(size.bytes(), 500);
        for _ in 0..1000 {
            size.good();
        }
        assert_eq!(size.bytes(), 900);
        assert_eq!(size.items(), 1000);
    }

    #[test]
    fn a_size_never_falls_below_one() {
        let mut size = Size::new(1, 1);
        size.too_slow(1);
        size.too_large(1);
        assert_eq!((size.items(), size.bytes()), (1, 1));
    }

    #[test]
    fn a_429_halves_the_workers_and_good_parts_bring_them_back() {
        let mut workers = Workers::new(8);
        workers.throttle(8);
        assert_eq!(workers.allowed(), 4);
        workers.throttle(1);
        assert_eq!(workers.allowed(), 1);
        (0..7).for_each(|_| workers.good());
        assert_eq!(workers.allowed(), 1);
        (0..1000).for_each(|_| workers.good());
        assert_eq!(workers.allowed(), 8);
    }
}
