//! Small closed sets of Danish words, by what follows or precedes them. Folded: `aa`, `ae`, `oe`.

/// A common noun follows.
#[rustfmt::skip]
pub(super) fn articles(folded: &[u8]) -> bool {
    matches!(folded,
        b"en" | b"et" | b"den" | b"det" | b"de" | b"denne" | b"dette" | b"disse" | b"min" | b"mit"
        | b"mine" | b"din" | b"dit" | b"dine" | b"sin" | b"sit" | b"sine" | b"vores" | b"jeres" | b"deres"
        | b"ingen" | b"intet" | b"nogen" | b"noget" | b"nogle" | b"hver" | b"hvert" | b"enhver" | b"al"
        | b"alt" | b"alle" | b"ny" | b"nyt" | b"nye" | b"god" | b"godt" | b"gode" | b"stor" | b"stort"
        | b"store" | b"lille" | b"smaa" | b"hele" | b"hel" | b"samme" | b"anden" | b"andet" | b"andre"
        | b"begge" | b"flere" | b"mange" | b"mere"
    )
}

/// A place follows.
#[rustfmt::skip]
pub(super) fn places(folded: &[u8]) -> bool {
    matches!(folded,
        b"i" | b"paa" | b"ved" | b"naer" | b"langs" | b"over" | b"under" | b"omkring" | b"mellem" | b"syd"
        | b"nord" | b"oest" | b"vest" | b"via" | b"indenfor" | b"ad"
    )
}

/// Somebody or something follows.
#[rustfmt::skip]
pub(super) fn with_somebody(folded: &[u8]) -> bool {
    matches!(folded,
        b"hos" | b"med" | b"af" | b"om" | b"mod" | b"for" | b"som" | b"at" | b"da" | b"hvor" | b"hvis"
        | b"mens" | b"fordi" | b"naar" | b"spurgte" | b"besoegte" | b"kontaktede" | b"og" | b"eller"
        | b"samt" | b"inkl" | b"uden"
    )
}

/// A name follows.
#[rustfmt::skip]
pub(super) fn introductions(folded: &[u8]) -> bool {
    matches!(folded,
        b"hedder" | b"hed" | b"kaldes" | b"kaldet" | b"navn" | b"navnet" | b"navne" | b"kaere" | b"hej"
        | b"mvh" | b"hilsen" | b"hilsner" | b"att" | b"cc" | b"fra" | b"til" | b"familien"
        | b"aegteparret" | b"parret" | b"soeskendeparret" | b"boernene" | b"drengen" | b"pigen"
        | b"drenge" | b"piger" | b"barnet" | b"babyen" | b"kvinden" | b"unge" | b"ved" | b"sammen"
        | b"foedte" | b"deltagere" | b"navnlig" | b"underskrift" | b"underskrevet"
        | b"ifoelge" | b"iflg"
    )
}

/// The name of a thing follows.
#[rustfmt::skip]
pub(super) fn things(folded: &[u8]) -> bool {
    matches!(folded,
        b"faar" | b"fik" | b"ordineret" | b"tager" | b"taget" | b"tage" | b"tog" | b"dosis" | b"medicin"
        | b"medicinen" | b"behandles" | b"behandlet" | b"behandling" | b"praeparatet" | b"tabletter"
        | b"tablet" | b"recept" | b"systemet" | b"programmet" | b"appen" | b"platformen" | b"portalen"
        | b"projektet" | b"projekt" | b"metoden" | b"metode" | b"modellen" | b"model" | b"maerket"
        | b"typen" | b"type" | b"bilen" | b"redskabet" | b"vaerktoejet" | b"firmaet" | b"selskabet"
        | b"virksomheden" | b"kaeden" | b"butikken" | b"foreningen" | b"organisationen" | b"avisen"
        | b"bladet" | b"bogen" | b"filmen" | b"serien" | b"spillet" | b"spiller" | b"spille" | b"bydelen"
        | b"omraadet" | b"landsbyen" | b"byen" | b"hotellet" | b"faergen" | b"skibet" | b"hunden"
        | b"katten" | b"hesten" | b"ordningen" | b"kampagnen" | b"indsatsen" | b"forloebet" | b"kurset"
        | b"holdet" | b"linjen" | b"leverandoeren" | b"produktet" | b"koerer" | b"bruger" | b"via"
        | b"team" | b"teamet" | b"afdeling" | b"afsnit" | b"stue" | b"distrikt" | b"gruppe" | b"enhed" | b"bydel"
        | b"artiklen" | b"sangen" | b"begrebet" | b"ordet" | b"lider"
    )
}

