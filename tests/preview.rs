//! The preview as a shell starts it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use crate::cli::Desk;

/// The preview says what will be overdue on a day, as a build does.
#[test]
fn the_day_is_an_input_of_the_preview() {
    let desk = Desk::new();
    desk.write("docs/a.md", "---\nreviewed: 2026-01-10\nreview_every: 1 month\n---\n# A\n");
    let mut server = Command::new(env!("CARGO_BIN_EXE_handover"))
        .args(["serve", "docs", "--port", "0", "--date", "2026-02-12"])
        .current_dir(desk.folder.path())
        .env("SOURCE_DATE_EPOCH", "0")
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let said = BufReader::new(server.stderr.take().expect("a pipe"));
    let page = said.lines().map_while(Result::ok).find_map(|line| {
        let address =
            line.strip_prefix("Serving at http://")?.split(['/', ' ']).next()?.to_string();
        let mut stream = TcpStream::connect(&address).ok()?;
        write!(stream, "GET /a/ HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").ok()?;
        let mut page = String::new();
        stream.read_to_string(&mut page).ok()?;
        Some(page)
    });
    server.kill().expect("killed");
    server.wait().expect("ended");
    let page = page.expect("a page");
    assert!(page.contains("Review overdue by 2 days"), "{page}");
    assert!(page.contains("12 February 2026"), "{page}");
}
