//! Icons, held against recorded answers.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::{Api, Error, Upload};
use serde_json::json;
use server::replay::Recording;
use server::{FakeClock, Request, Server, body, builder, line, recorded};

const PICTURE: &str = "BBFUXHD9oX0";
const KEY: &str = "dhis2rust_net";

fn api(url: &str) -> Api {
    builder(url).clock(FakeClock::new()).build().unwrap()
}

#[test]
fn recorded_icons_are_listed_by_key_over_pages() {
    let server = Server::script(vec![recorded("other/icons")]);
    let list = api(&server.url()).icons().list();
    let list = list
        .custom(false)
        .keywords(["malaria", "net"])
        .keys(["2g_outline"])
        .search("2g");
    let icons: Vec<_> = list
        .items()
        .page_size(3)
        .limit(3)
        .map(Result::unwrap)
        .collect();
    let keys: Vec<&str> = icons.iter().map(|icon| icon.key.as_str()).collect();
    assert_eq!(keys, ["2g_negative", "2g_outline", "2g_positive"]);
    assert_eq!(
        icons[0].href.as_deref(),
        Some("http://localhost/api/icons/2g_negative/icon")
    );
    let picture = icons[0].file_resource.as_ref().unwrap().id.unwrap();
    assert_eq!(picture, "QLulhaqx2by");
    assert_eq!(icons[0].keywords, Vec::<String>::new());
    assert_eq!(
        line(&server.requests()[0]),
        "GET /api/icons?fields=key,description,keywords,custom,created,lastUpdated,createdBy[id],fileResource[id],href\
         &type=DEFAULT&keywords=malaria&keywords=net&keys=2g_outline&search=2g&order=key:asc&page=1&pageSize=3"
    );
    server.verify();
}

#[test]
fn an_icon_is_read_by_its_key_and_its_picture_downloaded() {
    let server = Server::script(vec![
        recorded("icons/get"),
        recorded("icons/get_unknown"),
        recorded("files/data_icon"),
    ]);
    let icons = api(&server.url()).icons();
    let icon = icons.get(KEY).unwrap();
    assert_eq!(icon.description.as_deref(), Some("A bed net"));
    assert_eq!((icon.keywords.len(), icon.custom), (2, Some(true)));
    let by = icon.created_by.as_ref().unwrap();
    assert_eq!(by.id.unwrap(), "M5zQapPyTZI");
    let picture = icon.file_resource.as_ref().unwrap().id.unwrap();
    assert_eq!(picture, "adAIvmYbS8x");
    assert!(icons.get_opt("none").unwrap().is_none());
    let picture = icons.download(KEY).unwrap();
    assert_eq!(picture.content_type(), Some("image/png"));
    let mut bytes = Vec::new();
    picture.copy_to(&mut bytes).unwrap();
    assert_eq!(bytes, Recording::load("2.42", "files/data_icon").body());
    let lines: Vec<String> = server.requests().iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "GET /api/icons/dhis2rust_net",
            "GET /api/icons/none",
            "GET /api/icons/dhis2rust_net/icon"
        ]
    );
    server.verify();
}

/// A server that stores pictures, and answers the icon that is made of one as it was recorded.
fn takes_pictures(created: &'static str) -> Server {
    Server::start(
        move |request: &Request| match (request.method.as_str(), request.path.as_str()) {
            ("POST", "/api/fileResources") => recorded("files/upload_icon"),
            ("GET", path) if path.starts_with("/api/fileResources/") => recorded("files/get_icon"),
            ("POST", "/api/icons") => recorded(created),
            _ => recorded("icons/get"),
        },
    )
}

#[test]
fn an_icon_is_made_of_a_picture_once_that_is_stored() {
    let server = takes_pictures("icons/create");
    let new = api(&server.url()).icons().new_icon(KEY);
    let new = new.description("A bed net").keywords(["malaria", "net"]);
    let picture = Upload::bytes("pixel.png", vec![1, 2, 3]);
    let icon = new.upload(picture).unwrap();
    assert_eq!(icon.key, KEY);
    let requests = server.requests();
    let upload = &requests[0];
    assert_eq!(upload.path, "/api/fileResources");
    assert_eq!(upload.param("domain"), Some("ICON"));
    let post = requests.iter().find(|r| r.path == "/api/icons").unwrap();
    assert_eq!(line(post), "POST /api/icons");
    assert_eq!(
        body(post),
        json!({"key": KEY, "description": "A bed net", "keywords": ["malaria", "net"],
            "fileResourceId": PICTURE})
    );
    assert_eq!(
        line(requests.last().unwrap()),
        "GET /api/icons/dhis2rust_net"
    );
}

#[test]
fn a_picture_that_is_up_already_is_named_when_the_icon_is_refused() {
    let server = takes_pictures("icons/create_again");
    let icons = api(&server.url()).icons();
    let picture = Upload::bytes("pixel.png", vec![1, 2, 3]);
    let error = icons.new_icon(KEY).upload(picture).unwrap_err();
    let Error::Incomplete(error) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(error.uid(), Some(PICTURE));
    let error = icons.new_icon(KEY).create(PICTURE).unwrap_err();
    assert_eq!(error.status(), Some(400));
    assert!(error.to_string().contains("already exists"), "{error}");
    let last = server.requests().pop().unwrap();
    assert_eq!(
        body(&last),
        json!({"key": KEY, "keywords": [], "fileResourceId": PICTURE})
    );
}

#[test]
fn a_custom_icon_is_changed_and_deleted_and_a_default_one_is_not() {
    let server = Server::script(vec![
        recorded("icons/update"),
        recorded("icons/delete"),
        recorded("icons/delete_again"),
        recorded("icons/delete_default"),
    ]);
    let icons = api(&server.url()).icons();
    icons.update(KEY, None, ["net"]).unwrap();
    icons.delete(KEY).unwrap();
    assert!(icons.delete(KEY).unwrap_err().is_not_found());
    let error = icons.delete("2g_outline").unwrap_err();
    assert!(error.to_string().contains("default icon"), "{error}");
    let requests = server.requests();
    assert_eq!(line(&requests[0]), "PUT /api/icons/dhis2rust_net");
    assert_eq!(
        body(&requests[0]),
        json!({"description": null, "keywords": ["net"]})
    );
    assert_eq!(line(&requests[1]), "DELETE /api/icons/dhis2rust_net");
    server.verify();
}

#[test]
fn a_key_or_a_keyword_that_dhis2_would_misread_is_not_sent() {
    let server = Server::script(vec![]);
    let icons = api(&server.url()).icons();
    let none: [&str; 0] = [];
    for error in [
        icons.get("a/b").err(),
        icons.get("").err(),
        icons.get_opt("ä").err(),
        icons.delete("../users").err(),
        icons.update("a b", None, none).err(),
        icons.download("a?b").err(),
        icons.new_icon("a.b").create(PICTURE).err(),
        icons.new_icon("ab").create("bad").err(),
        icons
            .new_icon("a.b")
            .upload(Upload::bytes("p.png", vec![1]))
            .err(),
        icons
            .list()
            .keywords(["a,b"])
            .items()
            .next()
            .and_then(Result::err),
        icons.list().keys([""]).items().next().and_then(Result::err),
    ] {
        assert!(matches!(error, Some(Error::InvalidInput(_))), "{error:?}");
    }
    server.verify();
}
