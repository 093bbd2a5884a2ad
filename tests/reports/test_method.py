"""The method note, the checklist and the provenance say what the study knows, and no more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.model.document import Record
from qualcode.model.facts import Facts
from qualcode.model.guided import Guided
from qualcode.model.report import Audience
from qualcode.model.table import Basis
from qualcode.reports.coreq import OPEN, checklist
from qualcode.reports.method import introduction, method, provenance
from tests.tables.study import CODEBOOK

FACTS = Facts(
    version="0.1.0",
    basis=Basis.CODINGS,
    codebook=CODEBOOK,
    documents={"kii-1": "a" * 64, "kii-2": "b" * 64},
    informants={"CSO": 3, "UN agency": 1},
    date="2026-03-04",
    n_words=1234,
    n_segments=56,
    n_codings=78,
    coders=("amal", "basim"),
    n_reviewed=3,
    records={Record.INTERPRETED: 1, Record.VERBATIM: 1},
    languages={"en": 1, "ar": 1},
    rounds=("1", "2"),
    n_groups=1,
    n_quotes=9,
    n_quoted=4,
    names_replaced=1,
    saturation="Reached at 4+2.",
    settings={"privacy.minimum_cell": "3", "roles.kii-1.SHN": "cso-1"},
)


@pytest.mark.parametrize(
    "said",
    [
        "2 interviews with 4 informants were read: CSO (3) and UN agency (1)",
        "1 interview was with more than one person",
        "There were 2 rounds of interviews",
        "Of the interviews, 1 was transcribed word by word and 1 was rendered by an interpreter",
        "Languages: 1 English and 1 Arabic",
        "56 passages",
        "A codebook of 5 themes, Small (version 1)",
        "2 coders read each proposal",
        "For 3 of 4 informants every theme is reviewed",
        "9 quotes of 4 informants",
        "1 name or place was replaced",
        "qualcode 0.1.0",
    ],
)
def test_the_method_note_says_what_was_done(said: str) -> None:
    assert said in " ".join(method(FACTS, Audience.CLIENT))


def test_nobody_is_said_to_have_reviewed_what_nobody_has() -> None:
    words = " ".join(method(replace(FACTS, basis=Basis.SUGGESTIONS, coders=()), Audience.CLIENT))

    assert "Nobody has reviewed" in words
    assert "coders read" not in words


def test_only_the_team_reads_why_informants_were_left_out() -> None:
    facts = replace(FACTS, left_out=("her director objected", "withdrew"))

    assert "1 informant was left out of the counts: her director objected." in method(facts, Audience.TEAM)[0]
    assert "2 informants were left out of the counts." in method(facts, Audience.CLIENT)[0]


def test_a_client_is_told_no_setting_that_names_a_hidden_type() -> None:
    settings = {
        "groupings.side.Local": "CSO, Ministry of Health",
        "groupings.side.All": "CSO, UN agency",
        "privacy.allowed.UN agency": "Ms Haddad agreed",
    }
    facts = replace(FACTS, settings=settings)

    for_client, for_team = (dict(provenance(facts, audience)) for audience in (Audience.CLIENT, Audience.TEAM))

    assert [name for name in for_client if name.startswith("Setting")] == ["Setting groupings.side.All"]
    assert {name for name in for_team if name.startswith("Setting")} == {f"Setting {name}" for name in settings}


def test_the_introduction_counts_people_and_interviews() -> None:
    assert "4 informants raised in 2 interviews" in " ".join(introduction(FACTS))


def test_the_checklist_has_all_32_items_and_leaves_open_what_is_unknown() -> None:
    items = checklist(FACTS)

    assert [number for number, _, _ in items] == [str(number) for number in range(1, 33)]
    known = {int(number): answer for number, _, answer in items if answer != OPEN}
    assert known[12] == "4 informants in 2 interviews."
    assert known[22] == "Reached at 4+2."
    assert known[24] == "2 coders."
    assert not {1, 2, 3, 10, 28} & known.keys()


def test_a_client_learns_hashes_but_no_ids() -> None:
    client, team = (dict(provenance(FACTS, audience)) for audience in (Audience.CLIENT, Audience.TEAM))

    assert client["Coders"] == "2"
    assert team["Coders"] == "amal, basim"
    assert client["Interviews sha256"] == team["Interviews sha256"]
    assert client["Setting privacy.minimum_cell"] == "3"
    assert not any("kii-" in f"{name} {value}" for name, value in client.items())
    assert team["Interview kii-1 sha256"] == "a" * 64


@pytest.mark.parametrize(
    ("guided", "said", "unsaid"),
    [
        (Guided(), "", "Besides the rules"),
        (Guided(ways=("learned",)), "Besides the rules, themes were proposed in passages like those", "accepted ("),
        (
            Guided(ways=("learned",), n_answered=40, n_accepted=18),
            "Of 40 such proposals that no rule made and coders answered, 18 (45%) were accepted.",
            "in the order of",
        ),
        (Guided(n_read={"amal": 80, "omar": 41}), "121 passages were read by 2 coders in the order of", "Besides"),
    ],
)
def test_what_led_the_coders_besides_the_rules_is_said(guided: Guided, said: str, unsaid: str) -> None:
    text = " ".join(method(replace(FACTS, guided=guided), Audience.TEAM))

    assert said in text
    assert unsaid not in text
