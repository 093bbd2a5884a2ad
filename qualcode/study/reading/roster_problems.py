"""What is wrong between the list of informants and the interviews, each with its remedy."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from qualcode.model.document import Document, Role
from qualcode.model.informant import Appearance, Roster
from qualcode.model.label_answer import MAY_BE, LabelAnswer, same_as
from qualcode.model.naming import fold
from qualcode.model.problem import Problem
from qualcode.model.wording import listed, some
from qualcode.settings import place_of
from qualcode.study.kept import kept

if TYPE_CHECKING:
    from qualcode.study.study import Study


def roster_problems(study: Study, roster: Roster, documents: Iterable[Document] | None = None) -> list[Problem]:
    """Find what the list says in two ways, what it and the transcripts lack, misspelt types and unknown speakers.

    `documents` are all interviews of the study as it has them, where they are at hand.
    """
    from qualcode.readers.roster import check_roster

    problems = [
        *roster.problems,
        *check_roster(roster, study.store.documents.ids(), known_types=study.settings.study.types),
    ]
    problems += _role_problems(study, roster)
    problems += _everyday_names(study, roster)
    made_from = [study.store.stamp().documents, roster, study.settings.roles]
    found = kept(
        study.store, "roster", tuple[Problem, ...], made_from, lambda: _in_interviews(study, roster, documents)
    )
    return [*problems, *found]


def _in_interviews(study: Study, roster: Roster, documents: Iterable[Document] | None) -> tuple[Problem, ...]:
    """Find what the list says of single interviews and their turns do not, or the other way round."""
    from qualcode.readers.roster import appearances_in

    problems: list[Problem] = []
    held = {document.id: document for document in documents or ()}
    for document in map(held.__getitem__, study.store.documents.ids()) if held else study.store.documents.all():
        problems += _taken_for_one(document)
        rows = appearances_in(roster, document.id, document.name)
        if not rows:
            continue  # said already: a transcript without a row
        problems += _not_heard(document, rows)
        shared = _shared_labels(document, rows)
        whose = Counter[str]()
        for voice, n in document.voices().items():
            if voice.role is Role.INFORMANT and voice.informant_id is None and voice.speaker not in shared:
                whose[voice.speaker] += n
        if whose:
            speakers = ", ".join(speaker or "no label" for speaker in whose)
            people = list(dict.fromkeys(row.informant_id for row in rows if not row.speaker))
            mistaken = f"; or take out a row that is there by mistake ({', '.join(people)})" if len(people) > 1 else ""
            problems.append(
                Problem(
                    where=document.id,
                    message=f"informant turns of nobody in the list of informants: {whose.total()} ({speakers}); "
                    "counted for nobody",
                    hint=f"write the label into the list's speaker column, in the row of whoever says it{mistaken}",
                    is_error=False,
                )
            )
    return tuple(problems)


def _not_heard(document: Document, rows: Sequence[Appearance]) -> Iterator[Problem]:
    """Name people of the list who say nothing in an interview: their label is not found, or nobody is an informant."""
    heard = {person for voice in document.voices() for person in voice.informants}
    shared = _shared_labels(document, rows)
    for label, people in shared.items():
        yield Problem(
            where=document.id,
            message=f"the label {label!r} is given to {listed(people)}: its words count for nobody",
            hint=f'`qualcode roles {document.id} "{label}"={LabelAnswer.EACH}` counts them for each; or say of single '
            f"turns whose they are: qualcode roles {document.id} --turns",
            is_error=False,
        )
    named_for_several = set(map(fold, shared))
    silent = [
        row
        for row in rows
        if row.speaker and row.informant_id not in heard and not named_for_several & set(map(fold, row.speakers))
    ]
    for row in silent:
        yield Problem(
            where=document.id,
            message=f"{row.informant_id} says nothing in it: no words are found under the label {row.speaker!r}",
            hint=f"`qualcode roles {document.id}` shows the labels that were found; correct it under `speaker`",
            is_error=False,
        )
    if not silent and not any(voice.role is Role.INFORMANT for voice in document.voices()):
        yield Problem(
            where=document.id,
            message="nobody in it is taken for an informant: nothing of it is coded or counted",
            hint=f"`qualcode roles {document.id}` shows who speaks, and puts it right",
            is_error=False,
        )


def _shared_labels(document: Document, rows: Sequence[Appearance]) -> dict[str, list[str]]:
    """Labels of an interview that the list gives to several people, each with these."""
    holders: dict[str, dict[str, None]] = {}
    for row in rows:
        for label in row.speakers:
            holders.setdefault(fold(label), {})[row.informant_id] = None
    if all(len(people) == 1 for people in holders.values()):
        return {}
    there = {fold(turn.speaker): turn.speaker for turn in document.turns if not turn.also}
    return {there[label]: list(people) for label, people in holders.items() if len(people) > 1 and label in there}


def _taken_for_one(document: Document) -> Iterator[Problem]:
    """Name labels whose words are all one informant's, because the list has a single row, which names no speaker."""
    from qualcode.readers.speakers.certainty import counted_as_one

    if labels := counted_as_one(document):
        yield Problem(
            where=document.id,
            message=f"{len(labels)} people speak as informants ({', '.join(labels)}), counted as one",
            hint="give each a row in the list of informants, with the label under `speaker`; if they are one: "
            f'`qualcode roles {document.id} "{labels[1]}"="same as {labels[0]}"`',
            is_error=False,
        )


def _role_problems(study: Study, roster: Roster) -> Iterator[Problem]:
    """Name corrections in the settings that are neither a role nor an informant."""
    known = {*LabelAnswer, *(informant.id.casefold() for informant in roster.informants)}
    for document_id, labels in study.settings.roles.items():
        for label, what in labels.items():
            if what.casefold() not in known and not same_as(what):
                place = place_of(study.folder, "roles", document_id, label).removeprefix(f"{study.folder}{os.sep}")
                yield Problem(
                    where=f"{place}: roles.{document_id}: {label}",
                    message=f"{what} is neither a role nor an informant of the list",
                    hint=f"write {MAY_BE}",
                    is_error=False,
                )


def _everyday_names(study: Study, roster: Roster) -> Iterator[Problem]:
    """Say of whom the name or organisation is an everyday word, without saying which."""
    from qualcode.privacy.names import told_by_capital

    if people := told_by_capital(roster):
        yield Problem(
            where="roster",
            message=f"a name or organisation of {some(people)} is an everyday word: in quotes it is replaced where it "
            "has a capital, and stays where it is written small",
            hint=f"to have it replaced always, write it in small letters into {study.settings.study.protect}",
            is_error=False,
        )