/// What is named after the one who described it.
#[rustfmt::skip]
pub(super) fn illness(folded: &[u8]) -> bool {
    matches!(folded,
        b"sygdom" | b"syndrom" | b"demens" | b"test" | b"skala" | b"sygdommen" | b"syndromet" | b"metode"
        | b"metoden"
    )
}

/// The last word of a street that is written in several.
#[rustfmt::skip]
pub(super) fn streets(folded: &[u8]) -> bool {
    matches!(folded,
        b"vej" | b"vejen" | b"gade" | b"gaden" | b"alle" | b"alleen" | b"straede" | b"straedet" | b"plads"
        | b"pladsen" | b"boulevard" | b"torv" | b"torvet" | b"park" | b"parken" | b"have" | b"haven"
        | b"vaenge" | b"vaenget" | b"sti" | b"stien" | b"kaj" | b"toft" | b"bakke" | b"kvarter" | b"bro"
        | b"gaard" | b"minde" | b"mindehoej" | b"passage" | b"hoej" | b"gang" | b"gyde" | b"hus"
        | b"huset" | b"kollegiet" | b"kollegium" | b"alles" | b"noerre" | b"centret" | b"centrum"
    )
}

/// The bearer is a king, a saint, a house name.
#[rustfmt::skip]
pub(super) fn offices(folded: &[u8]) -> bool {
    matches!(folded,
        b"kong" | b"dronning" | b"prins" | b"prinsesse" | b"kronprins" | b"kronprinsesse" | b"pave"
        | b"kejser" | b"sankt" | b"skt" | b"sct" | b"sanct" | b"tsar" | b"frue"
    )
}

/// Offices held in public.
#[rustfmt::skip]
pub(super) fn public(folded: &[u8]) -> bool {
    matches!(folded,
        b"statsminister" | b"statsministeren" | b"minister" | b"ministeren" | b"socialminister"
        | b"justitsminister" | b"finansminister" | b"indenrigsminister" | b"sundhedsminister"
        | b"beskaeftigelsesminister" | b"praesident" | b"folketingsmedlem" | b"ombudsmand" | b"borgmester"
        | b"borgmesteren" | b"viceborgmester" | b"raadmand" | b"raadmanden" | b"byraadsmedlem"
        | b"regionsraadsformand"
    )
}

/// Verbs whose subject may be a thing.
#[rustfmt::skip]
pub(super) fn weak_verbs(folded: &[u8]) -> bool {
    matches!(folded,
        b"er" | b"var" | b"har" | b"havde" | b"bliver" | b"blev" | b"kan" | b"kunne" | b"vil" | b"ville"
        | b"skal" | b"skulle" | b"maa" | b"faar" | b"fik" | b"giver" | b"gav" | b"ligger" | b"laa"
        | b"staar" | b"stod" | b"kommer" | b"kom" | b"gaar" | b"gik" | b"virker" | b"virkede"
        | b"fremstaar" | b"bruger" | b"sendes" | b"modtager" | b"modtog" | b"betaler" | b"kraever"
        | b"kraevede" | b"koerer" | b"stopper" | b"starter" | b"lever" | b"bestaar" | b"slutter"
        | b"sluttede" | b"startede" | b"stoppede" | b"vender" | b"fylder" | b"viser" | b"ser" | b"saa"
        | b"hoerer" | b"tager" | b"tog" | b"siger" | b"ryger"
    )
}

