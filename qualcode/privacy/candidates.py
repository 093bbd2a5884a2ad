"""Words that may name or point at somebody, and that nobody has listed: for a person to look at before printing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from qualcode.model.dictionary import is_english, look_up
from qualcode.model.language import LANGUAGES
from qualcode.model.months import MONTHS
from qualcode.model.nouns import dataclass
from qualcode.model.short_id import short_id
from qualcode.model.text import words_of
from qualcode.privacy.names import TITLES, Names
from qualcode.privacy.roles import telling_words

NAME, PERSON, ORGANISATION, PLACE, ROLE = "name", "person", "organisation", "place", "role"
KINDS = (PERSON, ORGANISATION, PLACE, NAME, ROLE)
"""What a candidate may be, in the order they are listed; a word that only has a capital is a `name`, and words by which
somebody says what office they hold or where they work are a `role`."""

Entities = Callable[[str], Iterable[tuple[str, str]]]
"""What a language model finds in a text: names, each with one of `KINDS`."""

_WORD = re.compile(r"[^\W\d_](?:[\w&’'\-.]*\w)?")
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_BEGINS = re.compile(r"(?:^|[.!?…:;–—\n“”\"(]|\s[-])\s*[‘’'“\"(]*$")
_LINK = words_of("of de del el al bin ibn abu for du des la le van von")
_ARTICLED = re.compile(r"(?:a[dlnrstz]|ash|e[ls]|ul)-[A-Z]")
"""A further part of a name with its article: Salah al-Din."""
_POSSESSIVE = re.compile(r"['’]s$")
_PLACED = re.compile(r"\b(?:in|near|around|beyond|outside)\s+$", re.IGNORECASE)
_AROUND = 50
"""Letters shown on either side of a candidate."""
_COMMON = words_of("""
    monday tuesday wednesday thursday friday saturday sunday i i'm i'd i'll i've english french spanish portuguese
    ok okay mr mrs ms dr god covid internet facebook whatsapp google zoom excel word email tv
    ngo ngos ingo ingos cso csos cbo cbos un eu us usa uk kii kiis fgd hr it ceo ph.d phd
    a about above across after again against all almost alone along already also although always am among an and another
    any anybody anyone anything anyway are around as at away because been before behind being below beneath beside
    besides between beyond both but by can could did do does don't down during each either eleven else enough etc even
    eventually ever every everybody everyone everything everywhere except few fewer for from had has have having he
    her here hers herself him himself his how however if in indeed inside instead into is it's its itself just last less
    like look many maybe me mine more most much must my myself near neither never nevertheless nobody none no nor not
    nothing nowadays nowhere now of off often on once one only onto or other others otherwise our ours out outside over
    per perhaps please quite rather really same several shall she should since so some somebody somehow someone
    something sometimes somewhere soon still such than that the their theirs them then there therefore these they
    thing this those though through throughout thus till to together too toward towards under unless unlike until up
    upon usually very was we well were what whatever when whenever where whereas wherever whether which while who
    whoever whole whom whose why will with within without would yeah yes yet you your yours yourself
    two three four five six seven eight nine ten twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million first second third
    x-ray eid ramadan
    ah aha ahh alright bye gosh ha haha hello hey hi hm hmm huh jeez mhm mm mm-hmm mmm nah nope oh ohh oops ouch
    sorry sure thank thanks ugh uh uh-huh uhm um umm wow yay yea yep yup
""")
"""Words with a capital that name nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A text that a report prints, and where it is from."""

    where: str
    """`kii-03:128`, `findings.yaml`, `the title`: for the team."""
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words that may name somebody, something or some place."""

    name: str
    kind: str
    where: tuple[str, ...]
    """Where it is printed, each place once."""
    example: str = ""
    """Some of the words around it."""
    printed: str = ""
    """What is printed in its place until somebody says what it is."""

    @property
    def id(self) -> str:
        """The same name has the same id in every list."""
        return short_id("P", f"candidate\n{self.name.casefold()}")


