"""Who withdrew consent: in another copy of the study, and still in this one; and whose words come in again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.journal import EventKind
from qualcode.model.wording import are, plural

if TYPE_CHECKING:
    from qualcode.model.document import Document
    from qualcode.study.study import Study


def say_withdrawn(study: Study) -> int:
    """Name those who have to be forgotten here too, with the command; return how many."""
    if not study.store.log.has_events(EventKind.FORGET):
        return 0
    waiting = study.store.forgetting.waiting()
    for name in waiting:
        study.voice.warn(
            f"{name} withdrew consent, as another copy of the study says, and is still in this one",
            f"qualcode forget {name}",
        )
    return len(waiting)


def withdrawn_notes(n_waiting: int) -> list[str]:
    """What stands under a table that still counts them; no names, for the table may go to a client."""
    if not n_waiting:
        return []
    which = plural(n_waiting, "informant or interview", "informants or interviews")
    return [
        f"Withdrawn in another copy of the study: {which} that {are(n_waiting)} still counted here "
        "(`qualcode status` says which)."
    ]


def warn_of_words(study: Study, documents: Iterable[Document]) -> None:
    """Warn of interviews that hold words of somebody who withdrew, fewer than are refused."""
    if not study.store.log.has_events(EventKind.FORGET):
        return
    from qualcode.store.fingerprints import Said
    from qualcode.store.tombstones import SOME

    forgotten = study.store.forgetting.forgotten()
    for document in documents:
        if forgotten.share(Said.by(forgotten.without(document, ())[0])) >= SOME:
            study.voice.warn(
                f"{document.name}: holds words of somebody who withdrew consent",
                f"look at it; `qualcode forget {document.id}` removes it whole",
            )


def remember_places(study: Study, places: Iterable[tuple[str, str]]) -> None:
    """Remember what interviews were read from that is no file of the study's folder: `forget` names it.

    Rows are remembered in that folder too: nobody sees by looking into their file whose words it holds.
    """
    from qualcode.files.address import is_remote, row_in

    own = study.folder.absolute(), study.folder.resolve()
    outside = []
    for id_, address in places:
        if is_remote(address):
            outside.append((id_, address))
            continue
        path = Path(address).absolute()
        if row_in(address) or not any(path.is_relative_to(folder) for folder in own):
            outside.append((id_, str(path)))
    if outside:
        study.store.documents.remember_places(outside)
