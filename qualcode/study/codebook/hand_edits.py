"""What became of codes without a command: edited in the file by hand, or changed in another copy of the study."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qualcode.model.codebook import Change, Codebook, Redirect
from qualcode.model.wording import plural

if TYPE_CHECKING:
    from qualcode.model.changes import Changes
    from qualcode.study.study import Study


def explain_hand_edits(study: Study, codebook: Codebook, *, but: str = "") -> None:
    """Compare the file with the codebook last applied: record codes that came or moved, name those that are gone.

    `but` is a code that is about to be explained.
    """
    from qualcode.model.changes import compare_codebooks

    before = study.store.sources.codebook()
    if before is None or before.sha256 == codebook.sha256:
        return
    decided = Counter(decision.code_id for decision in study.store.log.decisions())
    if not decided:
        return
    changes = compare_codebooks(before, codebook)
    for code in changes.added:
        _record(study, Change.ADD, code.id, code.parent, before.sha256)
        study.voice.note(f"{study.codebook_path.name}: {code.id} is new; interviews read before wait for it")
    for code in changes.moved:
        _record(study, Change.MOVE, code.id, code.parent, before.sha256)
        study.voice.note(
            f"{study.codebook_path.name}: {code.id} moved under {code.parent or 'nothing'}; decisions stay"
        )
    _say_gone(study, changes, decided - Counter({but: decided[but]}))


def _say_gone(study: Study, changes: Changes, decided: Counter[str]) -> None:
    explained = {
        redirect.code_id
        for redirect in study.store.log.redirects()
        if redirect.change in (Change.MERGE, Change.SPLIT, Change.RETIRE)
    }
    for code in changes.gone:
        if not decided[code.id] or code.id in explained:
            continue
        likely = changes.renamed.get(code.id)
        ask = f"if it is {likely} now: `qualcode codebook merge {code.id} {likely}`; " if likely else ""
        study.voice.warn(
            f"{study.codebook_path.name}: {code.id} is gone, and {plural(decided[code.id], 'decision')} on it "
            "are kept but do not count",
            f"{ask}if it was taken out on purpose: `qualcode codebook retire {code.id}`",
        )


def _record(study: Study, change: Change, code_id: str, parent: str | None, sha256: str) -> None:
    to = (parent,) if parent else ()
    study.store.log.append_redirect(
        Redirect(change=change, code_id=code_id, to=to, codebook_sha256=sha256, note="edited by hand")
    )


def warn_of_other_codebook(study: Study) -> None:
    """Say where another copy of the study took codes out that the codebook here still has."""
    codebook = study.store.sources.codebook()
    here = {code.id for code in codebook.codes} if codebook else set()
    gone: dict[str, None] = {}
    for redirect in study.store.log.redirects():
        if redirect.change is Change.ADD:
            gone.pop(redirect.code_id, None)
        elif redirect.change is not Change.MOVE and redirect.code_id in here - set(redirect.to):
            gone[redirect.code_id] = None
    if gone:
        study.voice.warn(
            f"{', '.join(gone)}: merged, split or retired in another copy of the study, and still in the codebook here",
            f"take {study.codebook_path.name} from that copy as well, then run `qualcode suggest`",
        )
