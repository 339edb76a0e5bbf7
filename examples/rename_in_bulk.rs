//! Renames every data element whose name contains a text.
//!
//! `cargo run --example rename_in_bulk [-- <text> <new text>]`. It starts a demo server of its own. A
//! server in `DHIS2_URL` is changed only with `--write`; without it, the new names are shown.
//!
//! What fails is said and counted, and the run goes on.

#[path = "support/mod.rs"]
mod support;

use dhis2::{Filter, JsonPatch, Uid};
use serde::Deserialize;

#[derive(Deserialize)]
struct Element {
    id: Uid,
    name: String,
}

fn main() -> dhis2::Result<()> {
    let (flags, words): (Vec<_>, Vec<_>) = std::env::args()
        .skip(1)
        .partition(|word| word.starts_with("--"));
    let old = words.first().map_or("packs", String::as_str);
    let new = words.get(1).map_or("boxes", String::as_str);

    let target = support::server();
    let write = target.is_demo || flags.iter().any(|flag| flag == "--write");
    let api = target.builder().connect()?;
    let elements = api.data_elements();

    // Read by id, the list does not shift under the changes. Case counts, as in `replace` below.
    let hits = elements
        .list()
        .fields("id,name")
        .filter(Filter::like("name", old)?)
        .items_as::<Element>()
        .by_id();

    let (mut renamed, mut failed) = (0, 0);
    for element in hits {
        let element = element?;
        let name = element.name.replace(old, new);
        println!("{} {} -> {name}", element.id, element.name);
        if !write {
            continue;
        }
        // Only the name is sent: a PUT would lose whatever it leaves out.
        let patch = JsonPatch::new().replace("/name", &name);
        match elements.patch(element.id, &patch) {
            Ok(_) => renamed += 1,
            Err(error) => {
                failed += 1;
                eprintln!("{} stays as it is: {error}", element.id);
            }
        }
    }
    println!("{renamed} renamed, {failed} failed");
    if !write {
        println!("nothing was changed: add `--write`");
    }
    Ok(())
}
