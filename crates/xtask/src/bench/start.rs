//! How long until the desk can be used and how much memory it then holds, beside a window with
//! nothing in it: the web view's share is the system's, the difference is ours.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, bail};

use super::processes::memory_of_tree;
use crate::arguments::Arguments;
use crate::demo_data;
use crate::process::{APP_FEATURES, built, cargo, program, root, run};
use crate::run::end;
use crate::screens;
use crate::setup::{self, Purpose};
use crate::virtual_display::VirtualDisplay;

/// What the release build may cost beside the empty window.
pub(super) struct Budget {
    pub(super) times_the_empty_window: f64,
    pub(super) megabytes_more: f64,
}

/// Over the demo municipality.
const OF_THE_DEMO: Budget = Budget {
    times_the_empty_window: 1.25,
    megabytes_more: 80.0,
};

const LONGEST_START: Duration = Duration::from_secs(60);
/// What is still being loaded when the first screen is up counts as memory of the desk.
const SETTLING: Duration = Duration::from_secs(2);

pub(super) fn start(mut arguments: Arguments) -> Result<()> {
    let runs = arguments.number("--runs")?.unwrap_or(10);
    let app = arguments.path("--app")?;
    let empty = arguments.path("--empty")?;
    arguments.end()?;
    setup::set_up(Purpose::RunHeadless)?;
    let empty = empty.map_or_else(build_empty_window, Ok)?;
    let app = match app {
        Some(app) => app,
        None => {
            let app = build_app()?;
            demo_data::make_if_missing(
                &built("release", "sagsbord-cli")?,
                &demo_data::default_folder(),
            )?;
            app
        }
    };
    let folder = demo_data::default_folder();
    beside_the_empty_window(&app, &empty, &folder, runs, &OF_THE_DEMO)
}

/// Starts both in turns over a demo's folder and says what the desk costs more.
pub(super) fn beside_the_empty_window(
    app: &Path,
    empty: &Path,
    folder: &Path,
    runs: u64,
    budget: &Budget,
) -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("measured on Linux, where /proc tells the memory of the web view's processes");
    }
    if runs == 0 {
        bail!("--runs 0 measures nothing");
    }
    let demo = [OsStr::new("--demo"), folder.as_os_str()];
    let home = Home::make()?;
    let display = VirtualDisplay::open()?;
    let (mut of_empty, mut of_app) = (Vec::new(), Vec::new());
    // One uncounted start of each fills the disk's cache. Then in turns, so that whatever else the
    // machine does falls on both.
    for turn in 0..=runs {
        let one = measure(empty, &[], &display, &home)?;
        let other = measure(app, &demo, &display, &home)?;
        println!("{turn:3}  empty {one}   desk {other}");
        if turn > 0 {
            of_empty.push(one);
            of_app.push(other);
        }
    }
    report(&of_empty, &of_app, budget);
    Ok(())
}

pub(super) fn build_empty_window() -> Result<PathBuf> {
    let manifest = root().join("benches/empty-window/Cargo.toml");
    // Into the desk's own folder: what both use of Tauri may be there already.
    let target = built("release", "")?
        .ancestors()
        .nth(1)
        .map(Path::to_owned)
        .context("no target directory")?;
    run(cargo(["build", "--release", "--locked", "--manifest-path"])
        .arg(manifest)
        .arg("--target-dir")
        .arg(target))?;
    built("release", "empty-window")
}

pub(super) fn build_app() -> Result<PathBuf> {
    screens::build_if_changed()?;
    run(cargo(["build", "--release", "--workspace", "--exclude", "xtask"]).args(APP_FEATURES))?;
    built("release", "sagsbord")
}

struct Measured {
    start: Duration,
    memory_bytes: u64,
}

impl std::fmt::Display for Measured {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "{:5} ms {:6.1} MB",
            self.start.as_millis(),
            self.memory_bytes as f64 / 1e6
        )
    }
}

/// A home for the windows' settings, so that a bench neither reads nor writes a person's.
struct Home(PathBuf);

impl Home {
    fn make() -> Result<Self> {
        let home = std::env::temp_dir().join(format!("desk-bench-home-{}", std::process::id()));
        std::fs::create_dir_all(&home)?;
        Ok(Self(home))
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        // What is left in the temporary folder harms nobody.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn measure(
    app: &Path,
    arguments: &[&OsStr],
    display: &VirtualDisplay,
    home: &Home,
) -> Result<Measured> {
    let mark = home.0.join("mark");
    if mark.exists() {
        std::fs::remove_file(&mark)?;
    }
    let mut command = program(app);
    command
        .args(arguments)
        .env("SAGSBORD_START_MARK", &mark)
        .env("HOME", &home.0);
    for variable in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
        command.env_remove(variable);
    }
    let begun = SystemTime::now().duration_since(UNIX_EPOCH)?;
    let mut window = display
        .lend(&mut command)
        .spawn()
        .with_context(|| app.display().to_string())?;
    let measured = wait_for(&mark).and_then(|usable| {
        std::thread::sleep(SETTLING);
        let memory_bytes = memory_of_tree(window.id())?;
        Ok(Measured {
            start: usable.saturating_sub(begun),
            memory_bytes,
        })
    });
    end(&mut window)?;
    measured.with_context(|| app.display().to_string())
}

/// The instant that the program wrote: milliseconds since 1970, ended by a line feed.
fn wait_for(mark: &Path) -> Result<Duration> {
    let begun = Instant::now();
    while begun.elapsed() < LONGEST_START {
        if let Ok(text) = std::fs::read_to_string(mark)
            && let Some((line, _)) = text.split_once('\n')
        {
            let milliseconds = line
                .trim()
                .parse()
                .with_context(|| format!("the mark says `{line}`"))?;
            return Ok(Duration::from_millis(milliseconds));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    bail!("no usable screen within {} s", LONGEST_START.as_secs())
}

fn report(empty: &[Measured], app: &[Measured], budget: &Budget) {
    let Budget {
        times_the_empty_window: most_times,
        megabytes_more: most_more,
    } = budget;
    let start = |measured: &Measured| measured.start.as_secs_f64() * 1e3;
    let memory = |measured: &Measured| measured.memory_bytes as f64 / 1e6;
    let times = median(app, start) / median(empty, start);
    let more = median(app, memory) - median(empty, memory);
    println!(
        "\nmedians of {} starts   empty window       desk",
        app.len()
    );
    println!(
        "usable after       {:10.0} ms {:10.0} ms",
        median(empty, start),
        median(app, start)
    );
    println!(
        "memory (PSS)       {:10.1} MB {:10.1} MB",
        median(empty, memory),
        median(app, memory)
    );
    println!(
        "start: {times:.2} times the empty window's, budget {most_times}: {}",
        verdict(times <= *most_times)
    );
    println!(
        "memory: {more:.1} MB more, budget {most_more}: {}",
        verdict(more <= *most_more)
    );
}

fn verdict(within: bool) -> &'static str {
    if within { "within" } else { "OVER" }
}

fn median(measured: &[Measured], of: impl Fn(&Measured) -> f64) -> f64 {
    let mut values: Vec<f64> = measured.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() % 2 {
        0 => f64::midpoint(values[middle - 1], values[middle]),
        _ => values[middle],
    }
}
