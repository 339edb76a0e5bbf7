//! How an import is to be done.

use crate::words::closed_words;

closed_words! {
    /// What an import does with each object.
    Strategy {
        /// Writes new objects and changes old ones.
        CreateAndUpdate = "CREATE_AND_UPDATE",
        /// Writes new objects; old ones are refused.
        Create = "CREATE",
        /// Changes old objects; new ones are refused.
        Update = "UPDATE",
        /// Deletes the objects, of which the uids suffice, with all that hangs on them. Their uids
        /// can never be used again.
        Delete = "DELETE",
    }
}

closed_words! {
    /// What happens to the others when one object is refused.
    AtomicMode {
        /// Nothing is written.
        All = "ALL",
        /// The good ones are written. DHIS2 answers with `OK` even when it refused all; the
        /// [outcome](crate::ImportReport::outcome) tells.
        Object = "OBJECT",
    }
}

closed_words! {
    /// How much is checked.
    ValidationMode {
        /// Everything, and all errors are reported.
        Full = "FULL",
        /// Everything up to the first error.
        FailFast = "FAIL_FAST",
        /// Nothing. Only for data that a DHIS2 of the same set-up has checked.
        Skip = "SKIP",
    }
}

closed_words! {
    /// How much the report says.
    ReportMode {
        /// The errors.
        Errors = "ERRORS",
        /// The errors and warnings.
        Warnings = "WARNINGS",
        /// The errors, warnings and times.
        Full = "FULL",
    }
}

closed_words! {
    /// When objects go to the database.
    FlushMode {
        /// Many at a time.
        Auto = "AUTO",
        /// One at a time: slow, and of use only in search of an error.
        Object = "OBJECT",
    }
}

closed_words! {
    /// A kind of metadata that an import may name otherwise than by uid.
    IdKind {
        /// Data elements.
        DataElement = "dataElementIdScheme",
        /// Organisation units.
        OrgUnit = "orgUnitIdScheme",
        /// Programs.
        Program = "programIdScheme",
        /// Program stages.
        ProgramStage = "programStageIdScheme",
        /// Category option combinations.
        CategoryOptionCombo = "categoryOptionComboIdScheme",
        /// Category options.
        CategoryOption = "categoryOptionIdScheme",
    }
}
