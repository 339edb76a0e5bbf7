//! What is measured, and what was promised of it.

use crate::measure::Sample;

/// One client's way to do a piece of work.
pub struct Client {
    pub name: &'static str,
    /// The words for `client`, or the name of a Python program and its environment.
    pub how: How,
}

pub enum How {
    Rust(&'static [&'static str]),
    Python {
        venv: &'static str,
        script: &'static str,
    },
}

/// Which of a sample's figures is meant.
#[derive(Clone, Copy)]
pub enum Figure {
    /// Wall seconds of the work itself, by the client's own clock.
    Work,
    /// Wall seconds of the whole process, seen from outside.
    Wall,
    /// CPU seconds of the whole process, user and system, seen from outside.
    Cpu,
    /// Peak resident memory in MiB, seen from outside.
    Rss,
}

impl Figure {
    pub fn of(self, sample: &Sample) -> f64 {
        match self {
            Self::Work => sample.work,
            Self::Wall => sample.wall,
            Self::Cpu => sample.cpu,
            Self::Rss => sample.rss,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Wall => "wall",
            Self::Cpu => "CPU",
            Self::Rss => "peak RSS, MiB",
        }
    }
}

/// A promise: the median of `figure` of one client, by the other's where there is one, is at most (or
/// at least) this.
pub struct Promise {
    pub figure: Figure,
    pub of: &'static str,
    pub by: Option<&'static str>,
    pub bound: Bound,
}

pub enum Bound {
    AtMost(f64),
    AtLeast(f64),
}

use Bound::{AtLeast, AtMost};

pub struct Work {
    pub name: &'static str,
    pub what: &'static str,
    /// Answers wait 20 ms.
    pub slow: bool,
    /// The first is ours.
    pub clients: Vec<Client>,
    pub promises: Vec<Promise>,
}

fn rust(name: &'static str, words: &'static [&'static str]) -> Client {
    let how = How::Rust(words);
    Client { name, how }
}

fn python(name: &'static str, venv: &'static str, script: &'static str) -> Client {
    let how = How::Python { venv, script };
    Client { name, how }
}

fn promise(figure: Figure, of: &'static str, by: &'static str, bound: Bound) -> Promise {
    let by = (!by.is_empty()).then_some(by);
    Promise {
        figure,
        of,
        by,
        bound,
    }
}

const OURS: &str = "dhis2 (this crate)";
const RAW: &str = "ureq + serde_json";
const MEMORY: &str = "serde_json, from memory";

pub fn all() -> Vec<Work> {
    use Figure::{Cpu, Rss, Wall, Work as Inside};
    vec![
        Work {
            name: "units",
            what: "organisation units, pages of 1,000, typed",
            slow: false,
            clients: vec![
                rust(OURS, &["ours", "units"]),
                rust(RAW, &["raw", "units"]),
                python("dhis2.py 2.3.0", "dhis2py", "dhis2py_units.py"),
                python("dhis2-client 0.3.2", "dhis2client", "dhis2client_units.py"),
                python("httpx + pydantic", "httpx", "httpx_units.py"),
            ],
            promises: vec![
                promise(Cpu, OURS, RAW, AtMost(1.05)),
                promise(Wall, OURS, RAW, AtMost(1.05)),
                promise(Cpu, "dhis2.py 2.3.0", OURS, AtLeast(10.0)),
                promise(Cpu, "dhis2-client 0.3.2", OURS, AtLeast(10.0)),
                promise(Cpu, "httpx + pydantic", OURS, AtLeast(10.0)),
            ],
        },
        Work {
            name: "export",
            what: "data values out of one answer, typed",
            slow: false,
            clients: vec![
                rust(OURS, &["ours", "export"]),
                rust(MEMORY, &["memory", "export"]),
                rust(RAW, &["raw", "export"]),
            ],
            promises: vec![
                // 80 % of the speed.
                promise(Inside, OURS, MEMORY, AtMost(1.25)),
                promise(Rss, OURS, "", AtMost(16.0)),
            ],
        },
        Work {
            name: "import",
            what: "data values into one body",
            slow: false,
            clients: vec![
                rust(OURS, &["ours", "import"]),
                rust(RAW, &["raw", "import"]),
            ],
            promises: vec![promise(Rss, OURS, "", AtMost(16.0))],
        },
        Work {
            name: "download",
            what: "one file down",
            slow: false,
            clients: vec![
                rust(OURS, &["ours", "download"]),
                rust(RAW, &["raw", "download"]),
            ],
            promises: vec![
                promise(Inside, OURS, RAW, AtMost(1.0 / 0.9)),
                promise(Rss, OURS, "", AtMost(16.0)),
            ],
        },
        Work {
            name: "upload",
            what: "one file up, multipart",
            slow: false,
            clients: vec![
                rust(OURS, &["ours", "upload"]),
                rust(RAW, &["raw", "upload"]),
            ],
            promises: vec![
                promise(Inside, OURS, RAW, AtMost(1.0 / 0.9)),
                promise(Rss, OURS, "", AtMost(16.0)),
            ],
        },
        Work {
            name: "calls",
            what: "small GETs, one thread",
            slow: false,
            clients: vec![
                rust(OURS, &["ours", "calls", "1"]),
                rust(RAW, &["raw", "calls", "1"]),
            ],
            promises: vec![
                promise(Inside, OURS, RAW, AtMost(1.05)),
                promise(Cpu, OURS, RAW, AtMost(1.05)),
            ],
        },
        Work {
            name: "calls16",
            what: "small GETs, 16 threads, one client",
            slow: false,
            clients: vec![
                rust(OURS, &["ours", "calls", "16"]),
                rust(RAW, &["raw", "calls", "16"]),
            ],
            promises: vec![
                promise(Inside, OURS, RAW, AtMost(1.05)),
                promise(Cpu, OURS, RAW, AtMost(1.05)),
            ],
        },
        Work {
            name: "partition",
            what: "partitioned import, 20 ms per answer",
            slow: true,
            clients: vec![
                rust("8 workers", &["ours", "partition", "8"]),
                rust("1 worker", &["ours", "partition", "1"]),
            ],
            promises: vec![promise(Inside, "1 worker", "8 workers", AtLeast(7.0))],
        },
        Work {
            name: "prefetch",
            what: "pages of 1,000 units, 20 ms per answer",
            slow: true,
            clients: vec![
                rust("8 pages ahead", &["ours", "pages", "8"]),
                rust("none ahead", &["ours", "pages", "0"]),
            ],
            promises: vec![promise(Inside, "none ahead", "8 pages ahead", AtLeast(4.0))],
        },
    ]
}
