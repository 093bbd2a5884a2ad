"""A study whose attributions number its informants."""

from __future__ import annotations

from qualcode.model.journal import EventKind
from qualcode.study.keeping.forgetting import forget
from qualcode.study.reading.roster import read_roster_again
from qualcode.study.study import Study
from tests.study.make import configured

NUMBERED = '[privacy]\nminimum_cell = 1\nattribution = "– {alias}"'


def printed(study: Study) -> dict[str, str]:
    return {quote.informant_id: quote.attribution for quote in study.results().selection.quotes}


def test_numbers_are_given_once_and_stay_when_the_list_grows(coded: Study) -> None:
    study = configured(coded, NUMBERED)
    before = printed(study)
    assert before

    study.roster_path.write_text(
        study.roster_path.read_text(encoding="utf-8") + "dana,CSO,dana.txt\n", encoding="utf-8"
    )
    (study.folder / "transcripts" / "dana.txt").write_text(
        "Interviewer: And you?\nDana: Our grant from the donor ended in the spring, too, and nobody told us why.\n",
        encoding="utf-8",
    )
    study.import_transcripts()
    study.suggest()

    after = printed(study)
    assert after.keys() - before.keys() == {"dana"}
    assert {who: after[who] for who in before} == before
    table = read_roster_again(study).informants()
    assert {f"– {row.cells[-1]}" for row in table.rows} == set(after.values())


def test_the_number_goes_with_who_withdraws(coded: Study) -> None:
    study = configured(coded, NUMBERED)
    printed(study)
    assert "amira" in {event.target for event in study.store.log.events(EventKind.ALIAS)}

    forget(study, "amira")

    assert "amira" not in {event.target for event in study.store.log.events(EventKind.ALIAS)}


def test_where_nobody_is_numbered_nothing_is_kept(coded: Study) -> None:
    printed(coded)

    assert coded.store.log.events(EventKind.ALIAS) == ()
