//! Messages between users, and tickets: `/api/messageConversations`.
//!
//! ```no_run
//! # fn f(api: dhis2::Api) -> dhis2::Result<()> {
//! let conversation = api
//!     .messaging()
//!     .message("Reports of October", "Please send them by Friday.")
//!     .user("UsMiraTolen")
//!     .send()?;
//! api.messaging().reply(&conversation, "Thank you.").send()?;
//! # Ok(())
//! # }
//! ```
//!
//! Messages, replies and feedback are never repeated by a retry once they were sent: DHIS2 would deliver
//! them twice.

mod types;

use serde::Deserialize;
use serde_json::{Value, json};

pub use types::{Attachment, Conversation, Message, Participant, TicketPriority, TicketStatus};

use crate::api::Api;
use crate::error::{DecodeError, Error, NotFoundError, Result};
use crate::files::Download;
use crate::paging::Items;
use crate::query::IntoFilter;
use crate::request::Request;
use crate::resources::answer;
use crate::uid::{AsUid, Uid, as_uids};

const LIST_FIELDS: &str = "id,subject,read,followUp,messageType,status,priority,messageCount,\
    created,lastUpdated,lastMessage,lastSender[id,name,username]";

/// DHIS2 gives the messages of a conversation by id alone unless their fields are named.
const FIELDS: &str = "id,subject,read,followUp,messageType,status,priority,messageCount,created,\
    lastUpdated,lastMessage,lastSender[id,name,username],assignee[id,name,username],\
    userMessages[user[id,name,username],read,followUp],\
    messages[id,text,created,sender[id,name,username],internal,attachments[id,name,contentType]]";

/// The accessor of messages; see [`Api::messaging`].
#[derive(Debug, Clone)]
pub struct Messaging {
    api: Api,
}

impl Api {
    /// Messages between users, and tickets. See [`messaging`](self).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for conversation in api.messaging().list().filter("read:eq:false").items() {
    ///     println!("{}", conversation?.subject);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn messaging(&self) -> Messaging {
        Messaging { api: self.clone() }
    }
}

impl Messaging {
    /// The conversations of the user who is asking: `GET /api/messageConversations`.
    pub fn list(&self) -> Conversations {
        let request = self.api.get("messageConversations");
        Conversations {
            request: request.param("fields", LIST_FIELDS),
        }
    }

    /// A conversation with all its messages: `GET /api/messageConversations/{uid}`.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] when there is none (DHIS2 answers that with a 200), and as
    /// [`Request::fetch`].
    pub fn get(&self, uid: impl AsUid) -> Result<Conversation> {
        let uid = uid.as_uid()?;
        let path = format!("messageConversations/{uid}");
        let answer: Value = self.api.get(path).param("fields", FIELDS).fetch()?;
        if answer.get("id").is_none() && answer.get("message").is_some() {
            let error = NotFoundError::new("message conversation", uid.as_str());
            return Err(Error::NotFound(Box::new(error)));
        }
        Conversation::deserialize(answer).map_err(|error| {
            DecodeError::new(format!("the answer is no conversation: {error}"))
                .source_error(error)
                .into()
        })
    }

    /// A new message, to be given recipients and sent: `POST /api/messageConversations`.
    pub fn message(&self, subject: impl Into<String>, text: impl Into<String>) -> NewMessage {
        NewMessage {
            api: self.api.clone(),
            subject: subject.into(),
            text: text.into(),
            to: [Vec::new(), Vec::new(), Vec::new(), Vec::new()],
            error: None,
        }
    }

    /// A reply to a conversation, to be sent: `POST /api/messageConversations/{uid}` with the text as
    /// `text/plain`.
    pub fn reply(&self, conversation: impl AsUid, text: impl Into<String>) -> Reply {
        let text = text.into();
        let path = conversation
            .as_uid()
            .map(|uid| format!("messageConversations/{uid}"));
        let request = self.api.post("messageConversations");
        let request = request.or_fail(path, |request, path| request.at(&path));
        let text = check_text(text);
        Reply {
            request: request.or_fail(text, Request::text),
        }
    }

    /// Sends a text to those who look after the server, as a ticket; returns the uid of the conversation:
    /// `POST /api/messageConversations/feedback?subject=`.
    ///
    /// # Errors
    ///
    /// As [`NewMessage::send`].
    pub fn feedback(&self, subject: &str, text: impl Into<String>) -> Result<Uid> {
        let request = self.api.post("messageConversations/feedback");
        made(
            request
                .param("subject", subject)
                .text(check_text(text.into())?),
        )
    }

