"""How a study was done, coded and counted, for a report's chapter on method: computed, or left to its authors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qualcode.model.document import Record
from qualcode.model.facts import Facts
from qualcode.model.language import LANGUAGES
from qualcode.model.report import WORKBOOK, Audience
from qualcode.model.table import UNREVIEWED, Basis
from qualcode.model.wording import are, listed, number_in_words, opening, plural, was
from qualcode.model.writing import CODEBOOK_ANNEX, GUIDE_ANNEX, SPACE_FOR
from qualcode.reports.coding import agreement, coders, kappas, missed, shares
from qualcode.reports.guidance import guidance
from qualcode.reports.pieces import day_in_words
from qualcode.reports.quoting import quoting

RECORDS: Mapping[Record, str] = {
    Record.VERBATIM: "transcribed word by word",
    Record.INTERPRETED: "rendered by an interpreter",
    Record.NOTES: "kept as notes",
}

Part = tuple[str, tuple[str, ...]]
"""A heading and the paragraphs under it."""


LIMITS = "Limits"

FEW = 5
"""A group of fewer is called small among the limits."""

GOOD_KAPPA = 0.6
"""Below it agreement between coders is named among the limits (Landis and Koch 1977: up to there it is moderate)."""


def introduction(facts: Facts) -> tuple[str, ...]:
    """Say what a report holds, in a paragraph for its top."""
    return (
        f"This report shows which themes {plural(facts.n_informants, 'informant')} raised in "
        f"{plural(len(facts.documents), 'interview')}, by type of informant, and in whose words. Counts are "
        "of people, not of mentions.",
    )


def method(facts: Facts, audience: Audience) -> tuple[str, ...]:
    """Write the method note as paragraphs: what it rests on first, then what `method_parts` says."""
    parts = (paragraph for _, paragraphs in method_parts(facts, audience) for paragraph in paragraphs)
    return (material_in_words(facts, audience), *filter(None, parts))


def method_parts(facts: Facts, audience: Audience = Audience.CLIENT) -> tuple[Part, ...]:
    """Write the chapter on method: who was chosen, how it was coded and counted, what limits it."""
    return (
        ("How informants were chosen and interviewed", (*_choosing(facts), *_instrument(facts))),
        ("Coding", _coding(facts, audience)),
        ("Counting and quoting", (_sentences(_counting(facts)), _sentences(quoting(facts)))),
        (LIMITS, (_sentences(_limits(facts)), f"{SPACE_FOR}what else limits what these interviews can show]")),
    )


def _coding(facts: Facts, audience: Audience) -> tuple[str, ...]:
    """How passages came by their themes: proposed, decided, agreed on, missed."""
    parts = [_codebook(facts), _deciding(facts, audience)]
    if facts.basis is not Basis.SUGGESTIONS:
        parts += [agreement(facts), kappas(facts, audience), missed(facts)]
    return tuple(_sentences(part) for part in parts)


def _sentences(said: Iterator[str]) -> str:
    return " ".join(said)


def _choosing(facts: Facts) -> Iterator[str]:
    """What only the authors know, or the space for it."""
    authors = facts.authors
    asked = (
        (authors.sampling, "how informants were chosen, by whom, out of which group, and why these"),
        (authors.approached, "how many people were asked for an interview, how many declined, and why"),
        (authors.consent, "how consent was asked, what informants were told, and how they are protected"),
        (authors.period, "" if facts.dates else "when the interviews were held, and by whom"),
    )
    for said, what in asked:
        if said:
            yield said if said[-1] in ".!?" else f"{said}."
        elif what:
            yield f"{SPACE_FOR}{what}]"


def material_in_words(facts: Facts, audience: Audience) -> str:
    """Say what the report rests on: interviews, informants, words, dates, languages, records, and who was left out."""
    return _sentences(_material(facts, audience))


def _material(facts: Facts, audience: Audience) -> Iterator[str]:
    n = len(facts.documents)
    yield (
        f"The report rests on {plural(n, 'interview')} with {plural(facts.n_informants, 'informant')}. Together "
        f"informants said {facts.n_words:,} words."
    )
    if len(facts.dates) == 2:
        first, last = (day_in_words(day) for day in facts.dates)
        held = f"on {first}" if first == last else f"between {first} and {last}"
        known = "" if facts.n_dated == n else f", as far as their dates are known ({facts.n_dated} of {n})"
        yield f"The interviews were held {held}{known}."
    if facts.n_groups:
        yield f"{opening(facts.n_groups, 'interview')} {was(facts.n_groups)} with more than one person."
    if len(facts.rounds) > 1:
        yield f"There were {number_in_words(len(facts.rounds))} rounds of interviews; an informant counts once."
    if set(facts.records) != {Record.VERBATIM}:
        yield f"Of the interviews, {records_in_words(facts)}."
    if len(facts.languages) > 1:
        yield f"Languages: {languages_in_words(facts)}."
    if audience is Audience.TEAM:
        for reason in facts.left_out:
            yield f"One informant was left out of the counts: {reason}."
    elif left := len(facts.left_out):
        yield f"{opening(left, 'informant')} {was(left)} left out of the counts."


def _instrument(facts: Facts) -> tuple[str, ...]:
    if facts.guide:
        return (
            f"The interviews followed a guide ({GUIDE_ANNEX}). Which of its questions were asked was told from what "
            "interviewers said. Where some informants were not asked about a theme and did not raise it, the counts "
            "say so.",
        )
    return (f"{SPACE_FOR}what was asked, and whether an interview guide was used; which themes were not asked about]",)


def _codebook(facts: Facts) -> Iterator[str]:
    book = facts.codebook
    version = f", version {book.version}" if book.version else ""
    yield (
        f"A codebook ({book.name}{version}, {CODEBOOK_ANNEX}) describes {plural(len(book.codes), 'theme')}: what each "
        f"includes and what it leaves out. For each it lists words and phrases, which are in {WORKBOOK}. What "
        f"informants said was cut into {facts.n_segments:,} passages. Where a passage holds one of a theme's words, a "
        f"computer program proposed that theme for that passage. It made {facts.n_proposed:,} such proposals."
    )
    if facts.n_turns_of_nobody:
        turns = opening(facts.n_turns_of_nobody, "turn")
        yield f"{turns} of talk could not be given to an informant and {was(facts.n_turns_of_nobody)} not counted."


def _deciding(facts: Facts, audience: Audience) -> Iterator[str]:
    """Who decided what, and what came of it."""
    work = facts.work
    if facts.basis is Basis.SUGGESTIONS:
        yield f"Nobody has reviewed these proposals: counts and quotes are {UNREVIEWED}."
        return
    if work.prompted:
        yield "A proposal counts only where a person accepted it."
    if facts.basis is Basis.UNFINISHED:
        yield (
            f"The review is unfinished: {facts.n_decided:,} of {plural(facts.n_proposed, 'proposal')} "
            f"{are(facts.n_decided)} accepted or rejected so far."
        )
    for program, number in work.elsewhere.items():
        yield (
            f"{opening(number, 'coding')} {was(number)} made in {program} and taken over from there; one that "
            "covered several passages counts as one on each."
        )
    yield from shares(facts, audience)
    if work.n_accepted:
        whole = plural(facts.n_proposed, "proposal")
        yield f"Of the {whole}, {work.n_accepted:,} {was(work.n_accepted)} accepted."
    if n := work.n_added:
        cases = f"{number_in_words(n)} case{'' if n == 1 else 's'}"
        yield f"In {cases} more, {coders(facts)} put a theme on a passage for which the program had not proposed it."
    if work.n_earlier:
        yield (
            f"{opening(work.n_earlier, 'coding')} {'rests' if work.n_earlier == 1 else 'rest'} on proposals of an "
            "earlier version of the codebook, accepted then and kept."
        )
    yield (
        f"In all, a theme was put on a passage {plural(facts.n_codings, 'time')}. All counts and quotes of this "
        f"report come from these. {_reviewed(facts)}"
    )
    yield from guidance(facts.guided)


def _reviewed(facts: Facts) -> str:
    """Of how many informants all is decided; that they were reviewed is said where all they said was read."""
    some = _some_of(facts.n_reviewed, facts.n_informants)
    if facts.has_unread and not facts.by_reading:
        return f"Every proposal is decided for {some} informants."
    return f"What {some} informants said has been reviewed for every theme."


def _counting(facts: Facts) -> Iterator[str]:
    yield (
        "Counts are of people, not of mentions: an informant who raised a theme counts once, however often and in "
        "however many interviews. Whoever raised a theme has raised the one above it, too."
    )
    if facts.basis is Basis.SUGGESTIONS:
        yield "Each count is out of all informants interviewed."
        return
    if facts.basis is Basis.UNFINISHED:
        yield (
            "Each count is out of all informants of the group. Those for whom something is left to review and nothing "
            "is accepted so far are called open: they count neither as having raised a theme nor as silent."
        )
    else:
        yield (
            "Each count is out of all informants of the group, asked about the theme or not; all that was proposed "
            "for them is decided."
        )
    if facts.by_reading:
        yield "Somebody counts as silent on a theme only where all their passages were read for it."
    else:
        yield (
            f"An informant for whom the program proposed nothing on a theme, and {coders(facts)} added nothing, counts "
            "as silent on it."
        )


def _limits(facts: Facts) -> Iterator[str]:
    yield (
        "Counts describe the people interviewed and do not estimate shares of any larger group. A theme that few "
        "raised is not for that reason unimportant, and a theme that many raised is no evidence that what they said of "
        "it is so."
    )
    if facts.informants and (fewest := min(facts.informants.values())) < FEW:
        people = f"{number_in_words(fewest)} informant{'' if fewest == 1 else 's'}"
        yield f"Groups are small, the smallest has {people}: one person more or less makes a large difference."
    kappa = facts.work.main_kappa
    if facts.basis is not Basis.SUGGESTIONS and kappa is not None and kappa < GOOD_KAPPA:
        yield (
            f"Coders agree to a limited extent only (kappa {kappa:.2f}, as said above): other coders would have put "
            "some themes elsewhere, and a difference of few people between groups may come from that."
        )
    if facts.basis.is_decided and facts.has_unread and not facts.by_reading:
        unread = plural(facts.work.n_silent - facts.work.n_silent_read, "passage")
        yield f"Nobody read {unread}: who counts as silent may have spoken there, in words that were not looked for."
    if facts.basis is Basis.SUGGESTIONS:
        yield "Everything here rests on words found by rules, in whatever sense they were used."


def types_in_words(facts: Facts) -> str:
    """`CSO (3) and UN agency (4)`."""
    return listed(f"{name} ({number})" for name, number in facts.informants.items())


def records_in_words(facts: Facts) -> str:
    """`9 were transcribed word by word and 2 were rendered by an interpreter`."""
    found = [(words, facts.records[record]) for record, words in RECORDS.items() if facts.records.get(record)]
    return listed(f"{number} {was(number)} {words}" for words, number in found)


def languages_in_words(facts: Facts) -> str:
    """`9 English and 2 Arabic`."""
    return listed(f"{number} {LANGUAGES.get(code, code or 'unknown')}" for code, number in facts.languages.items())


def _some_of(number: int, whole: int) -> str:
    """`all four`, `3 of 4`."""
    return f"all {number_in_words(whole)}" if number == whole else f"{number:,} of {whole:,}"
