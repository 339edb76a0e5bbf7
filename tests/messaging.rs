//! Messages, held against recorded answers.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::Error;
use dhis2::resources::messaging::{TicketPriority, TicketStatus};
use serde_json::json;
use server::replay::Recording;
use server::{Reply, Server, api, body, targets};

const CONVERSATION: &str = "M8cIZ8NXs5k";
const USER: &str = "z0XS8LbA79m";

fn recorded(name: &str) -> Reply {
    Recording::load("2.42", &format!("messaging/{name}")).reply("http://localhost")
}

#[test]
fn a_message_is_sent_and_its_conversation_found_in_the_address() {
    let server = Server::script(vec![recorded("create"), recorded("feedback")]);
    let messaging = api(&server.url()).messaging();
    let message = messaging.message("Recording", "Hello").user(USER);
    assert_eq!(message.send().unwrap(), CONVERSATION);
    let ticket = messaging.feedback("Recording feedback", "A feedback text");
    assert_eq!(ticket.unwrap(), "AsydT3fHm7I");
    let requests = server.requests();
    assert_eq!(requests[0].target, "/api/messageConversations");
    assert_eq!(
        body(&requests[0]),
        json!({"subject": "Recording", "text": "Hello", "users": [{"id": USER}]})
    );
    assert_eq!(requests[1].method, "POST");
    assert_eq!(
        requests[1].target,
        "/api/messageConversations/feedback?subject=Recording%20feedback"
    );
    assert_eq!(requests[1].body, b"A feedback text");
}

#[test]
fn every_kind_of_recipient_and_attachments_are_sent() {
    let server = Server::script(vec![recorded("create")]);
    let messaging = api(&server.url()).messaging();
    messaging
        .message("s", "t")
        .user_group("QxST6PEOi5G")
        .organisation_unit("OuVelmora01")
        .attachment("FileResour1")
        .send()
        .unwrap();
    assert_eq!(
        body(&server.requests()[0]),
        json!({"subject": "s", "text": "t", "userGroups": [{"id": "QxST6PEOi5G"}],
            "organisationUnits": [{"id": "OuVelmora01"}], "attachments": [{"id": "FileResour1"}]})
    );
}

#[test]
fn a_message_to_nobody_without_text_or_to_no_uid_is_refused_before_it_is_sent() {
    let server = Server::script(vec![]);
    let messaging = api(&server.url()).messaging();
    for message in [
        messaging.message("s", "t"),
        messaging.message("s", " ").user(USER),
        messaging.message("s", "t").user("nobody"),
    ] {
        let error = message.send().unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    }
    for reply in [
        messaging.reply(CONVERSATION, ""),
        messaging.reply("../users", "t"),
        messaging.reply(CONVERSATION, "t").attachment("x"),
    ] {
        let error = reply.send().unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    }
    server.verify();
}

#[test]
fn an_unknown_recipient_is_an_error_in_dhis2s_words() {
    let server = Server::script(vec![recorded("create_unknown_user")]);
    let messaging = api(&server.url()).messaging();
    let message = messaging.message("x", "y").user("NoSuchUid11");
    let error = message.send().unwrap_err();
    assert!(error.is_conflict(), "{error:?}");
    assert!(error.to_string().contains("NoSuchUid11"), "{error}");
}

#[test]
fn a_reply_is_plain_text_and_may_be_internal() {
    let server = Server::script(vec![recorded("reply"), recorded("reply")]);
    let messaging = api(&server.url()).messaging();
    messaging.reply(CONVERSATION, "A reply").send().unwrap();
    messaging
        .reply(CONVERSATION, "Zoë")
        .internal(true)
        .attachment("FileResour1")
        .attachment("FileResour2")
        .send()
        .unwrap();
    let requests = server.requests();
    assert_eq!(
        requests[0].target,
        format!("/api/messageConversations/{CONVERSATION}")
    );
    assert_eq!(requests[0].body, b"A reply");
    let media_type = requests[0].header("content-type").unwrap();
    assert!(media_type.starts_with("text/plain"), "{media_type}");
    assert_eq!(requests[1].params("internal"), ["true"]);
    assert_eq!(
        requests[1].params("attachments"),
        ["FileResour1", "FileResour2"]
    );
    assert_eq!(requests[1].body, "Zoë".as_bytes());
}

#[test]
fn conversations_are_listed_and_filtered() {
    let server = Server::script(vec![recorded("list_fields")]);
    let messaging = api(&server.url()).messaging();
    let list = messaging.list().filter("read:eq:true").items();
    let list: Vec<_> = list.map(Result::unwrap).collect();
    let subjects: Vec<_> = list.iter().map(|row| row.subject.as_str()).collect();
    assert_eq!(subjects, ["Recording", "Reports of October"]);
    assert!(list[0].read);
    assert_eq!(list[0].message_count, Some(1));
    let request = &server.requests()[0];
    assert_eq!(request.path, "/api/messageConversations");
    assert_eq!(request.params("filter"), ["read:eq:true"]);
    assert_eq!(
        request.params("fields"),
        [
            "id,subject,read,followUp,messageType,status,priority,messageCount,created,lastUpdated,\
          lastMessage,lastSender[id,name,username]"
        ]
    );
}

