//! A bound on how many requests a client sends in a second, over all of its threads.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::clock::Clock;

/// Hands out turns: one every `gap`, a burst of up to one second's worth after a pause.
#[derive(Debug)]
pub(crate) struct RateLimit {
    gap: Duration,
    burst: Duration,
    next: Mutex<Option<Instant>>,
}

impl RateLimit {
    pub(crate) fn new(per_second: f64) -> Self {
        let gap = Duration::try_from_secs_f64(1.0 / per_second).unwrap_or(Duration::MAX);
        Self {
            gap,
            burst: Duration::from_secs(1).saturating_sub(gap),
            next: Mutex::new(None),
        }
    }

    /// Waits for a turn.
    pub(crate) fn wait(&self, clock: &dyn Clock) {
        let now = clock.now();
        let turn = {
            let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
            // Turns that nobody took in the last second are still there; older ones are gone.
            let earliest = now.checked_sub(self.burst).unwrap_or(now);
            let turn = next.map_or(earliest, |next| next.max(earliest));
            *next = Some(turn + self.gap);
            turn
        };
        let wait = turn.saturating_duration_since(now);
        if !wait.is_zero() {
            clock.sleep(wait);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    #[derive(Debug)]
    struct Still {
        start: Instant,
        slept: Mutex<Duration>,
    }

    impl Clock for Still {
        fn now(&self) -> Instant {
            self.start + *self.slept.lock().unwrap()
        }

        fn system_now(&self) -> SystemTime {
            SystemTime::now()
        }

        fn sleep(&self, duration: Duration) {
            *self.slept.lock().unwrap() += duration;
        }
    }

    #[test]
    fn a_burst_passes_and_then_one_each_gap() {
        let clock = Still {
            start: Instant::now() + Duration::from_secs(10),
            slept: Mutex::default(),
        };
        let limit = RateLimit::new(4.0);
        let mut waits = Vec::new();
        for _ in 0..7 {
            let before = clock.now();
            limit.wait(&clock);
            waits.push((clock.now() - before).as_millis());
        }
        assert_eq!(waits, [0, 0, 0, 0, 250, 250, 250]);
    }
}
