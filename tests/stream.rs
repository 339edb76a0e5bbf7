//! Streams against what the whole document says: recorded answers, and random documents that are
//! cut, broken and read in pieces of any size, with `serde_json` and `struson` as judges.

#![allow(clippy::expect_used)] // In helpers of tests too.

use std::fmt::Write as _;
use std::io::{self, Read};
use std::path::Path;

use dhis2::stream::{CsvRows, ElementSplitter, Elements, JsonBody, Select};
use dhis2::{Error, Result, Uid};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use struson::reader::{JsonReader, JsonStreamReader};

/// The body of a recorded answer.
fn recorded(name: &str) -> String {
    let path = Path::new("tests/recordings/2.42").join(name);
    let exchange: Value = dhis2::stream::load_json(path).expect("a recording");
    let body = exchange["response"]["body"].as_str();
    body.expect("a body of text").to_owned()
}

/// Gives as many bytes at a time as the list says, round and round.
struct Pieces<'a> {
    bytes: &'a [u8],
    sizes: std::iter::Cycle<std::vec::IntoIter<usize>>,
}

fn pieces(bytes: &[u8], sizes: Vec<usize>) -> Pieces<'_> {
    let sizes = sizes.into_iter().cycle();
    Pieces { bytes, sizes }
}

impl Read for Pieces<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let size = self.sizes.next().unwrap_or(1).min(out.len());
        self.bytes.read(&mut out[..size])
    }
}

/// The elements up to the end or the first error, and the fields.
fn split(reader: impl Read, select: impl Into<Select>) -> (Vec<Value>, Result<Map<String, Value>>) {
    let mut elements = Elements::<Value, _>::new(reader, select);
    let mut values = Vec::new();
    while let Some(element) = elements.next() {
        match element {
            Ok(value) => values.push(value),
            Err(error) => {
                assert!(elements.next().is_none(), "nothing after an error");
                return (values, Err(error));
            }
        }
    }
    let fields = elements.fields().clone();
    (values, Ok(fields))
}

/// What is under a dotted path in a document, and the document without it.
fn by_serde(document: &str, path: &str) -> (Vec<Value>, Value) {
    let mut document: Value = serde_json::from_str(document).expect("JSON");
    let (above, key) = path.rsplit_once('.').unwrap_or(("", path));
    let pointer = above.split('.').filter(|name| !name.is_empty());
    let inner = pointer.fold(&mut document, |inner, name| &mut inner[name]);
    let array = inner.as_object_mut().expect("an object").remove(key);
    match array {
        Some(Value::Array(values)) => (values, document),
        other => panic!("{path} is {other:?}"),
    }
}

#[test]
fn every_recorded_list_is_split_as_the_whole_document_says() {
    for (name, path, count) in [
        ("data_values/get_set_json.json", "dataValues", 25),
        ("paging/org_units_page_2.json", "organisationUnits", 50),
        ("tracker/events.json", "events", 2),
        ("analytics/aggregate_json.json", "rows", 30),
        ("analytics/aggregate_json.json", "headers", 4),
        ("org_units/geojson.json", "features", 5),
        ("sql_views/data_json.json", "listGrid.rows", 6),
    ] {
        let body = recorded(name);
        let (values, rest) = by_serde(&body, path);
        assert_eq!(values.len(), count, "{name}");
        for size in [1, 2, 3, 17, 1000, usize::MAX] {
            let (streamed, fields) = split(pieces(body.as_bytes(), vec![size]), path);
            assert_eq!(streamed, values, "{name} by {size}");
            assert_eq!(Value::from(fields.expect(name)), rest, "{name} by {size}");
        }
        for cut in 0..body.len() {
            let (_, fields) = split(&body.as_bytes()[..cut], path);
            assert!(fields.is_err(), "{name} cut at {cut}");
        }
    }
}

#[test]
fn a_recorded_bare_list_needs_no_key() {
    let body = recorded("analytics/geo_features.json");
    let (values, fields) = split(body.as_bytes(), Select::document());
    assert_eq!(
        json!(values),
        serde_json::from_str::<Value>(&body).expect("JSON")
    );
    assert!(fields.expect("no error").is_empty());
}

#[test]
fn the_lists_of_recorded_answers_are_found_without_their_key() {
    for (name, key) in [
        ("data_values/get_set_json.json", "dataValues"),
        ("paging/org_units_page_2.json", "organisationUnits"),
        ("tracker/events.json", "events"),
        ("org_units/geojson.json", "features"),
    ] {
        let body = recorded(name);
        let select = Select::first_except(["headers"]);
        let mut splitter = ElementSplitter::new(body.as_bytes(), select);
        while splitter.next_raw().expect(name).is_some() {}
        assert_eq!(splitter.found_key(), Some(key));
    }
}

