"""How a study was done, coded and counted, for a report's chapter on method: computed, or left to its authors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qualcode.model.document import Record
from qualcode.model.facts import Facts
from qualcode.model.language import LANGUAGES
from qualcode.model.report import Audience
from qualcode.model.table import UNREVIEWED, Basis
from qualcode.model.wording import listed, number_in_words, opening, plural
from qualcode.model.writing import SPACE_FOR
from qualcode.reports.guidance import guidance
from qualcode.reports.pieces import day_in_words

RECORDS: Mapping[Record, str] = {
    Record.VERBATIM: "transcribed word by word",
    Record.INTERPRETED: "rendered by an interpreter",
    Record.NOTES: "kept as notes",
}

Part = tuple[str, tuple[str, ...]]
"""A heading and the paragraphs under it."""


FEW = 5
"""A group of fewer is called small among the limits."""


def introduction(facts: Facts) -> tuple[str, ...]:
    """Say what a report holds, in a paragraph for its top."""
    return (
        f"This report shows which themes {plural(facts.n_informants, 'informant')} raised in "
        f"{plural(len(facts.documents), 'interview')}, by type of informant, and in whose words. Figures count "
        "people, not mentions.",
    )


def method(facts: Facts, audience: Audience) -> tuple[str, ...]:
    """Write the method note as paragraphs: what was read first, then what `method_parts` says."""
    parts = (paragraph for _, paragraphs in method_parts(facts, audience) for paragraph in paragraphs)
    return (material_in_words(facts, audience), *parts)


def method_parts(facts: Facts, audience: Audience = Audience.CLIENT) -> tuple[Part, ...]:
    """Write the chapter on method: who was chosen, how it was coded and counted, what limits it."""
    return (
        ("How informants were chosen and interviewed", (*_choosing(facts), *_instrument(facts))),
        ("Coding", (_sentences(_codebook(facts)), _sentences(_coding(facts, audience)))),
        ("Counting and quoting", (_sentences(_counting(facts)), _sentences(_quoting(facts)))),
        ("Limits", (_sentences(_limits(facts)), f"{SPACE_FOR}what else limits what these interviews can show]")),
    )


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
    """Say what was read: interviews, informants, words, dates, languages, records, and who was left out."""
    return _sentences(_material(facts, audience))


def _material(facts: Facts, audience: Audience) -> Iterator[str]:
    n = len(facts.documents)
    yield (
        f"{opening(n, 'interview')} with {plural(facts.n_informants, 'informant')} {_was(n)} read. Together the "
        f"informants' words come to {facts.n_words:,}."
    )
    if len(facts.dates) == 2:
        first, last = (day_in_words(day) for day in facts.dates)
        held = f"on {first}" if first == last else f"between {first} and {last}"
        known = "" if facts.n_dated == n else f", as far as their dates are known ({facts.n_dated} of {n})"
        yield f"They were held {held}{known}."
    if facts.n_groups:
        yield f"{opening(facts.n_groups, 'interview')} {_was(facts.n_groups)} with more than one person."
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
        yield f"{opening(left, 'informant')} {_was(left)} left out of the counts."


def _instrument(facts: Facts) -> tuple[str, ...]:
    if facts.guide:
        return (
            "The interviews followed a guide, which is annexed. Whether a question was asked was told from the "
            "interviewers' words; who was not asked about a theme and did not raise it is said beside the figures.",
        )
    return (f"{SPACE_FOR}what was asked, and whether an interview guide was used; which themes were not asked about]",)


def _codebook(facts: Facts) -> Iterator[str]:
    book = facts.codebook
    version = f" (version {book.version})" if book.version else ""
    yield (
        f"The transcripts were cut into {facts.n_segments:,} passages of informants' speech; interviewers' words were "
        f"left out. A codebook of {plural(len(book.codes), 'theme')}, {book.name}{version}, was applied by rules: "
        f"each theme's words and phrases propose it wherever they occur, {facts.n_proposed:,} times in all."
    )
    if facts.n_turns_of_nobody:
        turns = opening(facts.n_turns_of_nobody, "turn")
        yield f"{turns} of talk could not be given to an informant and {_was(facts.n_turns_of_nobody)} not counted."


def _coding(facts: Facts, audience: Audience) -> Iterator[str]:
    work = facts.work
    if facts.basis is Basis.SUGGESTIONS:
        yield f"Nobody has reviewed these proposals: figures and quotes are {UNREVIEWED}."
        return
    if facts.basis is Basis.UNFINISHED:
        yield (
            f"The review is unfinished: {facts.n_decided:,} of {plural(facts.n_proposed, 'proposal')} "
            f"{'is' if facts.n_decided == 1 else 'are'} accepted or rejected so far."
        )
    yield from _shares(facts, audience)
    yield from _agreement(facts)
    if work.n_added:
        yield f"{opening(work.n_added, 'coding')} {_was(work.n_added)} added where the rules had proposed nothing."
    yield from _missed(facts)
    yield from guidance(facts.guided)
    yield (
        f"In all, {plural(facts.n_codings, 'coding')} {'counts' if facts.n_codings == 1 else 'count'}. "
        f"Every theme is reviewed for {_some_of(facts.n_reviewed, facts.n_informants)} informants."
    )


def _shares(facts: Facts, audience: Audience) -> Iterator[str]:
    """Who decided which share of the proposals."""
    by_coder = {name: n for name, n in facts.work.by_coder.items() if n}
    if not by_coder:
        return
    n, whole = len(by_coder), facts.n_proposed
    each = set(by_coder.values())
    if len(each) == 1:
        (number,) = each
        who = "One coder" if n == 1 else f"{opening(n, 'coder')} each"
        share = _share(number, whole)
        proposals = "proposals" if number >= whole else f"of the {plural(whole, 'proposal')}"
        yield f"{who} accepted or rejected {share} {proposals}."
        return
    names = by_coder if audience is Audience.TEAM else [f"coder {letter}" for letter in _letters(n)]
    said = (f"{name} {_share(number, whole)}" for name, number in zip(names, by_coder.values(), strict=True))
    yield f"{opening(n, 'coder')} accepted or rejected proposals: {listed(said)}."


def _agreement(facts: Facts) -> Iterator[str]:
    """What was decided twice, how far it agrees and what became of the rest."""
    work = facts.work
    if work.n_by_several:
        kappa = "" if work.kappa is None else f"; kappa of these decisions {work.kappa:.2f}"
        yield (
            f"Of {plural(work.n_by_several, 'proposal')} that more than one coder decided, {work.n_alike:,} "
            f"{_was(work.n_alike)} decided alike ({work.n_alike / work.n_by_several:.0%}{kappa})."
        )
        if work.prompted:
            yield "The coders had the proposals before them: this is agreement on proposals, not on all that was said."
    elif work.by_coder:
        yield "No proposal was decided by more than one coder, so agreement between coders is not known."
    if work.agree_read is not None:
        kappa = "" if work.kappa_read is None else f" (kappa {work.kappa_read:.2f})"
        yield (
            "They coded without the proposals before them: over every theme on every passage that two of them read, "
            f"they say the same of {work.agree_read:.0%}{kappa}."
        )
    if work.n_settled:
        yield f"{opening(work.n_settled, 'difference')} between coders {_was(work.n_settled)} settled and counted so."
    if work.n_disputed:
        yield (
            f"{opening(work.n_disputed, 'difference')} between coders {'is' if work.n_disputed == 1 else 'are'} open; "
            "no figure counts them."
        )


def _missed(facts: Facts) -> Iterator[str]:
    """How far the passages without a proposal were looked at."""
    work = facts.work
    if not work.n_silent:
        return
    silent = f"Of {plural(work.n_silent, 'passage')} on which no theme was proposed"
    if not work.n_silent_read:
        yield f"{silent}, none was read through: what the rules missed there is not known."
        return
    yield (
        f"{silent}, {_some(work.n_silent_read, work.n_silent)} {_was(work.n_silent_read)} read through; coders found a "
        f"theme in {work.n_silent_coded:,} of those."
    )
    if work.n_audited and work.n_silent_read < work.n_silent:
        yield (
            f"For {plural(work.n_audited, 'theme')}, passages on which it was not proposed were drawn at random and "
            f"judged: it had been missed in {work.n_missed:,} of {work.n_drawn:,}."
        )


def _counting(facts: Facts) -> Iterator[str]:
    yield (
        "Figures count people, not mentions: an informant who raised a theme counts once, however often, and in "
        "however many interviews. A theme contains the themes under it."
    )
    if facts.basis is Basis.SUGGESTIONS:
        yield "The denominator is every informant with an imported interview."
        return
    if facts.basis is Basis.UNFINISHED:
        yield (
            "The denominator is every informant of the group. Those of whom something is left to review and nothing "
            "accepted so far are called open: they count neither as having raised a theme nor as silent."
        )
    else:
        yield "The denominator is every informant of the group; all that was proposed of them is decided."
    if facts.by_reading:
        yield "Somebody counts as silent on a theme only where all their passages were read for it."
    else:
        yield "Where the rules proposed nothing and no coder added anything, an informant was taken to be silent."


def _quoting(facts: Facts) -> Iterator[str]:
    if not facts.n_quotes:
        yield "No quotes were selected."
        return
    yield (
        f"{opening(facts.n_quotes, 'quote')} of {plural(facts.n_quoted, 'informant')} were selected by a fixed rule: "
        "one quote of each informant before a second of anyone, every informant type that raised a theme heard, "
        "contrary views shown. What was cut or changed stands in square brackets."
    )
    if set(facts.records) == {Record.VERBATIM}:
        yield "They are verbatim."
    else:
        yield "They are as the transcripts have them, which are not all word by word."
    if n := facts.names_replaced:
        yield f"{opening(n, 'name or place', 'names and places')} {_was(n)} replaced by words in square brackets."


def _limits(facts: Facts) -> Iterator[str]:
    yield (
        "Counts describe the people interviewed and do not estimate shares of any larger group. A theme that few "
        "raised is not for that reason unimportant, and a theme that many raised is no evidence that what they said of "
        "it is so."
    )
    if facts.informants and (fewest := min(facts.informants.values())) < FEW:
        yield f"Groups are small, the smallest of {number_in_words(fewest)}: one person more or less changes its share."
    if facts.basis is Basis.SUGGESTIONS:
        yield "Everything here rests on words found by rules, in whatever sense they were used."


def types_in_words(facts: Facts) -> str:
    """`CSO (3) and UN agency (4)`."""
    return listed(f"{name} ({number})" for name, number in facts.informants.items())


def records_in_words(facts: Facts) -> str:
    """`9 were transcribed word by word and 2 were rendered by an interpreter`."""
    found = [(words, facts.records[record]) for record, words in RECORDS.items() if facts.records.get(record)]
    return listed(f"{number} {_was(number)} {words}" for words, number in found)


def languages_in_words(facts: Facts) -> str:
    """`9 English and 2 Arabic`."""
    return listed(f"{number} {LANGUAGES.get(code, code or 'unknown')}" for code, number in facts.languages.items())


def _share(number: int, whole: int) -> str:
    """`all 348`, `102 (29%)`."""
    if number >= whole:
        return f"all {number:,}"
    return f"{number:,} ({number / whole:.0%})"


def _some(number: int, whole: int) -> str:
    return "all" if number == whole else f"{number:,}"


def _some_of(number: int, whole: int) -> str:
    """`all four`, `3 of 4`."""
    return f"all {number_in_words(whole)}" if number == whole else f"{number:,} of {whole:,}"


def _letters(number: int) -> list[str]:
    return [chr(ord("A") + place) if place < 26 else str(place + 1) for place in range(number)]


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
