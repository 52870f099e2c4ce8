"""Makes the lists of names and places under `data/` from their sources.

    python3 names_and_places.py SOURCES OUT        (OUT is `crates/scan/data/lexicon`)

SOURCES holds the files named in `docs/data.md`. The lists of Statistics Denmark count what people are registered
as, so they hold 'DER', 'VI' and '000'. What is cleaned away, and why, is said at each step.
"""
import collections
import re
import sys
import unicodedata
from pathlib import Path

SOURCES, OUT = Path(sys.argv[1]), Path(sys.argv[2])

# Given names that are also words a sentence may well begin with. Everything else that is both a common name and a
# rare word ("mads", "tove", "lis") is a name.
# Words so common that they are never a name by themselves, whoever bears them.
NEVER_NAMES = set("""
han hun de den det der vi du jeg ham hende os dem jer min mit mine din dit dine sin sit sine alle anden andet man mand
her på af over under mod uden nu så som at for om op ned ind ud hen end men da ja nej to tre fire fem seks syv otte ti kan var vil ville skal må har har
far mor mors fars bror søster tak påske jul juleaften gud fru frue herre barn dreng pige kone en et sag sager også efter under
med til fra ved hos når hvor hvem hvad hver hvert hele helt god godt stor lille mere mest flere denne dette disse vor vore
""".split())
ALSO_WORDS = set("""
adel alfa andre andres anker april ask aske august ban bader ben bille birk bitte bo bonde bror broder bue bøje chili dag
del dine ege el elle ene fang fares fe find fin fine flora folke fred frisk ged gren gro guld hans hind human indre islam
jihad jo job jord juli juni just kamel khan kobra konge kristen krone lam le lilje lilla line liv live lo lov love lykke
lyng maj manuel mark mate mel meta mine mynte nadir nasser ni nord nova ny odd palme per perle pil pilar rask ravn regner rex
rene ring rise ro roman rose sang sejr sikker silke sind skjold sol sommer stage stark sten stjerne storm sultan svale svane
søster tage tan te ting tom tone trille tro tune ture ulv urban van vang vester vilde vilje villa ville vind vinter violet vår yen ørn
""".split())
# Two letters are initials, abbreviations and words, save these.
SHORT_NAMES = {"bo", "ib", "my", "ea", "li", "jo", "ed", "ly", "mo", "ia"}
PARTICLES_AND_TITLES = set("van von der den del las los san dos mc mac dr mr mrs frk hr jr sr al el la le de da di du abu ibn bin".split())
COMMON_RANK = 2500


def lines(name):
    return [line.strip() for line in (SOURCES / name).read_text(encoding="utf8").splitlines() if line.strip()]


def affixes():
    table = collections.defaultdict(list)
    for line in lines("da_DK.aff"):
        part = line.split()
        if len(part) >= 5 and part[0] == "SFX":
            added, _, flags = part[3].partition("/")
            table[part[1]].append((
                "" if part[2] == "0" else part[2],
                "" if added == "0" else added,
                flags.split(",") if flags else [],
                None if part[4] == "." else re.compile(f"(?:{part[4]})$"),
            ))
    return table


def inflect(word, flags, table, depth=2):
    for flag in flags:
        for strip, added, onward, condition in table.get(flag, ()):
            if (strip and not word.endswith(strip)) or (condition and not condition.search(word)):
                continue
            form = word[: len(word) - len(strip)] + added
            yield form
            if depth > 1:
                yield from inflect(form, onward, table, depth - 1)


def dictionary():
    """Every form of the spelling dictionary: (written small, written with a capital)."""
    table, small, capital = affixes(), set(), set()
    for line in lines("da_DK.dic"):
        word, _, flags = line.split()[0].partition("/")
        flags = flags.split(",") if flags else []
        if "6" in flags or not word[0].isalpha():
            continue
        forms = set(inflect(word, flags, table))
        if "8" not in flags:
            forms.add(word)
        for form in forms:
            (capital if form[0].isupper() else small).add(form)
    return small, capital


def ranked(names):
    ranks = {}
    for listed in names:
        for rank, name in enumerate(listed):
            ranks[name.lower()] = min(rank, ranks.get(name.lower(), rank))
    return ranks


def folded(word):
    """As `src/text/fold.rs` folds, for Danish letters: what folds alike is one word."""
    for letter, plain in (("å", "aa"), ("æ", "ae"), ("ø", "oe"), ("ä", "ae"), ("ö", "oe")):
        word = word.replace(letter, plain)
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


NEVER_FOLDED = {folded(word) for word in NEVER_NAMES}


def is_name_shaped(name):
    # Parts of hyphenated names are looked up one by one, and are listed themselves.
    return name.isalpha() and (len(name) > 2 or name in SHORT_NAMES) and folded(name) not in PARTICLES_AND_TITLES | NEVER_FOLDED


def write(name, words):
    (OUT / name).write_text("\n".join(sorted(words)) + "\n", encoding="utf8")
    print(name, len(words))


small, capital = dictionary()
places = {p.split("\t")[1] for p in lines("postnumre.tsv")} | set(lines("mimesis_da_cities.txt"))
municipalities = {k.split("\t")[1].removesuffix(" Kommune") for k in lines("kommuner.tsv")}
# "Københavns Kommune" is København, "Randers Kommune" is Randers.
places |= {m.removesuffix("s") if m.removesuffix("s") in places else m for m in municipalities}
# "København K", "Odense SØ" and "Nørre Alslev" are known by the words they are made of.
places = {re.sub(r" (K|V|S|N|Ø|C|SØ|SV|NV|NØ|M)$", "", p) for p in places if re.match(r"[A-ZÆØÅ]", p)}
places -= {"Facility", "H&M", "Bestseller", "Udland", "Københavns Pakkecent", "Erhvervspost", "Internet Retur"}

