"""The one thing to do next in a study, with the command to type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model.journal import EventKind
from qualcode.model.wording import plural
from qualcode.study.codebook.files import why_nothing
from qualcode.study.unread import codebook_is_unread, roster_is_incomplete, roster_is_unread

if TYPE_CHECKING:
    from qualcode.study.study import Study

TO_IMPORT = "No interviews yet: `qualcode import transcripts`."


def next_step(study: Study, *, n_documents: int, n_suggestions: int, n_decided: int, n_disputed: int) -> str:
    """Say what to do next: what has to be read first, then what waits for a person, then the report."""
    if not n_documents:
        return TO_IMPORT
    if study.roster_path.exists() and roster_is_unread(study):
        why = "is still to be completed" if roster_is_incomplete(study) else "changed since it was read"
        return f"Next: `qualcode informants`, {study.roster_path.name} {why}."
    if not study.store.sources.roster().informants:
        return (
            "Next: `qualcode informants --draft`, which writes a row per interview into the list of informants; then "
            "fill it in."
        )
    if study.store.sources.codebook() is None:
        return "Next: `qualcode suggest`."
    if study.codebook_path.exists() and codebook_is_unread(study):
        return f"Next: `qualcode suggest`, {study.codebook_path.name} changed since it was applied."
    if not n_suggestions:
        return why_no_suggestions(study)
    n_left = n_suggestions - n_decided
    if not n_decided:
        waiting = plural(n_left, "suggestion")
        return (
            f"Nothing has been reviewed by a person, and every table says so. Next: `qualcode review`, {waiting} wait."
        )
    if n_left:
        return f"Next: `qualcode review`, {n_left:,} wait."
    if n_disputed:
        return f"Next: `qualcode adjudicate`, {plural(n_disputed, 'disagreement')} to settle."
    if not study.store.log.has_events(EventKind.QUOTE):
        return "Next: `qualcode quotes --to quotes.xlsx`, nobody has looked at the quotes yet; then `qualcode report`."
    return "Next: `qualcode report`."


def why_no_suggestions(study: Study) -> str:
    """Say why a codebook finds nothing in the interviews, as far as that can be told, and where to look."""
    codebook = study.store.sources.codebook()
    why = why_nothing(codebook, study.codebook_path.name) if codebook else ""
    return why or (
        f"None of the codebook's words stand in what {study.people.person}s say. `qualcode codebook show --forms` "
        "lists what is looked for, `qualcode roles` who is taken for an informant, and `qualcode suggest --explain "
        f"{study.store.documents.ids()[0]}:2` says why that passage was left alone."
    )
