# ruff: noqa: E501 - a question stands together

"""The two forms of an assessment of civil society organisations in a health sector: invented, with the counts given."""

from __future__ import annotations

from tests.readers.survey.make import Asked, MadeForm, one, several

EFFECT = "extremely=Extremely effective; moderately=Moderately effective; somewhat=Somewhat effective; slightly=Slightly effective; not_at_all=Not at all effective"  # fmt: skip
QUALITY = "excellent=Excellent; good=Good; acceptable=Acceptable; poor=Poor; not_sure=Not sure"
CRED = "yes=Yes; some=To some extent; no=No"
YES_NO = "yes=Yes; no=No; not_sure=Not sure"
TOPICS = (
    "mhpss=Mental health and psychosocial support; phc=Primary health care; srh=Sexual and reproductive health; "
    "maternal=Maternal health; communicable=Communicable diseases; child=Child health; "
    "ncd=Non-communicable diseases; disability=Disability, rehabilitation; wash=Water and sanitation; "
    "hospital=Hospital care; trauma=Trauma, surgery"
)


def _yes(name: str) -> dict[str, object]:
    return {"relevant": f"${{{name}}} = 'yes'", "when": lambda own: own.get(name) == "yes"}


CSO = MadeForm(
    name="cso",
    n=9,
    asked=(
        one("registered", "Is your organisation registered?", YES_NO, {"yes": 9}, group="profile"),
        one(
            "where_based", "Where do you work?", "both=Both; kri=Kurdistan Region; federal=Federal Iraq",
            {"both": 8, "kri": 1}, group="profile",
        ),
        one(
            "years", "For how many years?", "y1=1 to 10 years; y11=11 to 20 years; y21=More than 20 years",
            {"y11": 5}, group="profile",
        ),
        several(
            "worked_with", "With whom have you worked?",
            "ingo=International NGO; un=UN agency; gov=Government; none=None of these", {"ingo": 8, "un": 7, "gov": 5},
        ),
        one(
            "exp_int", "How was it to work with international organisations?", QUALITY,
            {"excellent": 5, "good": 2, "acceptable": 1}, blank=1,
            relevant="selected(${worked_with}, 'ingo') or selected(${worked_with}, 'un')",
            when=lambda own: bool({"ingo", "un"} & set(own.get("worked_with", "").split())),
        ),
        one(
            "exp_gov", "How was it to work with the government?", QUALITY,
            {"excellent": 3, "good": 2, "acceptable": 3}, blank=1,
        ),
        several(
            "issues", "Which health issues do you work on?", TOPICS,
            {"phc": 7, "mhpss": 7, "srh": 6, "maternal": 6, "communicable": 6, "child": 5, "ncd": 5},
        ),
        several(
            "functions", "What do you do?", "direct=Direct services; advocacy=Advocacy; policy=Policy; research=Research",
            {"direct": 8, "advocacy": 8, "policy": 2},
        ),
        several(
            "topics_future", "On which issues should civil society work in future?", TOPICS,
            {"mhpss": 8, "phc": 7, "srh": 6, "disability": 6},
        ),
        one("direct", "Do organisations give direct support?", YES_NO, {"yes": 9}, group="roles"),
        one(
            "eff_direct", "How effective is direct support?", EFFECT,
            {"extremely": 4, "moderately": 4, "somewhat": 1}, group="roles", **_yes("direct"),
        ),
        one("policy", "Do organisations have a role in policy?", YES_NO, {"yes": 9}, group="roles"),
        several(
            "policy_roles", "Which role in policy?", "policies=Shaping policies; partnerships=Partnerships; other=Another",
            {"policies": 5, "partnerships": 4}, group="roles", **_yes("policy"),
        ),
        one("advocacy", "Do organisations advocate?", YES_NO, {"yes": 8, "no": 1}, group="roles"),
        one(
            "eff_advocacy", "How effective is advocacy?", EFFECT, {"extremely": 2, "somewhat": 3, "slightly": 1},
            blank=2, group="roles", **_yes("advocacy"),
        ),
        one("larger_role", "Should organisations have a larger role?", YES_NO, {"yes": 9}, group="roles"),
        several(
            "capacity", "Which capacity is needed?",
            "financial=Financial management; relations=Relations with donors; policy=Policy; topics=Health topics; "
            "management=Management; communication=Communication",
            {"financial": 6, "relations": 5, "policy": 5, "topics": 4}, group="roles", **_yes("larger_role"),
        ),
        several(
            "providers", "Who should give it?", "un=UN agencies; academia=Universities; ingo=International NGOs; gov=Government",
            {"un": 7, "academia": 6, "ingo": 6, "gov": 3}, group="roles", **_yes("larger_role"),
        ),
        one("cred_comm", "Are organisations credible with communities?", CRED, {"yes": 7, "some": 2}),
        one("cred_gov", "Are organisations credible with the government?", CRED, {"yes": 8, "some": 1}),
        one("cred_int", "Are organisations credible with international organisations?", CRED, {"yes": 8, "some": 1}),
        one(
            "fundraising", "How difficult is it to raise funds?", "difficult=Difficult; neutral=Neither; easy=Easy",
            {"difficult": 5, "neutral": 3, "easy": 1},
        ),
        Asked(
            name="more", label="What else should we know?",
            texts=(
                "Donors leave, and what we built with the communities falls to pieces.",
                "We need grants that last longer than a year.",
                "Training is offered again and again; salaries are not.",
            ),
        ),
        Asked(name="email", label="Your e-mail address", texts=("one@cso.example", "two@cso.example")),
    ),
)  # fmt: skip

