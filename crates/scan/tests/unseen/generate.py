"""Writes annotated documents that no rule was written from, to judge how people and places are found.

    python3 generate.py OUT [COUNT] [SEED]

The format is that of the shared corpus. About a third of the people bear names in no register. In the templates
`<N ex first>` is a name of the person `ex` in the form `first`, `<A ex>` an address, `<H ex text>` what is said of their
health, `<D KIND text>` a look-alike, `<F KIND text>` neither right nor wrong: general words of illness, and firms whose name is
only a person's, as the shared corpus has them.
A person who is not one of the case's own (req, staff, ex, child, gran) is in no register.
"""
import json
import random
import re
import sys
from pathlib import Path

FEMALE = "Birgitte Solvej Dorte Karoline Ingeborg Tanja Sabrina Asta Ellinor Merete Gudrun Lærke Rigmor Yrsa Nahid Rukhsana Aaliyah Svitlana Iwona Bahar Thuy Priya Sigrid Vibeke Gro Mai Dagny Sofía Zsófia Jytte-Marie Anne-Sofie".split()
MALE = "Troels Esben Ejvind Jeppe Kasper Mogens Verner Birger Uffe Asger Thorkild Laurits Ruben Yusuf Bashir Faisal Volodymyr Grzegorz Mehmet Quang Arjun Holger Egon Bjarke Sten Per Hans Bo Mark Karl-Emil Jens-Peter Ole".split()
SURNAMES = "Kragelund Bisgaard Vestergaard Skovgaard Nyborg Thygesen Hviid Lindegaard Riis Brogaard Juul Steffensen Ravn Frost Bonde Balle Krag Ibsen Madsen Damgaard Pallesen Aagaard Simonsen Yıldız Haddad Farah Bondarenko Wójcik Phan Sharma Rahimi".split()
# In no register: invented, or from far away.
UNLISTED_GIVEN = "Ximara Tjelvine Oddvejg Kwabenaa Nkechinyere Thrainne Ylvasol Jørgmund Bertrude Zubeydah Ottiliane Hjalmund Ragnvej Mbalenhle Quillon Aurvild Sveinulf Tamsyn Eluned Bohuslavna".split()
UNLISTED_SUR = "Tranekilde Vedelspang Ørnfeldt-Krage Skadborg Mårbjerggaard Kvistrupgaard Nzongola Achterberg Tchikaya Ringsbjergby Okonjo-Weala Hjulskov Brandtsøe Uglebæk Tjørnelund-Rask Zwierzchowska Fjeldsted Vandrupsen Kildahlsen Møgelmose".split()
STREETS = "Violvej,Gl. Kongevej,Sankt Pauls Plads,Ved Mølledammen,Nordre Fasanvej,Skovbrynet,Østre Ringgade,Hasselvænget,Knud Rasmussens Vej,Ejegodvej,Åkandehaven,Nyhavn,Prinsesse Maries Allé,Havnegade,Digterparken,Thorvaldsensvej,Lille Sct. Mikkels Gade,Mads Holms Stræde,Kløvermarken,Krathusene,Fyrrehøj,Sdr. Ringvej,Doktorbakken,Grønnegade,Ellebjergvej,Poppelhegnet,Frederikkevej,Overdrevet".split(",")
TOWNS = "8600 Silkeborg,6700 Esbjerg,4800 Nykøbing F,9500 Hobro,2650 Hvidovre,7400 Herning,5700 Svendborg,3700 Rønne,2860 Søborg,6200 Aabenraa,8940 Randers SV,1620 København V,4690 Haslev".split(",")
MAILS = "youmail.dk,postkasse.net,privat-mail.dk,gmail.com,icloud.com".split(",")

