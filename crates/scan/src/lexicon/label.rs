//! Words that stand before a number and say what it is.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Label {
    Cpr = 1,
    Birth,
    Phone,
    Account,
    Registration,
    Iban,
    Card,
    Cvr,
    ProductionUnit,
    Plate,
    Cadastre,
    Case,
    /// Trade and technology: invoices, orders, goods, meters.
    Invoice,
    /// What a machine wrote down with its time.
    Time,
    Period,
    Passport,
    Licence,
    Permit,
    Vin,
    Amount,
    Secret,
    /// A line that anybody may call.
    Public,
    /// Says nothing itself and lets the word before speak: `nr`, `er`, `på`.
    Filler,
}

impl Label {
    const ALL: [(&'static str, Label); 23] = [
        ("cpr", Label::Cpr),
        ("birth", Label::Birth),
        ("phone", Label::Phone),
        ("account", Label::Account),
        ("registration", Label::Registration),
        ("iban", Label::Iban),
        ("card", Label::Card),
        ("cvr", Label::Cvr),
        ("punit", Label::ProductionUnit),
        ("plate", Label::Plate),
        ("cadastre", Label::Cadastre),
        ("case", Label::Case),
        ("invoice", Label::Invoice),
        ("time", Label::Time),
        ("period", Label::Period),
        ("passport", Label::Passport),
        ("licence", Label::Licence),
        ("permit", Label::Permit),
        ("vin", Label::Vin),
        ("amount", Label::Amount),
        ("secret", Label::Secret),
        ("public", Label::Public),
        ("filler", Label::Filler),
    ];

    #[allow(dead_code, reason = "only the build script reads lists")]
    pub(crate) fn named(name: &str) -> Option<Label> {
        let (_, label) = Label::ALL.iter().find(|(known, _)| *known == name)?;
        Some(*label)
    }

    pub(crate) fn numbered(number: u32) -> Option<Label> {
        let place = usize::try_from(number).ok()?.checked_sub(1)?;
        Label::ALL.get(place).map(|(_, label)| *label)
    }
}

/// Set on the number of a label that only counts when `nr` or `nummer` follows.
pub(crate) const NEEDS_NUMBER: u32 = 0x100;
