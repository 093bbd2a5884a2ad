"""Passages marked for or against findings at the terminal or in a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli.terminal import coder_name
from qualcode.errors import UsageError
from qualcode.model.finding import Stance

if TYPE_CHECKING:
    from qualcode.cli.options import FigureOptions
    from qualcode.study.study import Study


def mark_findings(
    study: Study,
    figures: FigureOptions,
    passage: str,
    stances: Mapping[str, str],
    *,
    to: Path | None,
    from_: Path | None,
) -> None:
    """Mark one passage, write a list of passages to mark, or take one in."""
    from qualcode.cli.ticking import show_taken
    from qualcode.study.results.bearing import finding_named, informants_passage, mark_passages
    from qualcode.study.results.finding_sheet import read_finding_sheet, write_finding_sheet

    named = {stance: id_ for stance, id_ in stances.items() if id_}
    if (to is not None) + (from_ is not None) + bool(passage) != 1 or (bool(passage) != (len(named) == 1)):
        raise UsageError(
            "one passage with --for, --against or --neither, or a spreadsheet with --to or --from",
            hint="qualcode findings kii-03:128 --for F1",
        )
    name = coder_name(figures.coder, study)
    if to is not None:
        write_finding_sheet(study, study.results(), to, coder=name)
    elif from_ is not None:
        show_taken(read_finding_sheet(study, study.results(), from_, coder=name), figures.format)
    else:
        ((stance, id_),) = named.items()
        finding = finding_named(study, id_)
        mark_passages(study, name, finding, [(informants_passage(study, passage), Stance(stance))])
        study.voice.note(
            f"saved: {passage} speaks {stance} {finding.id}"
            if stance != "neither"
            else f"saved: {passage}, {finding.id}: neither"
        )
