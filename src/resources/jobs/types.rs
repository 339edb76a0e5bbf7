use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::date::DateTime;
use crate::json::take;
use crate::models::{JobStatus, JobType, Ref, SchedulingType, User};
use crate::uid::Uid;
use crate::words::open_words;

open_words! {
    /// How a part of a run stands.
    ProgressStatus {
        /// It goes on.
        Running = "RUNNING",
        /// It ended well.
        Success = "SUCCESS",
        /// It failed.
        Error = "ERROR",
        /// It was cancelled.
        Cancelled = "CANCELLED",
    }
}

/// A type of job that users can configure; see
/// [`job_types`](crate::Resource::job_types).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct JobTypeInfo {
    /// Its name, to show.
    pub name: String,
    /// The type.
    pub job_type: JobType,
    /// Whether its jobs run by a cron expression or with a pause in between.
    pub scheduling_type: Option<SchedulingType>,
    /// What a configuration of it may hold.
    #[serde(default)]
    pub job_parameters: Vec<JobParameter>,
}

/// A parameter of a type of job.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(from = "Map<String, Value>")]
#[non_exhaustive]
pub struct JobParameter {
    /// Its name among the `jobParameters`.
    pub name: String,
    /// Its name, to show.
    pub field_name: Option<String>,
    /// Its Java type, such as `java.lang.Integer`.
    pub class: Option<String>,
    /// The words it takes, for one that takes a few.
    pub constants: Vec<String>,
    /// What it is unless set.
    pub default_value: Option<Value>,
    /// Where the objects are that it takes, such as `/api/programs`.
    pub relative_api_endpoint: Option<String>,
    /// Every other field, as the server sent it.
    pub extra: Map<String, Value>,
}

impl From<Map<String, Value>> for JobParameter {
    fn from(mut fields: Map<String, Value>) -> Self {
        let fields = &mut fields;
        Self {
            name: take(fields, "name").unwrap_or_default(),
            field_name: take(fields, "fieldName"),
            class: take(fields, "klass"),
            constants: take(fields, "constants").unwrap_or_default(),
            default_value: take(fields, "defaultValue"),
            relative_api_endpoint: take(fields, "relativeApiEndpoint"),
            extra: std::mem::take(fields),
        }
    }
}

/// A job as the scheduler sees it; see [`due`](crate::Resource::due) and
/// [`stale`](crate::Resource::stale).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct JobEntry {
    /// The uid of its configuration.
    pub id: Option<Uid>,
    /// Its type.
    #[serde(rename = "type")]
    pub job_type: Option<JobType>,
    /// When it runs.
    pub scheduling_type: Option<SchedulingType>,
    /// Its name.
    pub name: Option<String>,
    /// What it does now.
    pub status: Option<JobStatus>,
    /// Who it runs as.
    pub executed_by: Option<Ref<User>>,
    /// When it runs, as a cron expression.
    pub cron_expression: Option<String>,
    /// The pause between two runs, in seconds.
    pub delay: Option<u64>,
    /// When its last run began.
    pub last_executed: Option<DateTime>,
    /// When its last run ended.
    pub last_finished: Option<DateTime>,
    /// When it last gave a sign.
    pub last_alive: Option<DateTime>,
    /// Its queue.
    pub queue_name: Option<String>,
    /// Its place in the queue, from 0.
    pub queue_position: Option<u32>,
    /// Its parameters.
    pub parameters: Option<Map<String, Value>>,
}

/// How far a run has got; see [`progress`](crate::Resource::progress).
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct JobProgress {
    /// Its processes, one after the other; most jobs have one.
    #[serde(default, rename = "sequence")]
    pub processes: Vec<JobProcess>,
}

/// A process of a run.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct JobProcess {
    /// The uid of the job's configuration.
    pub job_id: Option<Uid>,
    /// Who started it.
    pub user_id: Option<Uid>,
    /// How it stands.
    pub status: ProgressStatus,
    /// What it is.
    pub description: Option<String>,
    /// What came out.
    pub summary: Option<String>,
    /// Why it failed.
    pub error: Option<String>,
    /// When it began.
    pub started_time: Option<DateTime>,
    /// When it ended.
    pub completed_time: Option<DateTime>,
    /// When it was cancelled.
    pub cancelled_time: Option<DateTime>,
    /// How long it has taken, in milliseconds.
    pub duration: Option<i64>,
    /// Its stages, one after the other.
    #[serde(default)]
    pub stages: Vec<JobStage>,
}

/// A stage of a process.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct JobStage {
    /// How it stands.
    pub status: ProgressStatus,
    /// What it is.
    pub description: Option<String>,
    /// What came out.
    pub summary: Option<String>,
    /// Why it failed.
    pub error: Option<String>,
    /// When it began.
    pub started_time: Option<DateTime>,
    /// When it ended.
    pub completed_time: Option<DateTime>,
    /// How long it has taken, in milliseconds.
    pub duration: Option<i64>,
    /// How many items there will be; 0 for a stage without items, negative where nobody knows.
    #[serde(default)]
    pub total_items: i64,
    /// What follows when an item fails: `FAIL`, `SKIP_ITEM`, `SKIP_STAGE`, …
    pub on_failure: Option<String>,
    /// Its items as far as they were begun.
    #[serde(default)]
    pub items: Vec<JobItem>,
}

/// An item of a stage.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct JobItem {
    /// How it stands.
    pub status: ProgressStatus,
    /// What it is.
    pub description: Option<String>,
    /// What came out.
    pub summary: Option<String>,
    /// Why it failed.
    pub error: Option<String>,
    /// When it began.
    pub started_time: Option<DateTime>,
    /// When it ended.
    pub completed_time: Option<DateTime>,
    /// How long it has taken, in milliseconds.
    pub duration: Option<i64>,
}

/// An error that a run noted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct JobError {
    /// DHIS2's code, such as `E4000`.
    pub code: String,
    /// The uid of the object that has it, where DHIS2 names it.
    #[serde(default, deserialize_with = "filled")]
    pub id: Option<String>,
    /// What kind of object that is, such as `OrganisationUnit`.
    #[serde(rename = "type")]
    pub object_type: Option<String>,
    /// What the message was made with.
    #[serde(default)]
    pub args: Vec<String>,
    /// The error in words.
    pub message: Option<String>,
}

/// A text, unless it is empty.
fn filled<'de, D: Deserializer<'de>>(text: D) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(text)?;
    Ok(text.filter(|text| !text.is_empty()))
}

/// The errors of a job's last run; see [`errors_of`](crate::Resource::errors_of) and
/// [`errors`](crate::Resource::errors).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct JobRunErrors {
    /// The uid of the job's configuration.
    pub id: Uid,
    /// Its type.
    #[serde(rename = "type")]
    pub job_type: JobType,
    /// The uid of who started it.
    pub user: Option<String>,
    /// When its configuration was made.
    pub created: Option<DateTime>,
    /// When the run began.
    pub executed: Option<DateTime>,
    /// When the run ended.
    pub finished: Option<DateTime>,
    /// The uid of the file that holds its input.
    pub file: Option<String>,
    /// The size of that file, in bytes.
    pub filesize: Option<u64>,
    /// The media type of that file.
    pub filetype: Option<String>,
    /// Which list the codes are of: `ErrorCode`, or `ValidationCode` for the tracker's.
    pub codes: Option<String>,
    /// The errors.
    #[serde(default)]
    pub errors: Vec<JobError>,
    /// What the job was given, where [`include_input`](super::JobErrors::include_input) asks for it.
    pub input: Option<Value>,
}
