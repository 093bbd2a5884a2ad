"""Find who codes in a study, by the names it knows, and whose decisions a table counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualcode.errors import QualcodeError, UsageError
from qualcode.files.toml import write_keys
from qualcode.model.naming import did_you_mean
from qualcode.model.voice import Voice
from qualcode.settings import user_settings_path
from qualcode.study.who_read import assignments
from qualcode.tables.spec import ALL_CODERS, ANY_CODER

if TYPE_CHECKING:
    from qualcode.review.resolve import Coders
    from qualcode.study.study import Study

_TOGETHER = {"adjudicated": "", "any": ANY_CODER, "all": ALL_CODERS}


def whose(study: Study, coder: str, coders: str) -> str:
    """Write what was asked for with --coder and --coders as a figure remembers it; empty for what counts by default."""
    if coders not in _TOGETHER:
        raise UsageError(
            f"{coders}: --coders is one of {', '.join(_TOGETHER)}", hint="--coder NAME counts one coder alone"
        )
    if not coder:
        return _TOGETHER[coders]
    if _TOGETHER[coders]:
        raise UsageError("one coder, or several: not both", hint="leave out --coder or --coders")
    return expect_coder(study, coder)


def chosen(whose: str) -> tuple[str, Coders]:
    """Read what `whose` wrote: a coder's name, or how several are counted together."""
    from qualcode.review.resolve import Coders

    several = {ANY_CODER: Coders.ANY, ALL_CODERS: Coders.ALL}
    return ("", several[whose]) if whose in several else (whose, Coders.ADJUDICATED)


def coders_of(study: Study) -> tuple[str, ...]:
    """Name everyone who decided or read something; not those who only settled disagreements."""
    from qualcode.review.standing import ADJUDICATION

    decided = {decision.coder for decision in study.store.log.decisions() if decision.origin != ADJUDICATION}
    return tuple(sorted(decided | {mark.coder for mark in study.store.log.read_marks()}))


def expect_coder(study: Study, name: str) -> str:
    """Spell a coder's name as the study has it. Raises UsageError where nobody of that name has coded."""
    known = coders_of(study)
    for coder in known:
        if coder.casefold() == name.casefold():
            return coder
    if not known:
        raise UsageError(f"{name}: nobody has coded in this study yet", hint="see `qualcode review --help`")
    raise UsageError(f"{name}: no such coder", hint=did_you_mean(name, set(known)))


def spellings(study: Study, names: Iterable[str]) -> dict[str, str]:
    """Map each name as written to the one the study knows the coder by: Ann and ann are one person."""
    known = {coder: coder for coder in study.store.log.coders()}
    known |= {coder: coder for coder, _ in assignments(study)}
    folded = {coder.casefold(): coder for coder in sorted(known, reverse=True)}
    found: dict[str, str] = {}
    for written in names:
        name = " ".join(written.split())
        found[written] = known.get(name) or folded.setdefault(name.casefold(), name)
    return found


def spelled(study: Study, name: str) -> str:
    """Spell a coder's name as the study knows it, or as written where it is new."""
    return spellings(study, [name])[name]


def keep_name(name: str, voice: Voice) -> str:
    """Keep who decides in the user's own settings, and say so; return the name."""
    path = user_settings_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_keys(path, ("review",), {"coder": name})
        voice.note(f"kept in {path}, as review.coder; --coder NAME uses another")
    except (QualcodeError, OSError):
        voice.note("set review.coder in qualcode.toml to be asked no more")
    return name
