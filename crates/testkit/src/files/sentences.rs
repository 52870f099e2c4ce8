use crate::municipality::Theme;

/// What a paragraph is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pool {
    Contact,
    Observation,
    NextStep,
    Basis,
    Reason,
    Appeal,
    Meeting,
    CitizenOpening,
    CitizenWords,
    CitizenClosing,
    OfficialOpening,
    OfficialClosing,
}

/// The sentences a paragraph is made of. In braces: gaps that the story fills.
pub(super) fn pool(pool: Pool, theme: Theme) -> &'static [&'static str] {
    match pool {
        Pool::Contact => CONTACT,
        Pool::Observation => observations(theme),
        Pool::NextStep => NEXT_STEP,
        Pool::Basis => BASIS,
        Pool::Reason => reasons(theme),
        Pool::Appeal => APPEAL,
        Pool::Meeting => MEETING,
        Pool::CitizenOpening => CITIZEN_OPENING,
        Pool::CitizenWords => citizen_words(theme),
        Pool::CitizenClosing => CITIZEN_CLOSING,
        Pool::OfficialOpening => OFFICIAL_OPENING,
        Pool::OfficialClosing => OFFICIAL_CLOSING,
    }
}

/// The first words of a decision, which must agree with its title.
pub(super) fn outcomes(title: &str) -> &'static [&'static str] {
    match title.split(' ').next() {
        Some("Afslag") => REFUSED,
        Some("Delvist") => PARTLY_REFUSED,
        _ => GRANTED,
    }
}

fn observations(theme: Theme) -> &'static [&'static str] {
    match theme {
        Theme::Child => CHILD,
        Theme::Elder => ELDER,
        Theme::Adult => ADULT,
        Theme::Work => WORK,
        Theme::Counter => COUNTER,
        Theme::Property => PROPERTY,
        Theme::Culture => CULTURE,
    }
}

fn reasons(theme: Theme) -> &'static [&'static str] {
    match theme {
        Theme::Child | Theme::Elder | Theme::Adult | Theme::Work => REASON_FOR_A_PERSON,
        Theme::Counter | Theme::Property | Theme::Culture => REASON_FOR_A_MATTER,
    }
}

fn citizen_words(theme: Theme) -> &'static [&'static str] {
    match theme {
        Theme::Child => PARENT_WORDS,
        Theme::Property | Theme::Culture => NEIGHBOUR_WORDS,
        _ => CITIZEN_WORDS,
    }
}

const CONTACT: &[&str] = &[
    "{afsender} ringer den {dato} og spørger, hvor langt sagen om {om} er.",
    "Sagen vedrører {borger}, CPR {cpr}.",
    "Undertegnede har talt med {afsender} i telefonen om {om}.",
    "{anden} møder op i {enhed} på vegne af {borger} og har en fuldmagt med.",
    "Der er aftalt besøg på adressen {adresse}, og {fornavn} er til stede sammen med {anden}.",
    "Samtalen varer en halv time og foregår i en god tone.",
    "{medarbejder} gør opmærksom på, at samtalen bliver skrevet ned og lagt på sagen.",
    "{fornavn} er vejledt om retten til at have en bisidder med.",
];

const CHILD: &[&str] = &[
    "{fornavn} trives bedst, når dagen er forudsigelig, og der er få skift mellem voksne.",
    "Pædagogen fortæller, at {fornavn} ofte trækker sig fra legen og søger en voksen.",
    "Forældrene er enige om, at der er brug for mere ro om morgenen.",
    "Skolen har haft to bekymringssamtaler med hjemmet siden efterårsferien.",
    "{anden} beskriver et barn med humor, god fantasi og svært ved at falde i søvn.",
    "Fraværet er steget fra fire til elleve procent på et halvt år.",
    "Sundhedsplejersken har ingen bemærkninger til vægt og længde.",
    "Der er god kontakt til bedsteforældrene, som henter to gange om ugen.",
    "Familien er flyttet to gange det seneste år, og {fornavn} savner sine gamle kammerater.",
    "Talepædagogen anbefaler små grupper og billeder som støtte til sproget.",
    "Barnets egen mening er hørt ved en samtale på skolens legeplads.",
    "Mor ønsker aflastning hver anden weekend, mens far er mere i tvivl.",
];

