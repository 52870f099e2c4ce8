//! What the Linux web view needs to be told before it starts.

#[cfg(target_os = "linux")]
mod quirks {
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;

    use tauri::WebviewWindow;
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    /// WebKitGTK paints a blank window with NVIDIA's own driver unless this renderer is off. It costs
    /// speed, so others keep it on; whoever has set the variable knows better.
    const RENDERER: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    const NVIDIA_DRIVER: &str = "/proc/driver/nvidia/version";

    /// Starts the program over with the variable set: a running process cannot change its own
    /// environment safely.
    pub(crate) fn restart_with_quirks_where_needed() {
        if std::env::var_os(RENDERER).is_some() || !Path::new(NVIDIA_DRIVER).exists() {
            return;
        }
        if let Ok(program) = std::env::current_exe() {
            // Comes back only when it fails, and then the window is tried as it is.
            let _ = Command::new(program)
                .args(std::env::args_os().skip(1))
                .env(RENDERER, "1")
                .exec();
        }
    }

    const GRAPHICS_DEVICES: &str = "/dev/dri";
    const RENDERING_DEVICE: &str = "renderD";

    /// On a machine without a graphics processor (a terminal server, most virtual machines) the web
    /// view would play one by software, which makes every first frame wait. It paints faster itself.
    pub(crate) fn paint_without_graphics_processor(window: &WebviewWindow) -> tauri::Result<()> {
        if has_graphics_processor(Path::new(GRAPHICS_DEVICES)) {
            return Ok(());
        }
        window.with_webview(|view| {
            if let Some(settings) = WebViewExt::settings(&view.inner()) {
                settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
            }
        })
    }

    /// A device that only shows pictures (`card0`) is no processor; one that renders says so.
    fn has_graphics_processor(devices: &Path) -> bool {
        std::fs::read_dir(devices).is_ok_and(|entries| {
            entries.flatten().any(|entry| {
                entry
                    .file_name()
                    .to_string_lossy()
                    .starts_with(RENDERING_DEVICE)
            })
        })
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn only_a_device_that_renders_is_a_graphics_processor() {
            let check = |devices: &[&str], has: bool| {
                let folder = tempfile::tempdir().expect("a folder");
                for device in devices {
                    std::fs::write(folder.path().join(device), "").expect("a device");
                }
                assert_eq!(has_graphics_processor(folder.path()), has, "{devices:?}");
            };
            check(&[], false);
            check(&["card0"], false);
            check(&["card0", "renderD128"], true);
            assert!(!has_graphics_processor(Path::new("/nowhere/at/all")));
        }
    }
}

#[cfg(target_os = "linux")]
pub(crate) use quirks::{paint_without_graphics_processor, restart_with_quirks_where_needed};

#[cfg(not(target_os = "linux"))]
pub(crate) fn restart_with_quirks_where_needed() {}

#[cfg(not(target_os = "linux"))]
pub(crate) fn paint_without_graphics_processor(_: &tauri::WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
