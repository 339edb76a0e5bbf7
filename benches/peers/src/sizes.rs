//! How much there is of everything, by the environment.

/// The sizes of one run. The defaults are those of the promises in `benches/README.md`.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    pub units: usize,
    pub page: usize,
    pub values: usize,
    pub file: u64,
    pub calls: usize,
    pub parts: usize,
    pub part_items: usize,
    pub pages: usize,
}

/// The server's thinking time where one is wanted, in milliseconds: the base path `/slow`.
pub const LATENCY_MS: u64 = 20;

/// Percent of the full sizes: `BENCH_PERCENT`, 100 unless set.
pub fn percent() -> usize {
    number("BENCH_PERCENT", 100).max(1)
}

pub fn number(name: &str, default: usize) -> usize {
    match std::env::var(name) {
        Ok(text) => text
            .parse()
            .unwrap_or_else(|_| panic!("{name}={text}: not a number")),
        Err(_) => default,
    }
}

impl Sizes {
    pub fn from_env() -> Self {
        let percent = percent();
        let share = |full: usize| full * percent / 100;
        let block = super::data::BLOCK;
        Self {
            units: share(100_000).max(4_000),
            page: 1_000,
            // Whole blocks: the server sends the same block again and again.
            values: (share(5_000_000) / block).max(1) * block,
            file: (share(1 << 30) as u64).max(1 << 20),
            calls: share(10_000).max(160),
            // A multiple of the 8 workers, so that the last round is full.
            parts: share(400).max(40) / 8 * 8,
            part_items: 100,
            pages: share(100).max(33),
        }
    }
}