const ELDER: &[&str] = &[
    "{fornavn} bor alene i stueplan og går sikkert rundt med rollator.",
    "Der er faldet i badeværelset to gange siden sommer, begge gange om natten.",
    "Hjemmet fremstår rent, men støvsugning og gulvvask er blevet for tungt.",
    "{anden} handler ind om lørdagen og hjælper med posten.",
    "Appetitten er lille, og vægten er faldet tre kilo på to måneder.",
    "Medicinen doseres af hjemmesygeplejen hver anden tirsdag.",
    "{fornavn} kan selv tage tøj på overkroppen, men har brug for hjælp til støttestrømper.",
    "Synet er svækket efter grå stær, og høreapparatet bliver ikke brugt hver dag.",
    "Dørtrinnet mellem entré og stue giver besvær med kørestolen.",
    "Nødkaldet er afprøvet under besøget og virker.",
    "Der er ønske om besøgsven og om at komme med på aktivitetscentret om torsdagen.",
    "Ægtefællen er træt og har selv bedt om aflastning nogle timer om ugen.",
];

const ADULT: &[&str] = &[
    "{fornavn} kan selv klare indkøb i en butik, der er kendt og ikke for larmende.",
    "Regninger bliver lagt i en skuffe, og der er kommet to rykkere fra elselskabet.",
    "Støttekontakten har hjulpet med at få struktur på ugen med et skema på køleskabet.",
    "Der har ikke været indtag af alkohol i fire måneder.",
    "{fornavn} ønsker at bo for sig selv, men tæt på fællesskabet.",
    "Søvnen er urolig, og energien er brugt op først på eftermiddagen.",
    "Aktivitetstilbuddet beskriver et stabilt fremmøde tre dage om ugen.",
    "Kontakten til familien er spinkel; {anden} er den eneste, der kommer forbi.",
    "Lejligheden er præget af rod, men der er ikke tale om sundhedsfare.",
    "Psykiatrien har afsluttet forløbet og anbefaler fortsat bostøtte.",
];

const WORK: &[&str] = &[
    "{fornavn} har været sygemeldt siden foråret med smerter i ryg og skulder.",
    "Lægen vurderer, at gradvis tilbagevenden er mulig med skånehensyn.",
    "Virksomheden tilbyder ti timer om ugen på lageret uden tunge løft.",
    "Der er lagt en jobplan med praktik i otte uger og mentor fra første dag.",
    "{fornavn} vil gerne bruge sin erfaring fra gartneriet og har truckkort.",
    "Udgiften til tandbehandling kan ikke dækkes af egen opsparing.",
    "Cv'et er opdateret, og der er søgt fire stillinger siden sidste samtale.",
    "Arbejdsgiveren har meddelt, at stillingen ophører med udgangen af måneden.",
    "Kontoudtog og lønsedler for tre måneder er modtaget og gennemgået.",
    "Danskuddannelsen fortsætter om aftenen ved siden af praktikken.",
];

const COUNTER: &[&str] = &[
    "{fornavn} har vist gyldig legitimation ved skranken.",
    "Flytningen er anmeldt for sent, men forklaringen findes rimelig.",
    "Lejekontrakten viser samme adresse som oplyst: {adresse}.",
    "Der er indgået aftale om at betale restancen over seks rater.",
    "Foto og underskrift er taget på ny, da det første billede var uskarpt.",
    "Der er vejledt om, hvad beskyttelse af adressen betyder for post og telefonbog.",
    "{fornavn} kan ikke bruge computer på grund af rysten på hænderne.",
    "{anden} har skriftlig fuldmagt til at hente beviset.",
    "Gebyret er betalt med kort og kvittering udleveret.",
    "Oplysningen er rettet i registret samme dag.",
];

const PROPERTY: &[&str] = &[
    "Ejendommen ligger i landzone med en beskyttet eng mod syd.",
    "Tegningerne viser en afstand til skel på to en halv meter.",
    "Naboen på {adresse} er hørt og har bemærkninger om skygge og indblik.",
    "Ved besigtigelsen blev der målt støj over grænsen ved to af fem punkter.",
    "Bundfældningstanken er fra 1974 og har ingen synlig dykker.",
    "Der er fundet rottehuller ved kompostbunken og langs soklen.",
    "Overkørslen giver dårligt udsyn mod cykelstien, fordi hækken er høj.",
    "Jorden er analyseret, og prøverne viser let forurening med tjære.",
    "Facaden er pudset og hvid, og skiltet ønskes i sort metal uden lys.",
    "Vejen har fald mod grunden, så regnvand løber ind i carporten.",
    "Asfalten er brudt op på en strækning af tolv meter og reetableret midlertidigt.",
    "Vandhullet er tilgroet, men der blev set frøer og en enkelt salamander.",
];