    /// Lets more users take part in a conversation: `POST /api/messageConversations/{uid}/recipients`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn add_users<U: AsUid>(
        &self,
        conversation: impl AsUid,
        users: impl IntoIterator<Item = U>,
    ) -> Result<()> {
        let path = format!("messageConversations/{}/recipients", conversation.as_uid()?);
        let users = as_uids(users)?;
        let users: Vec<Value> = users.iter().map(|uid| json!({ "id": uid })).collect();
        answer::done(self.api.post(path).json(&json!({ "users": users })))
    }

    /// Marks conversations as read by the user who is asking, and returns those that were:
    /// `POST /api/messageConversations/read`.
    ///
    /// # Errors
    ///
    /// When none of them is there ([`Error::is_not_found`]), and as [`Request::fetch`].
    pub fn mark_read<U: AsUid>(
        &self,
        conversations: impl IntoIterator<Item = U>,
    ) -> Result<Vec<Uid>> {
        self.mark("read", "markedRead", as_uids(conversations)?)
    }

    /// Marks conversations as not read: `POST /api/messageConversations/unread`.
    ///
    /// # Errors
    ///
    /// As [`mark_read`](Self::mark_read).
    pub fn mark_unread<U: AsUid>(
        &self,
        conversations: impl IntoIterator<Item = U>,
    ) -> Result<Vec<Uid>> {
        self.mark("unread", "markedUnread", as_uids(conversations)?)
    }

    /// Sets how far a ticket is:
    /// `POST /api/messageConversations/{uid}/status?messageConversationStatus=`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn set_status(&self, conversation: impl AsUid, status: &TicketStatus) -> Result<()> {
        let path = format!("messageConversations/{}/status", conversation.as_uid()?);
        let request = self.api.post(path).idempotent(true);
        answer::done(request.param("messageConversationStatus", status.as_str()))
    }

    /// Sets how urgent a ticket is:
    /// `POST /api/messageConversations/{uid}/priority?messageConversationPriority=`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn set_priority(&self, conversation: impl AsUid, priority: &TicketPriority) -> Result<()> {
        let path = format!("messageConversations/{}/priority", conversation.as_uid()?);
        let request = self.api.post(path).idempotent(true);
        answer::done(request.param("messageConversationPriority", priority.as_str()))
    }

    /// Says who works on a ticket: `POST /api/messageConversations/{uid}/assign?userId=`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn assign(&self, conversation: impl AsUid, user: impl AsUid) -> Result<()> {
        let path = format!("messageConversations/{}/assign", conversation.as_uid()?);
        let request = self.api.post(path).idempotent(true);
        answer::done(request.param("userId", user.as_uid()?))
    }

    /// Says that nobody works on a ticket: `DELETE /api/messageConversations/{uid}/assign`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn unassign(&self, conversation: impl AsUid) -> Result<()> {
        let path = format!("messageConversations/{}/assign", conversation.as_uid()?);
        answer::done(self.api.delete(path))
    }

    /// Deletes a conversation for all who take part: `DELETE /api/messageConversations/{uid}`. Needs the
    /// right to do so.
    ///
    /// DHIS2 2.42.5 and 2.43.1 answer 200 and delete nothing, so the conversation is looked for afterwards:
    /// `GET /api/messageConversations/{uid}?fields=id`. There, what takes it out of a user's list is
    /// [`leave`](Self::leave).
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when DHIS2 said OK and the conversation is still there; else
    /// as [`Request::send`].
    pub fn delete(&self, conversation: impl AsUid) -> Result<()> {
        let uid = conversation.as_uid()?;
        answer::done(self.api.delete(format!("messageConversations/{uid}")))?;
        let left = self.api.get(format!("messageConversations/{uid}"));
        match left.param("fields", "id").fetch::<Value>() {
            Ok(answer) if answer.get("id").is_none() => Ok(()),
            Ok(_) => {
                let said = format!("DHIS2 said OK, but did not delete conversation {uid}");
                Err(DecodeError::new(said)
                    .hint_text("leave takes it out of a user's list")
                    .into())
            }
            Err(error) if error.is_not_found() => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Deletes a conversation for one user: `DELETE /api/messageConversations/{uid}/{user}`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn leave(&self, conversation: impl AsUid, user: impl AsUid) -> Result<()> {
        let (conversation, user) = (conversation.as_uid()?, user.as_uid()?);
        let path = format!("messageConversations/{conversation}/{user}");
        answer::done(self.api.delete(path))
    }

    /// A file of a message:
    /// `GET /api/messageConversations/{conversation}/{message}/attachments/{file}`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn attachment(
        &self,
        conversation: impl AsUid,
        message: impl AsUid,
        file: impl AsUid,
    ) -> Result<Download> {
        self.api
            .files()
            .message_attachment(conversation, message, file)
    }

    fn mark(&self, verb: &str, key: &str, conversations: Vec<Uid>) -> Result<Vec<Uid>> {
        if conversations.is_empty() {
            return Ok(conversations);
        }
        let path = format!("messageConversations/{verb}");
        let request = self.api.post(path).idempotent(true);
        let mut answer: Value = request.json(&conversations).fetch()?;
        serde_json::from_value(answer[key].take()).map_err(|error| {
            DecodeError::new(format!("the answer does not say what was marked {verb}"))
                .source_error(error)
                .into()
        })
    }
}

