"""From a figure to the words it was counted from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from qualcode.cli._counting import Counted, count
from qualcode.cli._say import counted as in_words
from qualcode.cli._study import Study
from qualcode.errors import ReadError, UsageError
from qualcode.model.coding import Coding
from qualcode.model.table import Basis, Column, Row, Table


def trace_table(study: Study, figure_id: str) -> Table:
    """The codings a figure was counted from, each with informant, rule or coder, and the words."""
    from qualcode.tables.behind import Trail
    from qualcode.tables.spec import describe

    spec = _spec(study, figure_id)
    if spec is None:
        raise UsageError(
            f"{figure_id}: no table of this study has that figure",
            hint="ids are listed by `qualcode frequencies --ids`, and in every report",
        )
    counted = count(study, unreviewed=spec.get("basis") == Basis.SUGGESTIONS, coder=spec.get("coder", ""))
    trail = Trail(counted.codings, counted.roster, counted.codebook, reviewed=counted.reviewed)
    codings = trail.codings({key: value for key, value in spec.items() if key != "coder"})
    informants = dict.fromkeys(coding.informant_id for coding in codings)
    labels = ("Passage", "Informant", "Type", "Code", "Because of", "Words")
    return Table(
        name="trace",
        title=f"{figure_id}: {describe(spec, counted.codebook)}",
        columns=tuple(
            Column(key=label.lower().replace(" ", "_"), label=label, wide=label == "Words") for label in labels
        ),
        rows=tuple(Row(cells=tuple(_cells(coding, counted)), key=coding.id) for coding in codings),
        notes=(
            f"{in_words(len(informants), 'informant')}, {in_words(len(codings), 'coding')} in "
            f"{in_words(len({coding.segment_id for coding in codings}), 'passage')}.",
            "For the study's team: this names interviews and people.",
        ),
        basis=counted.basis,
    )


def _spec(study: Study, figure_id: str) -> Mapping[str, str] | None:
    """What a figure is: as the study remembers it, else as a lock beside one of its reports has it."""
    from qualcode.reports.lock import SUFFIX, read_lock

    spec = study.project.figure(figure_id)
    if spec is not None:
        return spec
    for path in sorted((study.folder / "reports").glob(f"*{SUFFIX}")):
        with suppress(ReadError):
            for figure in read_lock(path).figures:
                if figure.id == figure_id:
                    return figure.spec
    return None


def _cells(coding: Coding, counted: Counted) -> Iterator[str]:
    yield coding.segment_id
    yield coding.informant_id
    yield counted.roster.informant(coding.informant_id).informant_type
    yield coding.code_id
    yield _because(coding)
    yield coding.text


def _because(coding: Coding) -> str:
    if coding.coder:
        return f"decided by {coding.coder}"
    rules = dict.fromkeys(
        f"{evidence.rule} → {evidence.text}" if evidence.text.casefold() != evidence.rule.casefold() else evidence.rule
        for evidence in coding.evidence
    )
    flags = sorted({flag.value for evidence in coding.evidence for flag in evidence.flags})
    return "; ".join(rules) + (f" ({', '.join(flags)})" if flags else "")
