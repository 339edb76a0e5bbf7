use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use rand::RngExt;

use crate::error::{Error, Result};

/// When a failed request is sent again, and how long to wait before.
///
/// Off unless asked for. What is retried: the statuses 429, 502, 503 and 504, connections that could
/// not be made, broke or timed out, and, for calls that read the whole body, a body that broke off.
/// Requests that can be sent twice without harm (`GET`, `HEAD`, `PUT`, `DELETE`, `OPTIONS`, and any
/// request marked [`idempotent`](crate::Request::idempotent)) are retried in all of these cases;
/// a `POST` or `PATCH` only when not a byte of it was sent. A body that can be read only once is
/// never sent again after its first byte was read.
///
/// Before attempt *n* + 1 the wait is `base_delay · backoff_factor^(n − 1)`, at most `max_delay`, give
/// or take `jitter`. A usable `Retry-After` (seconds or a date) replaces it. Where the server asks for
/// more than [`max_retry_after`](Self::max_retry_after), the call ends at once with that wait in the
/// error: to come back early is what a rate limit punishes.
///
/// ```
/// use std::time::Duration;
/// use dhis2::RetryPolicy;
///
/// let policy = RetryPolicy::default()
///     .max_attempts(5)
///     .max_delay(Duration::from_secs(20))
///     .on_retry(|event| eprintln!("{event}"));
/// ```
#[derive(Clone)]
#[must_use]
pub struct RetryPolicy {
    max_attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
    max_retry_after: Option<Duration>,
    backoff_factor: f64,
    jitter: f64,
    statuses: BTreeSet<u16>,
    non_idempotent: bool,
    hook: Option<Hook>,
}

type Hook = Arc<dyn Fn(&RetryEvent) + Send + Sync>;

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_attempts: 3,
            base_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(30),
            max_retry_after: None,
            backoff_factor: 2.0,
            jitter: 0.1,
            statuses: BTreeSet::from([429, 502, 503, 504]),
            non_idempotent: false,
            hook: None,
        }
    }
}

impl RetryPolicy {
    /// The defaults: 3 attempts, 0.5 s doubled each time up to 30 s, 10 % jitter.
    pub fn new() -> Self {
        Self::default()
    }

    /// A policy that never retries, to switch it off for one request.
    pub fn none() -> Self {
        Self::default().max_attempts(1)
    }

    /// How often a request is sent at most, the first time included: 1 to 10, by default 3.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// The wait before the second attempt, by default 0.5 s.
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// The longest computed wait, by default 30 s. Jitter is applied after it, so a wait can exceed it
    /// by that fraction.
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// The longest `Retry-After` that is waited for, by default the same as `max_delay`.
    pub fn max_retry_after(mut self, delay: Duration) -> Self {
        self.max_retry_after = Some(delay);
        self
    }

    /// By what each wait is longer than the one before: 1 or more, by default 2.
    pub fn backoff_factor(mut self, factor: f64) -> Self {
        self.backoff_factor = factor;
        self
    }

    /// The fraction by which a wait varies at random, 0 to 1, by default 0.1: it keeps many clients
    /// that failed together from coming back together.
    pub fn jitter(mut self, fraction: f64) -> Self {
        self.jitter = fraction;
        self
    }

    /// The statuses that are retried, by default 429, 502, 503 and 504.
    pub fn statuses(mut self, statuses: impl IntoIterator<Item = u16>) -> Self {
        self.statuses = statuses.into_iter().collect();
        self
    }

    /// Treats every `POST` and `PATCH` as if it could be sent twice. Better: mark the single request
    /// with [`idempotent`](crate::Request::idempotent).
    pub fn retry_non_idempotent(mut self, retry: bool) -> Self {
        self.non_idempotent = retry;
        self
    }

    /// The same policy, but for these statuses.
    pub(crate) fn without(mut self, statuses: &[u16]) -> Self {
        self.statuses.retain(|status| !statuses.contains(status));
        self
    }

    /// The same policy, which also counts how often it retries.
    pub(crate) fn counting(mut self, retries: Arc<AtomicU32>) -> Self {
        let hook = self.hook.take();
        self.on_retry(move |event| {
            retries.fetch_add(1, Ordering::Relaxed);
            if let Some(hook) = &hook {
                hook(event);
            }
        })
    }

    /// Called before each wait, on the thread that makes the request.
    pub fn on_retry(mut self, hook: impl Fn(&RetryEvent) + Send + Sync + 'static) -> Self {
        self.hook = Some(Arc::new(hook));
        self
    }

    /// Checks the numbers; called when the policy is put to use.
    pub(crate) fn check(&self) -> Result<()> {
        if !(1..=10).contains(&self.max_attempts) {
            return Err(Error::invalid(
                "max_attempts",
                self.max_attempts.to_string(),
                "1 to 10",
            ));
        }
        if self.max_delay.is_zero() {
            return Err(Error::invalid("max_delay", "0", "more than 0 seconds"));
        }
        if !self.backoff_factor.is_finite() || self.backoff_factor < 1.0 {
            return Err(Error::invalid(
                "backoff_factor",
                self.backoff_factor.to_string(),
                "1 or more",
            ));
        }
        if !(0.0..=1.0).contains(&self.jitter) {
            return Err(Error::invalid(
                "jitter",
                self.jitter.to_string(),
                "a fraction from 0 to 1",
            ));
        }
        Ok(())
    }

    pub(crate) fn attempts(&self) -> u32 {
        self.max_attempts
    }

    pub(crate) fn takes_status(&self, status: u16) -> bool {
        self.statuses.contains(&status)
    }

    pub(crate) fn takes_non_idempotent(&self) -> bool {
        self.non_idempotent
    }