def find_candidates(
    texts: Sequence[Printed], names: Names, *, entities: Entities | None = None, common: Collection[str] = ()
) -> list[Candidate]:
    """Find what may be a name in texts that are printed, and is not protected yet.

    Words in square brackets are an editor's. `entities` is what a language model finds; without one, words with a
    capital alone. `common` are words of the study that name nobody: its types of informants and its themes.
    """
    usual = {word.casefold() for phrase in common for word in (phrase, *phrase.split())} | _usual()
    clear = [(each, _BRACKETED.sub(" … ", each.text)) for each in texts]
    look_up({base for _, text in clear for word in _WORD.findall(text) for base in _bases(word.casefold())})
    found: dict[str, Candidate] = {}
    for printed, text in clear:
        seen: set[str] = set()
        for name, kind, instead in (
            *((name, kind, "") for name, kind in (*_of_model(text, entities, usual), *_with_capital(text, usual))),
            *((said.phrase, ROLE, said.printed) for said in telling_words(text)),
        ):
            key = name.casefold()
            if key in seen or (kind != ROLE and (_within_another(key, seen) or names.find(name))):
                continue
            seen.add(key)
            before = found.get(key) or Candidate(
                name=name,
                kind=kind,
                where=(),
                example=_around(name, text),
                printed=instead or _in_place_of(name, text),
            )
            where = tuple(dict.fromkeys((*before.where, printed.where)))
            found[key] = replace(before, kind=min(before.kind, kind, key=KINDS.index), where=where)
    candidates = found.values()
    return sorted(candidates, key=lambda each: (KINDS.index(each.kind), -len(each.where), each.name.casefold()))


def _in_place_of(name: str, text: str) -> str:
    """`[place]` behind `in` or `near`, else `[name]`."""
    return "[place]" if _PLACED.search(text[: max(0, text.find(name))]) else "[name]"


def _around(name: str, text: str) -> str:
    place = max(0, text.find(name))
    start, end = max(0, place - _AROUND), place + len(name) + _AROUND
    return " ".join(f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}".split())


def _usual() -> frozenset[str]:
    months = (word for line in MONTHS for cell in line.split() for word in cell.split("|"))
    return frozenset((*_COMMON, *months, *(language.casefold() for language in LANGUAGES.values())))


def _within_another(key: str, seen: Iterable[str]) -> bool:
    """Whether a longer name found in the same text has it: `Karim` beside `Dr Karim Hasan`."""
    return any(f" {key} " in f" {other} " for other in seen)


def _of_model(text: str, entities: Entities | None, usual: Collection[str]) -> Iterator[tuple[str, str]]:
    for found, kind in entities(text) if entities else ():
        words = found.replace("\n", " ").strip(" .,;:!?“”\"'‘’()-–…").split()
        while words and (words[0].islower() or words[0].casefold() in TITLES | _COMMON):
            words = words[1:]
        name = _POSSESSIVE.sub("", " ".join(words))
        if len(name) > 1 and name[0].isupper() and name.casefold() not in usual:
            yield name, kind


def _with_capital(text: str, usual: Collection[str]) -> Iterator[tuple[str, str]]:
    """Runs of words with a capital, unless they are one word of the dictionary or begin a sentence."""
    run: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match[0])
        apart = text[end : match.start()]
        joined = bool(run) and apart.strip() == ""
        if run and joined and (word in _LINK or _ARTICLED.match(word)):
            run.append(word)
        else:
            if run and not joined:
                yield from _name(run, usual)
                run = []
            if _is_name(word, usual, goes_on=bool(run), before=text[: match.start()]):
                run.append(word)
            elif run:
                yield from _name(run, usual)
                run = []
        end = match.end()
    yield from _name(run, usual)


def _is_name(word: str, usual: Collection[str], *, goes_on: bool, before: str) -> bool:
    if not word[0].isupper() or len(word) < 2 or "'" in word or "’" in word:
        return False
    if word.casefold() in usual or word.casefold().removesuffix("s") in usual:
        return False
    return goes_on or not _BEGINS.search(before) or not any(map(is_english, _bases(word.casefold())))


def _bases(word: str) -> tuple[str, ...]:
    """A word and what it may be a form of: the dictionary has no `reaching`."""
    stem = word.removesuffix("ing").removesuffix("ed")
    return (word,) if stem == word else (word, stem, f"{stem}e", stem[:-1])


def _name(run: Sequence[str], usual: Collection[str]) -> Iterator[tuple[str, str]]:
    words = list(run)
    while words and words[-1] in _LINK:
        words.pop()
    while words and words[0].casefold() in TITLES:
        words = words[1:]
    name = " ".join(words)
    if name and name.casefold() not in usual:
        yield name, NAME
