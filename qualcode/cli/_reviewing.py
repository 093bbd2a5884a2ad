"""A coder's session on an open study."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from qualcode.cli._naming import named_code
from qualcode.cli._study import Study
from qualcode.errors import QualcodeError, UsageError
from qualcode.model.journal import EventKind
from qualcode.review.library import Item, Library
from qualcode.review.session import Session
from qualcode.review.standing import Target


def open_session(study: Study, coder: str, *, blind: bool = False, suggestions: bool = True) -> Session:
    """What there is to review, for one coder; `blind` to what others decided, or without the rules' suggestions."""
    project = study.project
    return Session(
        project,
        open_library(study, suggestions=suggestions),
        coder=coder,
        blind=blind,
        read=project.read_marks(coder=coder) if coder else (),
    )


def open_library(study: Study, *, suggestions: bool = True) -> Library:
    """What there is to review."""
    project = study.project
    segmented = list(project.segmented())
    proposed = [found for document, _ in segmented for found in project.suggestions(document.id)] if suggestions else []
    return Library.of(
        segmented,
        proposed,
        study.codebook(),
        roster=study.roster(),
        assigned=assignments(study),
        redirects=project.redirects(),
    )


def assignments(study: Study) -> list[tuple[str, str]]:
    """Coder and document of every interview that was given to several coders."""
    given: dict[tuple[str, str], bool] = {}
    for event in study.project.events(EventKind.ASSIGN):
        given[str(event.detail.get("coder", "")), event.target] = not event.detail.get("withdrawn")
    return [pair for pair, still in given.items() if still]


def spellings(study: Study, names: Iterable[str]) -> dict[str, str]:
    """Of each name as written the one the study knows the coder by: Ann and ann are one person."""
    known = {coder: coder for coder in study.project.coders()}
    known |= {coder: coder for coder, _ in assignments(study)}
    folded = {coder.casefold(): coder for coder in sorted(known, reverse=True)}
    found: dict[str, str] = {}
    for written in names:
        name = " ".join(written.split())
        found[written] = known.get(name) or folded.setdefault(name.casefold(), name)
    return found


def spelled(study: Study, name: str) -> str:
    """A coder's name as the study knows it."""
    return spellings(study, [name])[name]


def coder_name(named: str, study: Study) -> str:
    """Who decides, as the study knows the name: as named, as set, else asked once and kept in the user's settings."""
    return spelled(study, _own_name(named, study))


def _own_name(named: str, study: Study) -> str:
    from qualcode.cli._say import may_ask
    from qualcode.files.toml import write_keys
    from qualcode.settings import user_settings_path

    name = named.strip() or study.settings.review.coder.strip()
    if name:
        return name
    if not may_ask():
        raise UsageError("who decides?", hint="add --coder NAME, or set review.coder in qualcode.toml")
    name = str(typer.prompt("Your name, as it stands with your decisions")).strip()
    path = user_settings_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_keys(path, ("review",), {"coder": name})
        study.voice.note(f"kept in {path}, as review.coder; --coder NAME uses another")
    except (QualcodeError, OSError):
        study.voice.note("set review.coder in qualcode.toml to be asked no more")
    return name


def find_item(session: Session, suggestion_id: str) -> Item:
    """The suggestion of that id; UsageError where there is none."""
    try:
        return session.item(suggestion_id)
    except KeyError:
        raise UsageError(
            f"{suggestion_id}: no such suggestion", hint="`qualcode suggestions` lists them with their ids"
        ) from None


def find_on_passage(session: Session, segment_id: str, code: str) -> Item:
    """A code on a passage, suggested or not; UsageError where there is no such passage or code."""
    library = session.library
    segment = library.segments.get(segment_id)
    if segment is None:
        raise UsageError(f"{segment_id}: no such passage", hint="it is written kii-03:128, document and number")
    return session.at(Target(segment.document_id, segment_id, named_code(code, library.codebook)))
