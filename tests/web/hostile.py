"""A study in which every word, name and file that a person may write tries to be something else."""

from __future__ import annotations

import csv
import io
import json
import random
from pathlib import Path

from qualcode.study.study import Study

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload='alert(1)'>",
    "' onmouseover='alert(1)",
    "</textarea><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "before\u202egnirts\u202cafter \u2066x\u2069",
    "\x1b]0;owned\x07 \x85 \u2028 red",
    "https://evil.example/x.js",
)
ODD = (
    "e\u0301\u0323",
    "👩‍👩‍👧‍👦",
    "🇮🇶",
    "ك\u0640تاب",
    "\u202bعربي\u202c",
    "a\u200db",
    "ﷺ",
    "𝒳",
    "\u200f",
    "क्षि",
    "\ufeff",
    "ß",
)
"""Letters of several characters, joiners, marks of direction."""


def make_hostile(folder: Path) -> Path:
    """Make the study: three interviews, a list and a codebook, coded by their rules."""
    with Study.create(folder, name=ATTACKS[0] + ATTACKS[1], codebook="empty") as study:
        codes = [
            {"id": f"code_{place}", "name": attack, "definition": attack, "include": attack, "exclude": attack}
            | {"terms": ["donor" if place else "grant"], "color": "#123456;background:url(//evil.example)"}
            for place, attack in enumerate(ATTACKS)
        ]
        for code in codes:
            code.pop("color")
        (folder / "codebook.yaml").write_text(json.dumps({"codebook": ATTACKS[1], "version": "1", "codes": codes}))
        rows = io.StringIO()
        writer = csv.writer(rows)
        writer.writerow(["informant_id", "informant_type", "document", "organisation", "region"])
        for place in range(3):
            attack = ATTACKS[place]
            writer.writerow([f"i{place} {attack}", attack, f"talk-{place}.txt", attack, ATTACKS[place + 3]])
        (folder / "informants.csv").write_text(rows.getvalue(), "utf-8")
        for place in range(3):
            (folder / "transcripts" / f"talk-{place}.txt").write_text(_talk(place), "utf-8")
        study.import_transcripts()
        study.suggest(workers=1)
    return folder


def _talk(place: int) -> str:
    lines = []
    for number, attack in enumerate(ATTACKS):
        lines.append(f"Interviewer: What of {attack}?")
        lines.append(f"Basim: The donor gave a grant {attack} to us, said {ATTACKS[(number + place) % len(ATTACKS)]}.")
    return "\n\n".join(lines)


def odd_text(length: int, *, seed: int) -> str:
    """Talk of that many characters, full of letters that are several."""
    lot = random.Random(seed)
    words = ["donor", "grant", "the", "Basra,", "nurse.", "القرى", "الدواء.", *ODD]
    made: list[str] = []
    size = 0
    while size < length:
        word = lot.choice(words) + lot.choice(["", "", lot.choice(ODD)])
        made.append(word)
        size += len(word) + 1
    return " ".join(made)
