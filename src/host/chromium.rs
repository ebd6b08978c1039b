//! The browser that prints: which one is installed, and how it is run.
//!
//! It is given one file of a folder of ours. It has a profile of its own that
//! is empty, and every name it could ask for leads nowhere.

use std::ffi::{OsStr, OsString};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, geteuid, kill_process_group, test_kill_process_group};

use super::stop::Stop;
use crate::model::world::Failure;

/// What Chromium and its kin are called.
const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge",
    "brave-browser",
];
/// Where they lie on macOS, which has no name for them.
const PLACES: &[&str] = &[
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/// What keeps it from everything but the file it prints.
const ALONE: &[&str] = &[
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-breakpad",
    "--metrics-recording-only",
    "--password-store=basic",
    "--use-mock-keychain",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=socks5://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
];

/// How often is looked whether it has ended.
const WAIT: Duration = Duration::from_millis(20);
/// So long is waited for the programs that one which was ended had started.
const FAREWELL: Duration = Duration::from_secs(2);

/// An installed browser that prints.
#[derive(Clone, Debug)]
pub struct Chromium {
    program: PathBuf,
    is_root: bool,
}

impl Chromium {
    /// Finds the browser: the one that is named, else one with a usual name in
    /// the folders of `path`, the value of the variable `PATH`.
    ///
    /// # Errors
    /// A [`Failure`] if there is none, or the one that is named cannot be run.
    pub fn find(named: Option<&Path>, path: Option<&OsStr>) -> Result<Chromium, Failure> {
        let is_root = geteuid().is_root();
        if let Some(program) = named {
            let attempt = || format!("cannot print with `{}`", program.display());
            // A name without a folder is looked for as a shell does.
            let found = match program.components().count() {
                1 if !is_program(program) => on_path(path, &[program.as_os_str()]),
                _ => is_program(program).then(|| program.to_path_buf()),
            };
            let Some(program) = found else {
                let reason = match program.exists() {
                    true => "it is no program",
                    false => "there is no such file",
                };
                return Err(Failure::new(attempt(), reason));
            };
            return Ok(Chromium { program, is_root });
        }
        let names: Vec<&OsStr> = NAMES.iter().map(OsStr::new).collect();
        let places = || PLACES.iter().map(PathBuf::from).find(|place| is_program(place));
        let program = on_path(path, &names).or_else(places).ok_or_else(|| {
            Failure::new(
                "cannot print: no Chromium is found",
                "install `chromium`, Google Chrome or Microsoft Edge, or name the program with \
                 `--chromium FILE` or in the variable CHROMIUM",
            )
        })?;
        Ok(Chromium { program, is_root })
    }

    /// Tells whether it runs without its sandbox, because whoever calls it is
    /// root, for whom it has none.
    pub fn is_unguarded(&self) -> bool {
        self.is_root
    }

    /// Prints a page into `pdf`; `work` is an empty folder for what it needs.
    /// After `limit`, or when `stop` asks for it, it is ended.
    ///
    /// # Errors
    /// A [`Failure`] if it cannot be run, ends badly, takes longer or prints
    /// nothing.
    pub fn print(
        &self,
        page: &Path,
        (pdf, work): (&Path, &Path),
        (limit, stop): (Duration, &Stop),
    ) -> Result<Vec<u8>, Failure> {
        let failed = |reason: String| {
            Failure::new(format!("`{}` did not print", self.program.display()), reason)
        };
        let told = work.join("told");
        let (out, err) = (std::fs::File::create(&told), std::fs::File::create(&told));
        let cannot = |error: std::io::Error| failed(error.to_string());
        let mut command = Command::new(&self.program);
        command.args(ALONE).args(self.is_root.then_some("--no-sandbox"));
        command.arg(option("--user-data-dir=", &work.join("profile")));
        command.arg(option("--print-to-pdf=", pdf)).arg(address(page));
        command.env("HOME", work).current_dir(work);
        command.stdin(Stdio::null()).stdout(out.map_err(cannot)?).stderr(err.map_err(cannot)?);
        // It starts others, which end with it.
        let mut child = command.process_group(0).spawn().map_err(cannot)?;
        let status = wait(&mut child, (limit, stop)).map_err(cannot)?;
        stop.check()?;
        let Some(status) = status else {
            return Err(failed(format!("it took longer than {} seconds", limit.as_secs())));
        };
        if !status.success() {
            return Err(failed(format!("{status}{}", last_words(&told))));
        }
        match std::fs::read(pdf) {
            Ok(bytes) if is_whole(&bytes) => Ok(bytes),
            Ok(_) => Err(failed(format!("what it wrote is no whole PDF{}", last_words(&told)))),
            Err(_) => Err(failed(format!("it wrote nothing{}", last_words(&told)))),
        }
    }
}

/// Waits for the end of a program; one that takes longer than `limit`, or that
/// is still there when `stop` asks for the end, is ended with all that it has
/// started, and nothing is returned.
fn wait(
    child: &mut Child,
    (limit, stop): (Duration, &Stop),
) -> std::io::Result<Option<ExitStatus>> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if limit <= start.elapsed() || stop.asked().is_some() {
            let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
            if let Some(group) = group {
                let _ = kill_process_group(group, Signal::KILL);
            }
            child.kill()?;
            child.wait()?;
            // What it had started writes no more when all of them are gone.
            let is_there = || group.is_some_and(|group| test_kill_process_group(group).is_ok());
            let end = Instant::now() + FAREWELL;
            while is_there() && Instant::now() < end {
                std::thread::sleep(WAIT);
            }
            return Ok(None);
        }
        std::thread::sleep(WAIT);
    }
}

