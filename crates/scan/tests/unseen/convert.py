"""Makes scored documents of those written by hand: `python3 convert.py OUT [by_hand|exam2]`, from FOLDER/*.txt.

Above `#text` stand the case's people: role|name|cpr|address|phone|email|relation. In the text, `{{NAME|!|words}}` must be
flagged, `{{NAME|-|words}}` is found and needs no flag, `{{NEUTRAL|~|words}}` is neither right nor wrong, and
`{{EAN|x|words}}` is a look-alike that must not be flagged. People and numbers are invented. Those in by_hand have been used
to mend rules by, so what they say of the rules is too kind; those in exam2 were put aside when they were written, and nobody
mends a rule by them. Whoever has used up an exam writes a new one.
"""
import json
import re
import sys
from pathlib import Path

FIELDS = ("role", "name", "cpr", "address", "phone", "email", "relation")
MARK = re.compile(r"\{\{(\w+)\|([!~x-])\|(.*?)\}\}", re.S)


def document(source: Path) -> dict:
    head, body = source.read_text(encoding="utf8").split("#text\n", 1)
    parties = [dict(zip(FIELDS, line.split("|") + [""] * len(FIELDS))) for line in head.splitlines()[1:]]
    text, gold, neutral, decoys, at = "", [], [], [], 0
    for mark in MARK.finditer(body):
        text += body[at : mark.start()]
        category, flag, words = mark.groups()
        place = {"start": len(text), "end": len(text) + len(words), "text": words}
        if flag == "~":
            neutral.append(place)
        elif flag == "x":
            decoys.append({**place, "kind": category})
        else:
            place["category"] = category
            if category == "NAME" and words.endswith("s"):
                place["alt_end"] = place["end"] - 1
            gold.append({**place, "whose": "", "must_flag": flag == "!"})
        text += words
        at = mark.end()
    text += body[at:]
    return {"id": source.stem, "kind": "by hand", "theme": "", "text": text, "parties": parties,
            "gold": gold, "decoys": decoys, "neutral": neutral}


out = Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
for source in sorted(Path(__file__).with_name((sys.argv[2:] or ["by_hand"])[0]).glob("*.txt")):
    (out / f"{source.stem}.json").write_text(json.dumps(document(source), ensure_ascii=False, indent=1), encoding="utf8")