# (title, lines). Lines are shuffled unless they begin with "=".
KINDS = {
    "netvaerksmoede": ("Netværksmøde den 14. maj 2025", """
=Til stede: <N req full>, <N ex full>, <N staff full> (familierådgiver), <N tea full> (klasselærer), <N gran full> (mormor)
=Afbud: <N staff2 initials>
<N staff first> bød velkommen og spurgte <N req first>, hvordan ugen var gået.
<N child first> bliver drillet af <N kid1 first> og <N kid2 first> fra parallelklassen.
Mormor, <N gran full>, henter <N child first> om torsdagen.
<N tea last> fortalte, at <N child firstgen> fravær er på 22 procent.
<N ex first> mener, at <N gran first> blander sig for meget.
Det blev aftalt, at <N kid1 firstgen> forældre kontaktes af skolen.
<D COMPANY Hviids Malerfirma ApS> har tilbudt <N ex first> et job fra den 1. juni.
Mødet sluttede kl. 15.40. Næste møde holdes på <D INSTITUTION Marie Krogh Skolen>.
<N childnick nick> vil helst bo hos far.
Punktet om <D WORD Børn og Unge> udsættes til efteråret.
"""),
    "telefonnotat": ("Telefonnotat", """
=Opkald fra: <N nab full>, <A nab>
=Vedrørende: <N req rev>
<N nab first> ringer, fordi der igen har været uro hos <N req first> natten til søndag.
Ifølge <N nab last> står der en <D WORD Mercedes> i indkørslen, som tilhører <N ex full>.
Hun har også set <N kid1 first> lege alene på vejen kl. 22.
Opgangens vicevært, <N vic full>, kan bekræfte det.
Jeg har lovet at ringe tilbage til <N nab firstlast> senest fredag.
Samtalen med hr. <N vic last> varede ti minutter.
Nabokonen til <N req first> hedder <N kid2 first>.
Henvendelsen er journaliseret i <D WORD Nexus> og <D WORD Momentum>.
"""),
    "partshoering": ("Partshøring over påtænkt afgørelse", """
=<N req full>
=<A req>
=Kære <N req first>
Kommunen har modtaget oplysninger fra <N anm full>, som bor <A anm>.
Det fremgår, at du siden marts har boet sammen med <N ex full> på adressen <A ex>.
<N anm firstgen> henvendelse er vedlagt.
Udlejeren <N udl full> har oplyst, at lejen betales kontant.
Du kan få bistand af en partsrepræsentant. <N rep full> har tidligere hjulpet dig.
Vi har hentet oplysninger i <D WORD eIndkomst> og hos <D INSTITUTION Skattestyrelsen>.
Reglerne findes i <D WORD Lov om Social Pension> og <D WORD Barnets Lov>.
Dine bemærkninger skal være modtaget den 4. april.
=Venlig hilsen
=<N staff full>
=Sagsbehandler
"""),
    "hjemmebesoeg": ("Hjemmebesøg, <N req firstlast>", """
=Deltagere: <N staff full> og <N staff2 full>
Døren blev åbnet af <N ven full>, som oplyste at være på besøg.
<N req first> virkede træt. <N child first> sad i sofaen med en tablet.
<N ven first> fortalte, at <N req first> sover meget.
På køkkenbordet lå et brev til <N lodger full>, <A lodger>.
Børneværelset deles af <N child first> og <N kid1 first>.
<N req first> taler med sin søster <N sis full> hver dag.
Lægen, <N doc last>, har henvist til <D INSTITUTION Parkinsonforeningen>.
Familien har fået bevilget en <D WORD Raizer> og en <D WORD Kørestol>.
Hjemmeplejen ved <N nurse full> kommer tre gange om dagen.
<D PLACE Silkeborg Å> løber lige bag huset.
"""),
    "mailtraad": ("SV: Samvær i påsken", """
=Fra: <N ex full> [<E ex>]
=Sendt: 3. marts 2025 21:14
=Til: <N staff full>
=Cc: <N law full>
Hej <N staff first>,
Jeg kan ikke acceptere, at <N req first> tager <N child first> med til <D PLACE Gran Canaria>.
Min advokat <N law full> skriver nærmere i morgen.
<N gran first> har sagt, at <N req first> drikker igen.
Spørg bare <N ven full> - han så det selv til <N kid1 firstgen> konfirmation.
Mvh <N ex first>
<N req initials> skylder mig stadig penge.
Sendt fra <D WORD Outlook> til <D WORD Android>
>> <N req firstlast> skrev:
>> Jeg har fri i uge 14 og henter <N child first> kl. 10.
"""),
    "skoleudtalelse": ("Udtalelse fra skolen", """
=Elev: <N child full>
=Klasselærer: <N tea full>
<N child first> er en glad dreng, der trives bedst i små grupper.
I frikvartererne leger <N child first> mest med <N kid1 first>, <N kid2 first> og <N kid3 first>.
<N kid2 firstgen> mor har klaget over sproget.
Skolen har haft samtaler med far, <N ex full>, og med stedmor <N step full>.
<N child first> har svært ved <D WORD Dansk> og <D WORD Matematik>, men er dygtig til idræt.
Pædagogen <N ped first> følger ham i <D INSTITUTION SFO Mælkebøtten>.
Han bruger <D WORD AppWriter> og <D WORD Chromebook>.
Indstillingen sendes til <D INSTITUTION Pædagogisk Psykologisk Rådgivning>.
<N tea first> anbefaler en skærmet plads.
"""),
    "nabohoering": ("Nabohøring om carport", """
=Ansøger: <N req full>, <A req>
Der er kommet tre indsigelser.
<N nab full>, <A nab>: Carporten skygger for terrassen.
<N anm full> og <N ven full>, <A anm>, er bekymrede for afvandingen.
Fru <N sis last> har ikke indvendinger.
Ansøgeren har fået tegningerne lavet af <D COMPANY Arkitektfirmaet Lund & Partnere>.
Ejendommen ligger ved <D PLACE Gudenåen> og grænser op til <D PLACE Bøllingsø>.
<N nab last> mener, at højden er forkert målt.
Sagen forelægges <D WORD Teknik- og Miljøudvalget>.
Materialet fra <F COMPANY Stark> og <F COMPANY Davidsen> er gennemgået.
"""),
    "boernefaglig": ("Børnefaglig undersøgelse", """
=Barnet: <N child full>
=Forældremyndighed: <N req full> og <N ex full>
<F SOFT_WORD Graviditeten> forløb uden komplikationer, og <N child first> blev født på <D INSTITUTION Hvidovre Hospital>.
<N req first> beskriver <N ex first> som fraværende.
Søskende: <N sib1 first> (12 år), <N sib2 first> (4 år).
Barnet er døbt efter sin oldefar, <N old full>.
<N child first> kalder sin stedfar <N step first> for "far".
Plejemor <N pl full> har haft <N sib1 first> i aflastning siden 2023.
Der er brugt <D WORD ICS> og <D WORD Signs of Safety> som metode.
Undersøgelsen er drøftet med psykolog <N psy full>.
<N exgen firstgen> nye kæreste, <N gf full>, bor <A gf>.
<N sib2 first> har <H sib2 Aspergers syndrom>.
"""),
    "klage": ("Klage over afslag", """
=Undertegnede <N req full> klager hermed over kommunens afgørelse.
Min sagsbehandler <N staff firstlast> har ikke svaret på mine breve.
Jeg har talt med <N staff2 first> i receptionen, og hun henviste til <N boss full>.
Min kone, <N sp full>, har måttet opgive sit arbejde.
Vores genbo <N nab first> <N nab last> fik bevilget det samme sidste år.
Jeg vedlægger en erklæring fra <N doc title> og et brev fra <N law full>.
Afgørelsen strider mod <D WORD Serviceloven> og <D WORD Folketingets Ombudsmand> har udtalt kritik.
<N sp first> og jeg har levet af opsparingen siden jul.
Det var <N boss last>, der lovede os hjælp.
=Med venlig hilsen
=<N req full>
"""),
    "politi": ("Orientering fra politiet", """
=<D INSTITUTION Syd- og Sønderjyllands Politi>
Anmeldt af <N anm full>, <A anm>.
Patruljen traf <N ex upper> og <N ven full> på stedet.
<N ex last> forklarede, at han havde mødt <N gf first> på <D PLACE Strøget>.
Forurettede <N sis full> blev kørt til <D INSTITUTION Kolding Sygehus>.
Vidnet <N nab full> så en mand løbe ad <D STREET Vestre Allé>.
Sigtede blev fremstillet i <D INSTITUTION Retten i Sønderborg> for dommer <N jud last>.
Beskikket forsvarer er advokat <N law full>.
Barnet <N child first> blev overdraget til <N gran full>.
Bilen var købt hos <D COMPANY Bernhard Nielsen Biler>.
"""),
    "plejeplan": ("Døgnrytmeplan", """
=Borger: <N req upper>
=Kontaktperson: <N sp full>, <A sp>
<N req first> vækkes kl. 7.30 og får hjælp til støttestrømper.
Datteren <N sis first> ringer hver aften.
Borgeren deler stue med <N med full>, som har <H med demens>.
<N med firstgen> datter klager over lugten.
Genbo på gangen, <N kid3 full>, råber om natten.
Medicin hentes på <D INSTITUTION Svane Apoteket> af <N nurse first>.
Måltider leveres af <D COMPANY Det Danske Madhus>.
<N req last> ønsker ikke besøg af <N ex full>.
Frisør: <N fri first> fra <D COMPANY Salon Lotte>.
"""),
    "dagsorden": ("Dagsorden for Børne- og Familieudvalget", """
1. Godkendelse af budgetopfølgning for <D WORD Center for Dagtilbud>.
2. Temadrøftelse: <D WORD Barnets Lov> og <D WORD Den Nationale Handleplan>.
Udvalget besøger <D INSTITUTION Peter Lykke Centret> og <D INSTITUTION Sct. Jørgens Skole> i september.
Der er afsat midler fra <D WORD Socialstyrelsen> til projekt <D WORD Sammen om Familien>.
Lokalplan for området ved <D STREET Søren Kierkegaards Plads> sendes i høring.
Udbuddet blev vundet af <D COMPANY Petersen & Sørensen A/S> efter miniudbud på <D WORD SKI>.
Biblioteket viser film om <D WORD Storm P> og <D WORD Den Lille Havfrue>.
Sol og vind skal levere halvdelen af energien i 2030.
Rose- og staudebedene ved <D PLACE Christiansborg> plejes af entreprenøren.
Mark og eng syd for <D PLACE Ribe> udlægges til natur.
Per 1. januar ændres taksten. Bo og naboskab er tema i 2026.
Der orienteres om <D WORD KMD Opus>, <D WORD Aula> og <D WORD Borger.dk>.
Høringssvar fra <D COMPANY Ældre Sagen>, <D COMPANY Danske Handicaporganisationer> og <D COMPANY FOA>.
Rammen for <D WORD Downs syndrom> og <D WORD Tourettes> drøftes med regionen.
Hans Majestæt Kongen besøger byen til foråret.
"""),
}