given = ranked([lines("os2_da_20140101_dst_fornavne-kvinder.txt"), lines("os2_da_20140101_dst_fornavne-mænd.txt")])
place_words = {p.lower() for p in places}
common, rare = set(), set()
for name, rank in given.items():
    if not is_name_shaped(name):
        continue
    is_word = name in small or folded(name) in small
    if is_word and name not in ALSO_WORDS and rank >= COMMON_RANK:
        # A rare name that is a word ("altan", "gift") is found by its capital, not by the list.
        continue
    if name in place_words and rank > COMMON_RANK:
        continue
    (common if rank < COMMON_RANK or name in ALSO_WORDS else rare).add(name)

surnames = {s.lower() for s in lines("os2_da_20140101_dst_efternavne.txt")} | {
    s.lower() for s in lines("mimesis_da_surnames.txt") + lines("faker_da_DK_last_names.txt") + lines("fakerjs_da_last_names.txt") if "Ã" not in s
}
surnames = {s for s in surnames if is_name_shaped(s) and s != "true"}
surnames_also_words = {s for s in surnames if s in small}

# A street is known by its last element ("-vej"); only names without one need a list.
ENDINGS = """vej vejen gade gaden allé alle alléen alleen stræde strædet plads pladsen vænget vænge parken park toften toft bakken
have haven torv torvet stien sti vang vangen lunden engen marken boulevard boulevarden skrænten svinget draget kvarteret terrassen passagen
gyden ringen centret centeret krogen brinken højen dalen""".split()
streets = set()
for street in lines("os2_da_street_names.txt") + lines("mimesis_da_street_names.txt") + lines("faker_da_DK_street_names.txt"):
    # The register also holds piers, allotments, Greenland's streets and its own codes.
    if not re.fullmatch(r"[A-ZÆØÅ][a-zæøåéüö]{3,}( [A-ZÆØÅ][a-zæøåéüö]{2,}){0,2}", street) or re.search("aq|uu|ii|Kommune|Folkereg|Udrejse|Havef|Hdg|Kvt", street):
        continue
    if street.lower().endswith(tuple(ENDINGS)):
        continue
    if " " not in street and (street.lower() in small or street in places or street.lower() in given):
        continue
    streets.add(street)

write("given_common.txt", common)
# Whom `han` and `hun` can stand for: a name that the other sex hardly bears. Both lists are in order of frequency.
WOMEN, MEN = ranked([lines("os2_da_20140101_dst_fornavne-kvinder.txt")]), ranked([lines("os2_da_20140101_dst_fornavne-mænd.txt")])
SELDOM = 20
for name, own, other in (("woman", WOMEN, MEN), ("man", MEN, WOMEN)):
    write(f"../given_{name}.txt", {n for n in common if n in own and (n not in other or other[n] > SELDOM * (own[n] + 50))})
write("given_rare.txt", rare)
write("surname.txt", surnames)
write("town.txt", {word.lower() for place in places for word in [place.split()[0]] if " " not in place or word.lower() not in small})
# A street that is a word as well ("vestergade") is told from it by its capital.
STRICT = ("vej", "gade", "allé", "alle", "stræde", "boulevard", "torv", "plads")
also_words = {s.lower() for s in lines("os2_da_street_names.txt") if s.lower() in small and s.lower().endswith(STRICT) and s.lower() not in STRICT}
write("street.txt", also_words | {w.lower() for street in streets for w in [street.split()[0]] if " " not in street or w.lower() not in small and w.lower() not in given})
postcodes = {}
for line in lines("postnumre.tsv"):
    code, town = line.split("\t")
    if code >= "0800" and town not in {"Udland", "Københavns Pakkecent"}:
        postcodes[code] = town
write("../postcodes.tsv", {f"{code}\t{town}" for code, town in postcodes.items()})
named = {folded(name) for name in set(given) | surnames}
proper = {w.lower() for w in capital if w.isalpha() and len(w) > 2}
proper = {w for w in proper if w not in small and not {folded(w), folded(w).removesuffix("s")} & named}
proper = {w for w in proper if not (w.endswith("s") and w[:-1] in proper)}
write("proper_noun.txt", proper)


def without_genitive(words):
    """The look-up strips a final -s itself."""
    return {w for w in words if not (w.endswith("s") and w[:-1] in words and w not in ALSO_WORDS | surnames)}


def front_coded(words):
    """Each word as the length it shares with the one before (one digit to base 36) and the rest."""
    before = ""
    for word in sorted(words):
        shared = 0
        while shared < min(len(before), len(word), 35) and before[shared] == word[shared]:
            shared += 1
        yield "0123456789abcdefghijklmnopqrstuvwxyz"[shared] + word[shared:]
        before = word


# A common name that is a word once in a blue moon is a name.
names_first = {w for w in common if w not in ALSO_WORDS and given[w] < COMMON_RANK // 2}
# Written small, such a word is more often the word.
write("seldom_word.txt", {w for w in names_first if w in small})
names_first |= {w + "s" for w in names_first}
words = without_genitive({w for w in small if re.fullmatch(r"[a-zæøåéèêëöüáàíóñç]+", w) and len(w) < 36 and w not in names_first and (len(w) > 1 or w in "iåø")})
(OUT / "ordinary.coded").write_text("\n".join(front_coded(words)) + "\n", encoding="utf8")
print("ordinary", len(words))