#[test]
fn recorded_units_are_typed_and_their_pager_is_there_afterwards() {
    #[derive(serde::Deserialize)]
    struct Unit {
        id: Uid,
        level: u8,
    }
    let body = recorded("paging/org_units_page_2.json");
    let mut units = Elements::<Unit, _>::new(body.as_bytes(), "organisationUnits");
    let first = units.next().expect("one").expect("a unit");
    assert_eq!(
        (first.id.to_string().as_str(), first.level),
        ("UjHJnILmgzV", 4)
    );
    assert_eq!(units.by_ref().map(Result::unwrap).count(), 49);
    assert_eq!(units.fields()["pager"]["total"], 531);
}

#[test]
fn a_recorded_sql_view_is_read_as_csv() {
    let body = recorded("sql_views/data_csv.json");
    let rows: Vec<_> = CsvRows::new(body.as_bytes())
        .collect::<Result<_>>()
        .expect("rows");
    assert_eq!(rows.len(), 6);
    assert_eq!(rows[0].get_by_name("name"), Some("Velmora"));
    let typed: Vec<(Uid, String, u8)> = CsvRows::new(body.as_bytes())
        .rows_as()
        .collect::<Result<_>>()
        .expect("rows");
    assert_eq!(typed[5].1, "Sunmere");
}

#[test]
fn a_stream_goes_into_the_body_of_another_without_being_held() {
    let source = recorded("data_values/get_set_json.json").into_bytes();
    let values = Elements::<Value, _>::new(io::Cursor::new(source.clone()), "dataValues");
    let (mut body, source_error) = JsonBody::fallible("dataValues", values);
    let mut sent = Vec::new();
    body.read_to_end(&mut sent).expect("a body");
    let text = String::from_utf8(source.clone()).expect("UTF-8");
    let (values, fields) = split(&sent[..], "dataValues");
    assert_eq!(values, by_serde(&text, "dataValues").0);
    assert!(fields.expect("no error").is_empty());
    assert!(source_error.take().is_none());

    // Cut in the middle: the other side's error breaks the body off and comes back as it was.
    let half = io::Cursor::new(source[..source.len() / 2].to_vec());
    let values = Elements::<Value, _>::new(half, "dataValues");
    let (mut body, source_error) = JsonBody::fallible("dataValues", values);
    body.read_to_end(&mut Vec::new()).expect_err("broken off");
    assert!(matches!(source_error.take(), Some(Error::Decode(_))));
}

/// JSON text of a value with white space anywhere and characters escaped at random.
struct Writer {
    text: String,
    seed: u64,
}

impl Writer {
    fn chance(&mut self, of: u64) -> bool {
        // Xorshift: the strategy gives the seed, so that a failure can be repeated.
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        self.seed % of == 0
    }

    fn space(&mut self) {
        while self.chance(4) {
            let space = [" ", "\n", "\r\n", "\t"][(self.seed >> 8) as usize % 4];
            self.text.push_str(space);
        }
    }

