//! The server that all clients talk to: canned bytes over plain sockets, a thread per connection.
//!
//! It prints its port and ends when its standard input does. Everything it sends is made before the
//! first request. Below `/slow` each answer waits 20 ms.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use dhis2_peers::data::{self, BLOCK, Document};
use dhis2_peers::sizes::{LATENCY_MS, Sizes};

/// As large as Tomcat's chunks.
const CHUNK: usize = 8 * 1024;

struct Canned {
    sizes: Sizes,
    pages: Vec<Vec<u8>>,
    /// The export in chunks of the transfer encoding: its start, the first block, every other block.
    export: [Vec<u8>; 3],
    piece: Vec<u8>,
}

struct Request {
    method: String,
    path: String,
    query: String,
    slow: bool,
}

fn main() -> io::Result<()> {
    let canned = Arc::new(Canned::new(Sizes::from_env()));
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?.port());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let canned = Arc::clone(&canned);
            thread::spawn(move || {
                // A client that goes away ends its connection and nothing else.
                let _ = serve(&stream, &canned);
            });
        }
    });
    io::copy(&mut io::stdin(), &mut io::sink()).map(drop)
}

impl Canned {
    fn new(sizes: Sizes) -> Self {
        let count = sizes.units.max(sizes.pages * sizes.page);
        let units = data::units(count);
        let pages = units
            .chunks(sizes.page)
            .map(|rows| serde_json::to_vec(rows).expect("JSON"))
            .collect();
        let document = Document::new();
        let next: Vec<u8> = b",".iter().chain(&document.block).copied().collect();
        Self {
            sizes,
            pages,
            export: [
                chunked(document.before),
                chunked(&document.block),
                chunked(&next),
            ],
            piece: (0..256 * 1024_u32)
                .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
                .collect(),
        }
    }
}

fn chunked(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for chunk in bytes.chunks(CHUNK) {
        out.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        out.extend_from_slice(chunk);
        out.extend_from_slice(b"\r\n");
    }
    out
}

fn serve(stream: &TcpStream, canned: &Canned) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::with_capacity(256 * 1024, stream);
    while let Some(request) = read(&mut reader, stream)? {
        if request.slow {
            thread::sleep(Duration::from_millis(LATENCY_MS));
        }
        answer(&request, stream, canned)?;
    }
    Ok(())
}

/// Reads a request and throws its body away; `None` at the end of the connection.
fn read(reader: &mut impl BufRead, mut stream: &TcpStream) -> io::Result<Option<Request>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split(' ');
    let method = words.next().unwrap_or_default().to_owned();
    let target = words.next().unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let slow = path.starts_with("/slow/");
    let path = path.trim_start_matches("/slow").trim_end_matches(".json");
    let request = Request {
        method,
        path: path.to_owned(),
        query: query.to_owned(),
        slow,
    };
    let (mut length, mut in_chunks, mut asks) = (0, false, false);
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let header = line.trim_end().to_ascii_lowercase();
        let Some((name, value)) = header.split_once(':') else {
            break;
        };
        match (name, value.trim()) {
            ("content-length", value) => length = value.parse().map_err(io::Error::other)?,
            ("transfer-encoding", "chunked") => in_chunks = true,
            ("expect", _) => asks = true,
            _ => {}
        }
    }
    if asks {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
    }
    if in_chunks {
        loop {
            line.clear();
            reader.read_line(&mut line)?;
            let size = u64::from_str_radix(line.trim(), 16).map_err(io::Error::other)?;
            skip(reader, size)?;
            line.clear();
            reader.read_line(&mut line)?;
            if size == 0 {
                break;
            }
        }
    } else {
        skip(reader, length)?;
    }
    Ok(Some(request))
}

fn skip(reader: &mut impl BufRead, mut left: u64) -> io::Result<()> {
    while left > 0 {
        let have = reader.fill_buf()?.len() as u64;
        if have == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let take = have.min(left);
        reader.consume(take as usize);
        left -= take;
    }
    Ok(())
}

