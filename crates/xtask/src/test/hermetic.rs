//! Tests touch nothing of the person who runs them: not their settings, not their keyring, not the
//! data of the Sagsbord they work with.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Result, bail};

use crate::process::run;

const OURS: &str = "sagsbord";

/// A fresh home for one step, gone when this is dropped.
pub(super) struct Hermetic {
    home: PathBuf,
    real: Vec<PathBuf>,
    real_before: BTreeMap<PathBuf, (u64, SystemTime)>,
    /// A window keeps its state in its (temporary) home as it should; the other tests have no home.
    window: bool,
}

impl Hermetic {
    pub(super) fn begin() -> Result<Self> {
        Self::beside(real_folders())
    }

    fn beside(real: Vec<PathBuf>) -> Result<Self> {
        let instant = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)?
            .as_nanos();
        let home =
            std::env::temp_dir().join(format!("desk-test-home-{}-{instant}", std::process::id()));
        for folder in ["data", "config", "cache", "runtime"] {
            std::fs::create_dir_all(home.join(folder))?;
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // Programs refuse a runtime folder that others can read.
            std::fs::set_permissions(home.join("runtime"), std::fs::Permissions::from_mode(0o700))?;
        }
        Ok(Self {
            home,
            real_before: of_ours_in(&real),
            real,
            window: false,
        })
    }

    pub(super) fn with_a_window(mut self) -> Self {
        self.window = true;
        self
    }

    /// Runs the command in the fresh home and fails when something of ours was written outside the
    /// folders that the tests name themselves.
    pub(super) fn run(self, command: &mut Command) -> Result<Option<String>> {
        keep_tools_where_they_are(command);
        for (variable, folder) in [
            ("HOME", ""),
            ("USERPROFILE", ""),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_RUNTIME_DIR", "runtime"),
            ("APPDATA", "data"),
            ("LOCALAPPDATA", "data"),
        ] {
            command.env(variable, self.home.join(folder));
        }
        // Behind the session bus waits the real keyring, and behind Wayland the real screen.
        command
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("WAYLAND_DISPLAY");
        run(command)?;
        self.nothing_was_written()?;
        Ok(None)
    }

    fn nothing_was_written(&self) -> Result<()> {
        let real_after = of_ours_in(&self.real);
        if let Some((path, _)) = real_after
            .iter()
            .find(|(path, facts)| self.real_before.get(*path) != Some(facts))
        {
            bail!(
                "a test wrote into the real {}: name a temporary folder in it",
                path.display()
            );
        }
        let in_home = of_ours_in(std::slice::from_ref(&self.home));
        if let Some(path) = in_home.keys().next()
            && !self.window
        {
            bail!(
                "a test wrote {} by default: name a temporary folder in it",
                path.display()
            );
        }
        Ok(())
    }
}

impl Drop for Hermetic {
    fn drop(&mut self) {
        // What is left in the temporary folder harms nobody.
        let _ = std::fs::remove_dir_all(&self.home);
    }
}

/// Cargo, rustup and npm find themselves by the home folder unless told.
fn keep_tools_where_they_are(command: &mut Command) {
    let Some(home) = std::env::home_dir() else {
        return;
    };
    for (variable, folder) in [
        ("CARGO_HOME", ".cargo"),
        ("RUSTUP_HOME", ".rustup"),
        ("npm_config_cache", ".npm"),
    ] {
        if std::env::var_os(variable).is_none() && home.join(folder).exists() {
            command.env(variable, home.join(folder));
        }
    }
}

fn real_folders() -> Vec<PathBuf> {
    let Some(home) = std::env::home_dir() else {
        return Vec::new();
    };
    let mut folders: Vec<PathBuf> = [
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "APPDATA",
        "LOCALAPPDATA",
    ]
    .iter()
    .filter_map(|variable| Some(PathBuf::from(std::env::var_os(variable)?)))
    .collect();
    folders.extend(
        [
            ".local/share",
            ".config",
            ".cache",
            "Library/Application Support",
            "Library/Preferences",
            "Library/Caches",
        ]
        .map(|folder| home.join(folder)),
    );
    folders
}

/// Each file below an entry that carries our name, with its size and time.
fn of_ours_in(folders: &[PathBuf]) -> BTreeMap<PathBuf, (u64, SystemTime)> {
    let mut found = BTreeMap::new();
    for folder in folders {
        look(folder, false, 0, &mut found);
    }
    found
}

/// Program folders lie at most two levels down; below one of ours every file counts.
fn look(folder: &Path, ours: bool, depth: usize, found: &mut BTreeMap<PathBuf, (u64, SystemTime)>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let ours = ours
            || entry
                .file_name()
                .to_string_lossy()
                .to_lowercase()
                .contains(OURS);
        let Ok(facts) = entry.metadata() else {
            continue;
        };
        if ours {
            let time = facts.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            found.insert(entry.path(), (facts.len(), time));
        }
        if facts.is_dir() && (ours || depth < 2) {
            look(&entry.path(), ours, depth + 1, found);
        }
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::program;

    /// Runs a shell line as a test step would, beside a "real" folder in `$REAL` that holds data.
    fn passes(line: &str, window: bool) -> bool {
        let real = tempfile::tempdir().unwrap();
        std::fs::create_dir(real.path().join("dk.sagsbord.desk")).unwrap();
        std::fs::write(real.path().join("dk.sagsbord.desk/store.db"), "old").unwrap();
        let mut hermetic = Hermetic::beside(vec![real.path().to_owned()]).unwrap();
        if window {
            hermetic = hermetic.with_a_window();
        }
        let home = hermetic.home.clone();
        let outcome = hermetic.run(program("sh").args(["-c", line]).env("REAL", real.path()));
        assert!(!home.exists(), "the temporary home is gone afterwards");
        outcome.is_ok()
    }

    #[test]
    fn a_step_fails_when_it_writes_where_a_person_keeps_data() {
        let cases = [
            ("true", false, true),
            ("touch $HOME/notes $XDG_CACHE_HOME/other", false, true),
            ("false", false, false),
            ("mkdir -p $XDG_DATA_HOME/sagsbord", false, false),
            (
                "mkdir -p $HOME/.config && touch $HOME/.config/Sagsbord.toml",
                false,
                false,
            ),
            ("mkdir $XDG_DATA_HOME/dk.sagsbord.desk", true, true),
            (
                "echo longer > $REAL/dk.sagsbord.desk/store.db",
                false,
                false,
            ),
            ("touch $REAL/dk.sagsbord.desk/new", true, false),
            ("touch $REAL/another-program", false, true),
            (
                "test -z \"$DBUS_SESSION_BUS_ADDRESS$WAYLAND_DISPLAY\"",
                false,
                true,
            ),
            (
                "test $HOME != \"$REAL\" && test -d $XDG_RUNTIME_DIR",
                false,
                true,
            ),
            ("cargo --version", false, true),
        ];
        for (line, window, expected) in cases {
            assert_eq!(passes(line, window), expected, "{line}");
        }
    }
}
