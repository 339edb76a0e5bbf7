use std::fmt;
use std::time::{Duration, Instant, SystemTime};

/// Time, as retries, polling, caches and token expiry see it.
///
/// The default is the machine's own clock. A test puts in one that only pretends to sleep
/// ([`ApiBuilder::clock`](crate::ApiBuilder::clock)), so that a back-off of minutes takes no time.
pub trait Clock: Send + Sync + fmt::Debug {
    /// A time that only ever moves forward.
    fn now(&self) -> Instant;

    /// The calendar's time.
    fn system_now(&self) -> SystemTime;

    /// Waits.
    fn sleep(&self, duration: Duration);
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn system_now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) {
        std::thread::sleep(duration);
    }
}
