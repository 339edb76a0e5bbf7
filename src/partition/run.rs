//! The iterator at work: what happens when the next part is asked for.

use std::sync::Arc;
use std::thread;
use std::time::Instant;

use super::checkpoint::{self, Checkpoint, Target};
use super::engine::{Engine, Files, Limits, Outcome, Stop, Turn};
use super::hash::Hash;
use super::job::{Envelope, Job};
use super::ledger::{Ledger, Piece, State};
use super::part::{Part, PartError};
use super::partitioned::Partitioned;
use super::reader::Read;
use super::rejects::Rejects;
use super::send::Sender;
use super::size::Size;
use crate::Request;
use crate::error::{Error, Result, Sent};
use crate::http::url::redact;

/// A run that has begun.
pub(super) struct Run {
    pub(super) engine: Arc<Engine>,
    envelope: Arc<Envelope>,
    /// The work of this thread, where there are no others.
    sender: Option<Sender>,
    ledger: Ledger,
    /// The place whose outcome is due.
    next: u64,
    /// The first place of a part that failed or was not sent.
    first_failed: Option<u64>,
    /// The input failed with this.
    input_error: Option<Error>,
    idempotent: bool,
    started: Instant,
    total: Option<u64>,
}

impl Run {
    pub(super) fn resume_from(&self) -> u64 {
        self.first_failed
            .map_or(self.next, |failed| failed.min(self.next))
    }

    fn failed_at(&mut self, place: u64) {
        self.first_failed = self.first_failed.into_iter().chain([place]).min();
    }
}

impl<I> Partitioned<I> {
    pub(super) fn next_outcome(&mut self) -> Option<Outcome> {
        if self.run.is_none() {
            match self.begin() {
                Ok(run) => self.run = Some(run),
                Err(error) => {
                    return Some(Err(PartError::end(self.settings.resume_from, error)));
                }
            }
        }
        loop {
            let run = self.run.as_mut()?;
            match run.engine.turn(run.next, run.sender.is_some()) {
                Turn::Emit(outcome) => return Some(self.emit(*outcome)),
                Turn::Read => self.read(),
                Turn::Work => {
                    if let Some(sender) = &mut run.sender {
                        run.engine.work_once(sender);
                    }
                }
                Turn::End => return self.end(),
            }
        }
    }

    fn begin(&mut self) -> Result<Run> {
        if let Some(error) = self.take_error() {
            return Err(error);
        }
        let settings = &mut self.settings;
        let fields = serde_json::to_vec(&settings.fields).unwrap_or_default();
        let fields = fields.get(1..fields.len().saturating_sub(1));
        let envelope = Arc::new(Envelope::new(fields.unwrap_or_default(), &self.key));
        let target = target(&self.request, &self.key, &envelope)?;
        let mut files = Files::default();
        let mut ledger = Ledger::default();
        if let Some(path) = &settings.checkpoint {
            let (checkpoint, known) = Checkpoint::open(path, &target)?;
            files.checkpoint = Some(checkpoint);
            ledger = known;
            ledger.cut(0, settings.resume_from);
        }
        if let Some(path) = &settings.rejected_to {
            files.rejects = Some(Rejects::open(path, settings.checkpoint.is_some())?);
        }
        self.reader.skip_to(settings.resume_from)?;
        let clock = Arc::clone(self.request.api().clock());
        let started = clock.now();
        let limits = Limits {
            concurrency: settings.concurrency,
            ordered: settings.ordered,
            stop_after: settings.stop_after,
        };
        let size = Size::new(settings.max_items, settings.max_bytes);
        let engine = Arc::new(Engine::new(
            limits,
            size,
            settings.cancel.clone(),
            clock,
            files,
        ));
        let sender = || Sender::new(&self.request, Arc::clone(&envelope), settings.bisect);
        let mut inline = None;
        if settings.concurrency == 1 {
            inline = Some(sender());
        } else {
            let spawned = (0..settings.concurrency)
                .take_while(|_| spawn(&engine, sender()))
                .count();
            if spawned == 0 {
                inline = Some(sender());
            }
        }
        Ok(Run {
            engine,
            envelope,
            sender: inline,
            ledger,
            next: settings.resume_from,
            first_failed: None,
            input_error: None,
            idempotent: self.request.is_idempotent(),
            started,
            total: settings
                .total
                .map(|total| total.saturating_sub(settings.resume_from)),
        })
    }

    /// Reads one part of the input, or passes over one that the checkpoint knows.
    fn read(&mut self) {
        let at = self.reader.position();
        let Some(run) = &mut self.run else { return };
        if let Some(piece) = run.ledger.take(at) {
            return self.read_known(at, piece);
        }
        let (items, bytes) = run.engine.size();
        let until = run.ledger.next_start();
        let read = self.reader.part(items, bytes, &run.envelope, until);
        self.take_in(read);
    }

