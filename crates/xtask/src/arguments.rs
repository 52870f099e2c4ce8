use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

/// The words after `cargo xtask`, taken out one by one; what is left over at the end is a mistake.
pub(crate) struct Arguments(Vec<String>);

impl Arguments {
    pub(crate) fn of_this_process() -> Self {
        Self(std::env::args().skip(1).collect())
    }

    pub(crate) fn none() -> Self {
        Self(Vec::new())
    }

    pub(crate) fn next_word(&mut self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.remove(0))
    }

    pub(crate) fn switch(&mut self, name: &str) -> bool {
        match self.0.iter().position(|word| word == name) {
            Some(at) => {
                self.0.remove(at);
                true
            }
            None => false,
        }
    }

    pub(crate) fn value(&mut self, name: &str) -> Result<Option<String>> {
        let Some(at) = self.0.iter().position(|word| word == name) else {
            return Ok(None);
        };
        self.0.remove(at);
        if at == self.0.len() {
            bail!("{name} needs a value");
        }
        Ok(Some(self.0.remove(at)))
    }

    pub(crate) fn number(&mut self, name: &str) -> Result<Option<u64>> {
        self.value(name)?
            .map(|text| {
                text.parse()
                    .with_context(|| format!("{name} {text}: not a number"))
            })
            .transpose()
    }

    /// Relative to where the user stands, not to the repository's root.
    pub(crate) fn path(&mut self, name: &str) -> Result<Option<PathBuf>> {
        self.value(name)?
            .map(|text| std::path::absolute(&text).with_context(|| format!("{name} {text}")))
            .transpose()
    }

    /// All that is left, which must not look like a switch.
    pub(crate) fn words(self) -> Result<Vec<String>> {
        match self.0.iter().find(|word| word.starts_with('-')) {
            Some(unknown) => bail!("unknown option {unknown}"),
            None => Ok(self.0),
        }
    }

    pub(crate) fn end(self) -> Result<()> {
        match self.0.first() {
            Some(unknown) => bail!("unknown argument {unknown}"),
            None => Ok(()),
        }
    }
}
