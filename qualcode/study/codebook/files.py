"""Find, read, show, check, test and export codebooks: the study's own, or another one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.codebook import Codebook
from qualcode.model.nouns import dataclass
from qualcode.model.problem import Problem
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import plural, some
from qualcode.settings import read_settings, study_around
from qualcode.study.around import take_over_changes
from qualcode.study.codebook.hand_edits import explain_hand_edits
from qualcode.study.folder import find_codebook, find_study, refuse_own_files
from qualcode.study.naming import named_family
from qualcode.study.unread import remember_codebook

if TYPE_CHECKING:
    from qualcode.study.study import Study
    from qualcode.suggesters.rules.examples import ExampleResult


def codebook_path(named: Path | None, project: Path | None) -> Path:
    """Find the codebook that is named, else the study's own."""
    if named is not None:
        return find_codebook(str(named))
    folder = find_study(project)
    path = (study_around(folder) or folder) / read_settings(folder).study.codebook
    if not path.is_file():
        raise UsageError(f"{path}: no such codebook", hint="write one, or set study.codebook in qualcode.toml")
    return path


def load_codebook(study: Study, path: Path | None = None) -> Codebook:
    """Read the codebook people edit, say what changed by hand, and keep it in the study."""
    from qualcode.readers.codebooks import read_codebook

    path = path or study.codebook_path
    codebook = read_codebook(path)
    with study.store.together():
        if study.around is None:
            explain_hand_edits(study, codebook)
        else:
            take_over_changes(study, study.around)
        _warn_of_rules(study, codebook, path.name)
        study.store.sources.save_codebook(codebook)
        remember_codebook(study)
    return codebook


def _warn_of_rules(study: Study, codebook: Codebook, name: str) -> None:
    """Say which rules that are new to the study cannot work: `codebook check` fails on them."""
    from qualcode.suggesters import rule_errors

    before = study.store.sources.codebook()
    if before is not None and before.sha256 == codebook.sha256:
        return
    known = {code.id: (code.terms, code.near, code.unless) for code in before.codes} if before else {}
    changed = {code.id for code in codebook.codes if known.get(code.id) != (code.terms, code.near, code.unless)}
    for problem in rule_errors(codebook, name, only=changed) if changed else ():
        study.voice.warn(str(problem), problem.hint)


def why_nothing(codebook: Codebook, name: str) -> str:
    """Say why a codebook can find nothing at all, a sentence; empty where it can."""
    from qualcode.suggesters import rule_errors

    themes = plural(len(codebook.codes), "theme")
    n_terms = sum(len(terms) for code in codebook.codes for terms in code.terms.values())
    if not n_terms and not any(code.near or code.patterns for code in codebook.codes):
        return f"{name}: no term of {themes} can match: none of them has any."
    if any(code.near or code.patterns for code in codebook.codes):
        return ""
    never = [str(problem).removeprefix(f"{name}: ") for problem in rule_errors(codebook, name)]
    never = [problem for problem in never if problem.endswith("can never match")]
    return f"{name}: no term of {themes} can match: {some(never, 3)}." if len(never) >= n_terms else ""


def listed_codes(path: Path, code_id: str = "", *, forms: bool = False) -> Table:
    """List the codes of a codebook, or one with those under it; with `forms`, every word form that will match."""
    from qualcode.readers.codebooks import read_codebook
    from qualcode.tables.codebook import codes_table, forms_table

    codebook = read_codebook(path)
    family = named_family(code_id, codebook)
    codes = [code for code in codebook.codes if code.id in family]
    if not forms:
        return codes_table(codebook, codes)
    from qualcode.suggesters import compile_codebook

    matcher = compile_codebook(codebook)
    return forms_table(codebook, {code.id: matcher.forms(code.id) for code in codes})


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCodebook:
    """A codebook and everything that is wrong with it."""

    codebook: Codebook
    problems: tuple[Problem, ...]
    """In the order of the file."""

    @property
    def n_errors(self) -> int:
        """How many of the problems keep the codebook from being used."""
        return sum(problem.is_error for problem in self.problems)

    @property
    def said(self) -> str:
        """How many of each there are, in words."""
        n_warnings = plural(len(self.problems) - self.n_errors, "warning")
        return f"{plural(len(self.codebook.codes), 'code')}, {plural(self.n_errors, 'error')}, {n_warnings}"


