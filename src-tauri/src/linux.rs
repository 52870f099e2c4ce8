//! What the Linux web view needs to be told before it starts.

#[cfg(target_os = "linux")]
mod quirks {
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;

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
}

#[cfg(target_os = "linux")]
pub(crate) use quirks::restart_with_quirks_where_needed;

#[cfg(not(target_os = "linux"))]
pub(crate) fn restart_with_quirks_where_needed() {}
