//! The one place that knows ureq's transport: it tells the wait for an answer from a stalled
//! stream, and knows whether a request left this machine.
//!
//! ureq's own read limit covers the wait for the first byte as well, and its other limits are totals
//! that would end a long download while bytes still come. So no read limit of ureq's is used: this
//! thin layer around its connections sets one for each single read and write, by what the call is
//! doing. It uses `ureq::unversioned`, which may change in a minor release: hence the `~3.5` in
//! Cargo.toml.

use std::cell::RefCell;
use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use ureq::Timeout;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, NextTimeout, Transport, time,
};

use crate::error::{Limit, Sent};

thread_local! {
    /// The call that this thread is making. ureq runs a call on the calling thread, up to the
    /// answer's head; a connection picks its call up when it sends the first bytes.
    static CURRENT: RefCell<Option<Arc<Call>>> = const { RefCell::new(None) };
}

/// The limits of one attempt.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) response: Option<Duration>,
    pub(crate) idle: Option<Duration>,
    pub(crate) deadline: Option<Instant>,
}

/// What is known about one attempt while it runs, shared with the connection that carries it.
#[derive(Debug)]
pub(crate) struct Call {
    limits: Limits,
    sent: AtomicU64,
    heard: AtomicBool,
    answered: AtomicBool,
    reused: AtomicBool,
    reset: AtomicBool,
    unresolved: AtomicBool,
    hurried: AtomicBool,
    reached: AtomicU8,
}

/// The longest wait for the rest of a body that nobody wants.
const HURRIED: Duration = Duration::from_millis(100);

impl Call {
    pub(crate) fn new(limits: Limits) -> Arc<Self> {
        Arc::new(Self {
            limits,
            sent: AtomicU64::new(0),
            heard: AtomicBool::new(false),
            answered: AtomicBool::new(false),
            reused: AtomicBool::new(false),
            reset: AtomicBool::new(false),
            unresolved: AtomicBool::new(false),
            hurried: AtomicBool::new(false),
            reached: AtomicU8::new(0),
        })
    }

    /// Runs `f` with this call as the thread's current one.
    pub(crate) fn run<T>(self: &Arc<Self>, f: impl FnOnce() -> T) -> T {
        struct Restore(Option<Arc<Call>>);
        impl Drop for Restore {
            fn drop(&mut self) {
                CURRENT.with(|current| *current.borrow_mut() = self.0.take());
            }
        }
        let before = CURRENT.with(|current| current.borrow_mut().replace(Arc::clone(self)));
        let _restore = Restore(before);
        f()
    }

    pub(crate) fn sent(&self) -> Sent {
        if self.sent.load(Ordering::Relaxed) > 0 {
            Sent::Maybe
        } else {
            Sent::Not
        }
    }

    /// Whether a byte has come since the last one was sent: of an answer, then, and not only a
    /// `100 Continue`.
    pub(crate) fn is_answered(&self) -> bool {
        self.answered.load(Ordering::Relaxed)
    }

    /// Whether the connection had carried an earlier call and broke without a word on this one: the
    /// server closed it meanwhile.
    pub(crate) fn is_stale(&self) -> bool {
        self.reused.load(Ordering::Relaxed)
            && !self.heard.load(Ordering::Relaxed)
            && self.reached().is_none()
    }

    /// Whether the connection was reset while the answer was read. ureq takes that for the end of a
    /// body which only the end of the connection ends.
    pub(crate) fn is_reset(&self) -> bool {
        self.reset.load(Ordering::Relaxed)
    }

    /// From here on, nobody waits long.
    pub(crate) fn hurry(&self) {
        self.hurried.store(true, Ordering::Relaxed);
    }

    /// Whether the host's name could not be looked up.
    pub(crate) fn is_unresolved(&self) -> bool {
        self.unresolved.load(Ordering::Relaxed)
    }

    /// Which of our limits was reached, if one was.
    pub(crate) fn reached(&self) -> Option<(Limit, Duration)> {
        let limit = match self.reached.load(Ordering::Relaxed) {
            1 => (Limit::Response, self.limits.response),
            2 => (Limit::Idle, self.limits.idle),
            3 => (Limit::Deadline, None),
            _ => return None,
        };
        Some((limit.0, limit.1.unwrap_or_default()))
    }

