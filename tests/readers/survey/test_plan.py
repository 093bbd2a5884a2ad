from __future__ import annotations

import pytest

from qualcode.errors import SurveyError
from qualcode.model.scales import known_scale
from qualcode.model.survey import Kind, Option, Question
from qualcode.model.survey_plan import Join, Ref, Scale, SurveyEntry
from qualcode.readers.survey.drafting import draft, is_personal
from qualcode.readers.survey.plan import plan_of
from qualcode.readers.survey.read import SurveyOptions, read_with_form
from tests.readers.survey.forms import CSO, OTHERS
from tests.readers.survey.make import answered, data_file, form_file

WRITTEN = """
surveys:
  cso: {type: CSO, invited: 14, fielded: 2022-03-10 to 2022-03-31}
  others:
    type_from: orgtype
    types: {ingo: International NGO}
    without: {_status: not_approved}
    from: 2022-03-10
scales:
  cred: {order: [yes, some, no], middle: some}
same:
  - [cso.topics, others.topics]
leave_out: [others.entity]
join:
  - theme: community_trust
    question: [cso.cred, others.cred]
    agrees: [yes]
    between: [some]
    opposes: [no]
    reading: They differ.
    read_by: A. Karim
people: {kii-03: cso:1004}
"""
CSO_SURVEY, OTHERS_SURVEY = (
    read_with_form(data_file(form, answered(form)), form_file(form), SurveyOptions(name=form.name))
    for form in (CSO, OTHERS)
)


def test_what_the_evaluator_says_is_read() -> None:
    plan = plan_of(WRITTEN)

    assert plan.entry("cso") == SurveyEntry(name="cso", type="CSO", invited=14, fielded="2022-03-10 to 2022-03-31")
    assert (plan.entry("others").type_from, plan.entry("others").since) == ("orgtype", "2022-03-10")
    assert plan.scales == {"cred": Scale(order=("yes", "some", "no"), middle="some")}
    assert plan.same == ((Ref("cso", "topics"), Ref("others", "topics")),)
    assert plan.leave_out == {Ref("others", "entity")}
    assert plan.people == {"kii-03": "cso:1004"}
    assert plan.joins == (
        Join(
            theme="community_trust",
            questions=(Ref("cso", "cred"), Ref("others", "cred")),
            agrees=("yes",),
            between=("some",),
            opposes=("no",),
            reading="They differ.",
            read_by="A. Karim",
        ),
    )


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("survey:\n  cso: {}", "line 1: 'survey' is not known here"),
        ("surveys:\n  cso: {invited: many}", "line 2: 'invited' is not a number"),
        ("scales:\n  cred: {middle: some}", "line 2: a scale has no order"),
        ("leave_out: [entity]", "'entity' is no question of a survey"),
        ("join:\n  - {question: [cso.q], agrees: [yes]}", "a join has no 'theme'"),
        ("join:\n  - {theme: funding, question: [cso.q]}", "a join has no 'agrees'"),
        ("- cso", "is no list of keys and values"),
        ("surveys: [cso]", "is no list of names"),
        ("surveys:\n  cso: {type: [", "line 2"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_line(written: str, what: str) -> None:
    with pytest.raises(SurveyError) as caught:
        plan_of(written)

    assert what in caught.value.message


def test_a_draft_has_the_types_the_scales_what_asks_the_same_and_who_is_never_printed() -> None:
    first = draft("", plan_of(""), SurveyEntry(name="cso", type="CSO"), CSO_SURVEY, [])
    entry = SurveyEntry(name="others", type_from="orgtype", types={"moh": "Ministry, of Health"})
    plan = plan_of(draft(first, plan_of(first), entry, OTHERS_SURVEY, [CSO_SURVEY]))

    assert (plan.entry("cso").type, plan.entry("others").types) == ("CSO", {"moh": "Ministry, of Health"})
    assert plan.scale(CSO_SURVEY.question("cred_comm")) == Scale(order=("yes", "some", "no"), middle="some")
    assert plan.scale(CSO_SURVEY.question("eff_direct")) is not None
    assert plan.scale(CSO_SURVEY.question("issues")) is None
    assert (Ref("cso", "cred_comm"), Ref("others", "cred_comm")) in plan.same
    assert plan.leave_out == {Ref("cso", "email")}


def test_a_draft_changes_nothing_that_stands_there() -> None:
    theirs = "# ours\nsurveys:\n  cso:   {type: CSO}   # all of them\n\nleave_out:\n- cso.email\npeople: {a: b}\n"

    drafted = draft(theirs, plan_of(theirs), SurveyEntry(name="others", type="UN"), OTHERS_SURVEY, [CSO_SURVEY])

    lines = drafted.splitlines()
    assert [line for line in theirs.splitlines() if line not in lines] == []
    assert lines.index("  others:") == lines.index("  cso:   {type: CSO}   # all of them") + 1
    assert plan_of(drafted).entry("others").type == "UN"


def asking(*options: str, kind: Kind = Kind.ONE) -> Question:
    return Question(
        name="q", kind=kind, options=tuple(Option(name=f"o{n}", labels={"": said}) for n, said in enumerate(options))
    )


@pytest.mark.parametrize(
    ("options", "order", "middle"),
    [
        (("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"), "43210", "o2"),
        (("Toujours", "Souvent", "Jamais", "Ne sait pas"), "012", ""),
        (("نعم", "إلى حد ما", "لا"), "012", "o1"),
        (("muy satisfecho", "satisfecho", "insatisfecho"), "012", ""),
        (("Yes", "No"), "", ""),
        (("Excellent", "Good", "Purple"), "", ""),
    ],
)
def test_scales_are_known_in_four_languages(options: tuple[str, ...], order: str, middle: str) -> None:
    found = known_scale(asking(*options))

    assert (found[1].order, found[1].middle) == (tuple(f"o{n}" for n in order), middle) if found else not order


@pytest.mark.parametrize(
    ("label", "asks"),
    [("Your e-mail address", True), ("Name of your organisation", True), ("Votre nom", True), ("What helps?", False)],
)
def test_questions_for_a_name_or_an_address_are_proposed_to_be_left_out(label: str, asks: bool) -> None:
    assert is_personal(Question(name="q", kind=Kind.TEXT, labels={"": label})) is asks
