//! Lists: filters, one's own row type, pages, and reading ahead.
//!
//! `cargo run --example list_and_filter`. It writes nothing, so it may run against any server
//! (`DHIS2_URL`, and `DHIS2_PAT` or `DHIS2_USERNAME` and `DHIS2_PASSWORD`).

#[path = "support/mod.rs"]
mod support;

use dhis2::{Error, Filter, RetryPolicy, Uid};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Unit {
    id: Uid,
    name: String,
    level: u32,
}

fn main() -> dhis2::Result<()> {
    let target = support::server();
    // With a policy, a page that breaks off is read on where it broke.
    let api = target.builder().retry(RetryPolicy::default()).connect()?;

    // Objects one by one, over as many pages as there are. One object is held at a time.
    let districts = api
        .organisation_units()
        .list()
        .fields("id,name,level")
        .filter("level:le:3")
        .filter(Filter::ilike("name", "or")?)
        .order("name");
    for unit in districts.items_as::<Unit>().limit(5) {
        let unit = unit?;
        println!("{} {} (level {})", unit.id, unit.name, unit.level);
    }

    // DHIS2 would cut this value at the comma and find other objects: it is refused instead.
    if let Err(refused) = Filter::eq("name", "Ward 1, East") {
        println!("\n{refused}");
    }

    // Pages, two of them fetched ahead by threads while this one looks at the one before.
    let pages = api.get("dataElements").param("fields", "id,valueType");
    for page in pages.pages().page_size(20).prefetch(2) {
        let page = page?;
        let total = page.total().unwrap_or_default();
        println!("page {}: {} of {total}", page.number(), page.rows().len());
    }

    // By id: rows that come and go meanwhile do no harm, and a run can go on another day.
    let units = || api.get("organisationUnits").fields("id,name,level");
    let mut first = units().items_as::<Unit>().by_id().limit(100);
    let read = first.by_ref().collect::<dhis2::Result<Vec<_>>>()?;
    let last = first.last_id().unwrap_or_default().to_owned();
    let mut rest = units().items_as::<Unit>().after(&last);
    rest.by_ref().try_for_each(|unit| unit.map(|_| ()))?;
    println!(
        "\n{} units up to {last}, {} after it",
        read.len(),
        rest.count_so_far()
    );

    // An error in the middle of a run names the page to go on from.
    for row in api.get("dataElements").items_as::<Value>().page_size(25) {
        match row {
            Ok(_) => {}
            Err(Error::Paging(error)) => println!("go on with page {}", error.page()),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
