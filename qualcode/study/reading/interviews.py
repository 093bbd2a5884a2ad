"""Bring transcripts into a study: new ones, corrected ones, and those that are there already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.informant import Roster
from qualcode.model.journal import EventKind
from qualcode.study.around import expect_interviews
from qualcode.study.codebook.suggesting import follow_codebook
from qualcode.study.kept import keep_done, was_done
from qualcode.study.reading.gathering import Gathering
from qualcode.study.reading.options import known_speakers, known_wordings
from qualcode.study.reading.outcome import ImportOutcome
from qualcode.study.reading.pseudonyms import expect_key, expect_nameless
from qualcode.study.reading.storing import Storing
from qualcode.study.reading.telling import (
    TOLD,
    assign_again,
    told_from,
)
from qualcode.study.translations import say_pairs
from qualcode.study.withdrawn import remember_places

if TYPE_CHECKING:
    from qualcode.readers import ReadOptions
    from qualcode.readers.collection import Collection
    from qualcode.readers.files import LeftOut
    from qualcode.readers.several import Several
    from qualcode.study.study import Study
    from qualcode.suggesters.workers.scheduler import Cluster

PART = 500
"""Files that a cluster reads before they are stored: whoever is stopped goes on with the next."""


def import_transcripts(
    study: Study,
    where: Sequence[Path | str] | Collection,
    roster: Roster,
    options: ReadOptions | None = None,
    *,
    again: bool = False,
    on_record: bool = True,
    ask_to_split: Callable[[str, Several], bool] | None = None,
    n_processes: int = 1,
    cluster: Cluster | None = None,
) -> ImportOutcome:
    """Read files into the study; each file is imported whole or not at all, and the bad ones are named.

    `where` says what: files, folders, globs, files of rows, addresses; or the interviews that were found there.
    `again` reads files that are imported already; what then differs becomes a new version. `on_record` keeps the
    import in the log, as a command of its own. `ask_to_split` is asked, by the file's name, about files that look like
    several interviews; where it says so, they are read one by one. `n_processes` is how many share the reading; 0 for
    two where it pays. The workers of a `cluster` do it in their place, and what they read is stored part by part.
    """
    from qualcode.readers import ReadOptions
    from qualcode.readers.collection import Collection, collect
    from qualcode.readers.roster import matcher

    expect_interviews(study, "interviews are imported")
    expect_key(study, options)
    found, named = where if isinstance(where, Collection) else collect(where), matcher(roster)
    expect_nameless([entry.name for entry in found.entries], options)
    entries = sorted(
        found.entries, key=lambda entry: named(entry.name) is None
    )  # of two copies the one that the roster names
    known, questions = known_speakers(roster), known_wordings(study)
    options = replace(options or ReadOptions(), known_speakers=known, questions=questions)
    names = study.store.documents.names()
    gathered = Gathering(
        study=study,
        options=options,
        again=again,
        names=names,
        sources=study.store.documents.sources(),
        texts=study.store.documents.text_hashes(),
        named=named,
    )
    stored = _storing(gathered, roster)
    size = PART if cluster is not None else max(len(entries), 1)
    parts = [entries[place : place + size] for place in range(0, len(entries), size)]
    for part in parts:
        gathered.read(part, n_processes, cluster=cluster, keep=stored.keep_told)
        if ask_to_split is not None:
            gathered.split_where_told(part, ask_to_split)
        stored.store(gathered.new, is_part=len(parts) > 1)
    stored.compare(gathered.ids)
    outcome = _outcome(gathered, stored, tuple(found.left_out), in_parts=len(parts) > 1)
    with study.store.together():
        remember_places(study, ((id_, address) for id_, each in gathered.places.items() for address in each))
        stored.end()
        if on_record:
            ids = dict.fromkeys((*stored.left, *(document.id for document in outcome.documents)))
            study.store.facts.record_run("import", {"documents": list(ids)})
    return outcome


def _storing(gathered: Gathering, roster: Roster) -> Storing:
    """What is to store the interviews that are gathered."""
    return Storing(
        study=gathered.study,
        roster=roster,
        names=gathered.names,
        cuts=gathered.cuts,
        evidence=gathered.evidence,
        places=gathered.places,
    )


def _outcome(gathered: Gathering, stored: Storing, left_out: tuple[LeftOut, ...], *, in_parts: bool) -> ImportOutcome:
    """What became of the files that were read and stored."""
    return ImportOutcome(
        documents=tuple(stored.documents),
        unchanged=tuple(gathered.unchanged),
        copies=tuple(gathered.copies),
        alike=tuple(stored.alike),
        failures=(*gathered.failures, *stored.failures),
        left_out=left_out,
        versions=tuple(stored.versions),
        split=tuple(gathered.split),
        in_parts=in_parts,
        backup=stored.backup,
    )


def follow_import(study: Study, roster: Roster, outcome: ImportOutcome) -> ImportOutcome:
    """Find anew who speaks in the interviews imported before, and bring the suggestions up to date.

    Those that an import left behind which was stopped before it came to them are, too.
    """
    new = {document.id for document in outcome.documents}
    is_first = new == set(study.store.documents.ids())
    were_told_together = is_first and _were_told_together(study, outcome)
    told = told_from(study, roster)
    if not was_done(study.store, TOLD, told):
        if not is_first or outcome.in_parts:
            again = assign_again(study, roster)
            told = told_from(study, roster)
            outcome = replace(
                outcome,
                documents=tuple(document for document in again.documents if document.id in new),
                retold=tuple(retold for retold in again.changed if retold not in new),
                moves=tuple(move for move in again.moves if move.document_id not in new),
            )
        if were_told_together or not is_first or outcome.in_parts:
            keep_done(study.store, TOLD, told)
    if outcome.versions or outcome.retold or study.store.suggestions.behind():
        follow_codebook(study)
    say_pairs(study)
    return replace(outcome, is_all=were_told_together and not outcome.versions)


def _were_told_together(study: Study, outcome: ImportOutcome) -> bool:
    """Whether nothing but the interviews that are stored, as they are, decided who speaks in them."""
    one_by_one = any(":" in label for labels in study.settings.roles.values() for label in labels)
    return not (outcome.failures or one_by_one or study.store.log.events(EventKind.FORGET))
