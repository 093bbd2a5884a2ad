"""What people decided or informants said that no table counts: told under the tables, listed by `status`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qualcode.model.codebook import Codebook
from qualcode.model.interview import Interview
from qualcode.model.place import Found
from qualcode.model.table import Row, Rule, Table, listing
from qualcode.model.wording import plural, some
from qualcode.settings import Settings

if TYPE_CHECKING:
    from qualcode.review.resolve import Resolution
    from qualcode.review.standing import Standings
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study

_UNKNOWN = "Say what became of it: `qualcode codebook merge OLD NEW` or `qualcode codebook retire OLD`"
_AGAIN = "decide it again in `qualcode review`"
_WHY = {
    Found.EDITED: ("its words were changed in the transcript", _AGAIN),
    Found.AMBIGUOUS: ("its words stand in several places of the transcript now", _AGAIN),
    Found.LOST: ("its words are gone from the transcript", "code them by hand where they went, if they did"),
}


def uncounted_table(resolution: Resolution | None) -> Table | None:
    """Every decision that does not count, with the reason and what can be done; None where all do."""
    rows = tuple(_rows(resolution)) if resolution else ()
    if not rows:
        return None
    labels = ("Where", "Code", "Coder", "Why it does not count", "What to do")
    return listing(
        "uncounted",
        "Decisions that do not count",
        labels,
        rows,
        notes=("Nothing is deleted: each is kept, and counts again once its reason is put right.",),
    )


def _rows(resolution: Resolution) -> Iterator[Row]:
    found = [
        (decision.anchor.segment_id, decision.code_id, decision.coder, *_WHY[how])
        for decision, how in resolution.displaced
    ]
    for coding in resolution.of_others:
        why, hint = "its words are no informant's", f"if they are: qualcode roles {coding.document_id}"
        found.append((coding.segment_id, coding.code_id, coding.coder, why, hint))
    for coding in resolution.unattributed:
        why, hint = "nobody knows which informant says its words", f"say it: qualcode roles {coding.document_id}"
        found.append((coding.segment_id, coding.code_id, coding.coder, why, hint))
    for *others, last in resolution.conflicts:
        why = f"{last.coder} decided otherwise in another copy of the study: {last.verdict}"
        found += [(each.anchor.segment_id, each.code_id, each.coder, why, _AGAIN) for each in others]
    return (Row(cells=cells, key=cells[0]) for cells in found)


def uncounted_notes(resolution: Resolution | None, interviews: Sequence[Interview]) -> list[str]:
    """What stands under a table of whatever it leaves out: numbers alone, for the table may go to a client."""
    notes = []
    if resolution:
        for number, why in (
            (len(resolution.displaced), "whose words were changed or are gone in a corrected transcript"),
            (len(resolution.of_others), "on words that are no informant's"),
            (len(resolution.unattributed), "on words of whom nobody knows which informant says them"),
            (len(resolution.conflicts), "that the same coder made otherwise in another copy of the study"),
        ):
            if number:
                notes.append(f"Not counted: {plural(number, 'decision')} {why} (`qualcode status --uncounted`).")
    if total := sum(interview.n_turns_of_nobody for interview in interviews):
        where = plural(sum(bool(interview.n_turns_of_nobody) for interview in interviews), "interview")
        notes.append(
            f"Not counted: {plural(total, 'turn')} in {where} of informants whom the list does not name "
            "(`qualcode roles`)."
        )
    return notes


def hardly_informants(interviews: Sequence[Interview], *, named: bool = True) -> list[str]:
    """Say in which interviews hardly a word is an informant's; for a client, who must not learn ids, in how many."""
    ids = [interview.id for interview in interviews if interview.is_hardly_informants]
    if not ids:
        return []
    if not named:
        return [f"In {plural(len(ids), 'interview')} hardly a word is an informant's."]
    it = "it" if len(ids) == 1 else "them"
    return [f"{some(ids)}: hardly a word is an informant's: look at {it} (`qualcode roles {ids[0]} --turns`)."]


