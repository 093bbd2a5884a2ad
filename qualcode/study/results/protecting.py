"""What was looked for before a report, and what nobody has listed that may be a name: to be ticked into protect.csv."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.journal import EventKind, new_event
from qualcode.model.nouns import dataclass
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import listed, plural, some
from qualcode.privacy.candidates import (
    NAME,
    ORGANISATION,
    PERSON,
    PLACE,
    ROLE,
    Candidate,
    Entities,
    Printed,
    find_candidates,
)
from qualcode.settings import study_around
from qualcode.study.results.quotes import findings_of, protected
from qualcode.study.results.unlisted import common_words

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study

YES, NO = "yes", "no"
NO_NAME = "names nobody"
"""The reason that is kept where somebody says so."""
REPLACEMENTS = {PERSON: "[name]", NAME: "[name]", ORGANISATION: "[organisation]", PLACE: "[place]"}
_LABELS = {"PERSON": PERSON, "ORG": ORGANISATION, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE}
"""What a language model calls a name."""
COLUMNS = ("Name", "Taken for", "Times", "Where", "In the words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What may be a name, and how it was looked for."""

    candidates: tuple[Candidate, ...]
    how: tuple[str, ...]
    """In sentences, what was looked through by what, and what was not."""


def looked_for(results: Results) -> str:
    """Say in a sentence what quotes were looked through for."""
    kinds = Counter(entry.kind for entry in protected(results).protected)
    path = (study_around(results.folder) or results.folder) / results.settings.study.protect
    missing = "" if path.is_file() else " (there is no such file)"
    of_list = listed(
        [plural(kinds["id"], "id"), plural(kinds["person"], "name"), plural(kinds[ORGANISATION], ORGANISATION)]
    )
    return (
        f"Looked in {plural(len(results.selection.quotes), 'quote')} for {of_list} of the list of informants, "
        f"{plural(kinds['listed'], 'name')} in {path.name}{missing}, e-mail addresses and telephone numbers."
    )


def unlisted(study: Study, results: Results) -> str:
    """Say how many words that are printed may be names nobody has listed, told by their capitals alone."""
    number = len(propose_names(study, results, by_model=False).candidates)
    if not number:
        return "No word with a capital is left that may be a name; names in small letters are not found."
    return (
        f"{plural(number, 'word')} may be names nobody has listed, or say who speaks; for a client [name] or [role] "
        "stands there until somebody says that it is none: `qualcode check-privacy --candidates` shows them, --to "
        "names.xlsx makes a list to tick."
    )


def propose_names(study: Study, results: Results, *, by_model: bool = True) -> Proposed:
    """Find what may be a name in everything a report prints: quotes, findings, titles, codebook, guide.

    By the language model that is installed, and by capitals; without `by_model`, by capitals alone, which is quick.
    What somebody said to name nobody is left out.
    """
    texts = list(_printed(study, results))
    entities, how = _recogniser(study) if by_model else (None, ())
    found = find_candidates(texts, protected(results), entities=entities, common=common_words(results))
    unread = sorted({each.where for each in texts if each.language not in ("", "en")})
    if unread and by_model:
        how = (*how, f"Not in English, so read these yourself: {some(unread)}.")
    return Proposed(candidates=tuple(each for each in found if each.id not in results.settled), how=how)


def candidates_table(proposed: Proposed) -> Table:
    """What may be a name, with where it is printed: for the team."""
    return listing(
        "names",
        "May be names",
        ("No", *COLUMNS),
        (Row(cells=(str(number), *shown(each))) for number, each in enumerate(proposed.candidates, start=1)),
        numeric=("No", "Times"),
        wide=("In the words",),
        notes=(*proposed.how, "For the study's team: nobody has said yet which of these are names."),
    )


