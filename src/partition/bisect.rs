//! The search for the items because of which DHIS2 refuses a part as a whole.

use super::blame::{self, Blame};
use super::engine::Engine;
use super::job::Job;
use super::send::{Sender, endpoint, is_refusal};
use crate::Request;
use crate::error::{CancelledError, Error, Result};
use crate::import::{Conflict, ImportReport, Outcome, ReportKind};

/// How often the items that a report names are taken out, before the search goes on by halving: a
/// server that names one at a time would need as many requests as there are offenders.
const NAMED_ROUNDS: u32 = 4;

/// How many offenders are searched for one by one. With more, halving everything needs fewer requests.
const SINGLE: u32 = 8;

/// Why a request was refused as a whole.
pub(super) enum Refusal {
    Report(Box<ImportReport>),
    Error(Box<Error>),
}

impl Refusal {
    /// Whether the report refuses everything and nothing was written.
    pub(super) fn is_whole(report: &ImportReport) -> bool {
        report.outcome() == Outcome::Failed
    }

    fn reasons(&self) -> Vec<Conflict> {
        match self {
            Self::Report(report) => report.conflicts().to_vec(),
            Self::Error(error) => vec![blame::reason(error.to_string())],
        }
    }

    fn kind(&self) -> ReportKind {
        match self {
            Self::Report(report) => report.kind(),
            Self::Error(_) => ReportKind::Message,
        }
    }

    /// The items of which the refusal itself says that they are at fault, if they are not all.
    fn named(&self, job: &Job, places: &[usize]) -> Option<Blame> {
        let Self::Report(report) = self else {
            return None;
        };
        [
            blame::named(job, places, report),
            blame::holding_offenders(job, places, report),
        ]
        .into_iter()
        .find(|blame| !blame.is_empty() && blame.len() < places.len())
    }
}

/// A request that only asks whether items would be taken.
pub(super) struct Trial(Request);

impl Trial {
    /// For the endpoints whose dry run is one: `metadata` and `tracker`, by `importMode=VALIDATE`. That
    /// of data values can write (completeness), that of single values always does.
    pub(super) fn of(request: &Request) -> Option<Self> {
        // A query inside the path could say something else.
        let has_query = request.path().contains('?');
        let is_async = request.param_values("async").any(|value| value == "true");
        if !matches!(endpoint(request), "metadata" | "tracker") || is_async || has_query {
            return None;
        }
        let mut trial = request.again();
        trial.remove_param("importMode");
        // A question can be asked twice.
        Some(Self(trial.param("importMode", "VALIDATE").idempotent(true)))
    }
}

/// What came of sending some of the items.
enum Tried {
    Taken(Box<ImportReport>),
    Refused(Refusal),
}

/// What is known so far.
struct Search {
    report: ImportReport,
    blame: Blame,
}

impl Search {
    /// Items that were sent in earnest and answered.
    fn taken(&mut self, job: &Job, places: &[usize], mut report: ImportReport) {
        if !report.is_ok() {
            for (place, reasons) in blame::named(job, places, &report) {
                self.blame.insert(place, reasons);
            }
        }
        let rows: Vec<u64> = places.iter().map(|place| *place as u64).collect();
        report.remap(&rows);
        self.report.merge(report, 0);
    }

    fn refused(&mut self, place: usize, kind: ReportKind, reasons: Vec<Conflict>) {
        let row = place as u64;
        let mut conflicts = reasons.clone();
        for conflict in &mut conflicts {
            conflict.indexes = vec![row];
        }
        let refusal = ImportReport::refusal(kind, vec![row], conflicts);
        self.report.merge(refusal, 0);
        self.blame.insert(place, reasons);
    }
}

impl Sender {
    /// Finds the offenders in a part that was refused as a whole, and imports the others.
    ///
    /// The way: leave out what the refusal names and send the rest; where it names nothing, halve. A
    /// half that is taken puts the other one under suspicion, so that an offender costs one request for
    /// each halving, and one more for all that it was searched among.
    pub(super) fn bisect(
        &mut self,
        job: &Job,
        refusal: Refusal,
        engine: &Engine,
    ) -> Result<(ImportReport, Blame)> {
        let mut search = Search {
            report: ImportReport::default(),
            blame: Blame::new(),
        };
        let mut left: Vec<usize> = (0..job.len()).collect();
        let mut refusal = refusal;
        let (mut rounds, mut singles) = (0, 0);
        // At the head of the loop all that is left was refused together.
        while !left.is_empty() {
            let named = refusal.named(job, &left).filter(|_| rounds < NAMED_ROUNDS);
            if let Some(named) = named {
                rounds += 1;
                left.retain(|place| !named.contains_key(place));
                for (place, reasons) in named {
                    search.refused(place, refusal.kind(), reasons);
                }
            } else if singles < SINGLE {
                singles += 1;
                self.search_one(job, refusal, &mut left, &mut search, engine)?;
            } else {
                self.halve_all(job, refusal, left, &mut search, engine)?;
                break;
            }
            if left.is_empty() {
                break;
            }
            match self.try_items(job, &left, engine)? {
                Tried::Taken(report) => {
                    search.taken(job, &left, *report);
                    break;
                }
                Tried::Refused(again) => refusal = again,
            }
        }
        Ok((search.report, search.blame))
    }

