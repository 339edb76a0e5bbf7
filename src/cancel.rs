//! Stopping long work from another thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::error::{CancelledError, Error, Result};
use crate::http::clock::Clock;

/// A wait is cut into pieces of this length, so that a cancelled one ends soon.
const SLICE: Duration = Duration::from_millis(100);

/// Stops long work from another thread, or from a Ctrl-C handler.
///
/// All clones are the same token. Work that was given one looks at it between its steps and while
/// it waits, and ends with [`Error::Cancelled`]. A request that is already under way is
/// not torn down: the work stops when its answer is there. What runs on the server goes on.
///
/// ```
/// use dhis2::CancelToken;
///
/// let token = CancelToken::new();
/// let handler = token.clone();
/// assert!(!token.is_cancelled());
/// handler.cancel(); // for good: a token is used once
/// assert!(token.is_cancelled());
/// ```
#[derive(Debug, Clone, Default)]
pub struct CancelToken {
    cancelled: Arc<AtomicBool>,
}

impl CancelToken {
    /// A token that is not cancelled.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks all work that holds this token to stop. It takes no lock, so a signal handler's thread may
    /// call it.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Release);
    }

    /// Whether [`cancel`](Self::cancel) was called on this token or a clone of it.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Acquire)
    }

    /// [`Error::Cancelled`] once the token is cancelled; `when` says what was going on: "while waiting
    /// for task X".
    pub(crate) fn check(&self, when: &dyn std::fmt::Display) -> Result<()> {
        if self.is_cancelled() {
            return Err(Error::Cancelled(Box::new(CancelledError::new(
                when.to_string(),
            ))));
        }
        Ok(())
    }

    /// Waits by the clock, and stops waiting within a tenth of a second of being cancelled.
    pub(crate) fn sleep(
        &self,
        clock: &dyn Clock,
        mut left: Duration,
        when: &dyn std::fmt::Display,
    ) -> Result<()> {
        loop {
            self.check(when)?;
            if left.is_zero() {
                return Ok(());
            }
            let slice = left.min(SLICE);
            clock.sleep(slice);
            left -= slice;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::time::{Instant, SystemTime};

    use super::*;

    /// Cancels its token after some sleeps.
    #[derive(Debug)]
    struct Sleeps {
        slept: Mutex<Vec<Duration>>,
        cancel_after: usize,
        token: CancelToken,
    }

    impl Clock for Sleeps {
        fn now(&self) -> Instant {
            Instant::now()
        }

        fn system_now(&self) -> SystemTime {
            SystemTime::now()
        }

        fn sleep(&self, duration: Duration) {
            let mut slept = self.slept.lock().unwrap();
            slept.push(duration);
            if slept.len() == self.cancel_after {
                self.token.cancel();
            }
        }
    }

    fn sleep(cancel_after: usize) -> (Result<()>, Duration) {
        let token = CancelToken::new();
        let clock = Sleeps {
            slept: Mutex::default(),
            cancel_after,
            token: token.clone(),
        };
        let result = token.sleep(&clock, Duration::from_millis(1250), &"in a test");
        let slept = clock.slept.lock().unwrap().iter().sum();
        (result, slept)
    }

    #[test]
    fn a_wait_that_is_not_cancelled_takes_its_whole_time() {
        let (result, slept) = sleep(usize::MAX);
        assert!(result.is_ok());
        assert_eq!(slept, Duration::from_millis(1250));
    }

    #[test]
    fn a_cancelled_wait_ends_within_a_tenth_of_a_second() {
        let (result, slept) = sleep(3);
        assert_eq!(slept, Duration::from_millis(300));
        let error = result.expect_err("cancelled");
        assert!(matches!(error, Error::Cancelled(_)));
        assert_eq!(error.to_string(), "cancelled in a test");
    }
}
