/// A mapping that comes with the program, as a place to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shipped {
    /// As the system is called.
    pub name: &'static str,
    pub text: &'static str,
}

/// Both systems are invented: an ESDH of one shape, and a system of benefits of another.
pub const SHIPPED: &[Shipped] = &[
    Shipped {
        name: "Tårnfalk ESDH",
        text: include_str!("../mappings/taarnfalk-esdh.toml"),
    },
    Shipped {
        name: "Kornblomst Ydelse",
        text: include_str!("../mappings/kornblomst-ydelse.toml"),
    },
];
