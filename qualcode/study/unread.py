"""Whether the files people edit are still as the study last read them."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.study.study import Study

_APPLYING = "applying "
_IN_PART = "in part "


def remember_roster(study: Study) -> None:
    """Remember that the list of informants was read as it is now."""
    study.store.facts.set_setting("read_informants", _digest(study.roster_path))


def forget_roster(study: Study) -> None:
    """Remember that the list of informants has still to be read: it could be used in part alone."""
    study.store.facts.set_setting("read_informants", f"{_IN_PART}{_digest(study.roster_path)}")


def remember_codebook(study: Study) -> None:
    """Remember that the codebook was read as it is now; `codebook_was_applied` says that its suggestions are made."""
    study.store.facts.set_setting("read_codebook", f"{_APPLYING}{_digest(study.codebook_path)}")


def codebook_was_applied(study: Study) -> None:
    """Remember that what was read last of the codebook has its suggestions."""
    said = study.store.facts.setting("read_codebook")
    if said.startswith(_APPLYING):
        study.store.facts.set_setting("read_codebook", said.removeprefix(_APPLYING))


def applying_was_stopped(study: Study) -> bool:
    """Whether the codebook was read by a command that did not come to its suggestions."""
    return study.store.facts.setting("read_codebook").startswith(_APPLYING)


def roster_is_unread(study: Study) -> bool:
    """Whether the list of informants was changed or deleted since it was read."""
    return study.store.facts.setting("read_informants") not in {"", *_digests(study.roster_path)}


def codebook_is_unread(study: Study) -> bool:
    """Whether the codebook was changed or deleted since it was applied."""
    return study.store.facts.setting("read_codebook") not in {"", *_digests(study.codebook_path)}


def roster_is_incomplete(study: Study) -> bool:
    """Whether the list of informants was read as it is now, and could be used in part alone."""
    return study.store.facts.setting("read_informants").removeprefix(_IN_PART) in _digests(
        study.roster_path
    ) and roster_is_unread(study)


def say_unread(study: Study) -> None:
    """Warn of a list of informants or a codebook that was edited and not read since, so that the old one counts."""
    roster, codebook = study.roster_path, study.codebook_path
    if roster_is_unread(study):
        if roster_is_incomplete(study):
            study.voice.warn(
                f"{roster.name} is still to be completed",
                "what is complete in it counts; `qualcode informants` tells what is missing",
            )
        elif roster.exists():
            study.voice.warn(
                f"{roster.name} changed since it was read: run `qualcode informants`", "until then the old list counts"
            )
        else:
            study.voice.warn(
                f"{roster.name} is gone", "the list read before counts; put the file back, or change the settings"
            )
    if codebook_is_unread(study):
        if codebook.exists():
            study.voice.warn(
                f"{codebook.name} changed since it was applied: run `qualcode suggest`", "until then the old one counts"
            )
        else:
            study.voice.warn(f"{codebook.name} is gone", "the one applied before counts; put the file back")


def _digest(path: Path) -> str:
    return _digests(path)[0]


def _digests(path: Path) -> tuple[str, str]:
    """Of what a file says, whatever its line ends and the mark it begins with; and of its bytes, as told before."""
    if not path.is_file():
        return "none", "none"
    content = path.read_bytes()
    said = content.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")
    return hashlib.sha256(said).hexdigest(), hashlib.sha256(content).hexdigest()
