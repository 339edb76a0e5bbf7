//! Pages fetched ahead, on threads of their own.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::plan::Plan;
use super::run::survey;
use crate::error::{Error, Result};
use crate::request::Request;

/// A page's bytes and the URL they came from.
type Fetched = Result<(Vec<u8>, String)>;

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
    fn claim(&self) -> Option<u64> {
        let mut state = self.lock();
        loop {
            if state.stopped || state.next >= state.end {
                return None;
            }
            if state.next < state.wanted + state.window {
                state.next += 1;
                return Some(state.next - 1);
            }
            state = self.wait(state);
        }
    }

    fn deliver(&self, page: u64, fetched: Fetched) {
        let mut state = self.lock();
        if fetched.is_err() {
            // Nothing behind an error is wanted.
            state.end = state.end.min(page + 1);
        }
        state.ready.insert(page, fetched);
        self.changed.notify_all();
    }

    fn leave(&self) {
        self.lock().workers -= 1;
        self.changed.notify_all();
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
        let mut ahead = plan.copy();
        let seen = survey(plan, first).ok()?;
        let pages = seen.pager.as_ref().and_then(|pager| pager.page_count);
        if !ahead.advance(seen).ok()? {
            return None;
        }
        let from = plan.page + 1;
        let window = plan.settings.prefetch as u64;
        let numbered = pages.filter(|_| !plan.settings.by_id);
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                ready: BTreeMap::new(),
                next: from,
                end: numbered.map_or(u64::MAX, |pages| pages + 1),
                wanted: from,
                window,
                workers: 0,
                stopped: false,
            }),
            changed: Condvar::new(),
        });
        if numbered.is_some() {
            for _ in 0..plan.settings.prefetch {
                let plan = plan.copy();
                spawn(&shared, move |shared| {
                    while let Some(page) = shared.claim() {
                        shared.deliver(page, plan.request_page(page).fetch_page());
                    }
                });
            }
        } else {
            spawn(&shared, move |shared| one_by_one(shared, ahead));
        }
        Some(Self { shared, next: from })
    }

    /// The next page; `None` where nothing more was fetched ahead.
    pub(super) fn next(&mut self) -> Option<Fetched> {
        let mut state = self.shared.lock();
        state.wanted = self.next;
        self.shared.changed.notify_all();
        loop {
            if let Some(fetched) = state.ready.remove(&self.next) {
                self.next += 1;
                state.wanted = self.next;
                self.shared.changed.notify_all();
                return Some(fetched);
            }
            if state.workers == 0 {
                return None;
            }
            state = self.shared.wait(state);
        }
    }
}

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
    while let Some(page) = shared.claim() {
        let fetched = plan.request().fetch_page();
        let more = match &fetched {
            Ok((bytes, _)) => {
                survey(&plan, bytes).is_ok_and(|seen| plan.advance(seen).unwrap_or(false))
            }
            Err(_) => false,
        };
        shared.deliver(page, fetched);
        if !more {
            return;
        }
    }
}

impl Request {
    /// A page's bytes, read whole, and the URL they came from.
    pub(super) fn fetch_page(self) -> Result<(Vec<u8>, String), Error> {
        let response = self.buffered_response()?;
        Ok((response.1, response.0))
    }
}
