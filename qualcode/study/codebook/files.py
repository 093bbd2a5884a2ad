"""Finding, showing and testing codebooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.codebook import Code, Codebook
from qualcode.model.problem import Problem
from qualcode.model.table import Column, Row, Table
from qualcode.model.wording import plural
from qualcode.settings import read_settings
from qualcode.study.folder import find_codebook, find_study
from qualcode.study.naming import named_family

if TYPE_CHECKING:
    from qualcode.study.study import Study
    from qualcode.suggesters.rules.examples import ExampleResult


def codebook_path(named: Path | None, project: Path | None) -> Path:
    """The codebook named, or the study's own."""
    if named is not None:
        return find_codebook(str(named))
    folder = find_study(project)
    path = folder / read_settings(folder).study.codebook
    if not path.is_file():
        raise UsageError(f"{path}: no such codebook", hint="write one, or set study.codebook in qualcode.toml")
    return path


def codebook_table(codebook: Codebook, code_id: str, *, forms: bool) -> Table:
    """Codes with definitions; with the word forms that match."""
    family = named_family(code_id, codebook)
    codes = [code for code in codebook.codes if code.id in family]
    labels = ("Code", "Rule", "Forms") if forms else ("Code", "Name", "Definition", "Include", "Exclude", "Words")
    rows = list(_forms(codebook, codes)) if forms else [_row(code, codebook, _cells(code)) for code in codes]
    return Table(
        name="codebook",
        title=f"{codebook.name} {codebook.version}".strip(),
        columns=tuple(
            Column(key=label.lower(), label=label, wide=label not in ("Code", "Name", "Rule")) for label in labels
        ),
        rows=tuple(rows),
        notes=(f"{plural(len(codes), 'code')}.", *(_FORMS if forms else ())),
    )


_FORMS = ("Matched whole, in any case; a hyphen or a space alike. An exact term (=) is matched as written.",)


def _cells(code: Code) -> tuple[str, ...]:
    terms = ", ".join(term for terms in code.terms.values() for term in terms)
    return (code.id, code.name, code.definition, code.include, code.exclude, terms)


def _row(code: Code, codebook: Codebook, cells: tuple[str, ...]) -> Row:
    return Row(cells=cells, depth=len(codebook.ancestors(code.id)), key=code.id)


def _forms(codebook: Codebook, codes: Iterable[Code]) -> Iterator[Row]:
    """A row per term, word of a `near` rule and phrase of `unless`, with every form that will match."""
    from qualcode.suggesters import compile_codebook

    matcher = compile_codebook(codebook)
    for code in codes:
        for term, forms in matcher.forms(code.id).items():
            yield _row(code, codebook, (code.id, term, ", ".join(forms)))


def check_whole(path: Path, study: Study | None) -> tuple[Codebook, list[Problem]]:
    """Everything wrong with a codebook, in the order of the file; in a study, with its interviews in view."""
    from qualcode.model.problem import line_of
    from qualcode.readers.codebooks import inspect_codebook
    from qualcode.suggesters import check_in_study, check_rules

    codebook, problems = inspect_codebook(path)
    if not codebook.codes:
        return codebook, problems
    problems += check_rules(codebook, path.name)
    passages = list(study.project.passages(sentences=True)) if study is not None else []
    if passages:
        problems += check_in_study(codebook, passages, path.name)
    return codebook, sorted(problems, key=line_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTests:
    """What the codebook's own tests gave."""

    table: Table
    """A row per code."""
    n_tests: int
    failures: tuple[str, ...]
    """A sentence for each that failed, with its line."""


def run_tests(codebook: Codebook) -> OwnTests:
    """Try every sentence of every code's tests."""
    from qualcode.suggesters import compile_codebook, test_codebook

    results = test_codebook(codebook, compile_codebook(codebook))
    failed = [result for result in results if not result.passed]
    rows = []
    for code in codebook.codes:
        own = [result for result in results if result.code_id == code.id]
        missed = sum(not result.passed for result in own)
        verdict = "FAILED" if missed else "passed" if own else "no tests"
        cells = (code.id, verdict, str(len(own) - missed), str(missed))
        rows.append(Row(cells=cells, depth=len(codebook.ancestors(code.id)), key=code.id))
    columns = tuple(
        Column(key=label.lower(), label=label, numeric=label in ("Passed", "Failed"))
        for label in ("Code", "Tests", "Passed", "Failed")
    )
    title = f"Tests of {codebook.name} {codebook.version}".strip()
    return OwnTests(
        table=Table(name="codebook_tests", title=title, columns=columns, rows=tuple(rows)),
        n_tests=len(results),
        failures=tuple(map(_failure, failed)),
    )


def _failure(result: ExampleResult) -> str:
    expected = "did not find" if result.expected else "should leave alone"
    words = "".join(f" (it found “{piece.text}” by {piece.rule})" for piece in result.evidence[:1])
    return f"line {result.line}: {result.code_id} {expected}: “{result.sentence}”{words}"
