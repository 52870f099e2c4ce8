use std::path::{Component, Path};

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::tree::Tree;
use crate::process::{cargo, output};

/// The rooms of the workspace with what each says it depends on.
pub(super) struct Workspace {
    pub(super) rooms: Vec<Room>,
}

pub(super) struct Room {
    /// `domain`, `store`, …; `src-tauri` for the root package.
    pub(super) name: String,
    package: String,
    pub(super) manifest: String,
    pub(super) manifest_text: String,
    dependencies: Vec<Dependency>,
}

pub(super) struct Dependency {
    pub(super) package: String,
    pub(super) for_development: bool,
    /// Where it is written in the room's Cargo.toml.
    pub(super) line: usize,
}

impl Workspace {
    /// What the manifests say, without resolving: needs no network and no registry.
    pub(super) fn read(tree: &Tree) -> Result<Self> {
        let metadata = metadata(tree, &["--no-deps", "--offline"])?;
        let rooms = members(&metadata)
            .filter_map(|package| room(tree, package))
            .collect();
        Ok(Self { rooms })
    }

    /// The room that a package is, when it is one of ours.
    pub(super) fn room_of(&self, package: &str) -> Option<&Room> {
        self.rooms.iter().find(|room| room.package == package)
    }
}

impl Room {
    pub(super) fn dependencies(&self) -> &[Dependency] {
        &self.dependencies
    }
}

pub(super) fn metadata(tree: &Tree, options: &[&str]) -> Result<Value> {
    let manifest = tree.root().join("Cargo.toml");
    let mut command = cargo(["metadata", "--format-version", "1", "--manifest-path"]);
    command.arg(manifest).args(options);
    serde_json::from_str(&output(&mut command)?).context("cargo metadata is not JSON")
}

fn members(metadata: &Value) -> impl Iterator<Item = &Value> {
    metadata["packages"].as_array().into_iter().flatten()
}

fn room(tree: &Tree, package: &Value) -> Option<Room> {
    let manifest = Path::new(package["manifest_path"].as_str()?);
    // Cargo answers with links resolved; the root may have been named through one.
    let root = tree.root().canonicalize().ok()?;
    let manifest = manifest
        .strip_prefix(&root)
        .or_else(|_| manifest.strip_prefix(tree.root()))
        .ok()?;
    let folders: Vec<_> = manifest
        .components()
        .filter_map(|component| match component {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect();
    let name = match folders.as_slice() {
        [_] => "src-tauri".to_owned(),
        [.., folder, _] => folder.clone(),
        [] => return None,
    };
    let manifest = folders.join("/");
    let manifest_text = tree.text(&manifest).ok()?;
    let mut room = Room {
        name,
        package: package["name"].as_str()?.to_owned(),
        manifest,
        manifest_text,
        dependencies: Vec::new(),
    };
    room.dependencies = package["dependencies"]
        .as_array()?
        .iter()
        .filter_map(|dependency| {
            let name = dependency["name"].as_str()?;
            let written_as = dependency["rename"].as_str().unwrap_or(name);
            Some(Dependency {
                package: name.to_owned(),
                for_development: dependency["kind"] == "dev",
                line: line_of(&room.manifest_text, written_as),
            })
        })
        .collect();
    Some(room)
}

/// The line `name = …`, `name.workspace = …` or `[dependencies.name]`.
fn line_of(manifest: &str, name: &str) -> usize {
    let is_it = |line: &str| {
        line.strip_prefix(name)
            .is_some_and(|rest| rest.trim_start().starts_with(['=', '.']))
            || (line.starts_with('[') && line.trim_end().ends_with(&format!(".{name}]")))
    };
    manifest
        .lines()
        .position(is_it)
        .map_or(1, |index| index + 1)
}