/// Their full stop ends no sentence.
#[rustfmt::skip]
pub(super) fn abbreviations(folded: &[u8]) -> bool {
    matches!(folded,
        b"a" | b"ca" | b"jf" | b"nr" | b"vs" | b"ift" | b"mht" | b"pga" | b"inkl" | b"evt" | b"tlf"
        | b"att" | b"cc" | b"eks" | b"vedr" | b"ang" | b"bl" | b"ref"
    )
}

#[rustfmt::skip]
pub(super) fn ends_person(tail: &[u8]) -> bool {
    matches!(tail,
        b"laege" | b"laegen" | b"laerer" | b"laereren" | b"konsulent" | b"konsulenten" | b"raadgiver"
        | b"raadgiveren" | b"behandler" | b"behandleren" | b"leder" | b"lederen" | b"paedagog"
        | b"paedagogen" | b"plejerske" | b"plejersken" | b"terapeut" | b"terapeuten" | b"psykolog"
        | b"psykologen" | b"assistent" | b"assistenten" | b"advokat" | b"advokaten" | b"kammerat"
        | b"kammeraten" | b"kammerater" | b"kammeraterne" | b"vejleder" | b"vejlederen" | b"person"
        | b"personen" | b"betjent" | b"betjenten" | b"mester" | b"mesteren" | b"formand" | b"formanden"
        | b"chef" | b"chefen" | b"soester" | b"soesteren" | b"bror" | b"broren" | b"datter" | b"datteren"
        | b"soen" | b"soennen" | b"veninde" | b"veninden" | b"hjaelper" | b"hjaelperen" | b"sekretaer"
        | b"medarbejder" | b"medarbejderen" | b"inspektoer" | b"direktoer" | b"barn" | b"barnet"
    )
}

#[rustfmt::skip]
pub(super) fn ends_institution(tail: &[u8]) -> bool {
    matches!(tail,
        b"skole" | b"skolen" | b"skoler" | b"have" | b"haven" | b"hus" | b"huset" | b"center" | b"centret"
        | b"centeret" | b"hjem" | b"hjemmet" | b"hospital" | b"hospitalet" | b"klinik" | b"klinikken"
        | b"firma" | b"firmaet" | b"forretning" | b"forening" | b"foreningen" | b"fond" | b"fonden"
        | b"kommune" | b"kommunen" | b"styrelsen" | b"kirke" | b"kirken" | b"kollegiet" | b"gymnasium"
        | b"gymnasiet" | b"bageri" | b"service" | b"biler" | b"butik" | b"apotek" | b"apoteket"
        | b"tilbud" | b"tilbuddet" | b"selskab" | b"selskabet" | b"vaerksted" | b"museum" | b"museet"
        | b"legat" | b"legatet" | b"stiftelse" | b"stiftelsen" | b"plejecenter" | b"modellen" | b"model"
        | b"psykiatri" | b"psykiatrien" | b"sygehus" | b"sygehuset" | b"depot" | b"depotet" | b"naevn" | b"naevnet" | b"domstol" | b"domstolen" | b"forvaltning"
        | b"forvaltningen" | b"afdeling" | b"afdelingen" | b"sekretariat" | b"sekretariatet"
        | b"metoden" | b"mindet" | b"prisen" | b"pokalen" | b"taarnet" | b"broen" | b"banken" | b"kroen"
    )
}

#[rustfmt::skip]
pub(super) fn ends_street(tail: &[u8]) -> bool {
    matches!(tail,
        b"vej" | b"vejen" | b"gade" | b"gaden" | b"alle" | b"alleen" | b"straede" | b"straedet"
        | b"boulevard" | b"boulevarden" | b"vaenget" | b"vaenge" | b"stien" | b"torvet" | b"pladsen"
        | b"parken" | b"bakken" | b"toften" | b"svinget" | b"skraenten"
    )
}
