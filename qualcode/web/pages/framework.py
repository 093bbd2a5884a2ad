"""The framework matrix: informants against themes or questions; a cell opens the words behind it, to be summarised."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.responses import Response

from qualcode.errors import UsageError
from qualcode.model.informant import Informant
from qualcode.model.nouns import dataclass
from qualcode.model.summary import Box, By, Framework
from qualcode.study.results.framework import box_named, framework_of, keep_summary, words_behind, write_summary
from qualcode.study.results.results import Results
from qualcode.tables.framework import so_far
from qualcode.web.answering import answered
from qualcode.web.visit import Visit, first, see_other


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """The cell that is open: whose, on what, and the words behind it."""

    box: Box
    informant: Informant
    label: str
    words: Mapping[str, str]


def framework(visit: Visit) -> Response:
    """The matrix, and the cell that is open."""
    if not visit.visitor.coder:
        return see_other("/name")
    study, results = visit.room.study, visit.room.results(visit.visitor)
    has_guide = study.guide() is not None
    by = By.QUESTION if has_guide and first(visit.query, "by") == By.QUESTION else By.THEME
    everything = bool(visit.query.get("all"))
    found = framework_of(study, results, by=by, levels=0 if everything else 1, alone=_alone(visit))
    return visit.page(
        "framework.html",
        "themes",
        framework=found,
        so_far=so_far,
        has_guide=has_guide,
        everything=everything,
        opened=_opened(visit, results, found),
        own=_address(by, everything=everything),
    )


def write(visit: Visit) -> Response:
    """Keep what was written into a cell, or that it still holds."""
    if not visit.visitor.coder:
        return see_other("/name")
    study, results = visit.room.study, visit.room.results(visit.visitor)
    by, of, informant = first(visit.form, "by"), first(visit.form, "of"), first(visit.form, "informant")
    if by not in [each.value for each in By]:
        raise UsageError(f"{by}: no matrix has such columns", hint=f"there are: {', '.join(By)}")
    box = box_named(study, results, informant, of, by=By(by), alone=_alone(visit))
    if first(visit.form, "seen") != " ".join(summary.id for summary in box.summaries):
        raise UsageError("somebody else wrote into this cell meanwhile", hint="look at it again, then write")
    if first(visit.form, "action") == "keep":
        keep_summary(study, box, coder=visit.visitor.coder)
    else:
        write_summary(study, box, visit.form.get("text", ""), coder=visit.visitor.coder)
    said = f"✓ saved: {box.place.informant_id} on {box.place.of}"
    here = {"of": box.place.of, "informant": box.place.informant_id}
    everything = bool(first(visit.form, "all"))
    return answered(visit, said, f"{_address(By(by), everything=everything)}&{urlencode(here)}#cell")


def _alone(visit: Visit) -> str:
    """The coder, where they are not to see what others wrote."""
    return visit.visitor.coder if visit.visitor.blind else ""


def _address(by: By, *, everything: bool) -> str:
    return f"/framework?{urlencode({'by': by.value, **({'all': '1'} if everything else {})})}"


def _opened(visit: Visit, results: Results, found: Framework) -> Open | None:
    """The cell that the address names, where there is one."""
    of, informant_id = first(visit.query, "of"), first(visit.query, "informant")
    for heading in found.headings:
        for person in found.informants:
            if (heading.id, person.id) == (of, informant_id):
                box = found.box(of, informant_id)
                words = words_behind(visit.room.study, results, found)[box.place]
                return Open(box=box, informant=person, label=heading.label, words=words)
    return None
