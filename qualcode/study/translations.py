"""Translations of interviews: files beside the originals, paired turn by turn whenever they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ReadError
from qualcode.files.source import read_source
from qualcode.model.document import Document
from qualcode.model.language import LANGUAGES
from qualcode.model.naming import document_key, fold
from qualcode.model.pairing import Pairing, UnpairedError, pair_turns
from qualcode.model.text import Span
from qualcode.model.wording import some
from qualcode.readers.files import translation_of
from qualcode.settings import ReadingSettings
from qualcode.study.beside import files_beside
from qualcode.study.kept import kept

if TYPE_CHECKING:
    from qualcode.study.study import Study
    from qualcode.tables.excerpt import Excerpt

TRANSLATION = "translation"
"""In `[translations] quotes`: print the translation where there is one."""


def translation_files(study: Study) -> Mapping[str, Path]:
    """Find by interview its translation: `kii-03.en.docx` beside `kii-03.docx`, of several languages the first."""
    by_key: dict[str, Path] = {}
    for path in files_beside(study):
        if (found := translation_of(path)) is not None:
            by_key.setdefault(document_key(found.original.name), path)
    names = study.store.documents.names() if by_key else {}
    return {id_: by_key[key] for id_, name in names.items() if (key := document_key(name)) in by_key}


def pairing_of(study: Study, document: Document, path: Path) -> Pairing:
    """Pair an interview with its translation; the same for the same two texts, so that it is done once."""
    if study.settings.study.pseudonyms == "yes":
        return Pairing(language=language_of(path), problem="names are replaced in this study, and would come in by it")
    try:
        source = read_source(path)
    except ReadError as error:
        return Pairing(language=language_of(path), problem=error.message)

    def pair() -> Pairing:
        return _paired(study, document, path)

    made_from = [document.sha256, [[t.speaker, t.started_at] for t in document.turns], source.sha256, path.name]
    return kept(study.store, f"translation-{document.id}", Pairing, made_from, pair)


def pairings_of(study: Study) -> Mapping[str, Pairing]:
    """Find by interview the translations that are paired turn by turn."""
    files = translation_files(study)
    documents = study.store.documents.all(list(files)) if files else ()
    found = {document.id: pairing_of(study, document, files[document.id]) for document in documents}
    return {id_: pairing for id_, pairing in found.items() if pairing.turns}


def language_of(path: Path) -> str:
    """The code of the language that a translation is in."""
    found = translation_of(path)
    return found.language if found else ""


def _paired(study: Study, document: Document, path: Path) -> Pairing:
    from qualcode.readers import ReadOptions, read_documents

    language, said = language_of(path), study.settings.reading.get(path.name, ReadingSettings())
    labels = frozenset(fold(turn.speaker) for turn in document.turns if turn.speaker)
    try:
        read = read_documents(path, ReadOptions(known_speakers=labels, **asdict(said)))
        if len(read) != 1:
            return Pairing(language=language, problem="the file holds several interviews")
        return Pairing(language=language, turns=pair_turns(document, read[0]))
    except ReadError as error:
        return Pairing(language=language, problem=error.message)
    except UnpairedError as why:
        return Pairing(language=language, problem=str(why))


def say_pairs(study: Study) -> None:
    """Say which translations were paired with their interviews, and of the others where the turns do not match."""
    files = translation_files(study)
    done: list[str] = []
    for document in study.store.documents.all(list(files)) if files else ():
        path = files[document.id]
        pairing = pairing_of(study, document, path)
        if pairing.problem:
            study.voice.warn(
                f"{path.name}: not paired with {document.id}: {pairing.problem}",
                "put the turns right in one of the two files, then import again; until then quotes have no translation",
            )
        else:
            done.append(f"{document.id} ({LANGUAGES.get(pairing.language, pairing.language)})")
    if done:
        study.voice.note(f"translations paired turn by turn: {some(done)}")


def translated_excerpts(study: Study, excerpts: Iterable[tuple[str, str, Excerpt]]) -> dict[str, str]:
    """Translate excerpts, by the codings they are of: each is the id of a coding, its interview, and the excerpt.

    A quote of a whole turn has the turn's translation; one of some of its sentences has those of the same places,
    where the turn has as many sentences in both languages; another has none.
    """
    files = translation_files(study)
    by_document: dict[str, list[tuple[str, Excerpt]]] = {}
    for coding_id, document_id, excerpt in excerpts:
        if document_id in files:
            by_document.setdefault(document_id, []).append((coding_id, excerpt))
    found: dict[str, str] = {}
    for document in study.store.documents.all(list(by_document)) if by_document else ():
        pairing = pairing_of(study, document, files[document.id])
        for coding_id, excerpt in by_document[document.id] if pairing.turns else ():
            if words := translated_span(document, pairing, Span(excerpt.start, excerpt.end)):
                found[coding_id] = words
    return found


def translated_span(document: Document, pairing: Pairing, span: Span) -> str:
    """The translation of a stretch of one turn; empty where it cannot be told."""
    turn = next((turn for turn in document.turns if turn.start <= span.start and span.end <= turn.end), None)
    if turn is None or not (words := pairing.of(turn)):
        return ""
    if document.text[turn.start : span.start].strip() == "" and document.text[span.end : turn.end].strip() == "":
        return " ".join(words.split())
    ours = _sentences(document.text, Span(turn.start, turn.end), document.language)
    theirs = _sentences(words, Span(0, len(words)), pairing.language)
    places = [place for place, each in enumerate(ours) if span.start < each.end and each.start < span.end]
    whole = places and ours[places[0]].start == span.start and ours[places[-1]].end == span.end
    if len(ours) != len(theirs) or not whole:
        return ""
    return " ".join(words[theirs[places[0]].start : theirs[places[-1]].end].split())


def _sentences(text: str, span: Span, language: str) -> list[Span]:
    from qualcode.segmenters import split_sentences

    bounds = split_sentences(text, span, language)
    return [Span(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
