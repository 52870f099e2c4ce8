use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

#[cfg(target_os = "linux")]
use notify_rust::Hint;
use notify_rust::{Notification, Timeout};
use sagsbord_app::ports::{Notice, Notices};
use tauri::{AppHandle, Manager};

use crate::links::Links;
use crate::text;

/// Shows notices by the operating system, each of them a way into the program.
///
/// Not by Tauri's plugin, which stands on the same crate: on a desktop it tells nobody that a notice was clicked.
pub(crate) struct SystemNotices {
    handle: AppHandle,
    waiting: Arc<AtomicUsize>,
    has_failed: Arc<AtomicBool>,
}

/// Each notice that somebody could still click holds a thread. Later ones are shown without a way in.
const MOST_WAITING: usize = 8;
/// What the system calls a click on the notice itself.
const CLICK: &str = "default";

impl SystemNotices {
    pub(crate) fn new(handle: AppHandle) -> Self {
        Self {
            handle,
            waiting: Arc::default(),
            has_failed: Arc::default(),
        }
    }
}

impl Notices for SystemNotices {
    fn show(&self, notice: Notice) {
        let (handle, waiting) = (self.handle.clone(), self.waiting.clone());
        let has_failed = self.has_failed.clone();
        // The system may take its time to answer, and then waits for a person.
        std::thread::spawn(move || {
            let shown = match notification(&notice).show() {
                Ok(shown) => shown,
                Err(_) if has_failed.swap(true, Ordering::Relaxed) => return,
                Err(error) => {
                    tracing::info!("the system shows no notices: {error}");
                    return;
                }
            };
            if waiting.fetch_add(1, Ordering::Relaxed) < MOST_WAITING {
                shown.wait_for_action(|action| {
                    if action == CLICK {
                        handle.state::<Links>().follow(notice.leads_to, &handle);
                    }
                });
            }
            waiting.fetch_sub(1, Ordering::Relaxed);
        });
    }
}

fn notification(notice: &Notice) -> Notification {
    let mut notification = Notification::new();
    notification
        .appname("Sagsbord")
        .summary(&notice.title)
        .body(&notice.text)
        .action(CLICK, text::of("notice.open"))
        .timeout(Timeout::Default);
    #[cfg(target_os = "linux")]
    notification
        .body(&escaped(&notice.text))
        .hint(Hint::DesktopEntry("sagsbord".to_owned()));
    notification
}

/// Many desktops read the text as markup, and a case may be numbered by whatever system it comes from.
#[cfg(target_os = "linux")]
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
