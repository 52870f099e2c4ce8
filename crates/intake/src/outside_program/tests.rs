//! Programs that are out to get away, as small scripts. Each is also run free, where it must get its way: a test of a
//! lock that could not fail would hold nothing.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "helpers of tests")]

use std::fs;
use std::net::{TcpListener, UdpSocket};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::thread;
use std::time::{Duration, Instant};

use super::{Ended, OutsideProgram};
use crate::helper::{HelperProgram, become_helper};

const LONG: Duration = Duration::from_secs(60);

fn helper() -> HelperProgram {
    itself("is_the_helper_of_other_tests")
}

/// This test program, as one of its tests alone.
fn itself(test: &str) -> HelperProgram {
    let mut helper = HelperProgram::this().expect("a program");
    helper.arguments = vec![
        "--exact".into(),
        format!("outside_program::tests::{test}").into(),
        "--ignored".into(),
        "--nocapture".into(),
    ];
    helper
}

#[test]
#[ignore = "no test by itself: other tests start it as their launcher"]
fn is_the_helper_of_other_tests() {
    if become_helper().is_some() {
        process::exit(70);
    }
}

fn perl(work_folder: &Path, script: &str) -> Option<OutsideProgram> {
    let program = PathBuf::from("/usr/bin/perl");
    if !program.is_file() {
        println!("perl is not on this machine: passed by");
        return None;
    }
    Some(OutsideProgram {
        program,
        arguments: vec!["-e".into(), script.into()],
        environment: Vec::new(),
        work_folder: work_folder.to_owned(),
        memory: 512 << 20,
        file_bytes: 4 << 20,
        input: None,
    })
}

#[test]
fn a_program_gets_its_folder_and_nothing_else() {
    let work = tempfile::tempdir().expect("a folder");
    let outside = tempfile::tempdir().expect("another folder");
    let secret = outside.path().join("secret");
    fs::write(&secret, "hemmeligt").expect("a file");
    let tool = work.path().join("tool");
    fs::copy("/bin/true", &tool).expect("a program");
    fs::set_permissions(&tool, fs::Permissions::from_mode(0o755)).expect("may run");
    let tcp = TcpListener::bind("127.0.0.1:0").expect("a listener");
    let port = tcp.local_addr().expect("its address").port();
    let udp = UdpSocket::bind("127.0.0.1:0").expect("a listener");
    let udp_port = udp.local_addr().expect("its address").port();
    let unix_path = outside.path().join("door");
    let _door = UnixListener::bind(&unix_path).expect("a listener");
    let outside = outside.path().display();
    let own_id = process::id();

    // Each ends with 0 if it got its way.
    let escapes: [(&str, String); 19] = [
        (
            "writes elsewhere",
            format!("open(F, '>', '{outside}/new') or exit 1"),
        ),
        (
            "writes over a file",
            format!("open(F, '+<', '{outside}/secret') or exit 1"),
        ),
        (
            "cuts a file short",
            format!("truncate('{outside}/secret', 9) or exit 1"),
        ),
        (
            "reads a file",
            format!("open(F, '<', '{outside}/secret') or exit 1"),
        ),
        (
            "lists a folder",
            format!("opendir(D, '{outside}') or exit 1"),
        ),
        (
            "reads who has an account",
            "open(F, '<', '/etc/passwd') or exit 1".to_owned(),
        ),
        (
            "reads another process",
            format!("open(F, '<', '/proc/{own_id}/environ') or exit 1"),
        ),
        (
            "changes who may read",
            format!("chmod(0644, '{outside}/secret') or exit 1"),
        ),
        (
            "changes a file's time",
            format!("utime(1, 1, '{outside}/secret') or exit 1"),
        ),
        (
            "links to a file",
            format!("symlink('{outside}/secret', 'a') or exit 1"),
        ),
        (
            "ties to a file",
            format!("link('{outside}/secret', 'b') or exit 1"),
        ),
        (
            "makes a pipe",
            "use POSIX; mkfifo('p', 0600) or exit 1".to_owned(),
        ),
        (
            "starts another",
            "my $i = fork(); defined $i or exit 1; $i or exit 0; wait; exit 0".to_owned(),
        ),
        (
            "becomes what was brought along",
            "exec './tool' or exit 1".to_owned(),
        ),
        (
            "becomes another",
            "exec '/usr/bin/true' or exit 1".to_owned(),
        ),
        ("signals another", format!("kill(0, {own_id}) or exit 1")),
        (
            "connects within the machine",
            connects(
                "PF_INET",
                "SOCK_STREAM",
                &format!("sockaddr_in({port}, INADDR_LOOPBACK)"),
            ),
        ),
        (
            "sends a message",
            format!(
                "use Socket; socket(S, PF_INET, SOCK_DGRAM, 0) or exit 1; send(S, 'x', 0, sockaddr_in({udp_port}, INADDR_LOOPBACK)) or exit 1"
            ),
        ),
        (
            "knocks at a door",
            connects(
                "PF_UNIX",
                "SOCK_STREAM",
                &format!("sockaddr_un('{}')", unix_path.display()),
            ),
        ),
    ];
    for (what, script) in &escapes {
        let Some(program) = perl(work.path(), script) else {
            return;
        };
        let held = program.run(&helper(), LONG).expect("it begins");
        assert_eq!(held, Ended::Badly(Some(1)), "held, it {what}");
        let free = Command::new(&program.program)
            .args(&program.arguments)
            .current_dir(work.path())
            .status()
            .expect("it begins");
        assert!(free.success(), "free, it {what}");
    }
    let Some(own) = perl(
        work.path(),
        "mkdir 'd'; open(F, '>', 'd/e') or exit 1; print F 'x'; close F; rename('d/e', 'f') or exit 1; open(F, '<', 'f') or exit 1",
    ) else {
        return;
    };
    assert_eq!(own.run(&helper(), LONG).expect("it begins"), Ended::Well);
    assert_eq!(fs::read(work.path().join("f")).expect("its file"), b"x");
}

