"""The open answers of a study's surveys, coded with the codebook of its interviews and counted apart from them.

They are a study of their own, in a folder of this one: what reviews, counts, quotes and keeps interviews does so with
them, and no figure of the interviews can hold one of them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.files.write import write_new, write_whole
from qualcode.model.document import Document
from qualcode.model.nouns import dataclass
from qualcode.model.survey import Respondent
from qualcode.model.wording import plural
from qualcode.settings import OPEN_ANSWERS, SETTINGS_NAME
from qualcode.store import DATABASE, Store
from qualcode.study.around import expect_interviews
from qualcode.study.codebook.suggesting import SuggestOutcome
from qualcode.study.reading.interviews import follow_import
from qualcode.study.reading.outcome import ImportOutcome
from qualcode.study.reading.roster import load_roster
from qualcode.study.reading.storing import Storing
from qualcode.study.survey.showing import NO_TYPE
from qualcode.study.survey.surveys import NONE_YET, surveys_of
from qualcode.tables.attribution import RESPONDENT

if TYPE_CHECKING:
    from qualcode.study.study import Study

SETTINGS = """\
# The open answers of the survey of the study around this folder, whose settings and codebook hold here, too.
# `qualcode survey code` there brings newer answers and writes informants.csv anew.

[study]
name = {name}

[privacy]
attribution = {attribution}
"""
HEADINGS = ("informant_id", "informant_type", "document", "speaker", "survey")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """What became of the open answers."""

    folder: Path
    n_respondents: int
    n_asked: int
    outcome: ImportOutcome
    suggested: SuggestOutcome

    @property
    def said(self) -> Iterator[str]:
        """What was done, in sentences."""
        changed = len(self.outcome.versions)
        new, same = len(self.outcome.documents) - changed, len(self.outcome.unchanged)
        yield (
            f"open answers of {self.n_respondents:,} of {plural(self.n_asked, 'respondent')}: "
            f"{new:,} new, {changed:,} changed, {same:,} as before"
        )
        yield f"{plural(self.suggested.n_suggestions, 'suggestion')} for them, {self.suggested.added:,} new"
        yield f"review them: `qualcode review --project {self.folder}`; they count in no table of the interviews"


@contextmanager
def open_answers_of(study: Study, *, read_only: bool = True) -> Iterator[Study | None]:
    """Open the study of a study's open answers; None where they were never coded."""
    folder = study.folder / OPEN_ANSWERS
    if study.around is not None or not (folder / DATABASE).is_file():
        yield None
        return
    with type(study).open(folder, read_only=read_only, voice=study.voice) as own:
        yield own


def code_open_answers(study: Study) -> Coded:
    """Bring the open answers of all surveys, as they are now, into a study of their own, and suggest codes for them.

    Decisions on answers that are as they were stay. UsageError where nobody answered an open question.
    """
    from qualcode.readers.survey.open_answers import open_answers

    expect_interviews(study, "open answers are coded")
    found = surveys_of(study)
    if not found.surveys:
        raise UsageError(f"{study.folder}: no survey", hint=NONE_YET)
    answered = [(survey.name, *each) for survey in found.surveys for each in open_answers(survey, found.plan.leave_out)]
    if not answered:
        raise UsageError(
            "nobody answered an open question in their own words",
            hint="`qualcode survey questions` lists their kinds; without a form survey.yaml may correct them",
        )
    folder = _made(study)
    write_whole(folder / "informants.csv", _roster(answered))
    with type(study).open(folder, voice=study.voice) as own:
        outcome = _stored(own, [document for _, _, document in answered])
        n_asked = sum(len(survey.respondents) for survey in found.surveys)
        suggested = own.suggest()
    return Coded(folder=folder, n_respondents=len(answered), n_asked=n_asked, outcome=outcome, suggested=suggested)


def _made(study: Study) -> Path:
    """The folder of the open answers, made where there is none: copies of one study have copies of one."""
    folder = study.folder / OPEN_ANSWERS
    name = f"{study.name}: open answers of the survey"
    if not (folder / DATABASE).is_file():
        id_ = blake2b(f"{OPEN_ANSWERS} {study.figure_key}".encode(), digest_size=16).hexdigest()
        with Store.create(folder, name=name) as store:
            store.facts.set_setting("study", id_)
    quoted = {"name": name, "attribution": RESPONDENT}
    text = SETTINGS.format(**{key: json.dumps(words, ensure_ascii=False) for key, words in quoted.items()})
    write_new(folder / SETTINGS_NAME, text.encode())
    return folder


def _roster(answered: Iterable[tuple[str, Respondent, Document]]) -> bytes:
    """The respondents as a list of informants."""
    from qualcode.readers.survey.open_answers import ANSWERS, respondent_id

    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(HEADINGS)
    rows.writerows(
        (respondent_id(survey, each), each.type or NO_TYPE, document.id, ANSWERS, survey)
        for survey, each, document in answered
    )
    return written.getvalue().encode()


def _stored(study: Study, documents: list[Document]) -> ImportOutcome:
    """Keep the answers that are new or another than before."""
    from qualcode.readers.speakers.evidence import evidence_of
    from qualcode.segmenters import cut_document
    from qualcode.store.pack import pack_cut

    roster = load_roster(study)
    known = study.store.documents.text_hashes()
    new = [each for each in documents if known.get(each.sha256) != each.id]
    words = study.settings.segments.words
    storing = Storing(
        study=study,
        roster=roster,
        names=study.store.documents.names(),
        cuts={each.id: (each.language, pack_cut(cut_document(each, words=words))) for each in new},
        evidence={each.id: evidence_of(each) for each in new},
    )
    unchanged = tuple(each.id for each in documents if each not in new)
    storing.store(new)
    storing.end()
    outcome = ImportOutcome(
        documents=tuple(storing.documents),
        unchanged=unchanged,
        failures=tuple(storing.failures),
        versions=tuple(storing.versions),
        backup=storing.backup,
    )
    for failure in outcome.failures:
        study.voice.warn(failure.message, failure.hint)
    return follow_import(study, roster, outcome)