    /// Narrows a refused set down to one item, and settles it and all that were taken on the way.
    fn search_one(
        &mut self,
        job: &Job,
        refusal: Refusal,
        left: &mut Vec<usize>,
        search: &mut Search,
        engine: &Engine,
    ) -> Result<()> {
        let mut suspects = left.clone();
        // The refusal that is about the suspects and nothing else.
        let mut known = Some(refusal);
        while suspects.len() > 1 {
            let second = suspects.split_off(suspects.len().div_ceil(2));
            match self.ask(job, &suspects, engine)? {
                Tried::Taken(report) => {
                    if self.asks_in_earnest() {
                        search.taken(job, &suspects, *report);
                        left.retain(|place| suspects.binary_search(place).is_err());
                    }
                    suspects = second;
                    known = None;
                }
                Tried::Refused(refusal) => known = Some(refusal),
            }
        }
        let Some(place) = suspects.first().copied() else {
            return Ok(());
        };
        left.retain(|other| *other != place);
        let tried = match known {
            Some(refusal) => Tried::Refused(refusal),
            None => self.try_items(job, &suspects, engine)?,
        };
        match tried {
            Tried::Taken(report) => search.taken(job, &suspects, *report),
            Tried::Refused(refusal) => search.refused(place, refusal.kind(), refusal.reasons()),
        }
        Ok(())
    }

    /// Halves everything, in earnest.
    fn halve_all(
        &mut self,
        job: &Job,
        refusal: Refusal,
        left: Vec<usize>,
        search: &mut Search,
        engine: &Engine,
    ) -> Result<()> {
        let mut refused = vec![(left, refusal)];
        while let Some((mut places, refusal)) = refused.pop() {
            if let [place] = places[..] {
                search.refused(place, refusal.kind(), refusal.reasons());
                continue;
            }
            let second = places.split_off(places.len().div_ceil(2));
            for half in [places, second] {
                match self.try_items(job, &half, engine)? {
                    Tried::Taken(report) => search.taken(job, &half, *report),
                    Tried::Refused(refusal) => refused.push((half, refusal)),
                }
            }
        }
        Ok(())
    }

    fn asks_in_earnest(&self) -> bool {
        self.idempotent || self.trial.is_none()
    }

    /// Asks whether items would be taken: by a dry run where sending twice could do harm.
    fn ask(&mut self, job: &Job, places: &[usize], engine: &Engine) -> Result<Tried> {
        let answer = match &self.trial {
            Some(Trial(trial)) if !self.asks_in_earnest() => {
                go_on(engine)?;
                self.send(trial, job, Some(places), engine)
            }
            _ => return self.try_items(job, places, engine),
        };
        judge(answer)
    }

    /// Sends items in earnest.
    fn try_items(&mut self, job: &Job, places: &[usize], engine: &Engine) -> Result<Tried> {
        go_on(engine)?;
        match self.post(job, Some(places), engine) {
            // It may be in, and must not be sent again.
            Err(error) if error.status() == Some(500) && !self.idempotent => Err(error),
            answer => judge(answer),
        }
    }
}

fn go_on(engine: &Engine) -> Result<()> {
    if engine.is_stopped() {
        return Err(Error::Cancelled(Box::new(CancelledError::new(
            "while searching a refused part",
        ))));
    }
    Ok(())
}

fn judge(answer: Result<ImportReport>) -> Result<Tried> {
    match answer {
        Ok(report) if Refusal::is_whole(&report) => {
            Ok(Tried::Refused(Refusal::Report(Box::new(report))))
        }
        Ok(report) => Ok(Tried::Taken(Box::new(report))),
        Err(error) if is_refusal(&error) => Ok(Tried::Refused(Refusal::Error(Box::new(error)))),
        Err(error) => Err(error),
    }
}
