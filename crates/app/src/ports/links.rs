/// The machine's own way of opening an address: its browser.
pub trait Links: Send + Sync + 'static {
    /// Whether somebody took it. Only addresses that a use case made come here.
    fn open(&self, address: &str) -> bool;
}
