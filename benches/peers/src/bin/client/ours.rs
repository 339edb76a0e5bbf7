//! The work with `dhis2`.

use std::thread;

use dhis2::stream::JsonBody;
use dhis2::{Api, Auth, Multipart, Upload};
use dhis2_peers::data::{self, DataValue, Me, UNIT_FIELDS, Unit};

use crate::{Job, PASSWORD, Seen, USER};

fn api(job: &Job) -> Api {
    let builder = Api::builder(&job.base).auth(Auth::basic(USER, PASSWORD));
    builder.no_proxy().build().expect("a client")
}

pub fn units(job: &Job) -> Seen {
    let mut seen = Seen::default();
    let list = api(job).get("organisationUnits").fields(UNIT_FIELDS);
    for unit in list.items_as::<Unit>().page_size(1_000) {
        seen.note(&unit.expect("a unit").name);
    }
    seen
}

pub fn export(job: &Job) -> Seen {
    let mut seen = Seen::default();
    let answer = api(job)
        .get("dataValueSets")
        .param("dataSet", "DsMonthly01")
        .send()
        .expect("an answer");
    for value in answer.elements::<DataValue>("dataValues") {
        seen.note(&value.expect("a value").value);
    }
    seen
}

pub fn import(job: &Job) -> Seen {
    let block: &'static [DataValue] = data::values().leak();
    let body = JsonBody::new("dataValues", block.iter().cycle().take(job.sizes.values));
    let made = body.progress();
    let report = api(job)
        .post("dataValueSets")
        .reader("application/json", body)
        .send_import();
    report.expect("a report");
    Seen {
        count: made.elements(),
        sum: made.json_bytes(),
    }
}

pub fn download(job: &Job) -> Seen {
    let document = api(job).get("documents/DocGuide001/data");
    let bytes = document.copy_to(&mut std::io::sink()).expect("the file");
    Seen {
        count: 1,
        sum: bytes,
    }
}

pub fn upload(job: &Job) -> Seen {
    let form = Multipart::new().file(
        "file",
        Upload::path(&job.path).content_type("application/octet-stream"),
    );
    let request = api(job).post("fileResources").param("domain", "DOCUMENT");
    let answer = request.multipart(form).send().expect("an answer");
    Seen {
        count: 1,
        sum: answer.bytes().expect("a report").len() as u64,
    }
}

pub fn calls(job: &Job, threads: usize) -> Seen {
    let api = &api(job);
    let each = job.sizes.calls / threads;
    let work = move || {
        let mut seen = Seen::default();
        for _ in 0..each {
            let me: Me = api
                .get("me")
                .param("fields", "id,username")
                .fetch()
                .expect("me");
            seen.note(&me.username);
        }
        seen
    };
    in_threads(threads, work)
}

/// The sum of what as many threads saw; on the calling one where it is one.
pub fn in_threads(threads: usize, work: impl Fn() -> Seen + Copy + Send) -> Seen {
    if threads == 1 {
        return work();
    }
    thread::scope(|scope| {
        let all: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let seen = all.into_iter().map(|one| one.join().expect("a thread"));
        seen.fold(Seen::default(), |sum, one| Seen {
            count: sum.count + one.count,
            sum: sum.sum + one.sum,
        })
    })
}

pub fn partition(job: &Job, workers: usize) -> Seen {
    let block: &'static [DataValue] = data::values().leak();
    let values = block
        .iter()
        .cycle()
        .take(job.sizes.parts * job.sizes.part_items);
    let mut seen = Seen::default();
    let parts = api(job)
        .post("dataValueSets")
        .idempotent(true)
        .partitioned("dataValues", values);
    for part in parts.max_items(job.sizes.part_items).concurrency(workers) {
        seen.count += 1;
        seen.sum += part.expect("a part").range().end;
    }
    seen
}

pub fn pages(job: &Job, prefetch: usize) -> Seen {
    let mut seen = Seen::default();
    let list = api(job)
        .get("organisationUnits")
        .fields(UNIT_FIELDS)
        .param("pages", job.sizes.pages as u64);
    for page in list.pages_as::<Unit>().page_size(1_000).prefetch(prefetch) {
        for unit in page.expect("a page").rows() {
            seen.note(&unit.name);
        }
    }
    seen
}