/// Conversations, before they are read; see [`Messaging::list`].
#[derive(Debug)]
#[must_use = "a list does nothing until it is read"]
pub struct Conversations {
    request: Request,
}

impl Conversations {
    /// Only conversations for which this holds: `read:eq:false`, `messageType:eq:TICKET`.
    pub fn filter(mut self, filter: impl IntoFilter) -> Self {
        self.request = self.request.filter(filter);
        self
    }

    /// The conversations one by one, over all pages, in the server's order.
    pub fn items(self) -> Items<Conversation> {
        self.request.items_as().key("messageConversations")
    }
}

/// A new message, before it is sent; see [`Messaging::message`].
#[derive(Debug)]
#[must_use = "a message does nothing until it is sent"]
pub struct NewMessage {
    api: Api,
    subject: String,
    text: String,
    /// Users, user groups, org units, attachments.
    to: [Vec<Uid>; 4],
    error: Option<Error>,
}

impl NewMessage {
    /// To a user.
    pub fn user(self, user: impl AsUid) -> Self {
        self.add(0, &user)
    }

    /// To the members of a user group.
    pub fn user_group(self, group: impl AsUid) -> Self {
        self.add(1, &group)
    }

    /// To the users of an org unit.
    pub fn organisation_unit(self, unit: impl AsUid) -> Self {
        self.add(2, &unit)
    }

    /// With a file, uploaded before in the domain
    /// [`MessageAttachment`](crate::files::Domain::MessageAttachment).
    pub fn attachment(self, file: impl AsUid) -> Self {
        self.add(3, &file)
    }

    /// Sends it, and returns the uid of the conversation that it begins:
    /// `POST /api/messageConversations`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a message to nobody and an empty text; [`Error::Api`] with a 409 for a
    /// recipient that is not there; else as [`Request::send`].
    pub fn send(self) -> Result<Uid> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let [users, groups, units, files] = &self.to;
        if users.is_empty() && groups.is_empty() && units.is_empty() {
            let expected = "at least one user, user group or org unit";
            return Err(Error::invalid("recipients", "", expected));
        }
        let text = check_text(self.text)?;
        let mut body = json!({ "subject": self.subject, "text": text });
        for (name, uids) in [
            ("users", users),
            ("userGroups", groups),
            ("organisationUnits", units),
            ("attachments", files),
        ] {
            if !uids.is_empty() {
                body[name] = uids.iter().map(|uid| json!({ "id": uid })).collect();
            }
        }
        made(self.api.post("messageConversations").json(&body))
    }

    fn add(mut self, place: usize, uid: &impl AsUid) -> Self {
        match (uid.as_uid(), self.to.get_mut(place)) {
            (Ok(uid), Some(uids)) => uids.push(uid),
            (Err(error), _) => {
                self.error.get_or_insert(error);
            }
            (Ok(_), None) => {}
        }
        self
    }
}

/// A reply, before it is sent; see [`Messaging::reply`].
#[derive(Debug)]
#[must_use = "a reply does nothing until it is sent"]
pub struct Reply {
    request: Request,
}

impl Reply {
    /// Whether only those who work on tickets shall see it. `internal=true`
    pub fn internal(mut self, internal: bool) -> Self {
        self.request.remove_param("internal");
        self.request = self.request.param("internal", internal.then_some(true));
        self
    }

    /// With a file, uploaded before in the domain
    /// [`MessageAttachment`](crate::files::Domain::MessageAttachment). `attachments`
    pub fn attachment(mut self, file: impl AsUid) -> Self {
        let file = file.as_uid();
        self.request = self
            .request
            .or_fail(file, |request, file| request.param("attachments", file));
        self
    }

    /// Sends it: `POST /api/messageConversations/{uid}`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an empty text; else as [`Request::send`].
    pub fn send(self) -> Result<()> {
        answer::done(self.request)
    }
}

/// Sends what begins a conversation. Its uid is nowhere but in the address of what was made.
fn made(request: Request) -> Result<Uid> {
    let response = request.send()?;
    let location = response.header("location").unwrap_or_default();
    let last = location.rsplit('/').next().unwrap_or_default();
    last.parse().map_err(|_| {
        DecodeError::new("the message was sent, but the answer does not name its conversation")
            .into()
    })
}

fn check_text(text: String) -> Result<String> {
    if text.trim().is_empty() {
        return Err(Error::invalid("text", text, "a text that is not empty"));
    }
    Ok(text)
}