fn answer(request: &Request, mut stream: &TcpStream, canned: &Canned) -> io::Result<()> {
    match (request.method.as_str(), request.path.as_str()) {
        ("GET", "/api/me") => json(
            stream,
            br#"{"id":"M5zQapPyTZI","username":"admin","firstName":"Admin","surname":"Velmora","displayName":"Admin Velmora"}"#,
        ),
        ("GET", "/api/system/info") => json(stream, br#"{"version":"2.42.5.2","revision":"unknown"}"#),
        ("GET", "/api/organisationUnits") => json(stream, &page(&request.query, canned)),
        ("GET", "/api/dataValueSets") => {
            stream.write_all(
                b"HTTP/1.1 200 OK\r\ncontent-type: application/json;charset=UTF-8\r\ntransfer-encoding: chunked\r\n\r\n",
            )?;
            let [start, first, next] = &canned.export;
            stream.write_all(start)?;
            for block in 0..canned.sizes.values / BLOCK {
                stream.write_all(if block == 0 { first } else { next })?;
            }
            stream.write_all(&chunked(b"]}"))?;
            stream.write_all(b"0\r\n\r\n")
        }
        ("GET", "/api/documents/DocGuide001/data") => {
            let size = canned.sizes.file;
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\ncontent-length: {size}\r\n\r\n"
            );
            stream.write_all(head.as_bytes())?;
            let mut left = size;
            while left > 0 {
                let take = left.min(canned.piece.len() as u64);
                stream.write_all(&canned.piece[..take as usize])?;
                left -= take;
            }
            Ok(())
        }
        ("POST", "/api/fileResources") => json(
            stream,
            br#"{"httpStatus":"Accepted","httpStatusCode":202,"status":"OK","response":{"responseType":"FileResource","fileResource":{"id":"FileRes0001","name":"guide.bin","domain":"DOCUMENT"}}}"#,
        ),
        ("POST", "/api/dataValueSets") => json(
            stream,
            br#"{"httpStatus":"OK","httpStatusCode":200,"status":"OK","message":"Import was successful.","response":{"status":"SUCCESS","description":"Import process completed successfully","importCount":{"imported":100,"updated":0,"ignored":0,"deleted":0},"conflicts":[],"rejectedIndexes":[],"dataSetComplete":"false","responseType":"ImportSummary"}}"#,
        ),
        _ => stream.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n"),
    }
}

fn json(mut stream: &TcpStream, body: &[u8]) -> io::Result<()> {
    let mut all = format!(
        "HTTP/1.1 200 OK\r\ncache-control: no-cache, private\r\ncontent-type: application/json;charset=UTF-8\r\ncontent-length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    all.extend_from_slice(body);
    stream.write_all(&all)
}

fn page(query: &str, canned: &Canned) -> Vec<u8> {
    let number = |name: &str| {
        query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(key, _)| *key == name)
            .and_then(|(_, value)| value.parse::<usize>().ok())
    };
    assert_eq!(number("pageSize"), Some(canned.sizes.page), "{query}");
    let page = number("page").unwrap_or(1);
    // The slow run asks for another number of pages.
    let count = number("pages").unwrap_or(canned.sizes.units / canned.sizes.page);
    let total = count * canned.sizes.page;
    let next = if page < count {
        r#","nextPage":"http://x/api/organisationUnits?page=2""#
    } else {
        ""
    };
    let mut body = format!(
        r#"{{"pager":{{"page":{page},"total":{total},"pageSize":{}{next},"pageCount":{count}}},"organisationUnits":"#,
        canned.sizes.page
    )
    .into_bytes();
    // Beyond the end there is nothing.
    let rows = if page <= count {
        &canned.pages[page - 1][..]
    } else {
        b"[]"
    };
    body.extend_from_slice(rows);
    body.push(b'}');
    body
}