const CULTURE: &[&str] = &[
    "Foreningen har 84 medlemmer, heraf 31 under 25 år.",
    "Regnskabet er underskrevet af kassereren og to revisorer.",
    "Arrangementet ventes at samle fire hundrede gæster på torvet fra klokken 14 til 22.",
    "Der søges om tilskud til leje af hallen i vinterhalvåret.",
    "De frivillige kører bøger ud til tolv borgere hver anden onsdag.",
    "Festpladsen skal være ryddet for affald næste dag klokken 9.",
    "Brandvej og handicapparkering er tegnet ind på kortet.",
    "Bestyrelsen oplyser, at {anden} er ny formand efter generalforsamlingen.",
    "Klubhuset trænger til nyt tag, og der er hentet to tilbud.",
    "Venskabsbyen har inviteret koret til midsommer.",
];

const NEXT_STEP: &[&str] = &[
    "{medarbejder} indhenter en udtalelse og vender tilbage inden tre uger.",
    "Sagen sættes på dagsordenen til næste teammøde i {enhed}.",
    "Der sendes partshøring til {borger} med frist på fjorten dage.",
    "Næste opfølgning er aftalt til om otte uger.",
    "{anden} sender de manglende bilag med digital post.",
    "Bevillingen oprettes, når leverandøren har bekræftet startdatoen.",
    "Der er ikke behov for yderligere oplysninger, og der kan træffes afgørelse.",
    "Borgeren kontaktes telefonisk, så snart der er nyt.",
    "Notatet er læst op for {fornavn}, som er enig i indholdet.",
];

const GRANTED: &[&str] = &[
    "Du er bevilget {om} fra den første i næste måned.",
    "Din ansøgning om {om} er imødekommet, og du hører fra os om det praktiske.",
    "Vi har sagt ja til din ansøgning om {om}.",
];

const REFUSED: &[&str] = &[
    "Vi kan ikke imødekomme din ansøgning om {om}.",
    "Du opfylder ikke betingelserne for {om}, og vi har derfor givet afslag.",
    "Vi fastholder vores tidligere afslag på {om}.",
];

const PARTLY_REFUSED: &[&str] = &[
    "Du får en del af det, du har søgt om, men ikke det hele.",
    "Du er bevilget {om} i mindre omfang, end du har bedt om.",
];

const BASIS: &[&str] = &[
    "Afgørelsen bygger på din ansøgning, et besøg den {dato} og de oplysninger, du selv har givet.",
    "Vi har lagt vægt på den faglige vurdering fra {enhed}.",
    "Du er blevet hørt efter forvaltningslovens § 19 og har haft lejlighed til at komme med bemærkninger.",
    "Oplysningerne er behandlet i sag {sagsnr}, som du kan få indsigt i.",
    "Vi har desuden talt med {anden}, efter at du gav samtykke.",
    "De nævnte beløb er opgjort efter kommunens vejledende takster.",
];

const REASON_FOR_A_PERSON: &[&str] = &[
    "Begrundelsen er, at behovet er varigt og ikke kan dækkes på anden måde.",
    "Vi vurderer, at hverdagen med træning og øvelse kan blive lettere inden for kort tid.",
    "Kommunens serviceniveau giver mulighed for hjælp hver anden uge.",
    "Der er ved vurderingen taget hensyn til, at de nærmeste arbejder om dagen.",
    "Vi har set på den samlede situation og ikke kun på den enkelte opgave.",
    "De nye oplysninger har fået betydning for, hvor meget der er bevilget.",
];

const REASON_FOR_A_MATTER: &[&str] = &[
    "Begrundelsen er, at de krævede oplysninger nu foreligger og er kontrolleret.",
    "Hensynet til naboer og trafik har vejet tungt i vurderingen.",
    "Der er tidligere truffet samme afgørelse i to sager, der ligner.",
    "De almindelige betingelser og frister gælder fortsat.",
    "Det har haft betydning, at sagen har ventet længere end aftalt.",
    "Vi har vurderet, at et mindre indgreb ikke ville være nok.",
];

