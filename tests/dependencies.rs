//! What the crate drags in: no async runtime and no OpenSSL, whatever features are on.

use std::process::Command;

/// The crates of the normal tree, or `None` where cargo cannot tell (no cargo, or no index offline).
fn tree(features: &[&str]) -> Option<Vec<String>> {
    let output = Command::new(std::env::var_os("CARGO")?)
        .args([
            "tree",
            "-e",
            "normal",
            "--offline",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .args(features)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .ok()?;
    if !output.status.success() {
        eprintln!("skipped: {}", String::from_utf8_lossy(&output.stderr));
        return None;
    }
    let lines = String::from_utf8(output.stdout).ok()?;
    Some(
        lines
            .lines()
            .filter_map(|line| line.split(' ').next())
            .map(str::to_owned)
            .collect(),
    )
}

#[test]
fn no_async_runtime_comes_along() {
    let Some(crates) = tree(&["--all-features"]) else {
        return;
    };
    assert!(crates.iter().any(|name| name == "ureq"), "{crates:?}");
    for unwanted in [
        "tokio",
        "hyper",
        "async-std",
        "smol",
        "reqwest",
        "futures",
        "mio",
    ] {
        assert!(!crates.iter().any(|name| name == unwanted), "{unwanted}");
    }
}

#[test]
fn the_default_tree_needs_no_openssl() {
    // `native-tls` is a feature for those who want it.
    let Some(crates) = tree(&[]) else { return };
    for unwanted in ["openssl", "openssl-sys", "native-tls"] {
        assert!(!crates.iter().any(|name| name == unwanted), "{unwanted}");
    }
    assert!(crates.iter().any(|name| name == "rustls"), "{crates:?}");
}
