//! The same work with `ureq` and `serde_json`, as one would write it by hand with some care: one agent,
//! whole pages read into memory, `from_slice`.

use std::fs::File;
use std::io::{BufReader, Read};

use dhis2_peers::data::{self, DataValue, Me, UNIT_FIELDS, Unit};
use serde::de::DeserializeSeed;
use serde::{Deserialize, Serialize, Serializer};
use ureq::{Agent, SendBody};

use crate::each::Each;
use crate::ours::in_threads;
use crate::{Job, Seen};

/// `admin:district` in base 64.
const BASIC: &str = "Basic YWRtaW46ZGlzdHJpY3Q=";

fn agent() -> Agent {
    // As many idle connections as ours keeps: by default ureq keeps 3, fewer than there are threads.
    Agent::config_builder()
        .proxy(None)
        .max_idle_connections(100)
        .max_idle_connections_per_host(20)
        .build()
        .into()
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    pager: Pager,
    organisation_units: Vec<Unit>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Pager {
    page_count: usize,
}

pub fn units(job: &Job) -> Seen {
    let agent = agent();
    let url = format!("{}/api/organisationUnits", job.base);
    let mut seen = Seen::default();
    let mut page = 0;
    loop {
        page += 1;
        let request = agent
            .get(&url)
            .header("authorization", BASIC)
            .header("accept", "application/json");
        let request = request
            .query("fields", UNIT_FIELDS)
            .query("order", "id:asc");
        let request = request
            .query("pageSize", "1000")
            .query("page", page.to_string());
        let mut answer = request.call().expect("an answer");
        let bytes = answer
            .body_mut()
            .with_config()
            .limit(u64::MAX)
            .read_to_vec()
            .expect("a page");
        let answer: Page = serde_json::from_slice(&bytes).expect("a page");
        for unit in answer.organisation_units {
            seen.note(&unit.name);
        }
        if page >= answer.pager.page_count {
            return seen;
        }
    }
}

pub fn export(job: &Job) -> Seen {
    let mut seen = Seen::default();
    let url = format!("{}/api/dataValueSets?dataSet=DsMonthly01", job.base);
    let answer = agent()
        .get(url)
        .header("authorization", BASIC)
        .call()
        .expect("an answer");
    let reader = BufReader::with_capacity(64 * 1024, answer.into_body().into_reader());
    let mut json = serde_json::Deserializer::from_reader(reader);
    let each = Each::new("dataValues", |value: DataValue| seen.note(&value.value));
    each.deserialize(&mut json).expect("values");
    json.end().expect("the end");
    seen
}

pub fn from_memory(bytes: &[u8]) -> Seen {
    let mut seen = Seen::default();
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let each = Each::new("dataValues", |value: DataValue| seen.note(&value.value));
    each.deserialize(&mut json).expect("values");
    json.end().expect("the end");
    seen
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Values {
    data_values: Repeated,
}

struct Repeated(Vec<DataValue>, usize);

impl Serialize for Repeated {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().cycle().take(self.1))
    }
}

pub fn import(job: &Job) -> Seen {
    let values = Repeated(data::values(), job.sizes.values);
    let body = serde_json::to_vec(&Values {
        data_values: values,
    })
    .expect("JSON");
    let url = format!("{}/api/dataValueSets", job.base);
    let request = agent()
        .post(url)
        .header("authorization", BASIC)
        .header("content-type", "application/json");
    let mut answer = request.send(&body[..]).expect("an answer");
    let report = answer.body_mut().read_to_vec().expect("a report");
    serde_json::from_slice::<serde_json::Value>(&report).expect("a report");
    Seen {
        count: job.sizes.values as u64,
        sum: body.len() as u64,
    }
}

pub fn download(job: &Job) -> Seen {
    let url = format!("{}/api/documents/DocGuide001/data", job.base);
    let answer = agent()
        .get(url)
        .header("authorization", BASIC)
        .call()
        .expect("an answer");
    let mut reader = answer.into_body().into_reader();
    let bytes = std::io::copy(&mut reader, &mut std::io::sink()).expect("the file");
    Seen {
        count: 1,
        sum: bytes,
    }
}

pub fn upload(job: &Job) -> Seen {
    let file = File::open(&job.path).expect("the file");
    let length = file.metadata().expect("its length").len();
    let head = "--bench-boundary\r\ncontent-disposition: form-data; name=\"file\"; filename=\"guide.bin\"\r\n\
                content-type: application/octet-stream\r\n\r\n";
    let tail = "\r\n--bench-boundary--\r\n";
    let body = head.as_bytes().chain(file).chain(tail.as_bytes());
    let url = format!("{}/api/fileResources?domain=DOCUMENT", job.base);
    let request = agent().post(url).header("authorization", BASIC);
    let request = request.header(
        "content-type",
        "multipart/form-data; boundary=bench-boundary",
    );
    let request = request.header(
        "content-length",
        (head.len() as u64 + length + tail.len() as u64).to_string(),
    );
    let mut answer = request
        .send(SendBody::from_owned_reader(body))
        .expect("an answer");
    Seen {
        count: 1,
        sum: answer.body_mut().read_to_vec().expect("a report").len() as u64,
    }
}

pub fn calls(job: &Job, threads: usize) -> Seen {
    let agent = &agent();
    let each = job.sizes.calls / threads;
    let url = &format!("{}/api/me", job.base);
    let work = move || {
        let mut seen = Seen::default();
        for _ in 0..each {
            let request = agent
                .get(url)
                .header("authorization", BASIC)
                .header("accept", "application/json");
            let mut answer = request
                .query("fields", "id,username")
                .call()
                .expect("an answer");
            let bytes = answer.body_mut().read_to_vec().expect("an answer");
            let me: Me = serde_json::from_slice(&bytes).expect("me");
            seen.note(&me.username);
        }
        seen
    };
    in_threads(threads, work)
}
