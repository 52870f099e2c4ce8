use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::hermetic::Hermetic;
use crate::arguments::Arguments;
use crate::bindings;
use crate::process::{
    APP_FEATURES, built, cargo, npm, on_path, output, program, root, run, succeeds,
};
use crate::screens;
use crate::setup::{self, Purpose};
use crate::tidy;

pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) what: &'static str,
    /// Earlier steps that must have passed.
    pub(super) needs: &'static [&'static str],
    /// Says what it had to leave out, when it had to.
    pub(super) run: fn() -> Result<Option<String>>,
}

/// Seconds before minutes; the UI is built before Rust because the app's build embeds it.
pub(super) const STEPS: [Step; 14] = [
    Step {
        name: "setup",
        what: "what must be installed",
        needs: &[],
        run: set_up,
    },
    Step {
        name: "fmt",
        what: "Rust is formatted",
        needs: &["setup"],
        run: fmt,
    },
    Step {
        name: "tidy",
        what: "arrows, seams, migrations, texts, links, licences",
        needs: &["setup"],
        run: tidy,
    },
    Step {
        name: "ui-check",
        what: "types of the UI",
        needs: &["setup"],
        run: ui_check,
    },
    Step {
        name: "ui-unit",
        what: "unit tests of the UI",
        needs: &["setup"],
        run: ui_unit,
    },
    Step {
        name: "ui-build",
        what: "the UI as it is shipped",
        needs: &["setup"],
        run: ui_build,
    },
    Step {
        name: "lint",
        what: "clippy, warnings denied",
        needs: &["setup", "ui-build"],
        run: lint,
    },
    Step {
        name: "rust",
        what: "unit and integration tests of all crates",
        needs: &["setup", "ui-build"],
        run: rust,
    },
    Step {
        name: "keys",
        what: "the system's own key service, locked, unlocked and gone",
        needs: &["setup", "ui-build"],
        run: keys,
    },
    Step {
        name: "build",
        what: "the app and the command-line program",
        needs: &["setup", "ui-build"],
        run: build,
    },
    Step {
        name: "bindings",
        what: "the checked-in TypeScript contract is the generated one",
        needs: &["setup", "ui-build", "build"],
        run: bindings,
    },
    Step {
        name: "ui-browser",
        what: "the UI in a real browser against the development backend",
        needs: &["setup", "ui-build", "build"],
        run: ui_browser,
    },
    Step {
        name: "e2e",
        what: "the real window",
        needs: &["setup", "ui-build", "build"],
        run: e2e,
    },
    Step {
        name: "licences",
        what: "licences, sources and advisories of all crates",
        needs: &["setup"],
        run: licences,
    },
];

/// Windows locks the file of a running program, so this one cannot be built while it runs.
const NOT_US: &[&str] = if cfg!(windows) {
    &["--exclude", "xtask"]
} else {
    &[]
};

fn set_up() -> Result<Option<String>> {
    setup::set_up(Purpose::Test)?;
    Ok(None)
}

fn fmt() -> Result<Option<String>> {
    run(&mut cargo(["fmt", "--all", "--check"]))?;
    Ok(None)
}

fn tidy() -> Result<Option<String>> {
    tidy::tidy(Arguments::none())?;
    Ok(None)
}

fn ui_check() -> Result<Option<String>> {
    Hermetic::begin()?.run(&mut npm(["run", "check"]))
}

fn ui_unit() -> Result<Option<String>> {
    Hermetic::begin()?.run(&mut npm(["run", "test"]))
}

fn ui_build() -> Result<Option<String>> {
    screens::build_if_changed()?;
    Ok(None)
}

fn bindings() -> Result<Option<String>> {
    // The one that `build` has made: `cargo run -p` would choose other features and build anew.
    bindings::check(&mut program(built("debug", "export-bindings")?))?;
    Ok(None)
}

