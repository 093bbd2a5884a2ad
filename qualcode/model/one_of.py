"""What one informant of a type is called: `CSO informant`, `stakeholder`."""

from __future__ import annotations

import re

from qualcode.model.text import words_of

PERSONS = words_of("""
    academic activist actor adviser advisor beneficiary boy caregiver citizen client consultant coordinator director
    doctor elder expert farmer fisher girl head household informant interviewee leader manager man mayor member midwife
    mother nurse officer official parent participant patient person physician politician practitioner programmer
    refugee representative researcher resident respondent returnee specialist staff stakeholder student survivor
    teacher technician trader trainee trainer user villager volunteer woman worker youth
""")
"""Nouns of people: `informant` behind them would say it twice."""

ORGANISATIONS = words_of("""
    agency association authority bank body business cbo clinic committee community company cooperative council cso
    department donor embassy facility foundation funder government group hospital ingo institute institution ministry
    mission municipality network ngo office organisation organization partner provider school union university utility
""")
"""Nouns of what people are asked for: of several, one is meant behind a quote."""

_IRREGULAR = {"women": "woman", "men": "man", "people": "person", "midwives": "midwife"}
_BEHIND = re.compile(r"\s(?:of|from|in|at|for)\s|\s*[(,/]", re.IGNORECASE)
_OF_A_COUNTRY = re.compile(r"(?:i|ish|ese|ian|ean|can|ch)$")
"""How words for people of a country end, which keep their capital."""
_ABBREVIATIONS = re.compile(r"[A-Z]{2,}s")


def singular(label: str) -> str:
    """A type of informants as said of one of them: `CSO` for `CSOs`, `Health worker` for `Health workers`."""
    phrase, rest = _head(label)
    *before, last = phrase.split(" ")
    return " ".join([*before, _one(last)]) + rest


def one_of(label: str) -> str:
    """One informant of a type, as a noun: `CSO informant`, `Stakeholder`."""
    phrase, rest = _head(singular(label))
    if phrase.split(" ")[-1].casefold() in PERSONS:
        return phrase + rest
    return f"{phrase}{rest} informant"


def several_of(label: str) -> str:
    """Informants of a type, as a noun within a sentence: `CSO informants`, `end users`; `informants` without a type."""
    phrase, rest = _head(_within(singular(label))) if label else ("informant", "")
    if phrase.split(" ")[-1].casefold() not in PERSONS:
        return f"{phrase}{rest} informants"
    *before, last = phrase.split(" ")
    return " ".join([*before, _several(last)]) + rest


def told_of(label: str, number: int) -> str:
    """Name so many informants of a type: `CSO informant` for one, `CSO informants` for none and for several."""
    return one_of(_within(label) or "informant") if number == 1 else several_of(label)


def _within(label: str) -> str:
    """A type within a sentence: `end user` for `End user`, but `Kurdish official`, `International NGO` and `Oxfam`."""
    phrase, _ = _head(label)
    first = phrase.split(" ")[0]
    plain = [word for word in label.split(" ")[1:] if word[:1].isupper()] == [] and first[1:].islower()
    known = singular(phrase).split(" ")[-1].casefold() in PERSONS | ORGANISATIONS
    return label[0].lower() + label[1:] if plain and known and not _OF_A_COUNTRY.search(first) else label


def _head(label: str) -> tuple[str, str]:
    """The words that say what they are, and those behind that say which: `Members`, ` of parliament`."""
    found = _BEHIND.search(label)
    return (label[: found.start()], label[found.start() :]) if found and found.start() else (label, "")


def _several(word: str) -> str:
    folded = word.casefold()
    for several, one in _IRREGULAR.items():
        if folded == one:
            return several.capitalize() if word[0].isupper() else several
    if folded == "staff":
        return word
    return f"{word[:-1]}ies" if folded.endswith("ry") else f"{word}s"


def _one(word: str) -> str:
    folded = word.casefold()
    if _ABBREVIATIONS.fullmatch(word):
        return word[:-1]
    if folded in _IRREGULAR:
        known = _IRREGULAR[folded]
        return known.capitalize() if word[0].isupper() else known
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if folded.endswith(ending) and folded.removesuffix(ending) + instead in PERSONS | ORGANISATIONS:
            return word[: -len(ending)] + instead
    return word
