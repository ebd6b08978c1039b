//! The server over a loopback socket, asked byte by byte.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::sync::oneshot;

use super::{Announcer, Build, Preview, Reply, Server, Status};
use crate::base::SitePath;
use crate::model::world::Failure;

/// A site of a few files.
struct Fake(BTreeMap<SitePath, &'static str>);

impl Fake {
    fn new() -> Fake {
        let files = [
            ("index.html", "front"),
            ("404.html", "nothing here"),
            ("a/index.html", "page a"),
            ("a/b ü.txt", "text"),
            ("empty/index.html", ""),
            ("cannot.png", ""),
            ("_handover/theme.css", "css"),
            ("etc/passwd.html", "a page"),
        ];
        let path = |text| SitePath::new(text).expect("inside");
        Fake(files.into_iter().map(|(name, body)| (path(name), body)).collect())
    }
}

impl Preview for Fake {
    fn has(&self, path: &SitePath) -> bool {
        self.0.contains_key(path)
    }

    fn get(&self, path: &SitePath) -> Result<Option<Reply>, Failure> {
        if path.as_str() == "cannot.png" {
            return Err(Failure::new("cannot read `cannot.png`", "no"));
        }
        let body = self.0.get(path).map(|body| body.as_bytes().to_vec());
        Ok(body.map(|body| Reply { body, generation: 7 }))
    }

    fn status(&self) -> Status {
        Status { generation: 7, errors: 2, ..Status::default() }
    }
}

struct Running {
    port: u16,
    announcer: Announcer,
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), Failure>>>,
}

impl Running {
    fn start() -> Running {
        let server = Server::bind(0).expect("a free port");
        let (port, announcer) = (server.port(), server.announcer());
        assert_eq!(server.address(), format!("http://127.0.0.1:{port}/"));
        let (end, ended) = oneshot::channel::<()>();
        let thread = thread::spawn(move || {
            server.run(Arc::new(Fake::new()), async {
                let _ = ended.await;
            })
        });
        Running { port, announcer, end: Some(end), thread: Some(thread) }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("connected");
        stream.set_read_timeout(Some(Duration::from_secs(10))).expect("set");
        stream
    }

    /// Sends bytes and returns everything that comes back.
    fn send(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // A server that refuses may close before it has read everything.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = stream.read(&mut buffer) {
            answer.extend_from_slice(&buffer[..length]);
        }
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks for a path with more header lines, each ended with `\r\n`.
    fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let host = format!("Host: 127.0.0.1:{}\r\n", self.port);
        let host = if headers.contains("Host:") { "" } else { &host };
        let request =
            format!("{method} {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n");
        Answer::parse(&self.send(request.as_bytes()))
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.end.take().map(|end| end.send(()));
        let ended = self.thread.take().map(JoinHandle::join);
        if !thread::panicking() {
            assert!(matches!(ended, Some(Ok(Ok(())))), "the server ends when it is asked to");
        }
    }
}

#[derive(Debug)]
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

impl Answer {
    fn parse(text: &str) -> Answer {
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap_or_default();
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_string()));
        let status = status.parse().unwrap_or(0);
        Answer { status, headers: headers.collect(), body: body.to_string() }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

#[test]
fn serves_files_and_folders() {
    let server = Running::start();
    for (path, body, kind) in [
        ("/", "front", "text/html; charset=utf-8"),
        ("/index.html", "front", "text/html; charset=utf-8"),
        ("/a/?x=%zz", "page a", "text/html; charset=utf-8"),
        ("/a/b%20%C3%BC.txt", "text", "text/plain; charset=utf-8"),
        ("/_handover/theme.css", "css", "text/css; charset=utf-8"),
    ] {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.body.as_str()), (200, body), "{path}");
        assert_eq!(answer.header("content-type"), kind);
        assert_eq!(answer.header("content-length"), body.len().to_string());
        assert_eq!(answer.header("server-timing"), "generation;desc=\"7\"");
    }
    let moved = server.get("/a?x=1");
    assert_eq!((moved.status, moved.header("location")), (308, "/a/?x=1"));
    let missing = server.get("/none/at/%3Cb%3Eall");
    assert_eq!((missing.status, missing.body.as_str()), (404, "nothing here"));
    // As on a host that tells upper and lower case apart.
    assert_eq!(server.get("/A/").status, 404);
    let failed = server.get("/cannot.png");
    assert_eq!((failed.status, failed.header("content-type")), (500, "text/plain; charset=utf-8"));
    let broken = server.get("/empty/");
    assert_eq!(broken.status, 500);
    assert!(broken.body.contains("/_handover/live.js"), "it reloads when it can be made");
}

