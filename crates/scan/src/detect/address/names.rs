//! What streets' names are made of. Folded: `aa`, `ae`, `oe`.

/// Words that are a street's last on their own.
#[rustfmt::skip]
pub(super) fn last_words(folded: &[u8]) -> bool {
    matches!(folded,
        b"vej" | b"vejen" | b"gade" | b"gaden" | b"alle" | b"allee" | b"alleen" | b"straede" | b"straedet"
        | b"plads" | b"pladsen" | b"boulevard" | b"torv" | b"torvet" | b"brygge" | b"vaenge" | b"vaenget"
        | b"sti" | b"stien" | b"kaj" | b"parkvej" | b"ringvej" | b"passage" | b"kvarter" | b"gyde"
        | b"bakke" | b"have" | b"park" | b"toft" | b"terrasse" | b"gang" | b"smoege" | b"landevej"
        | b"strandvej" | b"voldgade" | b"ringgade"
    )
}

/// Endings that are streets'.
#[rustfmt::skip]
pub(super) fn is_end(tail: &[u8]) -> bool {
    matches!(tail,
        b"vej" | b"vejen" | b"gade" | b"gaden" | b"alle" | b"allee" | b"alleen" | b"straede" | b"straedet"
        | b"plads" | b"pladsen" | b"boulevard" | b"boulevarden" | b"torv" | b"torvet" | b"vaenge"
        | b"vaenget" | b"toften" | b"toft" | b"parken" | b"bakken" | b"stien" | b"svinget" | b"draget"
        | b"skraenten" | b"skraaningen" | b"bredden" | b"kanten" | b"hjoernet" | b"brinken" | b"lunden"
        | b"vangen" | b"haven" | b"krogen" | b"gyden" | b"brygge" | b"bryggen" | b"kajen" | b"passagen"
        | b"kvarteret" | b"terrassen" | b"terrasserne" | b"knolden" | b"hegnet" | b"diget" | b"loekken"
        | b"folden" | b"brynet" | b"stykket" | b"engen" | b"marken" | b"ringen" | b"buen" | b"leddet"
        | b"spaenget" | b"spangen" | b"husene" | b"raekken" | b"holmen" | b"broen" | b"dalen" | b"hoejen"
        | b"aasen" | b"baenken" | b"kloeften" | b"fortet" | b"volden" | b"gangen"
    )
}

/// Endings that streets share with farms, houses and families.
#[rustfmt::skip]
pub(super) fn is_likely_end(tail: &[u8]) -> bool {
    matches!(tail,
        b"park" | b"bakke" | b"have" | b"vang" | b"lund" | b"mark" | b"ager" | b"hoej" | b"dal" | b"bo"
        | b"holm" | b"krog" | b"sti" | b"eng" | b"brink" | b"skov" | b"bjerg" | b"kaer" | b"mose"
        | b"haverne" | b"husene" | b"huse" | b"haver" | b"drevet" | b"klint" | b"bro" | b"vig" | b"bugten"
        | b"stranden" | b"strand" | b"gaard" | b"gaarden" | b"hus" | b"minde" | b"hede" | b"heden"
        | b"skel" | b"skellet" | b"led" | b"hjoernet" | b"center" | b"centret" | b"kildevang" | b"hvile"
        | b"ro" | b"bjerget" | b"taarnet" | b"porten" | b"pladserne" | b"oen"
    )
}

/// Stands before a street's last word without being a noun of the sentence.
#[rustfmt::skip]
pub(super) fn is_qualifier(folded: &[u8]) -> bool {
    matches!(folded,
        b"gl" | b"gammel" | b"gamle" | b"ny" | b"nye" | b"sdr" | b"soender" | b"soendre" | b"ndr"
        | b"nordre" | b"nr" | b"noerre" | b"oestre" | b"oester" | b"vestre" | b"vester" | b"store"
        | b"lille" | b"st" | b"ll" | b"sankt" | b"skt" | b"sct" | b"chr" | b"dr" | b"prins" | b"prinsesse"
        | b"kong" | b"dronning" | b"ved" | b"bag" | b"under" | b"over" | b"mellem" | b"langs" | b"indre"
        | b"ydre" | b"midtre" | b"kongens" | b"dronningens" | b"h" | b"hf" | b"nedre" | b"oevre"
        | b"hellig" | b"sankte" | b"vor" | b"frue"
    )
}

/// Stands before an address, never in it.
#[rustfmt::skip]
pub(super) fn never(folded: &[u8]) -> bool {
    matches!(folded,
        b"paa" | b"i" | b"hos" | b"til" | b"fra" | b"adresse" | b"adressen" | b"bopael" | b"bor" | b"han"
        | b"hun" | b"de" | b"den" | b"det" | b"af" | b"om" | b"og" | b"samt" | b"hjemadresse" | b"adr"
        | b"nabo" | b"afsender" | b"modtager" | b"ejendommen" | b"ejendom" | b"lejemaalet" | b"udlejer"
    )
}
