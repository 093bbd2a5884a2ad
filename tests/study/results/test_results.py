"""Results are values of one moment; tables of a study half reviewed say so until the last suggestion is decided."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from types import FunctionType, ModuleType

import pytest
from sqlalchemy import Connection, Engine

from qualcode.errors import UsageError
from qualcode.model.coding import Verdict
from qualcode.model.document import Document
from qualcode.model.table import Basis, Table
from qualcode.store.database import Database, Part
from qualcode.study.results.results import Results
from qualcode.study.review.sessions import open_session
from qualcode.study.study import Study
from tests.study.make import accept_all, cells

CAVEAT = "review unfinished"
REGIONS = ("region", "north", "south", "south")


@pytest.fixture
def begun(written: Study) -> Study:
    """Amal decided the first suggestion and no other."""
    rows = written.roster_path.read_text("utf-8").splitlines()
    with_region = [f"{row},{region}" for row, region in zip(rows, REGIONS, strict=True)]
    written.roster_path.write_text("\n".join(with_region), "utf-8")
    written.import_transcripts()
    written.suggest()
    session = open_session(written, "amal")
    session.decide(next(iter(session.items())), Verdict.ACCEPT)
    return written


Made = Callable[[Study], Table]

TABLES: dict[str, Made] = {
    "frequencies": lambda study: study.results().frequencies(),
    "coverage": lambda study: study.results().coverage(),
    "quantifiers": lambda study: study.results().quantifiers(),
    "compare": lambda study: study.results().compare("region=north", "region=south", small_groups=True),
    "cooccurrence": lambda study: study.results().cooccurrence(),
    "matrix": lambda study: study.results().matrix(),
    "saturation": lambda study: study.results().saturation(),
    "evidence": lambda study: study.results().evidence(),
    "quotes": lambda study: study.quotes(),
}


@pytest.mark.parametrize("made", TABLES.values(), ids=TABLES)
def test_every_table_says_so_until_the_last_suggestion_is_decided(made: Callable[[Study], Table], begun: Study) -> None:
    unfinished = made(begun)
    assert CAVEAT in unfinished.title
    assert unfinished.basis is Basis.UNFINISHED
    assert unfinished.basis.caveat == CAVEAT

    accept_all(begun)

    finished = made(begun)
    assert CAVEAT not in finished.title
    assert finished.basis is Basis.CODINGS
    assert finished.basis.caveat == ""


def test_how_far_the_review_is_stands_under_the_table_and_no_word_is_told_of_a_count(begun: Study) -> None:
    table = begun.frequencies()

    assert any("1 of 4 suggestions decided" in note for note in table.notes), table.notes
    assert {row["in_words"] for row in cells(table)} == {"–"}


def held(value: object) -> Iterator[object]:
    """Everything that can be reached from a value: what it holds, what that holds, and so on."""
    seen: dict[int, object] = {}
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if id(each) in seen or isinstance(each, type | ModuleType):
            continue
        seen[id(each)] = each
        yield each
        inside = each.__closure__ or () if isinstance(each, FunctionType) else gc.get_referents(each)
        waiting.extend(inside)


@pytest.mark.parametrize("decided", [False, True], ids=["suggestions", "codings"])
def test_results_hold_no_way_back_to_the_open_study_and_no_whole_interview(coded: Study, decided: bool) -> None:
    if decided:
        accept_all(coded)
    results = coded.results()
    figure = next(results.frequencies().figures())
    results.trace(figure.id)
    assert results.selection.quotes
    assert results.breaches == ()

    found = list(held(results))

    assert any(each is results.codings[0] for each in found)
    assert [each for each in found if isinstance(each, Study | Database | Part | Engine | Connection | Document)] == []
    whole = {document.text for document in coded.store.documents.all()}
    assert [each for each in found if isinstance(each, str) and each in whole] == []
    assert not any(each is coded.kept for each in found)


def test_a_figure_has_the_same_id_whoever_makes_its_table(coded: Study) -> None:
    results = coded.results()

    assert [each.id for each in results.frequencies().figures()] == [each.id for each in coded.frequencies().figures()]
    assert results.frequencies() == coded.frequencies()


def test_only_what_is_shown_is_written_into_the_study(coded: Study) -> None:
    results = coded.results()
    before = coded.store.stamp()
    figure = next(results.coverage().figures())

    assert coded.trace(figure.id).title.startswith(figure.id)
    assert coded.store.facts.figure_ids() == ()
    assert coded.store.stamp() == before
    with Study.open(coded.folder) as later, pytest.raises(UsageError):
        later.trace(figure.id)

    shown = results.coverage()
    coded.keep_figures(shown, results.quantifiers())

    with Study.open(coded.folder) as later:
        assert later.trace(figure.id) == coded.trace(figure.id)
        assert {each.id for each in shown.figures()} <= set(later.store.facts.figure_ids())


@pytest.mark.parametrize(
    "shown",
    [lambda study: study.frequencies(), lambda study: study.compare("region=north", "region=south", small_groups=True)],
    ids=["frequencies", "compare"],
)
def test_a_table_asked_of_the_study_itself_is_remembered(begun: Study, shown: Made) -> None:
    ids = {figure.id for figure in shown(begun).figures()}

    assert set(begun.store.facts.figure_ids()) == ids


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (lambda results: results.compare("CSO"), "needs two groups"),
        (lambda results: results.compare("CSO", "Martians"), "choose from"),
        (lambda results: results.compare("International", "UN agency"), "share nobody"),
        (lambda results: results.frequencies(where=["round=9"]), "it is one of: 1, 2"),
        (lambda results: results.frequencies(sort="size"), "codebook or prevalence"),
        (lambda results: results.frequencies(unit="shoes"), "it has:"),
    ],
    ids=["one group", "no such group", "one in the other", "no such value", "no such order", "no such column"],
)
def test_what_cannot_be_counted_is_refused_with_a_remedy(
    asked: Callable[[Results], Table], says: str, sample: Study
) -> None:
    with pytest.raises(UsageError) as refused:
        asked(sample.results())

    assert says in f"{refused.value.message}\n{refused.value.hint}"


def test_without_groups_all_that_a_table_would_show_are_compared(coded: Study) -> None:
    results = coded.results()
    table = results.compare(small_groups=True)

    assert [any(label in column.label for column in table.columns) for label in ("CSO", "UN agency")] == [True, True]
    for only_one in ({"small_groups": False}, {"where": "informant_type=CSO"}):
        with pytest.raises(UsageError, match="two groups"):
            results.compare(**only_one)  # type: ignore[arg-type]


def test_results_and_their_quotes_show_themselves_without_anybodys_words(coded: Study) -> None:
    results = coded.results()

    assert repr(results) == "<Results Small study: 3 interviews, 3 informants, 4 codings>"
    assert repr(results.selection).startswith("<Selection: ")
    assert not any(coding.text in repr(results) + repr(results.selection) for coding in results.codings)
