//! Runs every client against the server, turn by turn, and prints medians, spreads and ratios.

mod measure;
mod plan;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};

use dhis2_peers::sizes::{Sizes, number, percent};
use measure::Sample;
use plan::{Bound, Client, Figure, How, Promise, Work};

/// The runner's folders: this program's own, the environments, the Python programs.
struct Places {
    release: PathBuf,
    venvs: PathBuf,
    python: PathBuf,
}

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let works = plan::all();
    if let Some(unknown) = wanted
        .iter()
        .find(|name| works.iter().all(|work| work.name != **name))
    {
        let known: Vec<_> = works.iter().map(|work| work.name).collect();
        eprintln!(
            "no such measurement: {unknown} (there are {})",
            known.join(", ")
        );
        return ExitCode::FAILURE;
    }
    let program = std::env::current_exe().expect("this program's path");
    let release = program.parent().expect("a folder").to_owned();
    let target = release.parent().expect("a folder").to_owned();
    let places = Places {
        venvs: target.join("venv"),
        python: Path::new(env!("CARGO_MANIFEST_DIR")).join("../python"),
        release,
    };
    let sizes = Sizes::from_env();
    let file = target.join("upload.bin");
    fs::File::create(&file)
        .and_then(|made| made.set_len(sizes.file))
        .expect("a file to upload");
    let mut server = Server::start(&places.release.join("server"));
    let rounds = number("BENCH_ROUNDS", 5).max(1);
    println!(
        "{}% of the full sizes: {sizes:?}\n{rounds} rounds, clients by turns; median (least to most); load {}",
        percent(),
        load()
    );
    let mut promises = Vec::new();
    for work in works
        .iter()
        .filter(|work| wanted.is_empty() || wanted.iter().any(|name| name == work.name))
    {
        measure_work(work, &places, &server.url, &file, rounds, &mut promises);
    }
    println!("\nload at the end: {}\n\nPromises", load());
    for line in &promises {
        println!("  {line}");
    }
    server.stop();
    ExitCode::SUCCESS
}

fn measure_work(
    work: &Work,
    places: &Places,
    url: &str,
    file: &Path,
    rounds: usize,
    promises: &mut Vec<String>,
) {
    let url = if work.slow {
        format!("{url}/slow")
    } else {
        url.to_owned()
    };
    let file = file.display().to_string();
    let settings = [("BENCH_URL", url.as_str()), ("BENCH_FILE", &file)];
    let run = |client: &Client, more: &[(&str, &str)]| {
        let settings = [&settings[..], more].concat();
        match client.how {
            How::Rust(words) => measure::run(&places.release.join("client"), words, &settings),
            How::Python { venv, script } => {
                let script = places.python.join(script).display().to_string();
                measure::run(
                    &places.venvs.join(venv).join("bin/python"),
                    &[&script],
                    &settings,
                )
            }
        }
    };
    let there: Vec<&Client> = work
        .clients
        .iter()
        .filter(|client| is_there(client, places))
        .collect();
    let mut samples: Vec<Vec<Sample>> = vec![Vec::new(); there.len()];
    for round in 0..rounds {
        for turn in 0..there.len() {
            // Nobody is always first.
            let at = (turn + round) % there.len();
            samples[at].push(run(there[at], &[]));
        }
    }
    let seen = samples[0][0].seen;
    for (client, samples) in there.iter().zip(&samples) {
        let other = samples
            .iter()
            .find(|sample| sample.seen != seen && !work.slow);
        assert!(
            other.is_none(),
            "{} saw {other:?}, where the first saw {seen:?}",
            client.name
        );
    }
    println!("\n{}: {} {}", work.name, seen.0, work.what);
    println!(
        "  {:<24} {:>26} {:>26} {:>24} {:>9}  by the second: work, CPU",
        "", "work, s", "CPU, s", "peak RSS, MiB", "µs each"
    );
    let base = &samples[1];
    for (client, samples) in there.iter().zip(&samples) {
        let each = median(samples, Figure::Work) * 1e6 / seen.0 as f64;
        let shown = |figure, digits| {
            let (least, most) = spread(samples, figure);
            format!(
                "{:.digits$} ({least:.digits$} to {most:.digits$})",
                median(samples, figure)
            )
        };
        println!(
            "  {:<24} {:>26} {:>26} {:>24} {each:>9.2}  {:.3} {:.3}",
            client.name,
            shown(Figure::Work, 3),
            shown(Figure::Cpu, 3),
            shown(Figure::Rss, 1),
            median(samples, Figure::Work) / median(base, Figure::Work),
            median(samples, Figure::Cpu) / median(base, Figure::Cpu),
        );
    }
    if matches!(work.name, "calls" | "units") {
        for client in there
            .iter()
            .filter(|client| matches!(client.how, How::Rust(_)))
        {
            let counted = run(client, &[("BENCH_COUNT", "1")]);
            let each = counted.allocations as f64 / counted.seen.0 as f64;
            println!("  {}: {each:.2} allocations each", client.name);
        }
    }
    for promise in &work.promises {
        let find = |name: &str| there.iter().position(|client| client.name == name);
        if let Some(of) = find(promise.of) {
            let by = promise.by.and_then(find);
            promises.push(judge(
                work,
                promise,
                &samples[of],
                by.map(|by| &samples[by][..]),
            ));
        }
    }
}

fn is_there(client: &Client, places: &Places) -> bool {
    match client.how {
        How::Rust(_) => true,
        How::Python { venv, .. } => {
            let asked = number("BENCH_PYTHON", 1) != 0;
            let there = asked && places.venvs.join(venv).join("installed").exists();
            if !there {
                println!("\n({} is left out: it is not installed)", client.name);
            }
            there
        }
    }
}

fn judge(work: &Work, promise: &Promise, of: &[Sample], by: Option<&[Sample]>) -> String {
    let mut value = median(of, promise.figure);
    let mut what = format!("{} of {}", promise.figure.name(), promise.of);
    if let (Some(by), Some(name)) = (by, promise.by) {
        value /= median(by, promise.figure);
        what += &format!(" / {name}");
    }
    let (kept, bound) = match promise.bound {
        Bound::AtMost(most) => (value <= most, format!("at most {most:.2}")),
        Bound::AtLeast(least) => (value >= least, format!("at least {least:.2}")),
    };
    let mark = if kept { "kept  " } else { "MISSED" };
    format!("{mark} {:<10} {what}: {value:.2} ({bound})", work.name)
}

fn sorted(samples: &[Sample], figure: Figure) -> Vec<f64> {
    let mut all: Vec<f64> = samples.iter().map(|sample| figure.of(sample)).collect();
    all.sort_by(f64::total_cmp);
    all
}

fn median(samples: &[Sample], figure: Figure) -> f64 {
    let all = sorted(samples, figure);
    f64::midpoint(all[(all.len() - 1) / 2], all[all.len() / 2])
}

fn spread(samples: &[Sample], figure: Figure) -> (f64, f64) {
    let all = sorted(samples, figure);
    (all[0], all[all.len() - 1])
}

fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_else(|_| "unknown".to_owned());
    text.split(' ').take(3).collect::<Vec<_>>().join(" ")
}

/// The server, a process of its own.
struct Server {
    child: Child,
    url: String,
}

impl Server {
    fn start(program: &Path) -> Self {
        let mut command = Command::new(program);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server");
        let mut port = String::new();
        let said = child.stdout.take().expect("piped");
        BufReader::new(said).read_line(&mut port).expect("its port");
        let url = format!("http://127.0.0.1:{}", port.trim());
        Self { child, url }
    }

    /// It ends when its standard input does.
    fn stop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}
