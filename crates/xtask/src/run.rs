//! From a fresh clone to the window on the demo municipality.

use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::arguments::Arguments;
use crate::demo_data;
use crate::process::{APP_FEATURES, built, cargo, program, run as run_program, succeeds};
use crate::screens;
use crate::setup::{self, Purpose};
use crate::virtual_display::VirtualDisplay;

pub(crate) fn run(mut arguments: Arguments) -> Result<()> {
    let headless = arguments.switch("--headless");
    let release = arguments.switch("--release");
    let seconds = arguments.number("--seconds")?.map(Duration::from_secs);
    let picture = arguments.path("--screenshot")?;
    arguments.end()?;
    if picture.is_some() && !headless {
        bail!("--screenshot works with --headless");
    }
    if headless && !cfg!(target_os = "linux") {
        bail!("--headless works on Linux, where Xvfb is");
    }
    if !headless && cfg!(target_os = "linux") && !has_display() {
        bail!(
            "there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set). Without one: cargo xtask run --headless"
        );
    }

    setup::set_up(match (headless, &picture) {
        (_, Some(_)) => Purpose::Picture,
        (true, None) => Purpose::RunHeadless,
        (false, None) => Purpose::Run,
    })?;
    screens::build_if_changed()?;
    let (app, cli) = build(release)?;
    let folder = demo_data::default_folder();
    demo_data::make_if_missing(&cli, &folder)?;

    let mut command = program(&app);
    command.arg("--demo").arg(&folder);
    if headless {
        let mut display = VirtualDisplay::open()?;
        if picture.is_some() {
            display.frame_windows()?;
        }
        let window = start(display.lend(&mut command))?;
        println!(
            "The window is open on display {}; Ctrl-C ends it",
            display.name()
        );
        stay(
            window,
            seconds,
            picture.as_deref().map(|file| (&display, file)),
        )
    } else {
        stay(start(&mut command)?, seconds, None)
    }
}

/// The app and the command-line program, in one build so that nothing is compiled twice.
fn build(release: bool) -> Result<(std::path::PathBuf, std::path::PathBuf)> {
    let mut command = cargo(["build", "--workspace", "--exclude", "xtask"]);
    command.args(APP_FEATURES);
    if release {
        command.arg("--release");
    }
    run_program(&mut command)?;
    let profile = if release { "release" } else { "debug" };
    Ok((built(profile, "sagsbord")?, built(profile, "sagsbord-cli")?))
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn start(command: &mut Command) -> Result<Child> {
    command
        .spawn()
        .with_context(|| format!("cannot start {}", command.get_program().display()))
}

/// Until the window is closed or the time is up.
fn stay(
    mut window: Child,
    limit: Option<Duration>,
    picture: Option<(&VirtualDisplay, &Path)>,
) -> Result<()> {
    let begun = Instant::now();
    // Without a time limit the picture still waits for the first screen to be drawn.
    let picture_at = limit.unwrap_or(Duration::from_secs(10));
    let mut picture = picture;
    loop {
        if let Some(status) = window.try_wait()? {
            if !status.success() {
                bail!("the program ended with {status}");
            }
            if picture.is_some() {
                bail!("the program ended before its picture was taken");
            }
            return Ok(());
        }
        if begun.elapsed() >= picture_at
            && let Some((display, file)) = picture.take()
        {
            let taken = display.save_picture(file);
            if taken.is_err() {
                end(&mut window)?;
            }
            taken?;
            println!("{}", file.display());
        }
        if limit.is_some_and(|limit| begun.elapsed() >= limit) {
            return end(&mut window);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Asks it to end, as closing the session would, and insists after five seconds.
pub(crate) fn end(window: &mut Child) -> Result<()> {
    if cfg!(unix) {
        succeeds(program("kill").arg(window.id().to_string()));
        for _ in 0..50 {
            if window.try_wait()?.is_some() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }
    window.kill()?;
    window.wait()?;
    Ok(())
}
