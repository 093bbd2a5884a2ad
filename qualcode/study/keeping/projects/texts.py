"""The texts of a project, laid into the study's folder of transcripts and read as any transcript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.exchange import ForeignProject
from qualcode.exchange.align import Alignment
from qualcode.exchange.project import ForeignText
from qualcode.exchange.turns import has_speakers, with_turns
from qualcode.files.write import write_new
from qualcode.model.document import Document
from qualcode.model.naming import document_key, file_stem
from qualcode.model.text import fold_term
from qualcode.model.wording import plural
from qualcode.study.reading.import_notes import report_import
from qualcode.study.reading.interviews import follow_import, import_transcripts
from qualcode.study.reading.looking import mark_documents
from qualcode.study.reading.pseudonyms import expect_key
from qualcode.study.reading.roster import load_roster

if TYPE_CHECKING:
    from qualcode.study.study import Study

SAME = 0.97
"""Share of the words of an interview that have to be in a text of the same name for it to be that interview."""
_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def take_texts(study: Study, project: ForeignProject, *, wanted: bool, kept: Counter[str]) -> Mapping[str, str]:
    """Import the texts that the study has not; returns the interviews' ids by the project's ids of its texts.

    Unless they are `wanted`, only those are found that are here already.
    """
    found = _known(study, project)
    kept["interviews here already"] = len(found)
    new = [text for text in project.texts if text.id not in found and text.text.strip()]
    kept["texts without words"] = sum(not text.text.strip() for text in project.texts)
    if not wanted or not new:
        return found
    expect_key(study, None)
    files = _write(study.folder / "transcripts", new)
    if n := sum(has_speakers(text) for text in new):
        study.voice.note(
            f"{plural(n, 'text')} without labels: who speaks is told by the project's cases, and what no case says is "
            "taken for the interviewer's"
        )
    roster = load_roster(study, strict=False)
    outcome = import_transcripts(study, list(dict.fromkeys(files.values())), roster, on_record=False)
    outcome = follow_import(study, roster, outcome)
    report_import(outcome, (), study.voice, marks=mark_documents(study, outcome.documents))  # rows for them follow
    by_name = {name: id_ for id_, name in study.store.documents.names().items()}
    by_name |= {copy.name: by_name[copy.other] for copy in outcome.copies if copy.other in by_name}
    found |= {id_: by_name[path.name] for id_, path in files.items() if path.name in by_name}
    kept["interviews"] = len(outcome.documents)
    return found


def _known(study: Study, project: ForeignProject) -> dict[str, str]:
    """The interviews of the study that texts of the project are: of that name, or word for word the same."""
    names = study.store.documents.names()
    by_key = {document_key(name): id_ for id_, name in names.items()} | {id_: id_ for id_ in names}
    by_words = {_words(document.text): document.id for document in study.store.documents.all()} if names else {}
    found = {}
    for text in project.texts:
        near = by_key.get(document_key(text.name))
        if near is not None and _is_same(text, study.store.documents.get(near)):
            found[text.id] = near
        elif (same := by_words.get(_words(text.text))) is not None:
            found[text.id] = same
    return found


def _is_same(text: ForeignText, document: Document) -> bool:
    return Alignment(text.text, document.text).share >= SAME


def _words(text: str) -> int:
    return hash(fold_term(text))


def _write(folder: Path, texts: list[ForeignText]) -> dict[str, Path]:
    """Write texts as files, each whole or not at all; by the text's id, its file. Nothing is overwritten."""
    folder.mkdir(mode=0o700, exist_ok=True)
    files: dict[str, Path] = {}
    for text in texts:
        content = with_turns(text).encode("utf-8", "replace")
        stem = " ".join(_NO_NAME.sub(" ", file_stem(text.name)).split())[:80].strip(" .") or "text"
        path, number = folder / f"{stem}.txt", 2
        while not write_new(path, content) and (path.read_bytes() != content or path in files.values()):
            path, number = folder / f"{stem} ({number}).txt", number + 1
        files[text.id] = path
    return files
