//! One client doing one piece of work: `client ours units`.
//!
//! It prints what it took by its own clock (wall and CPU seconds), what it saw (a count and a sum over
//! the contents, which must be the same for every client) and its allocations.

mod each;
mod ours;
mod raw;

use std::time::Instant;

use dhis2_peers::count;
use dhis2_peers::sizes::Sizes;

#[global_allocator]
static ALLOCATOR: count::Counting = count::Counting;

/// What a client saw.
#[derive(Default, Clone, Copy)]
pub struct Seen {
    pub count: u64,
    pub sum: u64,
}

impl Seen {
    pub fn note(&mut self, text: &str) {
        self.count += 1;
        self.sum += text.chars().count() as u64;
    }
}

pub struct Job {
    pub base: String,
    pub sizes: Sizes,
    /// A file to upload.
    pub path: String,
}

/// What each client signs in with.
pub const USER: &str = "admin";
pub const PASSWORD: &str = "district";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let base = std::env::var("BENCH_URL").expect("BENCH_URL");
    let job = Job {
        base,
        sizes: Sizes::from_env(),
        path: std::env::var("BENCH_FILE").unwrap_or_default(),
    };
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let work: Box<dyn FnOnce() -> Seen> = match args[..] {
        ["ours", "units"] => Box::new(move || ours::units(&job)),
        ["raw", "units"] => Box::new(move || raw::units(&job)),
        ["ours", "export"] => Box::new(move || ours::export(&job)),
        ["raw", "export"] => Box::new(move || raw::export(&job)),
        ["memory", "export"] => {
            let bytes = dhis2_peers::data::Document::new().whole(job.sizes.values);
            Box::new(move || raw::from_memory(&bytes))
        }
        ["ours", "import"] => Box::new(move || ours::import(&job)),
        ["raw", "import"] => Box::new(move || raw::import(&job)),
        ["ours", "download"] => Box::new(move || ours::download(&job)),
        ["raw", "download"] => Box::new(move || raw::download(&job)),
        ["ours", "upload"] => Box::new(move || ours::upload(&job)),
        ["raw", "upload"] => Box::new(move || raw::upload(&job)),
        ["ours", "calls", threads] => {
            let threads = threads.parse().expect("threads");
            Box::new(move || ours::calls(&job, threads))
        }
        ["raw", "calls", threads] => {
            let threads = threads.parse().expect("threads");
            Box::new(move || raw::calls(&job, threads))
        }
        ["ours", "partition", workers] => {
            let workers = workers.parse().expect("workers");
            Box::new(move || ours::partition(&job, workers))
        }
        ["ours", "pages", prefetch] => {
            let prefetch = prefetch.parse().expect("prefetch");
            Box::new(move || ours::pages(&job, prefetch))
        }
        _ => panic!("no such work: {args:?}"),
    };
    if std::env::var_os("BENCH_COUNT").is_some() {
        count::start();
    }
    let (cpu, wall) = (cpu(), Instant::now());
    let seen = work();
    let (wall, cpu) = (wall.elapsed().as_secs_f64(), self::cpu() - cpu);
    let (count, bytes) = count::read();
    println!(
        "{wall:.6} {cpu:.6} {} {} {count} {bytes}",
        seen.count, seen.sum
    );
}

/// The CPU seconds of this process so far, user and system.
fn cpu() -> f64 {
    // SAFETY: the call fills the structure that it is given.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        assert_eq!(libc::getrusage(libc::RUSAGE_SELF, &raw mut usage), 0);
        usage
    };
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    seconds(usage.ru_utime) + seconds(usage.ru_stime)
}