    pub(crate) fn retry_after_cap(&self) -> Duration {
        self.max_retry_after.unwrap_or(self.max_delay)
    }

    /// The wait after `made` attempts, with jitter.
    pub(crate) fn delay(&self, made: u32) -> Duration {
        self.delay_with(made, rand::rng().random_range(-1.0..=1.0))
    }

    fn delay_with(&self, made: u32, unit: f64) -> Duration {
        let exponent = f64::from(made.saturating_sub(1));
        let nominal = self.base_delay.as_secs_f64() * self.backoff_factor.powf(exponent);
        let nominal = nominal.min(self.max_delay.as_secs_f64());
        Duration::try_from_secs_f64(nominal * (1.0 + unit * self.jitter)).unwrap_or(self.max_delay)
    }

    pub(crate) fn notify(&self, event: &RetryEvent) {
        if let Some(hook) = &self.hook {
            hook(event);
        }
    }
}

impl fmt::Debug for RetryPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RetryPolicy")
            .field("max_attempts", &self.max_attempts)
            .field("base_delay", &self.base_delay)
            .field("max_delay", &self.max_delay)
            .field("max_retry_after", &self.retry_after_cap())
            .field("backoff_factor", &self.backoff_factor)
            .field("jitter", &self.jitter)
            .field("statuses", &self.statuses)
            .field("retry_non_idempotent", &self.non_idempotent)
            .finish_non_exhaustive()
    }
}

/// A request is about to be sent again.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RetryEvent {
    /// How often it was sent so far.
    pub attempt: u32,
    /// How long the wait is.
    pub delay: Duration,
    /// The request's method.
    pub method: String,
    /// The request's URL, without secrets.
    pub url: String,
    /// The status of the answer, where one came.
    pub status: Option<u16>,
    /// Why: the status, or what broke.
    pub reason: String,
}

impl fmt::Display for RetryEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            attempt,
            delay,
            method,
            url,
            reason,
            ..
        } = self;
        write!(
            f,
            "{method} {url}: attempt {attempt} failed ({reason}); next in {delay:?}"
        )
    }
}

/// How long a `Retry-After` asks to wait: seconds, whole or not, or a date, seen from the answer's own
/// `Date` where it has one. `None` for anything else.
pub(crate) fn retry_after(value: &str, date: Option<&str>, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<f64>() {
        return if seconds.is_finite() {
            Some(Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(Duration::MAX))
        } else {
            None
        };
    }
    let until = httpdate::parse_http_date(value).ok()?;
    let from = date
        .and_then(|date| httpdate::parse_http_date(date.trim()).ok())
        .unwrap_or(now);
    Some(until.duration_since(from).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_up_to_the_cap_and_vary_by_the_jitter() {
        let seconds = |policy: &RetryPolicy, unit: f64| -> Vec<f64> {
            (1..=5)
                .map(|made| policy.delay_with(made, unit).as_secs_f64())
                .collect()
        };
        let default = RetryPolicy::default();
        assert_eq!(seconds(&default, 0.0), [0.5, 1.0, 2.0, 4.0, 8.0]);
        assert_eq!(seconds(&default, 1.0)[..2], [0.55, 1.1]);
        assert_eq!(seconds(&default, -1.0)[..2], [0.45, 0.9]);
        let capped = RetryPolicy::default()
            .base_delay(Duration::from_millis(200))
            .max_delay(Duration::from_millis(500));
        assert_eq!(seconds(&capped, 0.0), [0.2, 0.4, 0.5, 0.5, 0.5]);
        // Jitter comes after the cap.
        assert_eq!(
            RetryPolicy::default().delay_with(30, 1.0),
            Duration::from_secs(33)
        );
        for _ in 0..1000 {
            let delay = default.delay(1).as_secs_f64();
            assert!((0.45..=0.55).contains(&delay), "{delay}");
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date_and_nothing_else() {
        let now = httpdate::parse_http_date("Sat, 21 Nov 2026 10:00:00 GMT").unwrap();
        let read = |value: &str, date: Option<&str>| retry_after(value, date, now);
        assert_eq!(read("7", None), Some(Duration::from_secs(7)));
        assert_eq!(read(" 3.5 ", None), Some(Duration::from_millis(3500)));
        assert_eq!(read("0", None), Some(Duration::ZERO));
        assert_eq!(read("-1", None), Some(Duration::ZERO));
        for junk in ["", "soon", "inf", "NaN", "7 seconds"] {
            assert_eq!(read(junk, None), None, "{junk}");
        }
        let later = "Sat, 21 Nov 2026 10:00:30 GMT";
        assert_eq!(read(later, None), Some(Duration::from_secs(30)));
        // The server's clock is 10 s ahead of ours: its own date counts.
        let date = Some("Sat, 21 Nov 2026 10:00:10 GMT");
        assert_eq!(read(later, date), Some(Duration::from_secs(20)));
        assert_eq!(
            read("Sat, 21 Nov 2026 09:00:00 GMT", None),
            Some(Duration::ZERO)
        );
    }

    #[test]
    fn numbers_out_of_range_are_refused_by_name() {
        for (policy, name) in [
            (RetryPolicy::default().max_attempts(0), "max_attempts"),
            (RetryPolicy::default().max_attempts(11), "max_attempts"),
            (
                RetryPolicy::default().max_delay(Duration::ZERO),
                "max_delay",
            ),
            (RetryPolicy::default().backoff_factor(0.5), "backoff_factor"),
            (
                RetryPolicy::default().backoff_factor(f64::NAN),
                "backoff_factor",
            ),
            (RetryPolicy::default().jitter(1.1), "jitter"),
        ] {
            let error = policy.check().unwrap_err().to_string();
            assert!(error.starts_with(name), "{error}");
        }
        assert!(RetryPolicy::none().check().is_ok());
    }
}