    fn string(&mut self, string: &str) {
        self.text.push('"');
        for character in string.chars() {
            if self.chance(8) {
                let mut units = [0; 2];
                for unit in character.encode_utf16(&mut units) {
                    write!(self.text, "\\u{unit:04x}").expect("a string takes all");
                }
            } else {
                let quoted = json!(character.to_string()).to_string();
                self.text.push_str(&quoted[1..quoted.len() - 1]);
            }
        }
        self.text.push('"');
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::String(string) => self.string(string),
            Value::Array(values) => self.items('[', values, ']', Self::value),
            Value::Object(map) => self.items('{', map, '}', Self::member),
            scalar => self.text.push_str(&scalar.to_string()),
        }
    }

    fn member(&mut self, (key, value): (&String, &Value)) {
        self.string(key);
        self.space();
        self.text.push(':');
        self.space();
        self.value(value);
    }

    fn items<I: IntoIterator>(
        &mut self,
        open: char,
        items: I,
        close: char,
        write: fn(&mut Self, I::Item),
    ) {
        self.text.push(open);
        self.space();
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.text.push(',');
                self.space();
            }
            write(self, item);
            self.space();
        }
        self.text.push(close);
    }
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{0,6}",
        r#"[\\"{}\[\],:u07b\n]{0,8}"#,
        "\\PC{0,4}",
        Just("values".to_owned()),
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1000..1000_i32).prop_map(|n| Value::from(f64::from(n) / 4.0)),
        any_text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(any_text(), inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

#[derive(Debug, Clone)]
struct Document {
    text: String,
    values: Vec<Value>,
    fields: Map<String, Value>,
}

/// A document with `values` anywhere among its fields.
fn any_document() -> impl Strategy<Value = Document> {
    let fields = || prop::collection::btree_map(any_text(), any_value(), 0..4);
    let values = prop::collection::vec(any_value(), 0..8);
    (fields(), values, fields(), 1..u64::MAX).prop_map(|(mut before, values, mut after, seed)| {
        before.remove("values");
        after.retain(|key, _| key != "values" && !before.contains_key(key));
        let key = "values".to_owned();
        let array = Value::Array(values.clone());
        let members = before.iter().chain([(&key, &array)]).chain(&after);
        let mut writer = Writer {
            text: String::new(),
            seed,
        };
        writer.items('{', members, '}', Writer::member);
        let fields = before.clone().into_iter().chain(after.clone()).collect();
        Document {
            text: writer.text,
            values,
            fields,
        }
    })
}

fn any_sizes() -> impl Strategy<Value = Vec<usize>> {
    prop_oneof![
        Just(vec![1]),
        prop::collection::vec(1..8_usize, 1..6),
        prop::collection::vec(1..200_usize, 1..6),
    ]
}

/// The elements of `values` as another streaming reader sees them.
fn by_struson(text: &str) -> Vec<Value> {
    let mut reader = JsonStreamReader::new(text.as_bytes());
    let mut values = Vec::new();
    reader.begin_object().expect("an object");
    while reader.has_next().expect("a member") {
        if reader.next_name_owned().expect("a name") == "values" {
            reader.begin_array().expect("an array");
            while reader.has_next().expect("an element") {
                values.push(reader.deserialize_next().expect("a value"));
            }
            reader.end_array().expect("its end");
        } else {
            reader.skip_value().expect("skipped");
        }
    }
    reader.end_object().expect("its end");
    reader.consume_trailing_whitespace().expect("nothing more");
    values
}

proptest! {
    // A failure is printed with its smallest input; it becomes a test of its own, not a file.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_random_document_is_split_as_it_was_written(document in any_document(), sizes in any_sizes()) {
        let whole: Value = serde_json::from_str(&document.text).expect("JSON");
        prop_assert_eq!(&whole["values"], &Value::from(document.values.clone()));
        let (values, fields) = split(pieces(document.text.as_bytes(), sizes), "values");
        prop_assert_eq!(&values, &document.values);
        prop_assert_eq!(fields.expect("no error"), document.fields);
        prop_assert_eq!(by_struson(&document.text), values);
    }

    #[test]
    fn a_cut_document_is_always_an_error(document in any_document(), sizes in any_sizes(), at in any::<prop::sample::Index>()) {
        let cut = &document.text.as_bytes()[..at.index(document.text.len())];
        let (values, fields) = split(pieces(cut, sizes), "values");
        prop_assert!(matches!(fields, Err(Error::Decode(_))));
        prop_assert_eq!(&values[..], &document.values[..values.len()]);
    }

    #[test]
    fn a_damaged_document_is_never_a_wrong_success(
        document in any_document(),
        sizes in any_sizes(),
        at in any::<prop::sample::Index>(),
        byte in prop_oneof![any::<u8>(), prop::sample::select(b"{}[],:\"\\ n1".to_vec())],
        how in 0..3,
    ) {
        let mut bytes = document.text.into_bytes();
        let at = at.index(bytes.len());
        match how {
            0 => bytes[at] = byte,
            1 => bytes.insert(at, byte),
            _ => { bytes.remove(at); }
        }
        let (values, fields) = split(pieces(&bytes, sizes), "values");
        if let Ok(fields) = fields {
            // What the splitter accepts is JSON, and says the same to `serde_json`.
            let mut whole: Map<String, Value> = serde_json::from_slice(&bytes).expect("JSON");
            let array = whole.remove("values").unwrap_or_default();
            prop_assert_eq!(array.as_array().cloned().unwrap_or_default(), values);
            prop_assert_eq!(whole, fields);
        }
    }

    #[test]
    fn anything_at_all_is_read_without_a_panic(bytes in prop::collection::vec(prop::sample::select(b"{}[],:\"\\ \nvtrue01-\xef\xbb\xbf\xff".to_vec()), 0..60), size in 1..9_usize) {
        for select in [Select::key("v"), Select::key("v.v"), Select::document(), Select::first_except(["t"])] {
            let (_, fields) = split(pieces(&bytes, vec![size]), select);
            let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
            if serde_json::from_slice::<Value>(json).is_err() {
                prop_assert!(fields.is_err());
            }
        }
    }

    #[test]
    fn a_body_is_the_document_that_serde_json_would_write(document in any_document(), size in 1..50_usize) {
        let body = JsonBody::new("values", document.values.clone()).fields(document.fields.clone());
        let mut text = Vec::new();
        let mut part = vec![0; size];
        let mut body = body;
        loop {
            let read = body.read(&mut part).expect("bytes");
            if read == 0 {
                break;
            }
            text.extend_from_slice(&part[..read]);
        }
        let mut expected = document.fields;
        expected.insert("values".to_owned(), Value::from(document.values));
        prop_assert_eq!(serde_json::from_slice::<Value>(&text).expect("JSON"), Value::from(expected));
    }
}