def check_whole(path: Path, study: Study | None) -> CheckedCodebook:
    """Find everything wrong with a codebook; in a study, with its interviews in view."""
    from qualcode.model.problem import line_of
    from qualcode.readers.codebooks import inspect_codebook
    from qualcode.suggesters import check_in_study, check_rules

    codebook, problems = inspect_codebook(path)
    if not codebook.codes:
        return CheckedCodebook(codebook=codebook, problems=tuple(problems))
    problems += check_rules(codebook, path.name)
    passages = list(study.store.documents.passages(sentences=True)) if study is not None else []
    if passages:
        problems += check_in_study(codebook, passages, path.name)
    return CheckedCodebook(codebook=codebook, problems=tuple(sorted(problems, key=line_of)))


def errors_in(name: str) -> list[Problem]:
    """What `codebook check` fails on in a codebook, by its path or the name of one that qualcode brings."""
    return [problem for problem in check_whole(find_codebook(name), None).problems if problem.is_error]


def export_codebook(path: Path, to: Path) -> Codebook:
    """Write a codebook as a table for Excel, a table as YAML, or either for other programs (.qdc).

    A YAML file that exists is not overwritten.
    """
    from qualcode.files.write import write_whole
    from qualcode.readers.codebooks import codebook_file, read_codebook

    if to.exists() and to.suffix.lower() in (".yaml", ".yml"):
        raise UsageError(f"{to}: there is such a file", hint="its comments would be lost; choose another name")
    refuse_own_files(to)
    codebook = read_codebook(path)
    if to.suffix.lower() == ".qdc":
        from qualcode.exchange.refi.write import write_codebook

        write_whole(to, write_codebook(codebook.codes))
    else:
        write_whole(to, codebook_file(codebook, to.name))
    return codebook


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTests:
    """What the codebook's own tests gave."""

    table: Table
    """A row per code."""
    n_tests: int
    failures: tuple[str, ...]
    """A sentence for each that failed, with its line."""

    @property
    def said(self) -> str:
        """How many passed, in words."""
        n_failed = len(self.failures)
        return f"{plural(self.n_tests, 'test')}: {self.n_tests - n_failed} passed, {n_failed} failed"


def run_tests(path: Path) -> OwnTests:
    """Try every sentence of every code's tests."""
    from qualcode.readers.codebooks import read_codebook
    from qualcode.suggesters import compile_codebook, test_codebook

    codebook = read_codebook(path)
    results = test_codebook(codebook, compile_codebook(codebook))
    failed = [result for result in results if not result.passed]
    rows = []
    for code in codebook.codes:
        own = [result for result in results if result.code_id == code.id]
        missed = sum(not result.passed for result in own)
        verdict = "FAILED" if missed else "passed" if own else "no tests"
        cells = (code.id, verdict, len(own) - missed, missed)
        rows.append(Row(cells=cells, depth=len(codebook.ancestors(code.id)), key=code.id))
    labels = ("Code", "Tests", "Passed", "Failed")
    title = f"Tests of {codebook.name} {codebook.version}".strip()
    return OwnTests(
        table=listing("codebook_tests", title, labels, rows, numeric=("Passed", "Failed")),
        n_tests=len(results),
        failures=tuple(map(_failure, failed)),
    )


def _failure(result: ExampleResult) -> str:
    expected = "did not find" if result.expected else "should leave alone"
    words = "".join(f" (it found “{piece.text}” by {piece.rule})" for piece in result.evidence[:1])
    return f"line {result.line}: {result.code_id} {expected}: “{result.sentence}”{words}"
