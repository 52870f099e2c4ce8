//! Tells Tauri which commands exist, so that each needs its permission, and checks that the window
//! is given exactly those: a command nobody may call is found here and not by a caseworker.

use std::error::Error;
use std::fs;
use std::path::Path;

const CAPABILITY: &str = "src-tauri/capabilities/main.json";
const OWN_COMMANDS: &[&str] = &["window_ready", "choose_folder", "choose_files"];

fn main() -> Result<(), Box<dyn Error>> {
    let commands: Vec<&str> = sagsbord_contract::COMMAND_NAMES
        .iter()
        .chain(OWN_COMMANDS)
        .copied()
        .collect();
    check_capability(&commands)?;
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/**/*.json")
        // The build script ends right after; the list must live as long as Tauri likes.
        .app_manifest(tauri_build::AppManifest::new().commands(commands.leak()));
    tauri_build::try_build(attributes)?;
    // Tauri prints no rerun line for a pattern of one's own, and writes its schemas and permissions
    // beside Cargo.toml whatever the layout.
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/build.rs");
    move_into_shell("gen")?;
    move_into_shell("permissions")?;
    Ok(())
}

fn check_capability(commands: &[&str]) -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(CAPABILITY)?;
    for command in commands {
        let permission = format!("\"allow-{}\"", command.replace('_', "-"));
        if !text.contains(&permission) {
            return Err(format!("{CAPABILITY} lacks {permission}").into());
        }
    }
    let allowed = text.matches("\"allow-").count();
    if allowed != commands.len() {
        return Err(format!(
            "{CAPABILITY} allows {allowed} commands; there are {}",
            commands.len()
        )
        .into());
    }
    Ok(())
}

fn move_into_shell(folder: &str) -> Result<(), Box<dyn Error>> {
    let target = Path::new("src-tauri").join(folder);
    if !Path::new(folder).exists() {
        return Ok(());
    }
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    fs::rename(folder, target)?;
    Ok(())
}
