/// What a person is told while in another program. It stands on a screen that others may see: no names, no titles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub title: String,
    pub text: String,
    /// The place in the program that a click on it leads to.
    pub leads_to: String,
}

/// The operating system's own way of telling something.
pub trait Notices: Send + Sync + 'static {
    /// Returns at once. A system that shows none is no fault: the screens say the same.
    fn show(&self, notice: Notice);
}