    /// The limit for the next read or write, and which one it is.
    fn next(&self, limit: Option<Duration>, kind: u8) -> (Option<Duration>, u8) {
        let left = self
            .limits
            .deadline
            .map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let limit = if self.hurried.load(Ordering::Relaxed) {
            Some(limit.map_or(HURRIED, |limit| limit.min(HURRIED)))
        } else {
            limit
        };
        match (limit, left) {
            (Some(limit), Some(left)) if left < limit => (Some(left), 3),
            (Some(limit), _) => (Some(limit), kind),
            (None, left) => (left, 3),
        }
    }
}

/// Chained behind ureq's own connectors; wraps each connection.
#[derive(Debug)]
pub(crate) struct Watch {
    /// The agent goes through a proxy.
    pub(crate) proxied: bool,
}

impl<In: Transport> Connector<In> for Watch {
    type Out = Watched<In>;

    fn connect(
        &self,
        details: &ConnectionDetails,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        // ureq connects to the proxy itself with a configuration without it. What is said there is not
        // the request: the connection through it is wrapped once more.
        let is_tunnel = self.proxied && details.config.proxy().is_none();
        Ok(chained.map(|inner| Watched {
            inner,
            call: None,
            waiting: false,
            is_tunnel,
        }))
    }
}

/// A connection and the call that it carries.
#[derive(Debug)]
pub(crate) struct Watched<T> {
    inner: T,
    call: Option<Arc<Call>>,
    /// Something was sent and no byte has come since.
    waiting: bool,
    /// It goes to a proxy, and another one goes through it.
    is_tunnel: bool,
}

impl<T: Transport> Transport for Watched<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        if self.is_tunnel {
            return self.inner.transmit_output(amount, timeout);
        }
        CURRENT.with(|current| {
            if let Some(call) = current.borrow().as_ref() {
                if !self.call.as_ref().is_some_and(|own| Arc::ptr_eq(own, call)) {
                    call.reused.store(self.call.is_some(), Ordering::Relaxed);
                    self.call = Some(Arc::clone(call));
                }
            }
        });
        let Some(call) = self.call.clone() else {
            return self.inner.transmit_output(amount, timeout);
        };
        if amount > 0 {
            // Counted before: a write that breaks may have reached the server in part.
            call.sent.fetch_add(amount as u64, Ordering::Relaxed);
        }
        self.waiting = true;
        call.answered.store(false, Ordering::Relaxed);
        let (limit, kind) = call.next(call.limits.idle, 2);
        let limited = NextTimeout {
            per_write: limit.map(time::Duration::Exact),
            ..timeout
        };
        let result = within(limit).and_then(|()| self.inner.transmit_output(amount, limited));
        remember(&call, kind, result)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        let Some(call) = self.call.clone() else {
            return self.inner.await_input(timeout);
        };
        let (limit, kind) = if timeout.reason == Timeout::Await100 {
            // ureq's own limit: a server that says nothing gets the body all the same.
            call.next(None, 3)
        } else if self.waiting {
            call.next(call.limits.response, 1)
        } else {
            call.next(call.limits.idle, 2)
        };
        let limited = NextTimeout {
            per_read: limit.map(time::Duration::Exact),
            ..timeout
        };
        let result = within(limit).and_then(|()| self.inner.await_input(limited));
        match &result {
            Ok(true) => {
                self.waiting = false;
                call.heard.store(true, Ordering::Relaxed);
                call.answered.store(true, Ordering::Relaxed);
            }
            Err(ureq::Error::Io(error))
                if matches!(
                    error.kind(),
                    ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted
                ) =>
            {
                call.reset.store(true, Ordering::Relaxed);
            }
            _ => {}
        }
        remember(&call, kind, result)
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}

/// A limit of zero is reached at once: a socket cannot be given one.
fn within(limit: Option<Duration>) -> Result<(), ureq::Error> {
    match limit {
        Some(Duration::ZERO) => Err(ureq::Error::Timeout(Timeout::PerRead)),
        _ => Ok(()),
    }
}

fn remember<T>(call: &Call, kind: u8, result: Result<T, ureq::Error>) -> Result<T, ureq::Error> {
    if let Err(ureq::Error::Timeout(Timeout::PerRead | Timeout::PerWrite)) = &result {
        call.reached.store(kind, Ordering::Relaxed);
    }
    result
}

/// ureq's own look-up, which remembers that it was the one to fail.
#[derive(Debug, Default)]
pub(crate) struct WatchedResolver(DefaultResolver);

impl Resolver for WatchedResolver {
    fn resolve(
        &self,
        uri: &ureq::http::Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        self.0.resolve(uri, config, timeout).inspect_err(|_| {
            CURRENT.with(|current| {
                if let Some(call) = current.borrow().as_ref() {
                    call.unresolved.store(true, Ordering::Relaxed);
                }
            });
        })
    }
}
