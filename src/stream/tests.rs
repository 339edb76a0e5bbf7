//! Tests of the splitter, and the readers that the tests of this room share.

use std::io::{self, Read};

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::{ElementSplitter, Elements, Select};
use crate::error::DecodeError;
use crate::{Error, Result};

/// A reader that gives a few bytes at a time.
pub(super) struct Chunks<'a>(&'a [u8], usize);

impl<'a> Chunks<'a> {
    pub(super) fn new(bytes: &'a [u8], size: usize) -> Self {
        Self(bytes, size)
    }
}

impl Read for Chunks<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let size = self.1.min(out.len());
        self.0.read(&mut out[..size])
    }
}

/// A reader that fails with an error of ours, as the wire does.
pub(super) struct Fails;

impl Read for Fails {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other(Error::invalid(
            "connection",
            "",
            "a better one",
        )))
    }
}

/// The elements and the splitter after the last one, the same for every size of chunk.
fn split(text: &str, select: impl Into<Select>) -> (Vec<Value>, Elements<Value, &[u8]>) {
    let select = select.into();
    let mut whole = Elements::new(text.as_bytes(), select.clone());
    let values: Vec<Value> = whole.by_ref().collect::<Result<_>>().expect(text);
    for size in 1..20 {
        let chunks = Chunks::new(text.as_bytes(), size);
        let mut elements = Elements::<Value, _>::new(chunks, select.clone());
        let again: Vec<Value> = elements.by_ref().collect::<Result<_>>().expect(text);
        assert_eq!(again, values, "{text} by {size}");
        assert_eq!(elements.fields(), whole.fields(), "{text} by {size}");
        assert_eq!(
            elements.splitter().found_key(),
            whole.splitter().found_key()
        );
    }
    (values, whole)
}

/// The error of a document, the same for every size of chunk.
fn fault(text: &str, select: impl Into<Select>) -> DecodeError {
    let select = select.into();
    let run = |size| {
        let chunks = Chunks::new(text.as_bytes(), size);
        let mut elements = Elements::<Value, _>::new(chunks, select.clone());
        let error = elements.find_map(Result::err).expect(text);
        assert!(elements.next().is_none(), "fused: {text}");
        match error {
            Error::Decode(error) => *error,
            other => panic!("{text}: {other:?}"),
        }
    };
    let error = run(usize::MAX);
    for size in 1..5 {
        let again = run(size);
        assert_eq!(again.byte_offset(), error.byte_offset(), "{text} by {size}");
        assert_eq!(again.index_of_element(), error.index_of_element());
    }
    error
}

#[test]
fn fields_are_kept_whether_they_come_before_or_after() {
    let text = r#" { "pager" : {"page":1} , "values" : [ 1 , "a,]" ,{"x":"}"},[[]], null,true ] , "b":[{}],"n":1}  "#;
    let (values, after) = split(text, "values");
    assert_eq!(
        json!(values),
        json!([1, "a,]", {"x": "}"}, [[]], null, true])
    );
    let fields = json!({"pager": {"page": 1}, "b": [{}], "n": 1});
    assert_eq!(Value::from(after.fields().clone()), fields);
    assert!(after.found());
    assert_eq!(after.index(), 6);
}