const APPEAL: &[&str] = &[
    "Du kan klage over afgørelsen inden fire uger, fra du har fået den.",
    "Klagen skal sendes til {enhed}, som først ser på sagen igen.",
    "Fastholder vi afgørelsen, sender vi klagen videre til klageinstansen.",
    "Du er velkommen til at ringe til {medarbejder}, hvis noget er uklart.",
    "Du har ret til at se sagens papirer.",
];

const MEETING: &[&str] = &[
    "Til stede: {borger}, {anden} og {medarbejder} fra {enhed}.",
    "Mødet handler om {om} og holdes den {dato}.",
    "Dagsorden: siden sidst, ønsker, aftaler og eventuelt.",
    "{medarbejder} byder velkommen og gennemgår, hvad der blev aftalt sidst.",
    "{fornavn} fortæller med egne ord, hvad der er vigtigst lige nu.",
];

const CITIZEN_OPENING: &[&str] = &[
    "Jeg skriver, fordi jeg ikke har hørt noget om {om}.",
    "Tak for samtalen med {medarbejder} den anden dag.",
    "CPR-nummeret er {cpr}, og sagen har nummer {sagsnr}.",
    "Jeg bor {adresse} og har søgt om {om}.",
    "Hermed mine bemærkninger til jeres brev om {om}.",
];

const CITIZEN_WORDS: &[&str] = &[
    "Det er blevet sværere siden jul, og jeg kan ikke vente meget længere.",
    "Min læge har skrevet en erklæring, som jeg lægger ved.",
    "Jeg forstår ikke, hvorfor jeg har fået mindre hjælp end min nabo.",
    "{anden} hjælper mig, men har også sit arbejde at passe.",
    "Jeg vil gerne have et møde, hvor vi kan tale om det.",
    "Kvitteringerne er for taxa og for briller, og jeg har skrevet datoen på hver.",
    "I må gerne ringe om formiddagen, for om eftermiddagen hviler jeg mig.",
    "Den nye hjælper er rar, men kommer tit først klokken elleve.",
    "Jeg er ked af at klage, men det er nødvendigt.",
    "Der står en forkert adresse i brevet.",
];

const PARENT_WORDS: &[&str] = &[
    "Vi synes, at {fornavn} har fået det bedre, men morgenerne er stadig svære.",
    "Skolen siger ét, og kommunen siger noget andet.",
    "Vi har brug for at vide, hvem der henter om fredagen.",
    "Barnets far og jeg er enige om, hvad vi ønsker.",
    "Bussen kører ikke længere forbi, så der er fire kilometer til skolen.",
    "Vi har vedlagt udtalelsen fra børnehaven.",
    "Søskende får også mindre søvn, når der er uro om natten.",
    "Det vigtigste for os er, at der kommer en fast voksen.",
];

const NEIGHBOUR_WORDS: &[&str] = &[
    "Vi har boet her i tyve år og har aldrig oplevet noget lignende.",
    "Vedlagt er to billeder, taget fra vores terrasse.",
    "Arbejdet begynder hver morgen før klokken seks.",
    "Vi har ikke noget imod planen, hvis hækken bliver stående.",
    "Vandet står på vejen, hver gang det har regnet.",
    "Hvornår kan vi vente, at nogen kommer og ser på det?",
    "{anden} har også skrevet til jer om det samme.",
    "Vi beder om at få tilsendt tegningerne.",
];

const CITIZEN_CLOSING: &[&str] = &[
    "Med venlig hilsen {afsender}",
    "Venlig hilsen og på forhånd tak, {afsender}",
    "Jeg håber at høre fra jer snart. Hilsen {afsender}",
];

const OFFICIAL_OPENING: &[&str] = &[
    "Tak for din mail om {om}, som jeg har lagt på sag {sagsnr}.",
    "Jeg vender tilbage om {om}, som aftalt den {dato}.",
    "Her er svar på de spørgsmål, du stillede {enhed}.",
];

const OFFICIAL_CLOSING: &[&str] = &[
    "Venlig hilsen {medarbejder}, {enhed}",
    "Med venlig hilsen {medarbejder}",
];