/// What `cargo clippy` does, but under `cargo build`: the tests then share the built dependencies,
/// which `cargo check` would compile a second time (four minutes on two cores).
fn lint() -> Result<Option<String>> {
    let sysroot = output(program("rustc").args(["--print", "sysroot"]))?;
    let driver = std::path::Path::new(sysroot.trim())
        .join("bin")
        .join(if cfg!(windows) {
            "clippy-driver.exe"
        } else {
            "clippy-driver"
        });
    run(cargo(["build", "--workspace", "--all-targets"])
        .args(APP_FEATURES)
        .args(NOT_US)
        .env("RUSTC_WORKSPACE_WRAPPER", driver)
        .env(
            "CLIPPY_ARGS",
            "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__",
        ))?;
    Ok(None)
}

fn rust() -> Result<Option<String>> {
    Hermetic::begin()?.run(
        cargo(["test", "--workspace", "--no-fail-fast"])
            .args(APP_FEATURES)
            .args(NOT_US),
    )
}

/// Ignored among the other tests, because a machine without a session bus must still pass those.
fn keys() -> Result<Option<String>> {
    for tool in ["dbus-run-session", "gnome-keyring-daemon"] {
        if on_path(tool).is_none() {
            return Ok(Some(format!(
                "skipped: no {tool} here, so no key service but the real one"
            )));
        }
    }
    Hermetic::begin()?.run(
        cargo(["test", "--workspace"])
            .args(APP_FEATURES)
            .args(NOT_US)
            .args(["--test", "it", "--", "--ignored", "key_service::"]),
    )
}

fn build() -> Result<Option<String>> {
    run(cargo(["build", "--workspace", "--all-targets"])
        .args(APP_FEATURES)
        .args(NOT_US))?;
    Ok(None)
}

fn ui_browser() -> Result<Option<String>> {
    let chromium = setup::chromium().context("no Chromium found")?;
    Hermetic::begin()?.run(
        npm(["run", "test:browser"])
            .env("SAGSBORD_CLI", built("debug", "sagsbord-cli")?)
            .env("CHROMIUM", chromium),
    )
}

fn e2e() -> Result<Option<String>> {
    if !cfg!(target_os = "linux") {
        return Ok(Some(
            "only on Linux: elsewhere nothing drives the web view".to_owned(),
        ));
    }
    let driver = on_path("WebKitWebDriver").context("no WebKitWebDriver found")?;
    Hermetic::begin()?.with_a_window().run(
        npm(["run", "test:window"])
            .env("SAGSBORD_APP", built("debug", "sagsbord")?)
            .env("SAGSBORD_CLI", built("debug", "sagsbord-cli")?)
            .env("WEBKIT_DRIVER", driver),
    )
}

/// Installed by the step itself: about 70 seconds of processor time, once.
const CARGO_DENY: &str = "0.20.2";

fn licences() -> Result<Option<String>> {
    let deny = match on_path("cargo-deny") {
        Some(deny) => deny,
        None => install_cargo_deny()?,
    };
    run(program(&deny).args(["deny", "check", "licenses", "bans", "sources"]))?;
    if !succeeds(program(&deny).args(["deny", "fetch", "db"])) {
        return Ok(Some(
            "advisories skipped: advisory database not reachable".to_owned(),
        ));
    }
    run(program(&deny).args(["deny", "check", "advisories"]))?;
    Ok(None)
}

/// Into the repository's own folder: a person's tools are theirs.
fn install_cargo_deny() -> Result<PathBuf> {
    let tools = root().join(".sagsbord/tools");
    let deny = tools.join("bin").join(if cfg!(windows) {
        "cargo-deny.exe"
    } else {
        "cargo-deny"
    });
    let is_it = output(program(&deny).args(["--version"]))
        .is_ok_and(|version| version.trim().ends_with(CARGO_DENY));
    if !is_it {
        run(cargo([
            "install",
            "cargo-deny",
            "--locked",
            "--debug",
            "--version",
            CARGO_DENY,
            "--root",
        ])
        .arg(&tools)
        .env("CARGO_TARGET_DIR", tools.join("target")))?;
        // What it was built from is no use to anybody.
        std::fs::remove_dir_all(tools.join("target"))?;
    }
    Ok(deny)
}
