//! A tour: `cargo run --example tour` needs nothing installed and nothing running.
//!
//! It starts a small demo server that answers as a DHIS2 2.42 was recorded to, and shows what a day
//! with DHIS2 is made of. With `DHIS2_URL` (and `DHIS2_PAT`, or `DHIS2_USERNAME` and
//! `DHIS2_PASSWORD`) it talks to that server instead, and only reads, unless it is given `--write`:
//! `cargo run --example tour -- --write`.

#[path = "support/mod.rs"]
mod support;

use std::time::Duration;

use dhis2::{Api, Error, Result, RetryPolicy, Uid, Upload};
use serde_json::json;

/// As much of an organisation unit as the tour needs.
#[derive(serde::Deserialize)]
struct Unit {
    id: Uid,
    #[serde(default)]
    name: String,
    #[serde(default)]
    level: u32,
}

fn main() -> Result<()> {
    let target = support::server();
    let write = target.is_demo || std::env::args().any(|argument| argument == "--write");

    // 1. Connect: finds where the server really is, and learns its version.
    let api = target.builder().retry(RetryPolicy::default()).connect()?;
    println!("1. DHIS2 {} at {}", api.version()?, api.base_url());
    println!(
        "   signed in as {}\n",
        api.me()?.username.unwrap_or_default()
    );

    typed_rows(&api)?;
    an_error_that_explains_itself(&api)?;
    if write {
        a_file_there_and_back(&api)?;
        an_import_in_parts(&api)?;
        a_task_to_its_end(&api)?;
    } else {
        println!("4.-6. left out: they write. Add `-- --write` to run them on this server.");
    }
    Ok(())
}

/// 2. Rows of one's own type, over as many pages as there are.
fn typed_rows(api: &Api) -> Result<()> {
    println!("2. Organisation units, by pages of 100:");
    let mut units = api
        .organisation_units()
        .list()
        .fields("id,name,level")
        .order("level:asc")
        .items_as::<Unit>()
        .page_size(100);
    for unit in units.by_ref().take(3) {
        let unit = unit?;
        println!("   {} {} (level {})", unit.id, unit.name, unit.level);
    }
    let rest = units
        .by_ref()
        .try_fold(0, |count, unit| unit.map(|_| count + 1))?;
    println!("   … and {rest} more, read from {} pages\n", units.page());
    Ok(())
}

/// 3. DHIS2's own explanation, its code, and what to do about it.
fn an_error_that_explains_itself(api: &Api) -> Result<()> {
    println!("3. An error:");
    match api.data_elements().get("NoSuchUid11") {
        Err(error @ Error::Api(_)) => {
            println!("   {error}");
            println!(
                "   status {:?}, code {:?}\n",
                error.status(),
                error.error_code()
            );
            Ok(())
        }
        Err(error) => Err(error),
        Ok(_) => Ok(()),
    }
}

/// 4. A file up and down again, streamed both ways.
fn a_file_there_and_back(api: &Api) -> Result<()> {
    let guide: Vec<u8> = (0..100_000_u32).flat_map(u32::to_le_bytes).collect();
    let upload = Upload::bytes("guide.pdf", guide.clone());
    let document = api.files().upload_document("Guide of the tour", upload)?;
    let uid = &document.id;
    let back = api.files().download_document(uid)?.bytes()?;
    let same = if guide == back {
        "the same"
    } else {
        "NOT the same"
    };
    println!(
        "4. Document {uid}: {} bytes up and down again, {same}\n",
        guide.len()
    );
    api.files().delete_document(uid)
}

/// 5. An import in parts: one value is wrong, and is named by its place in the whole.
fn an_import_in_parts(api: &Api) -> Result<()> {
    println!("5. 60 data values in parts of 20, one of them wrong:");
    let facilities = api
        .organisation_units()
        .list()
        .fields("id")
        .filter("level:eq:4");
    let units: Vec<Unit> = facilities.items_as().limit(60).collect::<Result<_>>()?;
    let values = units.into_iter().enumerate().map(|(n, unit)| {
        let element = if n == 37 {
            "NoSuchUid11"
        } else {
            "DeMalariaC1"
        };
        json!({
            "dataElement": element, "period": "202601", "orgUnit": unit.id, "value": n.to_string(),
        })
    });
    let parts = api
        .post("dataValueSets")
        .partitioned("dataValues", values)
        .max_items(20);
    for part in parts {
        let part = part?;
        let report = part.report();
        println!(
            "   values {:?}: {:?}, {}",
            part.range(),
            report.outcome(),
            report.stats()
        );
        for conflict in report.conflicts() {
            println!("   refused: {conflict}");
        }
    }
    println!();
    Ok(())
}

/// 6. Work on the server, followed to its end.
fn a_task_to_its_end(api: &Api) -> Result<()> {
    let ticket: dhis2::WebMessage = api
        .post("resourceTables/analytics")
        .param("lastYears", 1)
        .fetch()?;
    let Some(task) = ticket.task_ref() else {
        println!("6. The server gave no task: {ticket:?}");
        return Ok(());
    };
    println!("6. Analytics tables, task {task}:");
    let limit = Duration::from_secs(900);
    let watch = api
        .tasks()
        .watch(&task)
        .poll_interval(Duration::from_millis(100))
        .timeout(limit);
    for note in watch {
        let note = note?;
        println!(
            "   [{}] {}",
            if note.completed { "x" } else { " " },
            note.message
        );
    }
    Ok(())
}