#[test]
fn an_array_that_is_empty_null_or_missing_has_no_elements() {
    for (text, found) in [
        (r#"{"values":[]}"#, true),
        (r#"{"values": [ ] ,"a":1}"#, true),
        (r#"{"values":null}"#, true),
        (r#"{"other":[1]}"#, false),
        ("{}", false),
    ] {
        let (values, after) = split(text, "values");
        assert!(values.is_empty(), "{text}");
        assert_eq!(after.found(), found, "{text}");
    }
}

#[test]
fn a_document_that_is_a_list_needs_no_key() {
    for select in [
        Select::document(),
        "values".into(),
        Select::first_except([""]),
    ] {
        let (values, after) = split("\u{feff} [1, 2] ", select);
        assert_eq!(values, [1, 2]);
        assert_eq!(after.splitter().found_key(), Some(""));
    }
}

#[test]
fn the_first_of_several_keys_is_taken() {
    let either = || Select::any_of(["instances", "events"]);
    let (values, after) = split(r#"{"events":[1],"instances":[2]}"#, either());
    assert_eq!(values, [1]);
    assert_eq!(after.splitter().found_key(), Some("events"));
    assert_eq!(after.fields()["instances"], json!([2]));
    let (values, _) = split(r#"{"instances":null,"events":[1]}"#, either());
    assert_eq!(values, [1]);
}

#[test]
fn a_dotted_path_leads_into_objects_whose_fields_are_kept() {
    let text = r#"{"pager":{},"listGrid":{"title":"t","rows":[["a"],["b"]],"width":1},"rows":[3]}"#;
    let (values, after) = split(text, "listGrid.rows");
    assert_eq!(values, [json!(["a"]), json!(["b"])]);
    let fields = json!({"pager": {}, "listGrid": {"title": "t", "width": 1}, "rows": [3]});
    assert_eq!(Value::from(after.fields().clone()), fields);
    assert_eq!(after.splitter().found_key(), Some("listGrid.rows"));
}

#[test]
fn the_first_array_of_objects_is_taken_when_no_key_is_known() {
    let select = || Select::first_except(["headers"]);
    let text = r#"{"headers":[{"a":1}],"ids":[1,2],"none":[ ],"units": [ {"id":1}],"more":[{}]}"#;
    let (values, after) = split(text, select());
    assert_eq!(values, [json!({"id": 1})]);
    assert_eq!(after.splitter().found_key(), Some("units"));
    assert_eq!(after.fields()["more"], json!([{}]));
    let (values, after) = split(r#"{"headers":[],"units":[]}"#, select());
    assert!(values.is_empty());
    assert_eq!(after.splitter().found_key(), Some("units"));
    let (_, after) = split(r#"{"headers":[],"ids":[1]}"#, select());
    assert!(!after.found());
}

#[test]
fn keys_and_strings_may_be_escaped() {
    let text = r#"{"x":"\"values\":[","\u0076alues":["\u007b\\\"", "\\"],"y":{"values":[9]}}"#;
    let (values, _) = split(text, "values");
    assert_eq!(values, ["{\\\"", "\\"]);
}

#[test]
fn broken_documents_are_errors_at_the_byte() {
    for (text, what, offset, index) in [
        ("", "the document is empty", 0, None),
        ("<html>", "not a JSON object or list", 0, None),
        ("12", "not a JSON object or list", 0, None),
        (r#"{"v":[1,]}"#, "no JSON value", 8, Some(1)),
        (r#"{"v":[,1]}"#, "no JSON value", 6, Some(0)),
        (
            r#"{"v":[1 2]}"#,
            "no comma between two elements",
            8,
            Some(1),
        ),
        (r#"{"v":[1}"#, "no comma between two elements", 7, Some(1)),
        (r#"{"v":[1,}"#, "no JSON value", 8, Some(1)),
        (r#"{"v":[12"#, "ends in the middle", 6, Some(0)),
        (r#"{"v":[1,"#, "ends in the middle", 8, Some(1)),
        (r#"{"v":[1]"#, "ends in the middle", 8, None),
        (r#"{"v":[1],"#, "ends in the middle", 9, None),
        (r#"{"v":[1],}"#, "no key", 9, None),
        (r#"{"v":[1]]"#, "no comma between two fields", 8, None),
        (r#"{"v":[1]} x"#, "something follows", 10, None),
        (r"[1][2]", "something follows", 3, None),
        (r#"{"v":{"a":1}}"#, "`v` is not a list", 5, None),
        (r#"{"v":"a"}"#, "`v` is not a list", 5, None),
        (r#"{"v":nul}"#, "parsing a value at v", 7, None),
        (r#"{"v":[],"v":[1]}"#, "`v` is there twice", 12, None),
        (r#"{"v" [1]}"#, "no colon", 5, None),
        (r#"{"v":"#, "ends in the middle", 5, None),
        (r#"{"v"#, "ends in the middle", 1, None),
        ("{", "ends in the middle", 1, None),
        ("{1:2}", "no key", 1, None),
        (r#"{"a":{"b":[}},"v":[]}"#, "expected value", 11, None),
        (r#"{"a":01,"v":[]}"#, "invalid number", 6, None),
        (r#"{"v":[{"a":tru}]}"#, "expected ident", 14, Some(0)),
        (r#"{"v":[1,{"a":}]}"#, "expected value", 13, Some(1)),
        (r#"{"v":[1,{]]}"#, "key must be a string", 9, Some(1)),
    ] {
        let error = fault(text, "v");
        let shown = error.to_string();
        assert!(shown.contains(what), "{text}: {shown}");
        assert_eq!(error.byte_offset(), Some(offset), "{text}: {shown}");
        assert_eq!(error.index_of_element(), index, "{text}: {shown}");
    }
    let shown = fault(r#"{"v":[]}"#, Select::document()).to_string();
    assert!(shown.contains("an object, where a list was due"), "{shown}");
}

#[test]
fn an_element_of_another_shape_is_named_by_index_offset_and_path() {
    #[derive(Debug, Deserialize)]
    struct Unit {
        #[allow(dead_code)]
        groups: Vec<Group>,
    }
    #[derive(Debug, Deserialize)]
    struct Group {
        #[allow(dead_code)]
        level: u8,
    }
    let text = r#"{"units":[{"groups":[]},
        {"groups":[{"level":1},
          {"level":"x"}]}, {"groups":[]}]}"#;
    let mut units = Elements::<Unit, _>::new(text.as_bytes(), "units");
    assert!(units.next().expect("one").is_ok());
    let error = units.next().expect("one").expect_err("a string");
    assert!(units.next().is_none(), "nothing after an error");
    let Error::Decode(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.json_path(), Some("groups[1].level"));
    assert_eq!(error.index_of_element(), Some(1));
    let offset = text.find(r#""x""#).expect("x") as u64 + 2;
    assert_eq!(error.byte_offset(), Some(offset));
    assert!(
        error
            .to_string()
            .starts_with(r#"invalid type: string "x", expected u8"#)
    );
}

#[test]
fn the_fields_of_a_broken_document_have_their_path_too() {
    let error = fault(
        r#"{"listGrid":{"a":{"b":[1,x]},"rows":[]}}"#,
        "listGrid.rows",
    );
    assert_eq!(error.json_path(), Some("listGrid.a.b[1]"));
}

#[test]
fn an_error_of_ours_comes_out_of_the_reader_as_it_was() {
    let reader = br#"{"v":[1,2"#.chain(Fails);
    let mut elements = Elements::<u8, _>::new(reader, "v");
    assert_eq!(elements.next().expect("one").expect("a number"), 1);
    let error = elements.next().expect("one").expect_err("failed");
    assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    assert!(elements.next().is_none());
}

#[test]
fn any_other_failure_to_read_is_an_io_error() {
    struct Reset(bool);
    impl Read for Reset {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            self.0 = !self.0;
            let kind = if self.0 {
                io::ErrorKind::Interrupted
            } else {
                io::ErrorKind::ConnectionReset
            };
            Err(kind.into())
        }
    }
    let mut elements = Elements::<u8, _>::new(Reset(false), "v");
    let error = elements.next().expect("one").expect_err("failed");
    let Error::Io(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.kind(), io::ErrorKind::ConnectionReset);
}

#[test]
fn depth_overflows_nothing() {
    let deep = format!("{}{}", "[".repeat(500_000), "]".repeat(500_000));
    let document = format!(r#"{{"v":[{deep}]}}"#);
    let mut splitter = ElementSplitter::new(document.as_bytes(), "v");
    let element = splitter.next_raw().expect("read").expect("one");
    assert_eq!(element, deep.as_bytes());
    assert!(splitter.next_raw().expect("the end").is_none());
    // Decoding stops by itself, wherever the depth is.
    let shown = fault(&document, "v").to_string();
    assert!(shown.contains("recursion limit"), "{shown}");
    let shown = fault(&format!(r#"{{"a":{deep},"v":[]}}"#), "v").to_string();
    assert!(shown.contains("recursion limit"), "{shown}");
    let mut raw = Elements::<Box<RawValue>, _>::new(document.as_bytes(), "v");
    assert_eq!(raw.next().expect("one").expect("raw").get(), deep);
}

#[test]
fn an_element_above_the_limit_is_refused_wherever_the_buffer_ends() {
    let text = r#"{"v":["1234","12345"]}"#;
    for size in [1, 3, 100] {
        let chunks = Chunks::new(text.as_bytes(), size);
        let mut splitter = ElementSplitter::new(chunks, "v").element_limit(6);
        assert_eq!(splitter.next_raw().expect("read"), Some(&br#""1234""#[..]));
        let error = splitter.next_raw().expect_err("too large").to_string();
        assert!(
            error.contains("larger than 6 bytes in element 1"),
            "{error}"
        );
        assert_eq!(splitter.next_raw().expect("fused"), None);
    }
}

#[test]
fn an_element_larger_than_the_buffer_is_whole() {
    let large = "x\\\"".repeat(200_000);
    let text = format!(r#"{{"v":["a","{large}","b"],"after":"{large}"}}"#);
    for size in [4096, 65_536, usize::MAX] {
        let mut splitter = ElementSplitter::new(Chunks::new(text.as_bytes(), size), "v");
        let mut lengths = Vec::new();
        while let Some(element) = splitter.next_raw().expect("read") {
            lengths.push(element.len());
        }
        assert_eq!(lengths, [3, large.len() + 2, 3]);
        assert_eq!(
            splitter.fields()["after"].as_str().map(str::len),
            Some(400_000)
        );
    }
}

#[test]
fn fields_for_which_there_is_no_room_are_skipped_and_counted() {
    let text = r#"{"a":"12345","b":{"long":"]}\"1234567890"},"v":[1],"c":[2],"d":1234567890123}"#;
    for size in [1, 7, 1000] {
        let chunks = Chunks::new(text.as_bytes(), size);
        let mut splitter = ElementSplitter::new(chunks, "v").fields_limit(20);
        assert_eq!(splitter.next_raw().expect("read"), Some(&b"1"[..]));
        assert_eq!(splitter.next_raw().expect("read"), None);
        assert_eq!(splitter.fields_skipped(), 2);
        let kept: Vec<&String> = splitter.fields().keys().collect();
        assert_eq!(kept, ["a", "c"]);
    }
}

#[test]
fn what_is_left_can_be_passed_over() {
    let text = br#"{"v":[1,"not a number",3],"total":3}"#;
    let mut elements = Elements::<u8, _>::new(&text[..], "v");
    assert!(elements.next().expect("one").is_ok());
    assert_eq!(elements.finish().expect("the rest")["total"], 3);
}

#[test]
fn the_reader_is_read_to_its_very_end() {
    struct Ended<'a>(&'a [u8], &'a mut bool);
    impl Read for Ended<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let read = Chunks::new(self.0, 7).read(out)?;
            self.0 = &self.0[read..];
            *self.1 |= read == 0;
            Ok(read)
        }
    }
    let mut ended = false;
    let elements = Elements::<u8, _>::new(Ended(br#"{"v":[1,2,3]}"#, &mut ended), "v");
    assert_eq!(elements.count(), 3);
    assert!(ended);
}

#[test]
fn a_stream_can_go_to_another_thread_whatever_its_element() {
    fn crosses<T: Send + 'static>() {}
    crosses::<Elements<std::rc::Rc<u8>>>();
    crosses::<super::CsvRowsAs<std::rc::Rc<u8>>>();
}

#[test]
fn an_element_decoded_at_once_is_the_one_decoded_the_long_way() {
    let row = r#"{"a":"}\"]","b":[{"c":1},{}]}"#;
    for (text, reads) in [
        (format!("{{\"v\":[{row}, {row} ,\n{row}],\"x\":1}}"), 3),
        (format!("[{row},1,{row},[{row}],null,{row}]"), 6),
        // A form feed is white space in ASCII and not in JSON.
        (format!("[{row},\u{c}{row}]"), 1),
        (format!("[{row} {row}]"), 1),
        (format!("[{row},{row}"), 2),
        (r#"[{"a":1},{"a":}]"#.to_owned(), 1),
    ] {
        for size in [1, 7, 1000] {
            let mut quick = ElementSplitter::new(Chunks::new(text.as_bytes(), size), "v");
            let mut slow = ElementSplitter::new(Chunks::new(text.as_bytes(), size), "v");
            for _ in 0..reads {
                let decoded = quick.next_as::<serde_json::Value>().expect("read");
                let raw = slow.next_raw().expect("read").expect("one");
                assert_eq!(
                    decoded,
                    Some(serde_json::from_slice(raw).expect("JSON")),
                    "{text}"
                );
                assert_eq!(quick.byte_offset(), slow.byte_offset(), "{text}");
                assert_eq!(quick.index(), slow.index(), "{text}");
            }
            let quick = quick
                .next_as::<serde_json::Value>()
                .map_err(|error| error.to_string());
            let slow = slow
                .next_as::<serde_json::Value>()
                .map_err(|error| error.to_string());
            assert_eq!(quick, slow, "{text}");
        }
    }
}

#[test]
fn a_type_that_leaves_a_part_of_its_element_unread_is_an_error() {
    #[derive(Debug)]
    struct Nothing;
    impl<'de> Deserialize<'de> for Nothing {
        fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
            Ok(Self)
        }
    }
    let mut elements = Elements::<Nothing, _>::new(&br#"[{"a":{}},{}]"#[..], "v");
    assert!(elements.next().expect("one").is_err());
}

#[test]
fn an_object_above_the_limit_is_refused_though_it_lies_in_the_buffer() {
    let text = br#"[{"a":1},{"a":12}]"#;
    let mut splitter = ElementSplitter::new(&text[..], "v").element_limit(7);
    assert!(
        splitter
            .next_as::<serde_json::Value>()
            .expect("read")
            .is_some()
    );
    let error = splitter
        .next_as::<serde_json::Value>()
        .expect_err("too large");
    assert!(error.to_string().contains("larger than 7 bytes"), "{error}");
}