#[test]
fn every_answer_carries_the_headers() {
    let server = Running::start();
    let script = server.get("/_handover/live.js");
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    let styles = server.get("/_handover/live.css");
    assert_eq!(styles.header("content-type"), "text/css; charset=utf-8");
    let answers = [
        server.get("/"),
        server.get("/none"),
        server.get("/%00"),
        server.get("/_handover/status.json"),
        server.ask("HEAD", "/_handover/events", ""),
        server.ask("POST", "/", ""),
        server.ask("GET", "/", "Host: evil.example\r\n"),
        script,
        styles,
    ];
    for answer in answers {
        let policy = "default-src 'none'; script-src 'self'; style-src 'self'; \
            img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; \
            form-action 'self'; frame-ancestors 'none'";
        assert_eq!(answer.header("content-security-policy"), policy, "{answer:?}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(!answer.headers.keys().any(|name| name.starts_with("access-control")));
    }
}

#[test]
fn only_this_machine_may_ask() {
    let server = Running::start();
    let port = server.port;
    let host = |host: &str| server.ask("GET", "/", &format!("Host: {host}\r\n")).status;
    for ours in [format!("localhost:{port}"), format!("LocalHost:{port}"), format!("[::1]:{port}")]
    {
        assert_eq!(host(&ours), 200, "{ours}");
    }
    for foreign in [
        "evil.example".to_string(),
        format!("evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("localhost.:{port}"),
        format!("localhost:{port}@evil.example"),
        format!("127.0.0.1:+{port}"),
        format!("127.0.0.1:{}", port ^ 1),
        "127.0.0.1".to_string(),
        "localhost".to_string(),
        "[::1]".to_string(),
        format!("2130706433:{port}"),
    ] {
        assert!(matches!(host(&foreign), 400 | 403), "{foreign}");
    }
    let none = server.send(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
    assert_eq!(Answer::parse(&none).status, 400);
    let twice = format!("Host: localhost:{port}\r\nHost: evil.example\r\n");
    assert_eq!(server.ask("GET", "/", &twice).status, 400);
}

#[test]
fn other_sites_may_not_read() {
    let server = Running::start();
    let origin = |origin: &str| {
        let headers = format!("Origin: {origin}\r\n");
        server.ask("GET", "/_handover/events", &headers).status
    };
    let other_port = format!("http://127.0.0.1:{}", server.port ^ 1);
    for foreign in ["https://evil.example", "null", "http://localhost", "", &other_port] {
        assert_eq!(origin(foreign), 403, "{foreign}");
    }
    let own = format!("Origin: http://127.0.0.1:{}\r\n", server.port);
    assert_eq!(server.ask("GET", "/", &own).status, 200);
    let site = |site, mode| {
        let headers = format!("Sec-Fetch-Site: {site}\r\nSec-Fetch-Mode: {mode}\r\n");
        server.ask("GET", "/", &headers).status
    };
    assert_eq!(site("cross-site", "no-cors"), 403);
    assert_eq!(site("same-site", "no-cors"), 403);
    assert_eq!(site("cross-site", "navigate"), 200);
    assert_eq!(site("same-origin", "cors"), 200);
}

#[test]
fn only_reading_is_possible() {
    let server = Running::start();
    for method in ["POST", "PUT", "DELETE", "TRACE", "OPTIONS", "PATCH", "PROPFIND"] {
        let preflight = "Access-Control-Request-Private-Network: true\r\n";
        let answer = server.ask(method, "/", preflight);
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"), "{method}");
    }
    let head = server.ask("HEAD", "/a/", "");
    assert_eq!((head.status, head.header("content-length"), head.body.as_str()), (200, "6", ""));
    assert_eq!(server.ask("HEAD", "/none", "").status, 404);
    assert_eq!(server.ask("GET", "/", "Range: bytes=9-1\r\n").status, 200);
    let port = server.port;
    for request in [
        format!("GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"),
        format!("GET http://127.0.0.1:{port}/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"),
        format!("CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"),
    ] {
        let answer =
            Answer::parse(&server.send(format!("{request}Connection: close\r\n\r\n").as_bytes()));
        assert!(matches!(answer.status, 400 | 403 | 405), "{request}: {answer:?}");
    }
}

#[test]
fn no_path_leads_outside() {
    let server = Running::start();
    let long = format!("/{}", "a/".repeat(4096));
    for path in [
        "/../../../../../../etc/passwd",
        "/..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%252f..%252fetc/passwd",
        "/..\\..\\..\\etc\\passwd",
        "/%5c..%5c..%5cetc%5cpasswd",
        "//a",
        "/%5ca",
        "//etc/passwd",
        "//etc/passwd.html",
        "//",
        "/a//",
        "/etc//passwd.html",
        "/./index.html",
        "/a/../index.html",
        "/a/%2e%2e/index.html",
        "/a%2findex.html",
        "/C:/Windows/win.ini",
        "/index.html/../../../etc/passwd",
        "/%00/etc/passwd",
        "/index.html%00.png",
        "/index.html%0d%0aX:y",
        "/.git/config",
        "/.env",
        "/content/index.md",
        "/@fs/etc/passwd?raw",
        "/__file-code-frame?filePath=/etc/passwd&lineNumber=1",
        "/_image?href=/etc/passwd",
        "/;/../etc/passwd",
        "/%E2%80%A6/%E2%80%A6/etc/passwd",
        "/%ff",
        "/%c0%ae%c0%ae/index.html",
        "/%",
        "/%+41",
        "/index.html/",
        &long,
    ] {
        let answer = server.get(path);
        assert!(matches!(answer.status, 400 | 404 | 414), "{path}: {answer:?}");
        assert!(!answer.body.contains("root:") && !answer.body.contains("passwd"), "{path}");
        assert_eq!(answer.header("location"), "");
    }
}

#[test]
fn what_is_no_request_is_refused() {
    let server = Running::start();
    let host = format!("Host: 127.0.0.1:{}\r\n", server.port);
    let smuggled = format!(
        "GET / HTTP/1.1\r\n{host}Content-Length: 44\r\nTransfer-Encoding: chunked\r\n\r\n\
         0\r\n\r\nGET /a/ HTTP/1.1\r\n{host}\r\n"
    );
    let answer = server.send(smuggled.as_bytes());
    assert_eq!(Answer::parse(&answer).status, 400);
    assert!(!answer.contains("page a"), "{answer}");
    let with_body = format!("GET / HTTP/1.1\r\n{host}Content-Length: 3\r\n\r\nabc");
    assert_eq!(Answer::parse(&server.send(with_body.as_bytes())).status, 400);
    let huge = format!("GET / HTTP/1.1\r\n{host}X: {}\r\n\r\n", "x".repeat(1024 * 1024));
    // The answer may be lost when the server closes before all is read.
    assert!(matches!(Answer::parse(&server.send(huge.as_bytes())).status, 431 | 0));
    assert!(matches!(Answer::parse(&server.send(b"\x16\x03\x01\x02\0\r\n\r\n")).status, 400 | 0));
    assert_eq!(server.get("/").status, 200, "it answers all the same");
}

#[test]
fn open_pages_hear_of_builds() {
    let server = Running::start();
    let mut stream = server.connect();
    let request =
        format!("GET /_handover/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port);
    stream.write_all(request.as_bytes()).expect("asked");
    let mut lines = BufReader::new(stream).lines();
    let mut next = |beginning: &str| {
        lines.by_ref().map(|line| line.expect("a line")).find(|line| line.starts_with(beginning))
    };
    assert_eq!(
        next("content-type").as_deref(),
        Some("content-type: text/event-stream; charset=utf-8")
    );
    let expected = r#"data: {"generation":0,"errors":0,"warnings":0}"#;
    assert_eq!(next("data").as_deref(), Some(expected));
    server.announcer.announce(Build { generation: 8, errors: 1, warnings: 2 });
    assert_eq!(next("event").as_deref(), Some("event: build"));
    let expected = r#"data: {"generation":8,"errors":1,"warnings":2}"#;
    assert_eq!(next("data").as_deref(), Some(expected));
    // The end comes although a page still listens: its stream is ended.
    drop(server);
    assert_eq!(next("data"), None);
}

#[test]
fn tells_what_is_wrong() {
    let server = Running::start();
    let answer = server.get("/_handover/status.json");
    assert_eq!(answer.header("content-type"), "application/json");
    let json: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
    assert_eq!((json["generation"].as_u64(), json["errors"].as_u64()), (Some(7), Some(2)));
}

#[test]
fn many_silent_connections_are_no_harm() {
    let server = Running::start();
    let silent: Vec<TcpStream> = (0..200)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(b"GET / HT").expect("sent");
            stream
        })
        .collect();
    assert_eq!(server.get("/").status, 200);
    drop(silent);
}

#[test]
fn a_taken_port_is_a_failure_with_advice() {
    let server = Server::bind(0).expect("a free port");
    let listens_on: SocketAddr = server.listener.local_addr().expect("an address");
    assert!(listens_on.ip().is_loopback());
    let failure = Server::bind(server.port()).expect_err("taken");
    assert!(failure.reason.contains("--port 0"), "{failure}");
}
