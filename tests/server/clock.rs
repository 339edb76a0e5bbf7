//! A clock that only pretends to sleep.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use dhis2::Clock;

/// A clock for [`dhis2::ApiBuilder::clock`]: it stands still but for sleeps, which take no time and
/// are recorded. Clones share the same time.
#[derive(Debug, Clone)]
pub(crate) struct FakeClock {
    start: Instant,
    system_start: SystemTime,
    slept: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    passed: Duration,
    sleeps: Vec<Duration>,
}

impl FakeClock {
    /// A clock that shows the time of its making, `2026-11-21 10:00:00 GMT` on the calendar.
    pub(crate) fn new() -> Self {
        Self {
            start: Instant::now(),
            system_start: SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_255_200),
            slept: Arc::default(),
        }
    }

    /// Every sleep so far, in order.
    pub(crate) fn sleeps(&self) -> Vec<Duration> {
        self.lock().sleeps.clone()
    }

    /// Lets time pass without a sleep.
    pub(crate) fn advance(&self, by: Duration) {
        self.lock().passed += by;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.slept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Instant {
        self.start + self.lock().passed
    }

    fn system_now(&self) -> SystemTime {
        self.system_start + self.lock().passed
    }

    fn sleep(&self, duration: Duration) {
        let mut state = self.lock();
        state.passed += duration;
        state.sleeps.push(duration);
    }
}
