//! Conversations as the server tells of them.

use serde::Deserialize;

use crate::date::DateTime;
use crate::models::{Ref, User};
use crate::uid::Uid;
use crate::words::open_words;

open_words! {
    /// How far a ticket is.
    TicketStatus {
        /// It is no ticket.
        None = "NONE",
        /// Nobody works on it yet.
        Open = "OPEN",
        /// It is worked on.
        Pending = "PENDING",
        /// There is nothing to do.
        Invalid = "INVALID",
        /// It is done.
        Solved = "SOLVED",
    }
}

open_words! {
    /// How urgent a ticket is.
    TicketPriority {
        /// None was set.
        None = "NONE",
        /// It can wait.
        Low = "LOW",
        /// As most are.
        Medium = "MEDIUM",
        /// It cannot wait.
        High = "HIGH",
    }
}

/// A conversation. Lists leave [`messages`](Self::messages) and
/// [`user_messages`](Self::user_messages) empty.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Conversation {
    /// The identifier.
    pub id: Uid,
    /// What it is about.
    #[serde(default)]
    pub subject: String,
    /// Whether the user who is asking has read it.
    #[serde(default)]
    pub read: bool,
    /// Whether that user marked it for later.
    #[serde(default)]
    pub follow_up: bool,
    /// `PRIVATE`, `SYSTEM`, `TICKET`, `VALIDATION_RESULT`.
    pub message_type: Option<String>,
    /// How far the ticket is.
    pub status: Option<TicketStatus>,
    /// How urgent the ticket is.
    pub priority: Option<TicketPriority>,
    /// How many messages it has.
    pub message_count: Option<u64>,
    /// When it began.
    pub created: Option<DateTime>,
    /// When it was last changed.
    pub last_updated: Option<DateTime>,
    /// When the last message was sent.
    pub last_message: Option<DateTime>,
    /// Who sent the last message.
    pub last_sender: Option<Ref<User>>,
    /// Who works on the ticket.
    pub assignee: Option<Ref<User>>,
    /// Who takes part.
    #[serde(default)]
    pub user_messages: Vec<Participant>,
    /// The messages.
    #[serde(default)]
    pub messages: Vec<Message>,
}

/// One who takes part in a conversation.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Participant {
    /// The user.
    pub user: Option<Ref<User>>,
    /// Whether that user has read it.
    #[serde(default)]
    pub read: bool,
    /// Whether that user marked it for later.
    #[serde(default)]
    pub follow_up: bool,
}

/// A message of a conversation.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Message {
    /// The identifier.
    pub id: Uid,
    /// What it says.
    #[serde(default)]
    pub text: String,
    /// When it was sent.
    pub created: Option<DateTime>,
    /// Who sent it; none for those of the system.
    pub sender: Option<Ref<User>>,
    /// Whether only those who work on tickets see it.
    #[serde(default)]
    pub internal: bool,
    /// The files that came with it.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

/// A file of a message; see [`Messaging::attachment`](super::Messaging::attachment).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Attachment {
    /// The uid of the file resource.
    pub id: Uid,
    /// The file's name.
    pub name: Option<String>,
    /// Its media type.
    pub content_type: Option<String>,
}