OTHERS = MadeForm(
    name="others",
    n=8,
    asked=(
        one(
            "orgtype", "What is your organisation?", "ingo=International NGO; un=UN agency; moh=Ministry of Health",
            {"ingo": 6, "un": 1, "moh": 1}, fixed={0: "moh", 1: "un"}, group="profile",
        ),
        one(
            "area", "Where do you work?", "whole=In the whole country; kri=Kurdistan Region; centre=Centre; south=South",
            {"whole": 4}, group="profile",
        ),
        several("issues", "Which health issues do you work on?", TOPICS, {"mhpss": 6, "phc": 5, "srh": 4, "ncd": 3}),
        one("works_with_cso", "Do you work with civil society?", YES_NO, {"yes": 7, "not_sure": 1}),
        several(
            "cso_roles", "Which roles do they have?",
            "implement=They implement; coordinate=They coordinate; advocate=They advocate; train=They train; "
            "research=They do research",
            {"implement": 6, "coordinate": 5, "advocate": 4, "train": 3, "research": 1}, **_yes("works_with_cso"),
        ),
        one(
            "exp_cso", "How was it to work with civil society?", QUALITY,
            {"good": 3, "acceptable": 3, "not_sure": 1}, blank=1,
        ),
        one(
            "registration", "Is registration required?",
            "required=Required; not_required=Not required; not_sure=Not sure", {"required": 4},
        ),
        several(
            "topics_future", "On which issues should civil society work in future?", TOPICS,
            {
                "disability": 8, "phc": 7, "mhpss": 6, "srh": 6, "child": 6, "wash": 6, "maternal": 5,
                "communicable": 5, "hospital": 4,
            },
        ),
        one("direct", "Do organisations give direct support?", YES_NO, {"yes": 7, "no": 1}, group="roles"),
        several(
            "direct_roles", "Which direct support?",
            "education=Health education; information=Information; basic=Basic services; engagement=Engagement; "
            "me=Monitoring and evaluation; specialised=Specialised services",
            {"education": 7, "information": 7, "basic": 6, "engagement": 5, "me": 3, "specialised": 2},
            group="roles", **_yes("direct"),
        ),
        one(
            "eff_direct", "How effective is direct support?", EFFECT,
            {"moderately": 3, "somewhat": 1, "slightly": 3}, group="roles", **_yes("direct"),
        ),
        one("increase", "Should direct support increase?", YES_NO, {"yes": 6}, group="roles"),
        one("policy", "Do organisations have a role in policy?", YES_NO, {"yes": 5}, group="roles"),
        one("advocacy", "Do organisations advocate?", YES_NO, {"yes": 7, "no": 1}, group="roles"),
        several(
            "advocacy_roles", "Which role in advocacy?",
            "access=For access to care; rights=For rights; funds=For funds; law=For better laws",
            {"access": 7, "rights": 6, "funds": 5}, group="roles", **_yes("advocacy"),
        ),
        one(
            "eff_advocacy", "How effective is advocacy?", EFFECT,
            {"extremely": 1, "moderately": 1, "somewhat": 1, "slightly": 1}, blank=4, group="roles",
        ),
        one(
            "larger_role", "Should organisations have a larger role?", YES_NO,
            {"yes": 4, "not_sure": 3, "no": 1}, group="roles",
        ),
        several(
            "capacity", "Which capacity is needed?",
            "financial=Financial management; relations=Relations with donors; policy=Policy; topics=Health topics; "
            "management=Management; communication=Communication",
            {"topics": 7, "management": 7, "relations": 6, "communication": 6, "financial": 6}, group="roles",
        ),
        one(
            "cred_comm", "Are organisations credible with communities?", CRED,
            {"some": 5, "yes": 2, "no": 1}, fixed={0: "yes"},
        ),
        one("cred_int", "Are organisations credible with international organisations?", CRED, {"yes": 5, "some": 3}),
        Asked(
            name="more", label="What else should we know?",
            texts=("They know the communities, and still few people there trust them.", "Their reports come late."),
        ),
    ),
)  # fmt: skip