fn connects(family: &str, kind: &str, address: &str) -> String {
    format!("use Socket; socket(S, {family}, {kind}, 0) or exit 1; connect(S, {address}) or exit 1")
}

#[test]
fn a_socket_that_is_said_to_listen_is_heard_by_nobody() {
    let work = tempfile::tempdir().expect("a folder");
    let script = "use Socket; socket(S, PF_UNIX, SOCK_STREAM, 0) or exit 1; \
                  bind(S, sockaddr_un('door')) or exit 2; listen(S, 1) or exit 3";
    let Some(program) = perl(work.path(), script) else {
        return;
    };
    assert_eq!(
        program.run(&helper(), LONG).expect("it begins"),
        Ended::Well
    );
    assert!(!work.path().join("door").exists());
}

#[test]
fn memory_files_and_time_have_an_end() {
    let work = tempfile::tempdir().expect("a folder");
    let Some(hungry) = perl(work.path(), "my $x = 'x' x (1 << 30); exit 0") else {
        return;
    };
    let ended = hungry.run(&helper(), LONG).expect("it begins");
    assert!(matches!(ended, Ended::Badly(_)), "{ended:?}");

    let endless =
        "open(F, '>', 'big') or exit 1; while (1) { syswrite(F, 'x' x 1000000) or exit 1 }";
    let Some(endless) = perl(work.path(), endless) else {
        return;
    };
    let ended = endless.run(&helper(), LONG).expect("it begins");
    assert!(matches!(ended, Ended::Badly(_)), "{ended:?}");
    let bytes = fs::metadata(work.path().join("big"))
        .expect("its file")
        .len();
    assert!(bytes <= endless.file_bytes);

    let Some(sleepy) = perl(
        work.path(),
        "open(F, '>', 'id'); print F $$; close F; sleep 600",
    ) else {
        return;
    };
    let mut running = sleepy.start(&helper()).expect("it begins");
    let id = said_id(&work.path().join("id"));
    assert!(is_alive(id));
    assert_eq!(
        running.wait(Duration::from_millis(50)).expect("a wait"),
        Ended::TookTooLong
    );
    assert!(!is_alive(id));
}

#[test]
fn a_program_does_not_outlive_who_started_it() {
    let work = tempfile::tempdir().expect("a folder");
    if perl(work.path(), "").is_none() {
        return;
    }
    let starter = itself("starts_a_sleeper_and_waits");
    let mut starter = Command::new(&starter.program)
        .args(&starter.arguments)
        .env("SLEEPER_FOLDER", work.path())
        .spawn()
        .expect("it begins");
    let id = said_id(&work.path().join("id"));
    assert!(is_alive(id));
    starter.kill().expect("killed");
    starter.wait().expect("ended");
    let began = Instant::now();
    while is_alive(id) {
        assert!(began.elapsed() < LONG, "it lives on");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
#[ignore = "no test by itself: another test starts it and kills it"]
fn starts_a_sleeper_and_waits() {
    let Ok(folder) = std::env::var("SLEEPER_FOLDER") else {
        return;
    };
    let script = "open(F, '>', 'id.new'); print F $$; close F; rename('id.new', 'id'); sleep 600";
    let sleeper = perl(Path::new(&folder), script).expect("perl");
    // The thread that asked for it may end: it goes on.
    let running = thread::spawn(move || sleeper.start(&helper()).expect("it begins"))
        .join()
        .expect("joined");
    thread::sleep(Duration::from_secs(600));
    drop(running);
}

fn said_id(path: &Path) -> u32 {
    let began = Instant::now();
    loop {
        if let Some(id) = fs::read_to_string(path).ok().and_then(|id| id.parse().ok()) {
            return id;
        }
        assert!(began.elapsed() < LONG, "it says nothing");
        thread::sleep(Duration::from_millis(5));
    }
}

fn is_alive(id: u32) -> bool {
    fs::read_to_string(format!("/proc/{id}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
}
