//! One connection: reading requests, writing answers, striking faults.

use std::io::{self, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use socket2::SockRef;

use super::Shared;
use super::http::{self, Request};
use super::reply::{At, Body, Early, Fault, Framing, Reply};

/// How a connection ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Close,
    Reset,
}

/// Serves requests until one side closes.
pub(super) fn serve(shared: &Shared, stream: &TcpStream, connection: usize) -> End {
    let _ = stream.set_nodelay(true);
    let mut reader = BufReader::new(stream);
    while let Ok(Some(mut request)) = http::read_head(&mut reader) {
        if shared.is_closing() {
            break;
        }
        request.connection = connection;
        request.index = shared.next_request.fetch_add(1, Ordering::SeqCst);
        begin(shared);
        let end = exchange(shared, stream, &mut reader, &mut request);
        shared.lock().at_once -= 1;
        match end {
            Ok(None) if !request.wants_close() => {}
            Ok(Some(end)) => return end,
            _ => break,
        }
    }
    End::Close
}

fn begin(shared: &Shared) {
    let mut state = shared.lock();
    state.at_once += 1;
    state.most_at_once = state.most_at_once.max(state.at_once);
}

/// Closes the socket; the caller has given up all other handles.
pub(super) fn close(stream: Arc<TcpStream>, end: End) {
    if end == End::Reset {
        // With a linger time of 0 the system sends RST instead of FIN.
        let _ = SockRef::from(&*stream).set_linger(Some(Duration::ZERO));
    } else {
        let _ = stream.shutdown(Shutdown::Write);
    }
    drop(stream);
}

/// One request and its answer. `None`: the connection goes on.
fn exchange(
    shared: &Shared,
    stream: &TcpStream,
    reader: &mut BufReader<&TcpStream>,
    request: &mut Request,
) -> io::Result<Option<End>> {
    let keep = shared.settings.keeps_bodies;
    let settings = &shared.settings;
    let early = settings.head.as_ref().and_then(|head| head(request));
    let Some(mut reply) = early else {
        if request.expects_continue() && !request.complete && settings.says_continue {
            (&*stream).write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        if !request.complete {
            http::read_body(reader, request, keep, u64::MAX);
        }
        record(shared, request);
        let reply = answer(shared, request);
        return send(shared, stream, request, &reply);
    };
    let Early { after, drain } = reply.early.unwrap_or(Early {
        after: 0,
        drain: false,
    });
    if after > 0 && !request.complete {
        http::read_body(reader, request, keep, after);
    }
    record(shared, request);
    reply.close_after |= !drain && !request.complete;
    let end = send(shared, stream, request, &reply)?;
    if drain && end.is_none() && !request.complete {
        http::read_body(reader, request, false, u64::MAX);
    }
    Ok(end)
}

fn record(shared: &Shared, request: &Request) {
    shared.lock().requests.push(request.clone());
    shared.changed.notify_all();
}

fn answer(shared: &Shared, request: &Request) -> Reply {
    catch_unwind(AssertUnwindSafe(|| (shared.handler)(request))).unwrap_or_else(|panic| {
        let text = panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string))
            .unwrap_or_else(|| "a panic".to_owned());
        shared.lock().failures.push(text.clone());
        Reply::text(500, &text).close_after()
    })
}

fn send(
    shared: &Shared,
    stream: &TcpStream,
    request: &Request,
    reply: &Reply,
) -> io::Result<Option<End>> {
    if let Some(delay) = reply.delay {
        if !shared.pause(delay) {
            return Ok(Some(End::Close));
        }
    }
    let head = if reply.raw {
        Vec::new()
    } else {
        head_of(reply)
    };
    let limit = reply.cut.map(|(at, _)| match at {
        At::Raw(offset) => offset,
        At::Body(offset) => head.len() as u64 + offset,
    });
    let mut wire = Wire {
        shared,
        stream,
        left: limit,
        drip: reply.drip,
    };
    let outcome = write_answer(&mut wire, request, reply, head);
    if let Some((_, fault)) = reply.cut {
        return Ok(Some(match fault {
            Fault::Reset => End::Reset,
            Fault::Close => End::Close,
            Fault::Stall => stall(stream),
        }));
    }
    outcome?;
    let short = match (&reply.body, reply.declared) {
        (Body::Bytes(bytes), Some(length)) => (bytes.len() as u64) < length,
        _ => false,
    };
    let closes = reply.close_after || reply.framing == Framing::UntilClose || short;
    Ok(closes.then_some(End::Close))
}

