/// What is wrong with a mapping file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// From 1.
    pub line: u32,
    /// `case.opened`; nothing where the whole file is meant.
    pub field: String,
    pub reason: Reason,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    NotToml,
    FileTooLong,
    /// Written for another version of the program.
    AnotherVersion,
    Missing,
    UnknownField,
    WrongType,
    Empty,
    TooLong,
    TooMany,
    /// With the words that may stand there.
    NotInList(String),
    /// With the bounds.
    OutOfBounds(String),
    NotAnAddress,
    /// Only this machine itself is spoken with without encryption.
    NotHttps,
    /// With the host that it must be on.
    AnotherHost(String),
    /// `a.b[0].c` or `a[*].b`.
    NotAPath,
    /// A brace too many or too few, or a name between braces that has no meaning there; with those that have.
    NotATemplate(String),
    /// With those of which one must stand there.
    NoPlaceholder(String),
    NotKle,
    NotCpr,
    /// With the section that it is of no use without.
    Needs(&'static str),
    /// No section says how cases are asked for.
    NothingAsked,
}