fn on_path(path: Option<&OsStr>, names: &[&OsStr]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(path?).collect();
    let files = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    files.into_iter().find(|file| is_program(file))
}

fn is_program(file: &Path) -> bool {
    let is_file = std::fs::metadata(file).is_ok_and(|found| found.is_file());
    is_file && rustix::fs::access(file, rustix::fs::Access::EXEC_OK).is_ok()
}

fn option(name: &str, path: &Path) -> OsString {
    let mut option = OsString::from(name);
    option.push(path);
    option
}

/// Returns the address of a file. Names of ours have no character that an
/// address cannot have, but the folder for temporary files may have some.
fn address(file: &Path) -> String {
    format!("file://{}", crate::base::url::encode_path(&file.to_string_lossy()))
}

/// Returns the last line of what was told, for a message.
fn last_words(told: &Path) -> String {
    let text = std::fs::read(told).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let last = text.lines().rfind(|line| !line.trim().is_empty());
    last.map(|line| format!(": {}", line.trim())).unwrap_or_default()
}

fn is_whole(pdf: &[u8]) -> bool {
    let end = pdf.get(pdf.len().saturating_sub(1024)..).unwrap_or_default();
    pdf.starts_with(b"%PDF-") && end.windows(5).any(|part| part == b"%%EOF")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    fn script(folder: &Path, text: &str) -> Chromium {
        let program = folder.join("chromium");
        std::fs::write(&program, format!("#!/bin/sh\n{text}\n")).expect("written");
        let mode = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(&program, mode).expect("a program");
        Chromium { program, is_root: false }
    }

    fn printed(text: &str, limit: Duration) -> Result<Vec<u8>, Failure> {
        let place = tempfile::tempdir().expect("a folder");
        let chromium = script(place.path(), text);
        let pdf = place.path().join("page.pdf");
        let page = place.path().join("page.html");
        chromium.print(&page, (&pdf, place.path()), (limit, &Stop::never()))
    }

    #[test]
    fn what_goes_wrong_is_said() {
        let minute = Duration::from_secs(60);
        for (text, reason) in [
            ("echo 'no display' >&2; exit 3", "no display"),
            ("exit 0", "it wrote nothing"),
            ("kill -9 $$", "signal: 9"),
            ("for last; do :; done; printf %%PDF-1 > page.pdf", "no whole PDF"),
        ] {
            let failure = printed(text, minute).expect_err(text);
            assert!(failure.reason.contains(reason), "{text}: {failure}");
        }
        let whole = printed("printf '%%PDF-1 %%%%EOF' > page.pdf", minute).expect("printed");
        assert_eq!(whole, b"%PDF-1 %%EOF");
    }

    #[test]
    fn one_that_takes_too_long_is_ended_with_what_it_started() {
        let place = tempfile::tempdir().expect("a folder");
        let mark = place.path().join("started");
        let text = format!("sleep 600 & echo $! > {}; wait", mark.display());
        let failure = printed(&text, Duration::from_millis(700)).expect_err("too long");
        assert!(failure.reason.contains("longer than"), "{failure}");
        let started = std::fs::read_to_string(&mark).expect("it ran");
        let stat = || std::fs::read_to_string(format!("/proc/{}/stat", started.trim()));
        // Gone, or dead and not yet asked for; a busy machine takes a while.
        let is_gone = || stat().map_or(true, |stat| stat.contains(") Z"));
        let mut waits = std::iter::repeat_n(Duration::from_millis(20), 500);
        assert!(
            is_gone()
                || waits.any(|wait| {
                    std::thread::sleep(wait);
                    is_gone()
                })
        );
    }

    #[test]
    fn the_program_is_found_by_its_name_or_said_to_be_missing() {
        let place = tempfile::tempdir().expect("a folder");
        let path = Some(place.path().as_os_str());
        let missing = Chromium::find(None, path);
        if cfg!(target_os = "linux") {
            let missing = missing.expect_err("none");
            assert!(missing.reason.contains("--chromium FILE"), "{missing}");
        }
        let known = script(place.path(), "exit 0").program;
        assert_eq!(Chromium::find(None, path).expect("found").program, known);
        let by_name = Chromium::find(Some(Path::new("chromium")), path).expect("found");
        assert_eq!(by_name.program, known);
        let wrong = place.path().join("none");
        let failure = Chromium::find(Some(&wrong), path).expect_err("none");
        assert_eq!(failure.reason, "there is no such file");
        std::fs::write(&wrong, "text").expect("written");
        let failure = Chromium::find(Some(&wrong), path).expect_err("no program");
        assert_eq!(failure.reason, "it is no program");
    }
}
