//! Words that queries take.

use crate::words::closed_words;

/// The units of the user who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UserOrgUnit {
    /// The units themselves.
    Own,
    /// The units below them.
    Children,
    /// The units below those.
    Grandchildren,
}

impl UserOrgUnit {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Own => "USER_ORGUNIT",
            Self::Children => "USER_ORGUNIT_CHILDREN",
            Self::Grandchildren => "USER_ORGUNIT_GRANDCHILDREN",
        }
    }
}

/// Which name things have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DisplayProperty {
    /// The name.
    Name,
    /// The short name.
    ShortName,
}

impl DisplayProperty {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Name => "NAME",
            Self::ShortName => "SHORTNAME",
        }
    }
}

closed_words! {
    /// The status of an event, as a condition.
    EventStatus {
        /// Begun.
        Active = "ACTIVE",
        /// Completed.
        Completed = "COMPLETED",
        /// Planned for a day to come.
        Schedule = "SCHEDULE",
        /// Planned for a day that is over.
        Overdue = "OVERDUE",
        /// Left out.
        Skipped = "SKIPPED",
    }
}

closed_words! {
    /// The status of an enrollment, as a condition.
    ProgramStatus {
        /// Going on.
        Active = "ACTIVE",
        /// Completed.
        Completed = "COMPLETED",
        /// Broken off.
        Cancelled = "CANCELLED",
    }
}

closed_words! {
    /// What a row or a number of events stands for.
    OutputType {
        /// Events.
        Event = "EVENT",
        /// Enrollments that have such events.
        Enrollment = "ENROLLMENT",
        /// Tracked entities that have such events.
        TrackedEntity = "TRACKED_ENTITY_INSTANCE",
    }
}
