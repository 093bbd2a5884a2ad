"""How survey and interviews stand to each other on a theme: agreement, discordance, silence, and how sure that is.

The names follow the triangulation protocol (Farmer et al. 2006; O'Cathain, Murphy and Nicholl 2010). A label is a
proposal computed from counts: who raised a theme is taken to bear it out unless their passages are marked as denying
it. What a row means is a person's reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from qualcode.model.nouns import dataclass
from qualcode.model.quote import Quote
from qualcode.model.table import Basis, Row, Rule, Table, listing, titled

FEW = 3
"""Fewer than this on either side are too few to compare."""


class Standing(StrEnum):
    """How the two sides stand to each other."""

    AGREEMENT = "agreement"
    PARTIAL = "partial agreement"
    DISCORDANCE = "discordance"
    UNCLEAR = "no clear picture"
    TOO_FEW = "too few to compare"
    SILENT = "silence: nobody spoke of it in the interviews"
    NOT_ASKED = "silence: the survey did not ask"
    NOT_HEARD = "silence: nobody was interviewed"


class Surveyed(NamedTuple):
    """Respondents who answered, by what their answer says of a theme."""

    agrees: int
    between: int
    opposes: int
    others: int = 0
    """Answered something that says neither: `not sure`."""

    @property
    def n(self) -> int:
        """Who answered."""
        return sum(self)


class Interviewed(NamedTuple):
    """Informants reviewed for a theme."""

    raised: int
    denied: int
    neither: int

    @property
    def n(self) -> int:
        """Who was reviewed."""
        return sum(self)


class _Side(StrEnum):
    YES = "yes"
    BETWEEN = "between"
    NO = "no"
    NONE = "none"


class Sureness(NamedTuple):
    """What a standing would become if one person had answered otherwise."""

    respondent: frozenset[Standing]
    informant: frozenset[Standing]

    @property
    def turns(self) -> str:
        """`turns on one respondent`; empty where it does not turn on one person."""
        said = (("respondent", self.respondent), ("informant", self.informant))
        people = [f"one {who}" for who, to in said if to]
        return f"turns on {' or '.join(people)}" if people else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How the sides stand, in both readings of the middle answer."""

    label: Standing
    sureness: Sureness
    as_no: Standing
    """If the middle answer is read as a no."""
    as_no_sureness: Sureness


def stand(survey: Surveyed | None, interviews: Interviewed | None, few: int = FEW) -> Stand:
    """Compare a survey's answers on a theme with the interviews; None on a side that did not ask, or was not held."""
    as_no = survey and survey._replace(between=0, opposes=survey.opposes + survey.between)
    return Stand(
        label=_label(survey, interviews, few),
        sureness=_sureness(survey, interviews, few),
        as_no=_label(as_no, interviews, few),
        as_no_sureness=_sureness(as_no, interviews, few),
    )


def _label(survey: Surveyed | None, interviews: Interviewed | None, few: int) -> Standing:
    if survey is None:
        return Standing.NOT_ASKED
    if interviews is None or not interviews.n:
        return Standing.NOT_HEARD
    if survey.n < few or interviews.n < few:
        return Standing.TOO_FEW
    if not interviews.raised and not interviews.denied:
        return Standing.SILENT
    asked = _majority(survey.n, {_Side.YES: survey.agrees, _Side.BETWEEN: survey.between, _Side.NO: survey.opposes})
    heard = _majority(interviews.n, {_Side.YES: interviews.raised, _Side.NO: interviews.denied})
    if _Side.NONE in (asked, heard):
        return Standing.UNCLEAR
    if asked is _Side.BETWEEN:
        return Standing.PARTIAL
    return Standing.AGREEMENT if asked is heard else Standing.DISCORDANCE


def _majority(n: int, counts: dict[_Side, int]) -> _Side:
    """The side of more than half."""
    return next((side for side, count in counts.items() if 2 * count > n), _Side.NONE)


def _sureness(survey: Surveyed | None, interviews: Interviewed | None, few: int) -> Sureness:
    here = _label(survey, interviews, few)
    if survey is None or interviews is None or min(survey.n, interviews.n) < few:
        return Sureness(frozenset(), frozenset())
    respondent = {_label(Surveyed(*counts), interviews, few) for counts in one_changed(survey)}
    informant = {_label(survey, Interviewed(*counts), few) for counts in one_changed(interviews)}
    return Sureness(frozenset(respondent - {here}), frozenset(informant - {here}))


