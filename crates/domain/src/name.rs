/// What something that comes from a data file is called, in both languages of the program.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Name {
    pub da: String,
    pub en: String,
}

impl Name {
    pub fn new(da: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            da: da.into(),
            en: en.into(),
        }
    }
}