def not_counted(standings: Standings | Resolution) -> list[str]:
    """Decisions that do not count because of what became of their codes, with what to do about it."""
    kinds = (
        (standings.recode, "on a code that was split since wait to be coded again", "`qualcode suggestions --recode`"),
        (standings.retired, "on a retired code are kept and not counted", ""),
        (standings.unknown, "on a code the codebook does not have are kept and not counted", _UNKNOWN),
    )
    notes = []
    for decisions, what, remedy in kinds:
        if decisions:
            codes = Counter(decision.code_id for decision in decisions)
            listed = ", ".join(f"{code_id} ({number})" for code_id, number in sorted(codes.items()))
            notes.append(f"{plural(len(decisions), 'decision')} {what}: {listed}." + (f" {remedy}." if remedy else ""))
    return notes


def disputed_notes(resolution: Resolution) -> Iterator[str]:
    """What stands under a table that leaves out passages coders decided differently."""
    if not resolution.disputed:
        return
    reopened = sum(found.reopened for found in resolution.disputed)
    again = f" {reopened} of them were settled once, and a coder changed their mind since." if reopened else ""
    yield (
        f"Disputed, and not counted: {plural(len(resolution.disputed), 'passage')} on which coders differ.{again} "
        "`qualcode adjudicate` settles them."
    )


def asked_notes(n_silent: int) -> list[str]:
    """Say what a reader has to know of 'not asked': in how many interviews no question of the guide was recognised."""
    if not n_silent:
        return []
    return [
        f"In {plural(n_silent, 'interview')} no question of the guide was recognised: it is not known who was asked "
        "what there, and everybody counts as asked (`qualcode guide`)."
    ]


def read_for(study: Study, codebook: Codebook) -> tuple[str, ...]:
    """The codes on which an informant counts as silent only once all their passages have been read."""
    from qualcode.review.coverage import found_by_reading

    if study.settings.counting.reviewed == "read":
        return tuple(code.id for code in codebook.codes)
    without_rules = found_by_reading(codebook)
    return found_by_reading(codebook, looked_for=study.store.suggestions.looked_for(without_rules))


def reading_notes(settings: Settings, codebook: Codebook, codes: Sequence[str]) -> Iterator[str]:
    """Say what makes an interview reviewed besides decisions on suggestions; `codes` as `read_for` gives them."""
    if settings.counting.reviewed == "read":
        yield Rule("Reviewed: every suggestion decided, and every passage read since the theme exists.")
    elif codes:
        names = ", ".join(codebook.code(code_id).name for code_id in codes)
        yield (
            f"Nothing is suggested for {names}: an interview is reviewed for it once every passage was read since it "
            "exists (`qualcode review --whole`)."
        )


def notes_of(results: Results) -> Iterator[str]:
    """What a study adds to the rules of every table: when one is reviewed, and who and what is left out."""
    if results.reviewed is not None:
        yield from reading_notes(results.settings, results.codebook, results.by_reading)
    # Neither ids nor, to a client, reasons: "her director objected" may tell who it is.
    if results.for_client and results.excluded:
        yield f"{plural(len(results.excluded), results.people.person)} left out of the counts."
    elif not results.for_client:
        yield from (
            f"1 {results.people.person} left out of the counts: {reason}." for reason in results.excluded.values()
        )
    yield from results.uncounted
    yield from hardly_informants(results.interviews)


def reviewed_for_every(results: Results) -> frozenset[str]:
    """Who is reviewed for every theme."""
    people = frozenset(informant.id for informant in results.roster.informants)
    return people.intersection(*results.reviewed.values()) if results.reviewed else frozenset()


def how_far(results: Results) -> str:
    """Say how far an unfinished review is."""
    return (
        f"{results.n_decided:,} of {plural(results.n_proposed, 'suggestion')} decided; "
        f"{len(results.wholly_reviewed)} of {plural(len(results.roster.informants), results.people.person)} reviewed "
        "for every theme."
    )
