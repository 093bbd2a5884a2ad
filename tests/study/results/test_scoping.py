"""Whom a table counts, from the options that people give."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.errors import UsageError
from qualcode.study.results.scoping import ScopeOptions, scope_of
from qualcode.study.study import Study
from tests.study.make import configured

SETTINGS = '[privacy]\nminimum_cell = 2\n\n[counting]\npercentages_from = 30\n\n[groupings.side]\nlocal = ["CSO"]'


@pytest.fixture
def study(coded: Study) -> Study:
    rows = coded.roster_path.read_text("utf-8").splitlines()
    columns = ("organisation", "Relief", "Relief", "Agency")
    coded.roster_path.write_text("\n".join(map(",".join, zip(rows, columns, strict=True))), "utf-8")
    coded.import_transcripts()
    return configured(coded, SETTINGS)


@pytest.mark.parametrize(
    ("where", "means"),
    [
        ((), {}),
        ("informant_type=CSO", {"informant_type": ("CSO",)}),
        (["type=cso"], {"informant_type": ("CSO",)}),
        (["side=local", "Organisation=relief"], {"informant_type": ("CSO",), "organisation": ("Relief",)}),
    ],
    ids=["everyone", "one condition", "as people write it", "a grouping and a column"],
)
def test_conditions_are_understood_as_people_write_them(
    study: Study, where: str | list[str], means: dict[str, tuple[str, ...]]
) -> None:
    assert dict(scope_of(study.results(), {"where": where}).where) == means


@pytest.mark.parametrize(
    ("unit", "means"), [("informant", "informant"), (" Informant ", "informant"), ("ORGANISATION", "organisation")]
)
def test_the_unit_is_an_informant_or_a_column_in_any_case(study: Study, unit: str, means: str) -> None:
    assert scope_of(study.results(), {"unit": unit}).unit == means


@pytest.mark.parametrize("options", [ScopeOptions(where="shoes=red"), ScopeOptions(unit="shoes")])
def test_a_column_nobody_has_is_refused(study: Study, options: ScopeOptions) -> None:
    with pytest.raises(UsageError, match="shoes"):
        scope_of(study.results(), options)


def test_small_groups_and_percentages_are_hidden_as_the_settings_say_unless_they_are_asked_for(study: Study) -> None:
    results = study.results()
    as_set, for_the_team = scope_of(results, {"small_groups": False}), scope_of(results, {"percent": True})
    assert scope_of(replace(results, for_client=True), {}) == as_set
    assert for_the_team.for_client == replace(as_set, percentages_from=1)

    assert (as_set.minimum, as_set.percentages_from) == (2, 30)
    assert as_set.labels == results.labels
    assert (for_the_team.minimum, for_the_team.percentages_from, dict(for_the_team.labels)) == (0, 1, {})
