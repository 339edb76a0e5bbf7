//! Running a client and measuring it from outside.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// One run of one client.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    pub wall: f64,
    pub cpu: f64,
    pub rss: f64,
    /// The client's own clock around the work; the whole process where it has none.
    pub work: f64,
    /// What it saw: the same for all clients.
    pub seen: (u64, u64),
    pub allocations: u64,
}

/// Runs a program to its end.
pub fn run(program: &Path, args: &[&str], settings: &[(&str, &str)]) -> Sample {
    let mut command = Command::new(program);
    command
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    for name in [
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
    ] {
        command.env_remove(name);
    }
    // A traceback maps the debug information into memory.
    command
        .env_remove("RUST_BACKTRACE")
        .envs(settings.iter().copied());
    let started = Instant::now();
    let mut child = command
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    let mut said = String::new();
    child
        .stdout
        .take()
        .expect("piped")
        .read_to_string(&mut said)
        .expect("its output");
    let (ok, cpu, rss) = wait(&child);
    let wall = started.elapsed().as_secs_f64();
    assert!(ok, "{} {args:?} failed", program.display());
    let words: Vec<f64> = said
        .split_whitespace()
        .map(|word| word.parse().expect("a number"))
        .collect();
    let [work, _, count, sum, allocations, _] = words[..] else {
        panic!("{} {args:?} said {said:?}", program.display());
    };
    Sample {
        wall,
        cpu,
        rss,
        work: if work > 0.0 { work } else { wall },
        seen: (count as u64, sum as u64),
        allocations: allocations as u64,
    }
}

/// Waits for a child: whether it succeeded, its CPU seconds and its peak memory in MiB.
///
/// This process is small, and has to be: on Linux the peak of a child is at least what its parent held
/// when it was started.
fn wait(child: &Child) -> (bool, f64, f64) {
    let mut status = 0;
    // SAFETY: both pointers are to places that live through the call.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        let pid = child.id().cast_signed();
        assert_eq!(libc::wait4(pid, &raw mut status, 0, &raw mut usage), pid);
        usage
    };
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    let unit = if cfg!(target_os = "macos") {
        1.0
    } else {
        1024.0
    };
    let rss = usage.ru_maxrss as f64 * unit / f64::from(1 << 20);
    (
        status == 0,
        seconds(usage.ru_utime) + seconds(usage.ru_stime),
        rss,
    )
}