def protect(study: Study, results: Results, answers: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Follow what somebody says of names: by the name, what it was taken for and `yes`, `no`, or what to print instead.

    An empty answer takes back a `no`. Returns by name why it stays as it was.
    """
    now = {name: said_of(results, name) for name in answers}
    refused = {
        name: f"take it out of {results.settings.study.protect} by hand"
        for name, (kind, answer) in answers.items()
        if answer in ("", NO) and now[name] not in ("", NO) and kind != ROLE
    }
    rows = [
        (name, REPLACEMENTS.get(kind, REPLACEMENTS[NAME]) if answer == YES else answer)
        for name, (kind, answer) in answers.items()
        if answer not in ("", NO) and (kind, answer) != (ROLE, YES)
    ]
    if rows:
        path = (study.around or study.folder) / study.settings.study.protect
        _add_to_list(path, rows)
        study.voice.note(f"{plural(len(rows), 'name')} written into {path.name}")
    study.store.log.add_events(
        new_event(EventKind.PRIVACY, "study", {"breach": id_of_name(name), **_HOW[answer]})
        for name, (kind, answer) in answers.items()
        if (answer in (NO, "") or (kind, answer) == (ROLE, YES)) and name not in refused and answer != now[name]
    )
    return refused


_HOW: Mapping[str, Mapping[str, object]] = {
    YES: {"how": "replace"},
    NO: {"how": "allow", "reason": NO_NAME},
    "": {"how": "reopen"},
}


def read_answer(written: str) -> str:
    """What an answer means: `yes`, `no`, empty, or the words to print instead, in brackets. ValueError for others."""
    folded = written.casefold()
    if folded in (YES, NO, ""):
        return folded
    if not (written.startswith("[") and written.endswith("]") and written[1:-1].strip()):
        raise ValueError(f"{written}: say yes, no, or what to print instead in brackets, as in [a town]")
    return written


def shown(each: Candidate) -> tuple[str, ...]:
    """A candidate under the headings of `COLUMNS`."""
    return (each.name, each.kind, str(len(each.where)), some(each.where, most=3), each.example)


def id_of_name(name: str) -> str:
    """The id under which it is kept that a name is none."""
    return Candidate(name=name, kind=NAME, where=()).id


def said_of(results: Results, name: str) -> str:
    """What holds of a name now, as an answer."""
    entry = next((each for each in protected(results).protected if each.name.casefold() == name.casefold()), None)
    if entry is not None:
        return YES if entry.replacement in REPLACEMENTS.values() else entry.replacement
    settled = results.settled.get(id_of_name(name))
    return "" if settled is None else YES if settled.replaced else NO


def _printed(study: Study, results: Results) -> Iterator[Printed]:
    yield Printed(where="the title", text=results.title)
    for quote in results.selection.quotes:
        yield Printed(where=quote.segment_id, text=quote.translation or quote.text, language=quote.language)
    file = results.settings.study.findings
    for text in findings_of(results).texts:
        yield Printed(where=file, text=text)
    for code in results.codebook.codes:
        for text in (code.name, code.definition, code.include, code.exclude):
            yield Printed(where=results.settings.study.codebook, text=text)
    guide = study.guide()
    for wording in (wording for question in (guide.questions if guide else ()) for wording in question.wordings):
        yield Printed(where=study.guide_path.name, text=wording)


def _recogniser(study: Study) -> tuple[Entities | None, tuple[str, ...]]:
    """What finds names in a text by the installed language model, and what to say of it."""
    from qualcode.suggesters.rules.language_model import installed_model, load_model

    model = study.settings.model or installed_model()
    nlp = load_model("en", model) if model else None
    if nlp is None or "ner" not in nlp.pipe_names:
        return None, (
            'No language model that knows names is installed (pip install "qualcode[en]"): only words with a capital '
            "are found.",
        )

    def entities(text: str) -> list[tuple[str, str]]:
        return [(entity.text, _LABELS[entity.label_]) for entity in nlp(text).ents if entity.label_ in _LABELS]

    return entities, (
        f"Names as {model} tells them in English, and words with a capital; a name in small letters is not found.",
    )


def _add_to_list(path: Path, rows: Sequence[tuple[str, str]]) -> None:
    """Write names under those that protect.csv has, in its own columns."""
    from qualcode.errors import RosterError
    from qualcode.files.encoding import decode_list
    from qualcode.files.more_rows import csv_with, excel_with
    from qualcode.files.source import read_source
    from qualcode.files.tables import EXCEL, delimiter_of, read_list
    from qualcode.files.write import write_whole
    from qualcode.privacy.names import name_columns

    source = read_source(path) if path.is_file() and path.stat().st_size else None
    headings = next(iter(read_list(source)[0]), []) if source else []
    columns = name_columns(headings) if headings else {"name": 0, "replacement": 1}
    if columns is None:
        raise RosterError(f"{path.name}: line 1: no column of names", hint="head the columns: name, replacement")
    new = []
    for name, replacement in rows:
        cells = [""] * max(len(headings), 2)
        cells[columns["name"]] = name
        if columns["replacement"] >= 0:
            cells[columns["replacement"]] = replacement
        new.append(cells)
    if source and path.suffix.lower() in EXCEL:
        write_whole(path, excel_with(source.data, new))
        return
    text = decode_list(source, Counter())[0] if source else ""
    write_whole(path, csv_with(text, [] if headings else [["name", "replacement"]], new, delimiter_of(text)))
