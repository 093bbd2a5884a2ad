"""The method note, the checklist and the provenance say what the study knows, and no more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.model.document import Record
from qualcode.model.facts import NO_WORK, Authors, CodersWork, Facts
from qualcode.model.guided import Guided
from qualcode.model.report import Audience
from qualcode.model.table import Basis
from qualcode.reports.coreq import OPEN, checklist
from qualcode.reports.method import introduction, method
from qualcode.reports.provenance import provenance
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
    n_proposed=100,
    n_decided=100,
    coders=("amal", "basim"),
    work=CodersWork(
        by_coder={"amal": 100, "basim": 27},
        n_by_several=27,
        n_alike=20,
        n_differ_besides=5,
        n_accepted=65,
        kappa=0.481,
        n_settled=4,
        n_disputed=3,
        n_added=11,
        n_earlier=2,
        n_silent=30,
        n_silent_read=12,
        n_silent_coded=5,
        n_audited=2,
        n_drawn=60,
        n_missed=3,
    ),
    dates=("2026-01-08", "2026-02-17"),
    n_dated=2,
    n_turns_of_nobody=6,
    guide=True,
    n_reviewed=3,
    records={Record.INTERPRETED: 1, Record.VERBATIM: 1},
    languages={"en": 1, "ar": 1},
    rounds=("1", "2"),
    n_groups=1,
    n_quotes=9,
    n_quoted=4,
    n_chosen=3,
    n_printed=5,
    n_kept=2,
    names_replaced=1,
    saturation="Reached at 4+2.",
    settings={"privacy.minimum_cell": "3", "roles.kii-1.SHN": "cso-1"},
)


def of_work(**changes: object) -> dict[str, object]:
    """A change of what coders did."""
    return {"work": replace(FACTS.work, **changes)}  # type: ignore[arg-type]


SENTENCES = [
    (
        "Of these, five are printed in this report with the findings; two of these five were chosen by a person. The "
        "workbook that goes with this report holds them all.",
        {"n_kept": 0},
    ),
    ("five are printed in this report with the findings; two", {"n_annexed": 2}),
    ("five are printed in this report", {"n_printed": 0}),
    ("The report rests on 2 interviews with 4 informants.", {"informants": {"CSO": 3}}),
    ("Coders agree to a limited extent only (kappa 0.48, as said above)", of_work(kappa=0.6)),
    ("informants said 1,234 words", {"n_words": 9}),
    ("The interviews were held between 8 January 2026 and 17 February 2026.", {"dates": ()}),
    ("The interviews were held between 8 January 2026 and 17 February 2026.", {"n_dated": 1}),
    ("One interview was with more than one person", {"n_groups": 0}),
    ("There were two rounds of interviews", {"rounds": ("1",)}),
    ("1 was transcribed word by word and 1 was rendered by an interpreter", {"records": {Record.VERBATIM: 2}}),
    ("Languages: 1 English and 1 Arabic", {"languages": {"en": 2}}),
    ("The interviews followed a guide (Annex B)", {"guide": False}),
    ("cut into 56 passages", {"n_segments": 57}),
    ("It made 100 such proposals.", {"n_proposed": 99}),
    ("A codebook (Small, version 1, Annex A) describes 5 themes", {"codebook": replace(CODEBOOK, version="2")}),
    ("Six turns of talk could not be given to an informant and were not counted", {"n_turns_of_nobody": 0}),
    ("A proposal counts only where a person accepted it", {"basis": Basis.SUGGESTIONS}),
    (
        "Two coders accepted or rejected the 100 proposals: coder A all 100 and coder B 27 (27%)",
        of_work(by_coder={"amal": 100, "basim": 9}),
    ),
    ("coder A all 100 and coder B 27 (27%)", of_work(by_coder={"amal": 100})),
    ("More than one coder decided on 27 of the 100 proposals.", of_work(n_by_several=0, n_alike=0)),
    ("They came to the same answer for 20 of them (74%) and differed on seven.", of_work(n_alike=27)),
    (
        "Here it is 0.48 for the proposals that more than one coder decided on, which is often called moderate.",
        of_work(kappa=None),
    ),
    ("They saw the proposals while they coded", of_work(prompted=False)),
    ("on 2 themes, 60 passages for which it had not proposed the theme were drawn at random", of_work(n_audited=0)),
    ("the theme was there in 3", of_work(n_missed=2)),
    ("the theme was there in 3", of_work(n_silent_read=30)),
    ("Four differences between coders were settled one by one", of_work(n_settled=0)),
    ("Three differences between coders are still open", of_work(n_disputed=0)),
    (
        "In eleven cases more, coders put a theme on a passage for which the program had not proposed it",
        of_work(n_added=0),
    ),
    ("Two codings rest on proposals of an earlier version of the codebook", of_work(n_earlier=0)),
    ("On 30 of the 56 passages the program proposed no theme. Coders read 12", of_work(n_silent_read=0)),
    ("and found a theme in 5", of_work(n_silent_coded=0)),
    ("a theme was put on a passage 78 times", {"n_codings": 77}),
    ("Of the 100 proposals, 65 were accepted.", of_work(n_accepted=0)),
    ("(74%) and differed on seven.", of_work(n_alike=27)),
    ("In five cases besides, one coder put a theme on a passage", of_work(n_differ_besides=0)),
    ("Every proposal is decided for 3 of 4 informants.", {"n_reviewed": 4}),
    ("all that was proposed for them is decided", {"basis": Basis.SUGGESTIONS}),
    ("all that was proposed for them is decided", {"basis": Basis.UNFINISHED}),
    ("and coders added nothing, counts as silent", {"by_reading": True}),
    ("Nobody read 18 passages: who counts as silent may have spoken there", of_work(n_silent_read=30)),
    ("Nobody read 18 passages: who counts as silent may have spoken there", {"by_reading": True}),
    ("A proposal counts only where a person accepted it", of_work(prompted=False)),
    ("9 quotes of 4 informants were selected, 3 by a person, the others by a fixed rule: on each", {"n_chosen": 0}),
    ("One name, place or role was replaced", {"names_replaced": 0}),
    ("as the transcripts have them, which are not all word by word", {"records": {Record.VERBATIM: 2}}),
    ("Groups are small, the smallest has one informant", {"informants": {"CSO": 5, "UN agency": 6}}),
]


@pytest.mark.parametrize(("said", "otherwise"), SENTENCES, ids=[f"{place}" for place in range(len(SENTENCES))])
def test_each_sentence_is_said_where_it_is_true_and_not_where_it_is_not(
    said: str, otherwise: dict[str, object]
) -> None:
    assert said in " ".join(method(FACTS, Audience.CLIENT))
    assert said not in " ".join(method(replace(FACTS, **otherwise), Audience.CLIENT))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            {"n_beside_survey": 2},
            "Of these, seven are printed in this report, five with the findings and two beside answers of the survey; "
            "two of these seven were chosen by a person.",
        ),
        (
            {"n_annexed": 1, "n_kept": 6},
            "six are printed in this report, five with the findings and one in Annex C; all of these were chosen",
        ),
        (
            {"n_printed": 0, "n_annexed": 4, "guide": False, "n_kept": 0},
            "four are printed in this report in Annex B. The",
        ),
        ({"n_chosen": 0}, "9 quotes of 4 informants were selected by a fixed rule: on each theme one of each"),
        ({"n_chosen": 9}, "9 quotes of 4 informants were selected by a person. Of these"),
        ({"coders": ("amal",)}, "In eleven cases more, the coder put a theme on a passage"),
        ({"coders": ("amal",)}, "and the coder added nothing, counts as silent on it"),
        ({"coders": ("amal",)}, "The coder read 12 and found a theme"),
        ({"basis": Basis.SUGGESTIONS, "work": NO_WORK}, "Nobody has reviewed these proposals"),
        (
            {"basis": Basis.SUGGESTIONS, "work": NO_WORK},
            "Each count is out of all informants interviewed.",
        ),
        ({"basis": Basis.UNFINISHED, "n_decided": 40}, "The review is unfinished: 40 of 100 proposals are accepted"),
        ({"basis": Basis.UNFINISHED}, "they count neither as having raised a theme nor as silent"),
        (
            of_work(by_coder={"amal": 34}, n_by_several=0),
            "One coder accepted or rejected 34 of 100 proposals",
        ),
        (of_work(by_coder={"amal": 100}, n_by_several=0), "One coder accepted or rejected all 100 proposals"),
        (of_work(by_coder={"amal": 100}, n_by_several=0), "it is not known how far two coders would agree"),
        (
            of_work(by_coder={"amal": 100, "basim": 100}),
            "Each of two coders accepted or rejected all 100 proposals",
        ),
        (
            of_work(prompted=False),
            "The two coders read passages and put themes on them without seeing the proposals",
        ),
        (
            of_work(prompted=False, by_coder={"amal": 100, "basim": 100}),
            "Each of two coders read the passages of all 100 proposals.",
        ),
        (
            of_work(prompted=False, by_coder={"amal": 100}),
            "The coder read passages and put themes on them without seeing the proposals",
        ),
        (of_work(n_silent_read=0), "Nobody read these, so it is not known what was missed there"),
        (
            of_work(prompted=False, kappa_read=0.7),
            "that two coders read, proposed or not, which is often called substantial.",
        ),
        (of_work(prompted=False, kappa_read=-0.15), "is -0.15 for every theme on every passage"),
        (of_work(kappa=-0.15), "which is often called poor."),
        (of_work(kappa=0.0), "which is often called slight."),
        (of_work(kappa=0.81), "which is often called almost perfect."),
        ({"n_reviewed": 4}, "Every proposal is decided for all four informants"),
        (of_work(n_silent_read=30), "What 3 of 4 informants said has been reviewed for every theme"),
        (of_work(kappa=None, kappa_read=0.57), "Coders agree to a limited extent only (kappa 0.57, as said above)"),
        (
            of_work(prompted=False),
            "Two coders read the passages of the 100 proposals: coder A all 100 and coder B 27 (27%).",
        ),
        (of_work(n_silent_read=30), "On 30 of the 56 passages the program proposed no theme. Coders read all of them"),
        ({"n_dated": 1}, "as far as their dates are known (1 of 2)"),
        ({"dates": ("2026-01-08", "2026-01-08")}, "The interviews were held on 8 January 2026."),
        ({"by_reading": True}, "only where all their passages were read for it"),
        ({"n_quotes": 0}, "No quotes were selected."),
        ({"guide": False}, "[To be written: what was asked, and whether an interview guide was used"),
    ],
)
def test_what_else_is_so_is_said_instead(facts: dict[str, object], said: str) -> None:
    assert said in " ".join(method(replace(FACTS, **facts), Audience.CLIENT))  # type: ignore[arg-type]
    assert said not in " ".join(method(FACTS, Audience.CLIENT))


def test_coders_are_named_to_the_team_alone() -> None:
    client, team = (" ".join(method(FACTS, audience)) for audience in (Audience.CLIENT, Audience.TEAM))

    assert "amal all 100 and basim 27 (27%)" in team
    assert "amal" not in client


@pytest.mark.parametrize(
    ("key", "space"),
    [
        ("sampling", "how informants were chosen"),
        ("approached", "how many people were asked for an interview"),
        ("consent", "how consent was asked"),
    ],
)
def test_what_only_the_authors_know_is_theirs_to_say_once(key: str, space: str) -> None:
    empty = " ".join(method(FACTS, Audience.CLIENT))
    filled = " ".join(method(replace(FACTS, authors=Authors(**{key: "By the steering group"})), Audience.CLIENT))

    assert f"[To be written: {space}" in empty
    assert f"[To be written: {space}" not in filled
    assert "By the steering group." in filled


def test_nobody_is_said_to_have_reviewed_what_nobody_has() -> None:
    words = " ".join(method(replace(FACTS, basis=Basis.SUGGESTIONS, coders=()), Audience.CLIENT))

    assert "Nobody has reviewed" in words
    assert "coders" not in words


def test_only_the_team_reads_why_informants_were_left_out() -> None:
    facts = replace(FACTS, left_out=("her director objected", "withdrew"))

    assert "One informant was left out of the counts: her director objected." in method(facts, Audience.TEAM)[0]
    assert "Two informants were left out of the counts." in method(facts, Audience.CLIENT)[0]


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
