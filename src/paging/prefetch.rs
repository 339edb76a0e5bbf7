//! Pages fetched ahead, on threads of their own.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::plan::Plan;
use super::run::survey;
use crate::error::Result;

/// More threads than this would only wait for the same server.
const MAX_THREADS: usize = 32;

/// A page's URL and its bytes.
type Fetched = Result<(String, Vec<u8>)>;

/// Pages that were fetched ahead, handed out in order.
pub(super) struct Ahead {
    shared: Arc<Shared>,
    next: u64,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    ready: BTreeMap<u64, Fetched>,
    /// The page that a worker takes next.
    next: u64,
    /// The first page that no worker will fetch.
    end: u64,
    /// The page that the reader wants next: workers stay within `window` of it.
    wanted: u64,
    window: u64,
    workers: usize,
    stopped: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        self.changed
            .wait(state)
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The next page for a worker to fetch; `None` when there is no more to do.
    fn claim(&self) -> Option<Claim<'_>> {
        let mut state = self.lock();
        loop {
            if state.stopped || state.next >= state.end {
                return None;
            }
            if state.next < state.wanted.saturating_add(state.window) {
                let page = state.next;
                state.next += 1;
                return Some(Claim {
                    shared: self,
                    page,
                    is_open: true,
                });
            }
            state = self.wait(state);
        }
    }

    fn leave(&self) {
        self.lock().workers -= 1;
        self.changed.notify_all();
    }
}

/// A page that a worker is about to fetch.
struct Claim<'a> {
    shared: &'a Shared,
    page: u64,
    is_open: bool,
}

impl Claim<'_> {
    fn deliver(mut self, fetched: Fetched) {
        self.is_open = false;
        let mut state = self.shared.lock();
        if fetched.is_err() {
            // Nothing behind an error is wanted.
            state.end = state.end.min(self.page + 1);
        }
        if !state.stopped {
            state.ready.insert(self.page, fetched);
        }
        self.shared.changed.notify_all();
    }
}

/// A claim that is dropped undelivered belongs to a worker that panicked, in a hook of the caller's.
/// The reader then fetches the page by itself, and meets the panic on its own thread.
impl Drop for Claim<'_> {
    fn drop(&mut self) {
        if self.is_open {
            let mut state = self.shared.lock();
            state.end = state.end.min(self.page);
            self.shared.changed.notify_all();
        }
    }
}

/// Leaves the workers' count also when a worker panics, so that the reader never waits for it.
struct Leave(Arc<Shared>);

impl Drop for Leave {
    fn drop(&mut self) {
        self.0.leave();
    }
}

impl Ahead {
    /// Begins to fetch what follows the plan's page, whose bytes are `first`; `None` when nothing does.
    pub(super) fn start(plan: &Plan, first: &[u8]) -> Option<Self> {
        let seen = survey(plan, first)?;
        let settings = plan.settings();
        if settings.limit.is_some_and(|limit| limit <= seen.rows) {
            return None;
        }
        let count = seen.pager.as_ref().and_then(|pager| pager.page_count);
        let count = count.filter(|_| !settings.by_id);
        let mut rest = plan.copy();
        if !rest.advance(seen).ok()? {
            return None;
        }
        let from = rest.page();
        // Where pages turn out short, the reader starts once more behind the end.
        let by_limit = settings
            .limit
            .map(|rows| rows.div_ceil(u64::from(settings.page_size)));
        let end = [
            count.map(|count| count.saturating_add(1)),
            rest.pages_left().map(|left| from.saturating_add(left)),
            by_limit.map(|pages| plan.page().saturating_add(pages)),
        ]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(u64::MAX);
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                ready: BTreeMap::new(),
                next: from,
                end,
                wanted: from,
                window: settings.prefetch as u64,
                workers: 0,
                stopped: false,
            }),
            changed: Condvar::new(),
        });
        if count.is_some() {
            let pages = usize::try_from(end.saturating_sub(from)).unwrap_or(MAX_THREADS);
            for _ in 0..settings.prefetch.min(pages).min(MAX_THREADS) {
                let plan = rest.copy();
                spawn(&shared, move |shared| {
                    while let Some(claim) = shared.claim() {
                        let request = plan.request_page(claim.page);
                        claim.deliver(request.buffered_response());
                    }
                });
            }
        } else {
            spawn(&shared, move |shared| one_by_one(shared, rest));
        }
        Some(Self { shared, next: from })
    }

    /// The next page; `None` where nothing more was fetched ahead.
    pub(super) fn next(&mut self) -> Option<Fetched> {
        let mut state = self.shared.lock();
        loop {
            if let Some(fetched) = state.ready.remove(&self.next) {
                self.next += 1;
                state.wanted = self.next;
                self.shared.changed.notify_all();
                return Some(fetched);
            }
            if state.workers == 0 || self.next >= state.end {
                return None;
            }
            state = self.shared.wait(state);
        }
    }
}

/// The threads end after the request under way, and nobody waits for them.
impl Drop for Ahead {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.stopped = true;
        state.ready.clear();
        self.shared.changed.notify_all();
    }
}

fn spawn(shared: &Arc<Shared>, work: impl FnOnce(&Shared) + Send + 'static) {
    shared.lock().workers += 1;
    let worker = Arc::clone(shared);
    let spawned = thread::Builder::new()
        .name("dhis2-prefetch".to_owned())
        .spawn(move || {
            let leave = Leave(worker);
            work(&leave.0);
        });
    if spawned.is_err() {
        // The reader fetches by itself where no thread can be had.
        shared.leave();
    }
}

/// Fetches page after page where each tells whether there is another.
fn one_by_one(shared: &Shared, mut plan: Plan) {
    while let Some(claim) = shared.claim() {
        let fetched = plan.request().buffered_response();
        let seen = fetched.as_ref().ok().and_then(|(_, b)| survey(&plan, b));
        let more = seen.is_some_and(|seen| plan.advance(seen).unwrap_or(false));
        claim.deliver(fetched);
        if !more {
            return;
        }
    }
}
