//! What all imports have: their parameters, and the request that these make.

use std::fmt::Display;
use std::time::Duration;

use super::options::Strategy;
use crate::api::Api;
use crate::request::Request;

/// The parameters of `POST /api/tracker`.
#[derive(Debug)]
pub(super) struct Params {
    pairs: Vec<(&'static str, String)>,
    strategy: Strategy,
    dry_run: bool,
    timeout: Option<Duration>,
}

impl Params {
    pub(super) fn new() -> Self {
        Self {
            pairs: Vec::new(),
            strategy: Strategy::CreateAndUpdate,
            dry_run: false,
            timeout: None,
        }
    }

    pub(super) fn set(&mut self, name: &'static str, value: impl Display) {
        self.pairs.retain(|(known, _)| *known != name);
        self.pairs.push((name, value.to_string()));
    }

    pub(super) fn set_strategy(&mut self, strategy: Strategy) {
        self.strategy = strategy;
        self.set("importStrategy", strategy);
    }

    pub(super) fn set_dry_run(&mut self, dry_run: bool) {
        self.dry_run = dry_run;
        self.pairs.retain(|(name, _)| *name != "importMode");
        if dry_run {
            self.set("importMode", "VALIDATE");
        }
    }

    pub(super) fn set_timeout(&mut self, limit: Duration) {
        self.timeout = Some(limit);
    }

    /// Whether sending objects with uids of their own twice does what sending them once does.
    fn repeats(&self) -> bool {
        matches!(self.strategy, Strategy::CreateAndUpdate | Strategy::Update)
    }

    /// The request without its body. `named` says that all objects have uids of their own.
    pub(super) fn request(self, api: &Api, job: bool, named: bool) -> Request {
        let idempotent = !job && (self.dry_run || named && self.repeats());
        let request = api
            .post("tracker")
            // The server's own default is a job.
            .param("async", job)
            .params(self.pairs)
            .idempotent(idempotent);
        match self.timeout {
            Some(limit) => request.timeout(limit),
            None => request,
        }
    }
}

/// The setters of all imports, for types with a field `params`.
macro_rules! import_setters {
    ($name:ident $(<$kind:ident>)?) => {
        impl $(<$kind>)? $name $(<$kind>)? {
            /// What is done with each object; [`Strategy::CreateAndUpdate`] unless set.
            /// `importStrategy=`
            pub fn strategy(mut self, strategy: Strategy) -> Self {
                self.params.set_strategy(strategy);
                self
            }

            /// Whether the objects are only checked. It is sent as `importMode=VALIDATE`: the tracker
            /// knows no `dryRun`, and would write. The report counts nothing, and names what would be
            /// refused.
            pub fn dry_run(mut self, dry_run: bool) -> Self {
                self.params.set_dry_run(dry_run);
                self
            }

            /// What happens to the others when one object is refused: [`AtomicMode::All`] unless
            /// set. `atomicMode=`
            pub fn atomic_mode(mut self, mode: AtomicMode) -> Self {
                self.params.set("atomicMode", mode);
                self
            }

            /// How much is checked: [`ValidationMode::Full`] unless set. `validationMode=`
            pub fn validation_mode(mut self, mode: ValidationMode) -> Self {
                self.params.set("validationMode", mode);
                self
            }

            /// How much the report says: [`ReportMode::Errors`] unless set. `reportMode=`
            pub fn report_mode(mut self, mode: ReportMode) -> Self {
                self.params.set("reportMode", mode);
                self
            }

            /// When objects go to the database. `flushMode=`
            pub fn flush_mode(mut self, mode: FlushMode) -> Self {
                self.params.set("flushMode", mode);
                self
            }

            /// Whether generated values are taken that do not fit their pattern.
            /// `skipPatternValidation=`
            pub fn skip_pattern_validation(mut self, skip: bool) -> Self {
                self.params.set("skipPatternValidation", skip);
                self
            }

            /// Whether no notifications are sent and no other effects follow. `skipSideEffects=`
            pub fn skip_side_effects(mut self, skip: bool) -> Self {
                self.params.set("skipSideEffects", skip);
                self
            }

            /// Whether the program rules are left out. `skipRuleEngine=`
            pub fn skip_rule_engine(mut self, skip: bool) -> Self {
                self.params.set("skipRuleEngine", skip);
                self
            }

            /// By what all metadata is named. The objects themselves always have uids. `idScheme=`
            pub fn id_scheme(mut self, scheme: IdScheme) -> Self {
                self.params.set("idScheme", scheme);
                self
            }

            /// By what one kind of metadata is named, such as `orgUnitIdScheme=`.
            pub fn id_scheme_of(mut self, kind: IdKind, scheme: IdScheme) -> Self {
                self.params.set(kind.as_str(), scheme);
                self
            }

            /// The longest wait for an answer, in place of the client's: a large import takes
            /// minutes.
            pub fn timeout(mut self, limit: Duration) -> Self {
                self.params.set_timeout(limit);
                self
            }
        }
    };
}

pub(super) use import_setters;
