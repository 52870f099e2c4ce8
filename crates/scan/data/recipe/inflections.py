#!/usr/bin/env python3
"""inflections.py AFF DIC FOLDER: how Danish words are inflected, by the end of the word.

Reads Stavekontrolden's dictionary (da_DK.aff, da_DK.dic; MPL 1.1) and writes

  FOLDER/paradigms.txt  one pattern a line: word class, then what is put to the word. `-2er` takes two letters
                        away first.
  FOLDER/endings.txt    sorted; an ending (`^` before it: the whole word), and the numbers of its patterns.

The longest ending that fits a word decides. Endings that say what a shorter one says are left out, so that
most of the dictionary's 150,000 words cost nothing, and a word it lacks is inflected as the words it ends like.
"""
import collections
import re
import sys

NOUN, ADJECTIVE, VERB = "sb", "adj", "vb"
LETTERS = set("abcdefghijklmnopqrstuvwxyzæøåéüöä-")
# A pattern seen more rarely is a slip or a word of its own.
LEAST_WORDS = 3


def read_rules(path):
    rules = collections.defaultdict(list)
    for line in open(path, encoding="utf8"):
        part = line.split()
        if len(part) >= 5 and part[0] == "SFX":
            add, _, follow = part[3].partition("/")
            tag = next((p for p in part[4:] if p.startswith("+")), "")
            rules[part[1]].append((
                "" if part[2] == "0" else part[2],
                "" if add == "0" else add,
                [f for f in follow.split(",") if f and f not in ("34", "22", "35", "8")],
                re.compile("(?:%s)$" % part[4]) if not part[4].startswith("+") else re.compile("$"),
                tag,
            ))
    return rules


def expand(word, flags, rules, depth=0):
    for flag in flags:
        for strip, add, follow, condition, tag in rules.get(flag, ()):
            if strip and not word.endswith(strip) or not condition.search(word):
                continue
            form = word[: len(word) - len(strip)] + add
            # A doubled consonant is no word in itself.
            if "KONSONANT" not in tag or len(add) > 1:
                yield form
            if depth < 2:
                yield from expand(form, follow, rules, depth + 1)


def operation(word, form):
    same = 0
    while same < min(len(word), len(form)) and word[same] == form[same]:
        same += 1
    gone = len(word) - same
    return ("-%d" % gone if gone else "") + form[same:]


VERBS = {"1", "21", "22", "79", "86", "20", "16", "17"}
ADJECTIVES = {"12", "23", "24", "25", "26", "27", "28", "33", "38", "48", "49", "59", "36", "37", "40", "41"}


def word_class(flags, comments):
    for flag in flags:
        text = comments.get(flag, "")
        if text.startswith("Adjektiv"):
            return ADJECTIVE
        if text.startswith("Verbum"):
            return VERB
    for flag in flags:
        if comments.get(flag, "").startswith("Substantiv"):
            return NOUN
    return NOUN if "10" in flags else None


def read_comments(path):
    comments, last = {}, ""
    for line in open(path, encoding="utf8"):
        if line.startswith("#"):
            last = line[1:].strip()
        elif line.startswith("SFX"):
            comments.setdefault(line.split()[1], last)
    return comments


def main():
    aff, dic, folder = sys.argv[1:4]
    rules, comments = read_rules(aff), read_comments(aff)
    words = collections.defaultdict(set)
    for line in list(open(dic, encoding="utf8"))[1:]:
        entry, *rest = line.rstrip("\n").split(" ")
        word, _, flags = entry.partition("/")
        flags = flags.split("\t")[0].split(",")
        if len(word) < 2 or not set(word) <= LETTERS or word.startswith("-") or word.endswith("-"):
            continue
        kind = word_class(flags, comments)
        if kind is None:
            continue
        forms = {f for f in expand(word, flags, rules) if set(f) <= LETTERS and f != word}
        forms |= {a[3:] for a in rest if a.startswith("al:") and set(a[3:]) <= LETTERS and a[3:5] == word[:2]}
        operations = sorted({operation(word, f) for f in forms})
        if not operations or operations == ["s"] and kind != NOUN:
            continue
        words[word].add((kind,) + tuple(operations))
    count = collections.Counter(p for ps in words.values() for p in ps)
    words = {w: frozenset(p for p in ps if count[p] >= LEAST_WORDS or len(w) <= 8) for w, ps in words.items()}
    words = {w: ps for w, ps in words.items() if ps}

    # Every ending with the pattern sets of the words that have it; the commonest set speaks for the ending.
    votes = collections.defaultdict(collections.Counter)
    for word, patterns in words.items():
        for start in range(len(word)):
            votes[word[start:]][patterns] += 1
        votes[""][patterns] += 1
    said = {}

    def settle():
        for ending in sorted(votes, key=len):
            if len(ending) == 1:
                continue
            best, number = votes[ending].most_common(1)[0]
            if sum(votes[ending].values()) < 3 and ending not in words:
                continue
            if number * 10 < sum(votes[ending].values()) * 6 and len(ending) > 3:
                continue
            shorter = next((said[ending[i:]] for i in range(1, len(ending) + 1) if ending[i:] in said), None)
            if best != shorter:
                said[ending] = best
    settle()
    whole = {}
    for word, patterns in words.items():
        told = next((said[word[i:]] for i in range(len(word) + 1) if word[i:] in said), None)
        if told != patterns:
            whole["^" + word] = patterns
    # What a whole word says is only kept where it is short or in two minds: the long tail of compounds that go
    # otherwise than their ending is as often an error of the dictionary as not.
    whole = {w: p for w, p in whole.items() if len(w) <= 13}
    said.update(whole)
    order = sorted({p for ps in said.values() for p in ps}, key=lambda p: (-count[p], p))
    number = {p: n for n, p in enumerate(order)}
    with open(folder + "/paradigms.txt", "w", encoding="utf8") as out:
        for pattern in order:
            out.write(" ".join(pattern) + "\n")
    with open(folder + "/endings.txt", "w", encoding="utf8") as out:
        lines = sorted(
            (e.encode("utf8"), " ".join(str(number[p]) for p in sorted(ps, key=number.get))) for e, ps in said.items()
        )
        for ending, numbers in lines:
            out.write(ending.decode("utf8") + " " + numbers + "\n")
    print(len(words), "words,", len(order), "patterns,", len(said), "endings,", len(whole), "whole words")


main()