    fn take_in(&mut self, read: Read) {
        let Some(run) = &mut self.run else { return };
        match read {
            Read::Part(job) => run.engine.push(job),
            Read::Bad(place, error) => {
                let mut failed = PartError::end(place, error);
                failed.range = place..place + 1;
                failed.last = false;
                run.engine.push_outcome(place, Err(failed));
            }
            Read::End => {
                if let Some(start) = run.ledger.next_start() {
                    self.refuse_input(start, start + 1);
                } else {
                    run.engine.close();
                }
            }
            Read::Failed(error) => {
                run.input_error = Some(error);
                run.engine.close();
            }
        }
    }

    /// Items of which the checkpoint says something. They must be the same as they were.
    fn read_known(&mut self, at: u64, piece: Piece) {
        let Some(run) = &mut self.run else { return };
        let count = piece.end - at;
        let ambiguous = piece.state == State::Ambiguous;
        if ambiguous && run.idempotent {
            // Parts that were halved since leave rests of which only the place is known.
            let whole = piece.hash.is_some();
            let (items, bytes) = if whole {
                (usize::try_from(count).unwrap_or(usize::MAX), usize::MAX)
            } else {
                run.engine.size()
            };
            let read = self
                .reader
                .part(items, bytes, &run.envelope, Some(piece.end));
            if !whole {
                if let Read::Part(job) = &read {
                    let end = job.range().end;
                    if end < piece.end {
                        run.ledger.set(end, piece);
                    }
                }
                return self.take_in(read);
            }
            return match read {
                Read::Part(job) if same(&job, &piece) => run.engine.push(job),
                _ => self.refuse_input(at, piece.end),
            };
        }
        let hash = self.reader.pass(count);
        if hash.is_none() || piece.hash.is_some_and(|known| hash != Some(known)) {
            return self.refuse_input(at, piece.end);
        }
        let range = at..piece.end;
        let outcome = match piece.state {
            State::Done {
                status,
                bytes,
                report,
            } => Ok(Part {
                range,
                report: checkpoint::restore(status, report, at),
                rejected: Vec::new(),
                attempts: 0,
                bytes,
                skipped: true,
            }),
            State::Ambiguous => {
                let path = self.settings.checkpoint.as_deref().unwrap_or("".as_ref());
                let mut error = PartError::end(at, checkpoint::ambiguous(path));
                error.range = range;
                error.sent = Sent::Maybe;
                error.last = false;
                Err(error)
            }
        };
        run.engine.push_outcome(at, outcome);
    }

    /// The input is not the one whose items from `start` to before `end` an earlier run sent.
    fn refuse_input(&mut self, start: u64, end: u64) {
        let at = self.reader.position();
        let what = if self.reader.has_ended() && at < end {
            format!("the input ends at item {at}, and an earlier run sent more")
        } else {
            format!("items {start} to {} differ", end - 1)
        };
        let path = self.settings.checkpoint.as_deref().unwrap_or("".as_ref());
        let error = checkpoint::other_input(path, &what);
        if let Some(run) = &mut self.run {
            run.engine.stop(Stop::Because(error));
        }
    }

    fn emit(&mut self, outcome: Outcome) -> Outcome {
        let Some(run) = &mut self.run else {
            return outcome;
        };
        match &outcome {
            Ok(part) => run.next = run.next.max(part.range.end),
            Err(error) => {
                run.failed_at(error.range.start);
                run.next = run.next.max(error.range.end);
            }
        }
        let elapsed = run
            .engine
            .clock
            .now()
            .saturating_duration_since(run.started);
        let progress = self.tally.count(&outcome, elapsed, run.total);
        if let Some(hook) = &mut self.settings.on_progress {
            hook(&progress);
        }
        outcome
    }

    /// The last item: what ended the run early, if anything did.
    fn end(&mut self) -> Option<Outcome> {
        let run = self.run.as_mut()?;
        // Workers may take a moment to end; the files are free for the next run now.
        *run.engine.files() = Files::default();
        let (stopped, unsent) = run.engine.why_stopped();
        if let Some(place) = unsent {
            run.failed_at(place);
        }
        let error = stopped.or_else(|| run.input_error.take())?;
        Some(Err(PartError::end(run.resume_from(), error)))
    }
}

fn same(job: &Job, piece: &Piece) -> bool {
    job.range().end == piece.end && piece.hash == Some(job.hash())
}

fn spawn(engine: &Arc<Engine>, mut sender: Sender) -> bool {
    let engine = Arc::clone(engine);
    thread::Builder::new()
        .name("dhis2-part".to_owned())
        .spawn(move || engine.run_worker(&mut sender))
        .is_ok()
}

/// What a checkpoint is for.
fn target(request: &Request, key: &str, envelope: &Envelope) -> Result<Target> {
    let (_, out) = request.again().outgoing()?;
    let mut hash = Hash::new();
    for text in [out.method.as_str(), &out.url, &envelope.hash().to_string()] {
        hash.update(text.as_bytes());
        hash.update(b"\n");
    }
    Ok(Target {
        name: format!("{} {} [{key}]", out.method, redact(&out.url)),
        hash,
    })
}
