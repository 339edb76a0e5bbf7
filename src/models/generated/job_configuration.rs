// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A job configuration: `/api/jobConfigurations`.
#[derive(Clone, Default, PartialEq)]
pub struct JobConfiguration {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `configurable`; read only.
    pub configurable: Option<bool>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// `cronExpression`: text, at most 255 characters.
    pub cron_expression: Option<String>,
    /// `delay`.
    pub delay: Option<i64>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// `enabled`; required.
    pub enabled: Option<bool>,
    /// `errorCodes`: text.
    pub error_codes: Option<String>,
    /// `executedBy`: text, at most 11 characters.
    pub executed_by: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `jobParameters`.
    pub job_parameters: Option<Value>,
    /// `jobStatus`; required.
    pub job_status: Option<JobStatus>,
    /// `jobType`; required.
    pub job_type: Option<JobType>,
    /// `lastAlive`.
    pub last_alive: Option<DateTime>,
    /// `lastExecuted`.
    pub last_executed: Option<DateTime>,
    /// `lastExecutedStatus`; required.
    pub last_executed_status: Option<JobStatus>,
    /// `lastFinished`.
    pub last_finished: Option<DateTime>,
    /// `lastRuntimeExecution`: text; read only.
    pub last_runtime_execution: Option<String>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `leaderOnlyJob`; read only.
    pub leader_only_job: Option<bool>,
    /// `maxDelayedExecutionTime`; read only.
    pub max_delayed_execution_time: Option<DateTime>,
    /// The name; required; unique.
    pub name: Option<String>,
    /// `nextExecutionTime`; read only.
    pub next_execution_time: Option<DateTime>,
    /// `queueName`: text, at most 50 characters.
    pub queue_name: Option<String>,
    /// `queuePosition`.
    pub queue_position: Option<i64>,
    /// `schedulingType`; required.
    pub scheduling_type: Option<SchedulingType>,
    /// `userUid`: text; read only.
    pub user_uid: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 30] = [
    "access", "code", "configurable", "created", "cronExpression", "delay", "displayName",
    "enabled", "errorCodes", "executedBy", "href", "id", "jobParameters", "jobStatus", "jobType",
    "lastAlive", "lastExecuted", "lastExecutedStatus", "lastFinished", "lastRuntimeExecution",
    "lastUpdated", "lastUpdatedBy", "leaderOnlyJob", "maxDelayedExecutionTime", "name",
    "nextExecutionTime", "queueName", "queuePosition", "schedulingType", "userUid",
];

#[rustfmt::skip]
impl Object for JobConfiguration {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.configurable, 3 => &self.created,
            4 => &self.cron_expression, 5 => &self.delay, 6 => &self.display_name,
            7 => &self.enabled, 8 => &self.error_codes, 9 => &self.executed_by, 10 => &self.href,
            11 => &self.id, 12 => &self.job_parameters, 13 => &self.job_status,
            14 => &self.job_type, 15 => &self.last_alive, 16 => &self.last_executed,
            17 => &self.last_executed_status, 18 => &self.last_finished,
            19 => &self.last_runtime_execution, 20 => &self.last_updated,
            21 => &self.last_updated_by, 22 => &self.leader_only_job,
            23 => &self.max_delayed_execution_time, 24 => &self.name,
            25 => &self.next_execution_time, 26 => &self.queue_name, 27 => &self.queue_position,
            28 => &self.scheduling_type, 29 => &self.user_uid,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.configurable,
            3 => &mut self.created, 4 => &mut self.cron_expression, 5 => &mut self.delay,
            6 => &mut self.display_name, 7 => &mut self.enabled, 8 => &mut self.error_codes,
            9 => &mut self.executed_by, 10 => &mut self.href, 11 => &mut self.id,
            12 => &mut self.job_parameters, 13 => &mut self.job_status, 14 => &mut self.job_type,
            15 => &mut self.last_alive, 16 => &mut self.last_executed,
            17 => &mut self.last_executed_status, 18 => &mut self.last_finished,
            19 => &mut self.last_runtime_execution, 20 => &mut self.last_updated,
            21 => &mut self.last_updated_by, 22 => &mut self.leader_only_job,
            23 => &mut self.max_delayed_execution_time, 24 => &mut self.name,
            25 => &mut self.next_execution_time, 26 => &mut self.queue_name,
            27 => &mut self.queue_position, 28 => &mut self.scheduling_type,
            29 => &mut self.user_uid,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(JobConfiguration);
#[rustfmt::skip]
base::metadata!(JobConfiguration, "jobConfigurations", "jobConfiguration", "org.hisp.dhis.scheduling.JobConfiguration");
