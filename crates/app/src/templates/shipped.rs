//! The templates that ship with the program.

use sagsbord_contract::TemplateKind;

pub(super) struct Shipped {
    pub(super) id: &'static str,
    pub(super) kind: TemplateKind,
    pub(super) name: &'static str,
    pub(super) text: &'static str,
}

macro_rules! shipped {
    ($($kind:ident $id:literal $name:literal;)*) => {
        pub(super) const SHIPPED: &[Shipped] = &[$(Shipped {
            id: $id,
            kind: TemplateKind::$kind,
            name: $name,
            text: include_str!(concat!("../../data/templates/", $id, ".txt")),
        }),*];
    };
}

shipped! {
    Letter "kvittering" "Kvitteringsbrev";
    Letter "partshoering" "Partshøring";
    Letter "samtykke" "Indhentelse af samtykke";
    Letter "indkaldelse" "Indkaldelse til møde";
    Letter "afgoerelse" "Afgørelse med klagevejledning";
    Letter "afslutning" "Orientering om, at sagen er afsluttet";
    Form "notat" "Notat";
    Form "fuldmagt" "Fuldmagt";
}
