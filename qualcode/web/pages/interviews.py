"""The interviews of a study: bring files in, look at what was understood, say who speaks and of which type they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial

from starlette.responses import Response

from qualcode.errors import QualcodeError, UsageError
from qualcode.model.certainty import Certainty
from qualcode.model.document import Document, Role
from qualcode.model.label_answer import LabelAnswer
from qualcode.model.voice import SILENT
from qualcode.model.wording import plural
from qualcode.study.reading.label_list import Label, follow_labels, labels_of, meaning_of
from qualcode.study.reading.looking import mark_documents
from qualcode.study.reading.roster import draft_roster, fill_types, read_roster_again
from qualcode.study.study import Study
from qualcode.web.answering import own_address
from qualcode.web.visit import Visit, first, see_other

WORST_FIRST = (Certainty.WRONG, Certainty.LOOK, Certainty.SURE)
PAGE = "/interviews"
MOST_LABELS = 200
"""Labels that are asked for on one page; `qualcode roles --to FILE.xlsx` has them all."""


def interviews(visit: Visit) -> Response:
    """What is there, and what is still to be said of it."""
    study = visit.room.study
    work = visit.house.work if visit.house.work and visit.house.work.page == PAGE else None
    documents = list(study.store.documents.all())
    labels = labels_of(study) if documents else []
    people = sorted(_people(study), key=lambda each: bool(each[1]))  # those without a type first
    return visit.page(
        "interviews.html",
        "read",
        work=work,
        is_running=bool(work and work.is_running),
        rows=list(_rows(study, documents)),
        labels=labels[:MOST_LABELS],
        n_labels=len(labels),
        answers=[each.value for each in LabelAnswer],
        people=people,
        types=list(dict.fromkeys([*study.settings.study.types, *(each[1] for each in people if each[1])])),
        n_without=sum(not type_ for _, type_, _ in people),
        codebook=study.codebook_path.name,
        has_suggestions=bool(documents) and study.store.sources.codebook() is not None,
        folder=study.folder,
    )


def read_files(visit: Visit) -> Response:
    """Read what lies in the folder of transcripts, and apply the codebook."""
    return _begin(visit, "Reading the interviews", _read)


def say_labels(visit: Visit) -> Response:
    """Follow what was said of labels."""
    study = visit.room.study
    labels = labels_of(study)
    answers = {}
    for label in labels:
        said = visit.form.get(label.id)
        if said is not None and said.strip() != label.said:
            try:
                answers[label.id] = meaning_of(said.strip(), study=study, labels=labels, of=label)
            except ValueError as why:
                raise UsageError(str(why), hint="choose one of the answers, or write an informant's id") from None
    if not answers:
        return see_other("/interviews")
    return _begin(visit, "Telling who speaks", partial(_follow, labels=labels, answers=answers))


def _follow(study: Study, *, labels: list[Label], answers: dict[str, str]) -> None:
    follow_labels(study, labels, answers)
    draft_roster(replace(study, voice=SILENT))  # the page asks for what is missing


def say_types(visit: Visit) -> Response:
    """Write the types of informants into their list, and read it."""
    said = {id: visit.form.get(f"type {id}", "").strip() for id, _, _ in _people(visit.room.study)}
    fill_types(visit.room.study, said)
    return _begin(visit, "Reading the list of informants", _read_list)


def progress(visit: Visit) -> Response:
    """How far the work is; nothing once it is done."""
    work = visit.house.work
    if work is None or not work.is_running:
        return Response(status_code=204)
    return visit.part("progress.html", work=work)


def stop_work(visit: Visit) -> Response:
    """Leave off."""
    if visit.house.work:
        visit.house.work.stop()
    return see_other(own_address(first(visit.form, "to"), "/interviews"))


def _begin(visit: Visit, title: str, do: Callable[[Study], None]) -> Response:
    visit.house.begin(title, do, page=PAGE)
    return see_other(PAGE)


def _read(study: Study) -> None:
    outcome = study.import_transcripts()
    if outcome.found_nothing:
        raise UsageError("there are no transcripts yet", hint="drop them on the page, or choose them")
    study.suggest(workers=1)
    draft_roster(replace(study, voice=SILENT))  # the page asks for what is missing


def _read_list(study: Study) -> None:
    read = read_roster_again(study)
    for problem in read.problems:
        study.voice.warn(str(problem), problem.hint)
    study.voice.note(f"{plural(len(read.roster.informants), 'informant')} in the list")


def _rows(study: Study, documents: list[Document]) -> Iterator[dict[str, object]]:
    """A row per interview, the doubtful ones first."""
    marks = mark_documents(study, documents)
    for document in sorted(documents, key=lambda each: WORST_FIRST.index(marks[each.id].certainty)):
        yield {
            "id": document.id,
            "name": document.name,
            "mark": marks[document.id],
            "asks": _who(document, Role.INTERVIEWER),
            "answers": _who(document, Role.INFORMANT),
            "words": sum(document.n_words(turn) for turn in document.turns if turn.role is Role.INFORMANT),
        }


def _who(document: Document, role: Role) -> str:
    return ", ".join(dict.fromkeys(turn.speaker or "no label" for turn in document.turns if turn.role is role))


def _people(study: Study) -> Iterator[tuple[str, str, str]]:
    """Of each row of the list of informants as it is now the id, the type, and the interviews."""
    from qualcode.readers.roster import read_roster

    with suppress(QualcodeError):
        roster = read_roster(study.roster_path, strict=False)
        for person in roster.informants:
            where = [row.document for row in roster.appearances if row.informant_id == person.id]
            yield person.id, person.informant_type, ", ".join(dict.fromkeys(where))