def build(rng, index):
    kind = rng.choice(list(KINDS))
    title, body = KINDS[kind]
    lines = body.strip().split("\n")
    fixed_top = []
    while lines and lines[0].startswith("="):
        fixed_top.append(lines.pop(0)[1:])
    fixed_end = [l[1:] for l in lines if l.startswith("=")]
    middle = [l for l in lines if not l.startswith("=")]
    if not middle[0].startswith(("1.",)):
        rng.shuffle(middle)
    middle = middle[: rng.randint(6, len(middle))]
    people = {}

    def person(key):
        if key in ("childnick",):
            key = "child"
        if key == "exgen":
            key = "ex"
        if key not in people:
            taken = {p["first"] for p in people.values()}
            for _ in range(50):
                unlisted = rng.random() < 0.33
                first = rng.choice(UNLISTED_GIVEN if unlisted and rng.random() < 0.6 else FEMALE + MALE)
                if first not in taken:
                    break
            pool = UNLISTED_SUR if unlisted else SURNAMES
            family = rng.random() < 0.5 and key in ("child", "sib1", "sib2", "sp") and "req" in people
            last = people["req"]["last"] if family else rng.choice(pool)
            middle_name = rng.choice(SURNAMES) if rng.random() < 0.25 else None
            street = rng.choice(STREETS)
            number = f"{rng.randint(1, 240)}{rng.choice(['', '', '', 'A', 'C'])}"
            floor = rng.choice(["", "", "", ", st. tv.", ", 2. th.", ", 1.mf", ", 3. sal", " 4 tv", ", kld."])
            town = rng.choice([", " + rng.choice(TOWNS), ", " + rng.choice(TOWNS), "", "\n" + rng.choice(TOWNS)])
            people[key] = dict(first=first, last=last, middle=middle_name, address=f"{street} {number}{floor}{town}",
                               mail=f"{first.lower()}.{last.lower()}@{rng.choice(MAILS)}")
        return people[key]

    def form(key, how):
        p = person(key)
        full = " ".join(x for x in (p["first"], p["middle"], p["last"]) if x)
        genitive = p["first"] + ("'" if p["first"][-1] in "sxz" else "s")
        return {
            "full": full, "first": p["first"], "last": p["last"], "firstlast": f"{p['first']} {p['last']}",
            "rev": f"{p['last']}, {p['first']}" + (f" {p['middle']}" if p["middle"] else ""), "firstgen": genitive,
            "upper": full.upper(), "initials": f"{p['first'][0]}. {p['last']}", "nick": p["first"],
            "title": f"{p['first']} {p['last']}",
        }[how]

    roles = {"req": "requester", "staff": "employee", "staff2": "employee", "ex": "third_party", "child": "third_party", "gran": "third_party"}
    for key in roles:
        person(key)
    text, gold, decoys, neutral = "", [], [], []

    def put(template):
        nonlocal text
        for part in re.split(r"(<[NADEFH] [^>]+>)", template):
            match = re.match(r"<([NADEFH]) (\S+) ?(.*)>$", part)
            if not match:
                text += part
                continue
            kind_, key, rest = match.groups()
            start = len(text)
            key_ = {"childnick": "child", "exgen": "ex"}.get(key, key)
            whose = roles.get(key_, "third_party")
            must = whose == "third_party"
            if kind_ == "D":
                text += rest
                decoys.append(dict(start=start, end=len(text), kind=key, text=rest))
                continue
            if kind_ == "F":
                text += rest
                neutral.append(dict(start=start, end=len(text), kind=key, text=rest))
                continue
            if kind_ == "H":
                text += rest
                gold.append(dict(start=start, end=len(text), category="HEALTH", whose=whose, must_flag=must, text=rest, sub="said"))
                continue
            value = {"N": lambda: form(key, rest), "A": lambda: person(key)["address"], "E": lambda: person(key)["mail"]}[kind_]()
            text += value
            gold.append(dict(start=start, end=len(text), category={"N": "NAME", "A": "ADDRESS", "E": "EMAIL"}[kind_], whose=whose, must_flag=must,
                             text=value, sub=f"{'unregistered' if key_ not in roles else 'registered'}-{rest or 'address'}"))

    for line in [title] + fixed_top + [""] + middle + [""] + fixed_end:
        # Wrapped lines, run-on paragraphs.
        put(line + (" " if line in middle and rng.random() < 0.4 else "\n"))
    parties = []
    for key, role in roles.items():
        p = people[key]
        full = " ".join(x for x in (p["first"], p["middle"], p["last"]) if x)
        parties.append(dict(name=full, cpr=None, address=p["address"].replace("\n", ", ") if role != "employee" else None, phone=None,
                            email=p["mail"] if role == "third_party" else None, role=role,
                            relation={"req": "part", "staff": "medarbejder", "staff2": "medarbejder", "ex": "tidligere samlever", "child": "søn", "gran": "mormor"}[key]))
    return dict(id=f"unseen-{index:04}", kind=kind, theme="people", text=text, parties=parties, gold=gold, decoys=decoys, neutral=neutral)


if __name__ == "__main__":
    out, count, seed = Path(sys.argv[1]), int((sys.argv[2:] or ["200"])[0]), int((sys.argv[3:] or ["1", "1"])[-1])
    out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    for index in range(count):
        document = build(rng, index)
        (out / f"{document['id']}.json").write_text(json.dumps(document, ensure_ascii=False, indent=0), encoding="utf8")