#[test]
fn a_conversation_is_read_with_its_messages() {
    let server = Server::script(vec![recorded("get")]);
    let conversation = api(&server.url()).messaging().get(CONVERSATION).unwrap();
    assert_eq!(conversation.id, CONVERSATION);
    assert_eq!(conversation.status, Some(TicketStatus::None));
    assert_eq!(conversation.priority, Some(TicketPriority::None));
    assert_eq!(conversation.message_type.as_deref(), Some("PRIVATE"));
    assert_eq!(conversation.messages[0].id, "edfKR9vUmT9");
    assert_eq!(conversation.user_messages.len(), 2);
    assert!(!conversation.user_messages[0].read);
    let requests = server.requests();
    assert_eq!(requests[0].method, "GET");
    assert_eq!(
        requests[0].path,
        format!("/api/messageConversations/{CONVERSATION}")
    );
    let fields = &requests[0].params("fields")[0];
    assert!(fields.contains("messages[id,text,"), "{fields}");
}

#[test]
fn a_conversation_that_is_not_there_is_an_error_although_dhis2_answers_200() {
    let server = Server::script(vec![recorded("get_unknown")]);
    let messaging = api(&server.url()).messaging();
    let error = messaging.get("NoSuchUid11").unwrap_err();
    assert!(error.is_not_found(), "{error:?}");
    assert!(error.to_string().contains("NoSuchUid11"), "{error}");
}

#[test]
fn marking_tells_what_was_marked() {
    let server = Server::script(vec![
        recorded("mark_read"),
        recorded("mark_unread"),
        recorded("mark_read_unknown"),
    ]);
    let messaging = api(&server.url()).messaging();
    assert_eq!(messaging.mark_read([CONVERSATION]).unwrap(), [CONVERSATION]);
    assert_eq!(
        messaging.mark_unread([CONVERSATION]).unwrap(),
        [CONVERSATION]
    );
    let error = messaging.mark_read(["NoSuchUid11"]).unwrap_err();
    assert!(error.is_not_found(), "{error:?}");
    assert!(messaging.mark_read::<&str>([]).unwrap().is_empty());
    assert_eq!(body(&server.requests()[0]), json!([CONVERSATION]));
    assert_eq!(
        targets(&server),
        [
            "POST /api/messageConversations/read",
            "POST /api/messageConversations/unread",
            "POST /api/messageConversations/read"
        ]
    );
}

#[test]
fn tickets_are_steered_and_conversations_left_and_deleted() {
    let server = Server::script(vec![
        recorded("status"),
        recorded("priority"),
        recorded("assign"),
        recorded("unassign"),
        recorded("add_recipient"),
        recorded("delete_user_copy"),
        recorded("delete"),
        recorded("get_unknown"),
    ]);
    let messaging = api(&server.url()).messaging();
    messaging
        .set_status(CONVERSATION, &TicketStatus::Solved)
        .unwrap();
    messaging
        .set_priority(CONVERSATION, &TicketPriority::High)
        .unwrap();
    messaging.assign(CONVERSATION, USER).unwrap();
    messaging.unassign(CONVERSATION).unwrap();
    messaging.add_users(CONVERSATION, [USER]).unwrap();
    messaging.leave(CONVERSATION, "M5zQapPyTZI").unwrap();
    messaging.delete(CONVERSATION).unwrap();
    let path = format!("/api/messageConversations/{CONVERSATION}");
    assert_eq!(
        targets(&server),
        [
            format!("POST {path}/status?messageConversationStatus=SOLVED"),
            format!("POST {path}/priority?messageConversationPriority=HIGH"),
            format!("POST {path}/assign?userId={USER}"),
            format!("DELETE {path}/assign"),
            format!("POST {path}/recipients"),
            format!("DELETE {path}/M5zQapPyTZI"),
            format!("DELETE {path}"),
            format!("GET {path}?fields=id"),
        ]
    );
    let added = body(&server.requests()[4]);
    assert_eq!(added, json!({"users": [{"id": USER}]}));
}

#[test]
fn an_attachment_is_downloaded_from_its_message() {
    let server = Server::script(vec![Reply::text(200, "a file")]);
    let messaging = api(&server.url()).messaging();
    let file = messaging
        .attachment(CONVERSATION, "edfKR9vUmT9", "FileResour1")
        .unwrap();
    assert_eq!(file.bytes().unwrap(), b"a file");
    assert_eq!(
        targets(&server),
        [format!(
            "GET /api/messageConversations/{CONVERSATION}/edfKR9vUmT9/attachments/FileResour1"
        )]
    );
}

#[test]
fn a_conversation_that_dhis2_said_to_have_deleted_and_kept_is_an_error() {
    let server = Server::script(vec![recorded("delete_self"), recorded("get_deleted")]);
    let messaging = api(&server.url()).messaging();
    let error = messaging.delete("FzrvCjR1vMM").unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert!(
        error.to_string().contains("did not delete conversation"),
        "{error}"
    );
    server.verify();
}

#[test]
fn a_ticket_for_somebody_who_cannot_have_it_is_refused_in_dhis2s_words() {
    let server = Server::script(vec![recorded("ticket_assign")]);
    let messaging = api(&server.url()).messaging();
    let error = messaging.assign(CONVERSATION, "M5zQapPyTZI").unwrap_err();
    assert!(error.is_conflict(), "{error:?}");
    assert!(
        error.to_string().contains("feedback recipient group"),
        "{error}"
    );
}
