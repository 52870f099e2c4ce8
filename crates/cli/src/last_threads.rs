use std::time::{Duration, Instant};

const LONGEST: Duration = Duration::from_secs(1);
const BETWEEN: Duration = Duration::from_millis(2);
/// As the store names those of its connections.
const NAMED: &str = "store-";

/// A connection is told to be closed before its thread has ended. A process that ends in between frees what the encryption
/// uses while that thread still frees its own, and is then aborted by the system after all its work was done.
pub(crate) async fn wait_for_last_threads() {
    let begun = Instant::now();
    while are_there() && begun.elapsed() < LONGEST {
        tokio::time::sleep(BETWEEN).await;
    }
}

#[cfg(target_os = "linux")]
fn are_there() -> bool {
    let Ok(threads) = std::fs::read_dir("/proc/self/task") else {
        return false;
    };
    let mut names =
        threads.filter_map(|thread| std::fs::read_to_string(thread.ok()?.path().join("comm")).ok());
    names.any(|name| name.starts_with(NAMED))
}

/// Elsewhere nobody can be asked.
#[cfg(not(target_os = "linux"))]
fn are_there() -> bool {
    false
}
