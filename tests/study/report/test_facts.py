"""What a report says of the study it is of."""

from __future__ import annotations

import pytest

from qualcode.errors import SettingsError
from qualcode.model.coding import Verdict
from qualcode.model.table import Basis
from qualcode.study.reading.roster import exclude_informant
from qualcode.study.report.facts import gather_facts, report_date, settings_used
from qualcode.study.review.sessions import decide
from qualcode.study.study import Study
from tests.study.make import GUIDE, accept_all, configured


def test_who_was_heard_and_how_far_the_review_is_are_counted(shown: Study) -> None:
    suggested = gather_facts(shown, shown.results())
    decide(shown, "amal", "amira:2", Verdict.ACCEPT, code="funding")
    exclude_informant(shown, "basim", "pilot")
    shown.guide_path.write_text(GUIDE, "utf-8")
    begun = gather_facts(shown, shown.results())

    assert (suggested.basis, suggested.n_informants, dict(suggested.informants)) == (
        Basis.SUGGESTIONS,
        3,
        {"CSO": 2, "UN agency": 1},
    )
    assert (suggested.n_segments, suggested.n_words) == (3, 8 + 9 + 13)
    assert (suggested.coders, suggested.n_decided, suggested.left_out, suggested.guide) == ((), 0, (), False)
    assert (begun.coders, begun.n_decided, begun.n_codings, begun.n_reviewed) == (("amal",), 1, 1, 0)
    assert (begun.left_out, begun.guide, begun.n_informants) == (("pilot",), True, 2)
    accept_all(shown)
    assert gather_facts(shown, shown.results()).n_reviewed == 2


def test_only_settings_that_change_a_figure_or_a_quote_are_named(coded: Study) -> None:
    study = configured(coded, '[privacy]\nminimum_cell = 4\n\n[review]\ncoder = "amal"')

    used = settings_used(study.settings)

    assert used["privacy.minimum_cell"] == "4"
    assert not any(name.startswith("review") for name in used)


def test_the_date_is_that_of_the_last_decision_or_what_somebody_sets(
    coded: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    decide(coded, "amal", "amira:2", Verdict.ACCEPT, code="funding")
    [decision] = coded.store.log.decisions()
    assert report_date(coded) == decision.decided_at[:10]

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert report_date(coded) == "1970-01-02"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(SettingsError, match="'yesterday' is no date"):
        report_date(coded)
