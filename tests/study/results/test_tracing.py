"""From every figure and quote the way back to the words, and from words to what the rules made of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qualcode.errors import UsageError
from qualcode.model.table import Figure, Table
from qualcode.study.results.results import Results
from qualcode.study.study import Study
from tests.study.make import cells

TABLES: dict[str, Callable[[Results], Table]] = {
    "frequencies": lambda results: results.frequencies(),
    "by side in a round": lambda results: results.frequencies("side", where=["round=1"]),
    "by gender and organisation": lambda results: results.frequencies("gender", unit="organisation", sort="prevalence"),
    "coverage": lambda results: results.coverage(),
    "two groups": lambda results: results.compare("CSO", "International", intervals=True, test=True),
    "three groups": lambda results: results.compare("CSO", "UN agency", "International NGO", test=True),
    "quantifiers": lambda results: results.quantifiers("side"),
    "cooccurrence": lambda results: results.cooccurrence(within="interview", levels=1),
    "saturation": lambda results: results.saturation(base=4, length=3),
    "matrix": lambda results: results.matrix(cells="passages", levels=1),
    "evidence": lambda results: results.evidence(),
}


@pytest.fixture(scope="module")
def sample(sample_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """A copy of the sample study, open; figures are remembered in it, nothing else is changed."""
    folder = tmp_path_factory.mktemp("tracing")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        with Study.open(shutil.copytree(sample_once, folder / "sample")) as study:
            yield study


@pytest.mark.parametrize("made", TABLES.values(), ids=TABLES)
def test_figures_lead_back_to_the_words(made: Callable[[Results], Table], sample: Study) -> None:
    found = list(made(sample.results()).figures())
    assert found
    for figure in found[:: max(1, len(found) // 6)]:
        behind = cells(sample.trace(figure.id))
        if figure.spec["measure"] == "n_informants" and "unit" not in figure.spec:
            assert len({row["informant"] for row in behind}) == figure.value
        if figure.spec["measure"] == "n_passages":
            assert len({row["words"] for row in behind}) == figure.value


def a_figure(study: Study) -> Figure:
    return next(study.frequencies().figures())


@pytest.mark.parametrize("written", [lambda id: id[2:], str.upper, lambda id: f"f-{id[2:]}"], ids=["bare", "caps", "f"])
def test_a_figure_is_traced_however_its_id_is_written(written: Callable[[str], str], coded: Study) -> None:
    id = a_figure(coded).id

    assert coded.trace(written(id)) == coded.trace(id)


def test_of_a_mistyped_figure_the_nearest_is_proposed(coded: Study) -> None:
    id = a_figure(coded).id
    mistyped = id[:-1] + ("a" if id[-1] != "a" else "b")

    with pytest.raises(UsageError, match="no table of this study has that figure") as refused:
        coded.trace(mistyped)
    assert refused.value.hint == f"did you mean {id}?"
    with pytest.raises(UsageError) as refused:
        coded.trace("F-zzzzzzzzzz")
    assert "frequencies --ids" in refused.value.hint


def test_a_figure_that_only_a_report_has_is_found_in_its_lock(coded: Study, coded_once: Path, tmp_path: Path) -> None:
    [lock] = [path for path in coded.write_report() if path.suffix == ".lock"]
    id = re.findall(r"F-[a-z2-7]{10}", lock.read_text("utf-8"))[0]
    with Study.open(shutil.copytree(coded_once, tmp_path / "copy")) as copy:
        shutil.copytree(coded.folder / "reports", copy.folder / "reports")
        assert copy.store.facts.figure(id) is None

        assert copy.trace(id) == coded.trace(id)


def test_a_quote_is_traced_to_its_passage(coded: Study) -> None:
    [quote] = cells(coded.quotes("access"))

    traced = coded.trace(quote["id"])

    assert "a quote on Access" in traced.title
    assert [row["passage"] for row in cells(traced)] == ["basim:2"]
    with pytest.raises(UsageError) as refused:
        coded.trace("Q-aaaaaaaaaa")
    assert "`qualcode quotes --all`" in refused.value.hint