/// Sends nothing until the client goes away or the server shuts the socket down.
fn stall(mut stream: &TcpStream) -> End {
    let mut bin = [0; 4096];
    while matches!(stream.read(&mut bin), Ok(n) if n > 0) {}
    End::Close
}

fn has_no_body(status: u16) -> bool {
    status == 204 || status == 304 || status < 200
}

fn head_of(reply: &Reply) -> Vec<u8> {
    let mut headers = reply.headers.clone();
    let length = match (&reply.body, reply.declared) {
        (_, Some(length)) => Some(length),
        (Body::Bytes(bytes), None) => Some(bytes.len() as u64),
        (Body::Made(_), None) => None,
    };
    match (reply.framing, length) {
        _ if has_no_body(reply.status) => {}
        (Framing::Length, Some(length)) => {
            headers.push(("content-length".to_owned(), length.to_string()));
        }
        (Framing::Chunked(_), _) => {
            headers.push(("transfer-encoding".to_owned(), "chunked".to_owned()));
        }
        (Framing::UntilClose, _) | (Framing::Length, None) => {
            headers.push(("connection".to_owned(), "close".to_owned()));
        }
    }
    let mut head = Vec::new();
    // Writing to memory does not fail.
    let _ = http::write_head(&mut head, reply.status, &headers);
    head
}

fn write_answer(
    wire: &mut Wire<'_>,
    request: &Request,
    reply: &Reply,
    mut head: Vec<u8>,
) -> io::Result<()> {
    let silent = !reply.raw && (request.method == "HEAD" || has_no_body(reply.status));
    if silent {
        return wire.write_all(&head);
    }
    let mut body = reply.body.open();
    let Framing::Chunked(size) = reply.framing else {
        // Head and start of the body go out together, as from a real server.
        body.by_ref().take(64 << 10).read_to_end(&mut head)?;
        wire.write_all(&head)?;
        return io::copy(&mut body, wire).map(drop);
    };
    wire.write_all(&head)?;
    let mut chunk = Vec::with_capacity(size);
    loop {
        chunk.clear();
        body.by_ref().take(size as u64).read_to_end(&mut chunk)?;
        if chunk.is_empty() {
            return wire.write_all(b"0\r\n\r\n");
        }
        let mut framed = format!("{:x}\r\n", chunk.len()).into_bytes();
        framed.extend_from_slice(&chunk);
        framed.extend_from_slice(b"\r\n");
        wire.write_all(&framed)?;
    }
}

/// The way to the client: counts bytes up to the cut, and drips.
struct Wire<'a> {
    shared: &'a Shared,
    stream: &'a TcpStream,
    left: Option<u64>,
    drip: Option<(usize, Duration)>,
}

impl Write for Wire<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut most = bytes.len();
        if let Some(left) = self.left {
            most = most.min(usize::try_from(left).unwrap_or(usize::MAX));
        }
        if let Some((size, _)) = self.drip {
            most = most.min(size);
        }
        if most == 0 && !bytes.is_empty() {
            return Err(io::Error::other("the answer is cut here"));
        }
        let written = self.stream.write(&bytes[..most])?;
        if let Some(left) = &mut self.left {
            *left -= written as u64;
        }
        if let Some((_, every)) = self.drip {
            if !self.shared.pause(every) {
                return Err(io::Error::other("the server ends"));
            }
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