def one_changed(counts: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Every way in which the counts would be if one person had said something else."""
    for source, n in enumerate(counts):
        for target in range(len(counts)):
            if n and target != source:
                changed = list(counts)
                changed[source] -= 1
                changed[target] += 1
                yield tuple(changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class JointRow:
    """A theme in a group, as both sides have it."""

    theme: str
    group: str
    question: str = ""
    survey: Surveyed | None = None
    answers: tuple[str, str, str] = ("agree", "between", "oppose")
    """What those who bear the theme out answered, those between, and those against it."""
    n_asked: int = 0
    interviews: Interviewed | None = None
    n_open: int = 0
    """Informants of whom nothing can be said before the review goes on."""
    n_not_asked: int = 0
    """Informants who did not raise it and were not asked."""
    code: str = ""
    types: tuple[str, ...] = ()
    """Informant types of the group."""
    quote: Quote | None = None
    reading: str = ""
    read_by: str = ""
    key: str = ""

    @property
    def survey_says(self) -> str:
        """`5 difficult, 3 neutral, 1 easy: 9 answered`."""
        if self.survey is None:
            return "not asked"
        counts = self.survey
        sides = zip((counts.agrees, counts.between, counts.opposes), self.answers, strict=True)
        said = [f"{n} {words}" for n, words in sides if words]
        said += [f"{counts.others} another answer"] if counts.others else []
        blank = self.n_asked - counts.n
        return f"{', '.join(said)}: {counts.n} answered" + (f" ({blank} no answer)" if blank else "")

    @property
    def interviews_say(self) -> str:
        """`raised by 6 of 7, 1 to the contrary`."""
        if self.interviews is None or not self.interviews.n:
            return "nobody reviewed" if self.n_open else "nobody interviewed"
        counts = self.interviews
        said = f"raised by {counts.raised} of {counts.n}"
        said += f", {counts.denied} to the contrary" if counts.denied else ""
        said += f", {self.n_not_asked} not asked" if self.n_not_asked else ""
        return said + (f" ({self.n_open} not reviewed)" if self.n_open else "")

    @property
    def quoted(self) -> str:
        """The words of its quote, and who said them."""
        return f"{self.quote.printed} {self.quote.attribution}" if self.quote is not None else ""

    @property
    def how_they_stand(self) -> str:
        """The proposal, the other reading of the middle where it differs, and whether it turns on one person."""
        found = stand(self.survey, self.interviews)
        said = [_sure(found.label, found.sureness)]
        if found.as_no is not found.label:
            middle = f"“{self.answers[1]}”" if self.answers[1] else "the middle"
            said.append(f"if {middle} counts as no: {_sure(found.as_no, found.as_no_sureness)}")
        return ". ".join(f"{each[0].upper()}{each[1:]}" for each in said)


def _sure(label: Standing, sureness: Sureness) -> str:
    return f"{label.value}, {sureness.turns}" if sureness.turns else label.value


NOTES = (
    Rule(
        "How they stand is proposed from the counts. Agreement: more than half on both sides bear the theme out, or "
        "more than half speak against it. Partial agreement: most answers lie in between. Discordance: most on "
        "one side bear it out, and most on the other do not. Informants who raised a theme are taken to bear it out "
        "unless their passages are marked contrary: read what they said."
    ),
    Rule("Respondents are those who answered; whether somebody was in both is known only where it is said."),
)
TURNS = Rule("Turns on one: had one person answered or spoken otherwise, another label would stand here.")


def joint_table(rows: Sequence[JointRow], notes: Sequence[str] = (), *, basis: Basis | None = None) -> Table:
    """The joint display: what the survey says, what the interviews say, how they stand, and room for a reading.

    `basis` is what the interviews' side is counted from.
    """
    heads = ("Theme", "Group", "Survey says", "Interviews say", "How they stand", "Quote", "Reading")
    made = []
    for row in rows:
        reading = f"{row.reading} ({row.read_by})" if row.reading and row.read_by else row.reading
        asked = f"{row.question}\n{row.survey_says}" if row.question else row.survey_says
        cells = (row.theme, row.group, asked, row.interviews_say, row.how_they_stand, row.quoted, reading)
        made.append(Row(cells=cells, key=row.key or f"{row.theme}.{row.group}", facts=_facts(row)))
    title = "Survey and interviews side by side"
    title = titled(title, basis) if basis is not None else title
    turns = (TURNS,) if any("turns on" in row.how_they_stand for row in rows) else ()
    table = listing("joint", title, heads, made, wide=heads[2:], notes=(*notes, *NOTES, *turns), basis=basis)
    return replace(table, lead=2)


def _facts(row: JointRow) -> dict[str, object]:
    """The counts and labels, for programs."""
    found = stand(row.survey, row.interviews)
    return {
        "survey_says": row.survey and row.survey._asdict(),
        "interviews_say": row.interviews and row.interviews._asdict(),
        "how_they_stand": {
            "label": found.label.value,
            "if_middle_is_no": found.as_no.value,
            "turns_on_one_respondent": bool(found.sureness.respondent),
            "turns_on_one_informant": bool(found.sureness.informant),
        },
    }
