//! Text that is put together while a file is read, and that stays within its bound.

pub(super) struct Gathered {
    text: String,
    most: usize,
}

impl Gathered {
    pub(super) fn new(most: usize) -> Self {
        Self {
            text: String::new(),
            most,
        }
    }

    pub(super) fn push(&mut self, more: &str) {
        let room = self.most.saturating_sub(self.text.len());
        self.text.push_str(crate::found::cut(more, room));
    }

    /// A piece of its own, set apart from what went before.
    pub(super) fn line(&mut self, more: &str) {
        if more.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.push("\n");
        }
        self.push(more);
    }

    pub(super) fn is_full(&self) -> bool {
        self.text.len() >= self.most
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.text).trim().to_owned()
    }
}

/// A time as the formats write it, as it is said in Danish. It is passed on as it stands if it is none.
pub(super) fn danish_time(written: &str) -> String {
    let parts = || -> Option<String> {
        let year: u16 = written.get(0..4)?.parse().ok()?;
        let month: u8 = written.get(5..7)?.parse().ok()?;
        let day: u8 = written.get(8..10)?.parse().ok()?;
        let date = format!("{day}.{month}.{year}");
        let hour = written.get(11..13).and_then(|hour| hour.parse::<u8>().ok());
        let minute = written
            .get(14..16)
            .filter(|minute| minute.parse::<u8>().is_ok());
        Some(match (hour, minute) {
            (Some(hour), Some(minute)) => format!("{date} kl. {hour}.{minute}"),
            _ => date,
        })
    };
    parts().unwrap_or_else(|| crate::found::cut(written, 40).to_owned())
}

/// Who did something, and when: `Mette Holm, 3.3.2026 kl. 9.05`.
pub(super) fn by_and_when(by: &str, when: &str) -> String {
    match (by.trim(), when.trim()) {
        ("", "") => String::new(),
        (by, "") => by.to_owned(),
        ("", when) => danish_time(when),
        (by, when) => format!("{by}, {}", danish_time(when)),
    }
}
