"""Keep what a person says of labels, tell the speakers anew by it, and read files again where a label is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.files.toml import write_keys
from qualcode.model.informant import Roster
from qualcode.model.label_answer import MAY_BE, LabelAnswer, is_no_label, same_as
from qualcode.model.naming import did_you_mean, fold
from qualcode.model.wording import listed
from qualcode.settings import SETTINGS_NAME, read_settings
from qualcode.study.codebook.suggesting import follow_codebook
from qualcode.study.kept import keep_done, was_done
from qualcode.study.reading.telling import EVERY_DOCUMENT, TOLD, Assigned, assign_again, told_from

if TYPE_CHECKING:
    from qualcode.study.study import Study

Said = Mapping[str, Mapping[str, str]]
"""By interview, or `*` for all, what each label or passage stands for; empty takes a correction back."""


def keep_said(study: Study, said: Said, roster: Roster) -> Study:
    """Write into the settings what was said of labels, and follow it. Return the study with the settings as they are.

    A file in which something is no label any more, or is one again, is read anew where it is at hand. Raises
    UsageError, and keeps nothing, where labels are said to be the same as each other in a circle.
    """
    before = study.settings.roles
    for section, meant in said.items():
        _expect_no_circle(meant, {**before.get(EVERY_DOCUMENT, {}), **before.get(section, {}), **meant})
    for section, meant in said.items():
        write_keys(study.folder / SETTINGS_NAME, ("roles", section), meant)
    study = replace(study, settings=read_settings(study.folder))
    if again := [section for section in said if _changes_words(said[section], before.get(section, {}))]:
        _read_again(study, again, said, roster)
    # Of the interviews named a person judges now; of all at once only the labels named.
    assigned = assign_again(study, roster, asked=said.keys() - {EVERY_DOCUMENT})
    _say_what_followed(study, assigned, said)
    follow_codebook(study)
    keep_done(study.store, TOLD, told_from(study, roster))
    return study


def follow_said(study: Study, roster: Roster) -> None:
    """Tell the speakers by what the settings say, where a command that wrote it there was stopped before it did."""
    if not was_done(study.store, TOLD, told_from(study, roster)):
        assign_again(study, roster)
        follow_codebook(study)
        keep_done(study.store, TOLD, told_from(study, roster))


def _expect_no_circle(meant: Mapping[str, str], kept: Mapping[str, str]) -> None:
    """Refuse labels that are the same as each other alone, or as themselves: nothing would say who that is."""
    others = {fold(label): same_as(what) for label, what in kept.items()}
    for label in meant:
        named = [label]
        while other := others.get(fold(named[-1]), ""):
            if fold(other) in map(fold, named):
                over = f", by way of {listed(named[1:])}" if len(named) > 1 else ""
                raise UsageError(
                    f"{label}: is the same as itself{over}",
                    hint="say of one of them who it is: a role, or an informant's id",
                )
            named.append(other)


def meant_by(what: str, roster: Roster, labels: Set[str] = frozenset(), *, of: Iterable[str] = ()) -> str:
    """Read what a label stands for, as the settings keep it: a role, an informant's id, `same as` one of the labels.

    `of` are the spellings of the label it is said of, which is not the same as itself. Raises UsageError for anything
    else.
    """
    written = " ".join(what.split())
    if written.casefold() in ("", *LabelAnswer):
        return written.casefold()
    if other := same_as(written):
        known = {fold(label): label for label in labels}
        if fold(other) not in known:
            raise UsageError(f"{other}: nobody is called so there", hint=did_you_mean(other, labels))
        if fold(other) in map(fold, of):
            raise UsageError(f"{other}: is the same as itself", hint="name another label of the same person")
        return f"same as {known[fold(other)]}"
    ids = {informant.id.casefold(): informant.id for informant in roster.informants}
    if written.casefold() in ids:
        return ids[written.casefold()]
    hint = did_you_mean(written, {*LabelAnswer, *ids.values()}, otherwise=f"a label is {MAY_BE}")
    raise UsageError(f"{written}: neither a role nor an informant", hint=hint)


def _changes_words(now: Mapping[str, str], before: Mapping[str, str]) -> bool:
    """Whether something became a label that was none, or the other way round."""
    return any(is_no_label(what) is not is_no_label(before.get(label, "")) for label, what in now.items())


def _read_again(study: Study, sections: Iterable[str], said: Said, roster: Roster) -> None:
    """Read the files again in which a label is none now, or was none before, where they are at hand."""
    from qualcode.readers.files import find_files
    from qualcode.study.reading.import_notes import say_versions
    from qualcode.study.reading.interviews import import_transcripts

    concerned: dict[str, str] = {}
    for section in sections:
        labels = {fold(label) for label, what in said[section].items() if is_no_label(what)}
        for document in study.store.documents.all():
            here = {fold(turn.speaker) for turn in document.turns}
            if section in (EVERY_DOCUMENT, document.id) and (labels & here or not labels):
                concerned[document.name.partition("#")[0]] = document.id
    there = {path.name: path for path in find_files([study.folder / "transcripts"]).files}
    paths: list[Path] = [there[name] for name in concerned if name in there]
    for name in sorted(concerned.keys() - there.keys()):
        study.voice.warn(
            f"{concerned[name]}: its file {name} is not in the folder transcripts, so it is not read again yet",
            f"qualcode import PATH/TO/{name} --reread",
        )
    outcome = import_transcripts(study, paths, roster, again=True)
    say_versions(outcome.versions, study.voice)
    for failure in outcome.failures:
        study.voice.warn(failure.message, failure.hint)


def _say_what_followed(study: Study, assigned: Assigned, said: Said) -> None:
    """Name the turns that moved because of what was said, besides those it was said of."""
    from qualcode.study.reading.import_notes import say_moves

    keys = {section: set(map(fold, meant)) for section, meant in said.items()}
    everywhere = keys.get(EVERY_DOCUMENT, set())
    followed = [
        move
        for move in assigned.moves
        if not {fold(move.label), *map(fold, move.places)} & (keys.get(move.document_id, set()) | everywhere)
    ]
    say_moves(followed, study.voice)
