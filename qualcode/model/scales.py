"""Scales that questionnaires use, in the words of four languages."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.model.naming import fold
from qualcode.model.survey import Option, Question
from qualcode.model.survey_plan import Scale

# A step per line; the words for it stand apart by "|". "-" before a step: it is the middle.
_WRITTEN = {
    "agreement": """
        strongly agree|tout à fait d'accord|totalmente de acuerdo|أوافق بشدة
        agree|d'accord|plutôt d'accord|de acuerdo|أوافق
        - neither agree nor disagree|neutral|ni d'accord ni pas d'accord|neutre|ni de acuerdo ni en desacuerdo|محايد
        disagree|pas d'accord|plutôt pas d'accord|en desacuerdo|لا أوافق
        strongly disagree|pas du tout d'accord|totalmente en desacuerdo|لا أوافق بشدة
    """,
    "effectiveness": """
        extremely effective|very effective|extremely|très efficace|muy eficaz|فعال جدا|فعال للغاية
        moderately effective|effective|moderately|efficace|eficaz|فعال
        somewhat effective|somewhat|assez efficace|algo eficaz|فعال إلى حد ما
        slightly effective|slightly|peu efficace|poco eficaz|فعال قليلا
        not at all effective|not effective|not_at_all|pas efficace|nada eficaz|غير فعال
    """,
    "satisfaction": """
        very satisfied|très satisfait|muy satisfecho|راض جدا
        satisfied|somewhat satisfied|satisfait|satisfecho|راض
        - neither satisfied nor dissatisfied|neutral|neutre|محايد
        dissatisfied|somewhat dissatisfied|insatisfait|insatisfecho|غير راض
        very dissatisfied|très insatisfait|muy insatisfecho|غير راض على الإطلاق
    """,
    "frequency": """
        always|toujours|siempre|دائما
        often|souvent|a menudo|غالبا
        sometimes|parfois|a veces|أحيانا
        rarely|seldom|rarement|raramente|نادرا
        never|jamais|nunca|أبدا
    """,
    "quality": """
        excellent|excelente|ممتاز
        very good|très bien|très bon|muy bueno|جيد جدا
        good|bon|bien|bueno|جيد
        acceptable|fair|moyen|passable|aceptable|مقبول
        poor|mauvais|malo|سيئ
        very poor|très mauvais|muy malo|سيئ جدا
    """,
    "yes, to some extent, no": """
        yes|oui|sí|نعم
        - some|to some extent|partly|somewhat|en partie|dans une certaine mesure|en parte|إلى حد ما
        no|non|no|لا
    """,
    "difficulty": """
        very difficult|très difficile|muy difícil|صعب جدا
        difficult|difficile|difícil|صعب
        - neutral|neither|neither difficult nor easy|neutre|محايد
        easy|facile|fácil|سهل
        very easy|très facile|muy fácil|سهل جدا
    """,
}
_OF_NO_STEP = """
    not sure|not_sure|unsure|don't know|do not know|dont_know|dk|prefer not to say|not applicable|n/a
    ne sait pas|je ne sais pas|pas sûr|no sabe|no sé|no aplica|لا أعرف|غير متأكد|لا ينطبق
"""
_BESIDE = frozenset(fold(word) for line in _OF_NO_STEP.strip().splitlines() for word in line.split("|"))
_MIDDLE = "- "


def _read(written: str) -> list[tuple[frozenset[str], bool]]:
    lines = [line.strip() for line in written.strip().splitlines()]
    return [(frozenset(map(fold, line.removeprefix(_MIDDLE).split("|"))), line.startswith(_MIDDLE)) for line in lines]


SCALES: Mapping[str, list[tuple[frozenset[str], bool]]] = {name: _read(text) for name, text in _WRITTEN.items()}


def known_scale(question: Question) -> tuple[str, Scale] | None:
    """The scale whose words the options of a question are, with its name; None where they are none.

    At least three options have to be steps of it; what is no step has to be one of `not sure` and its like.
    """
    for name, steps in SCALES.items():
        places: dict[str, int] = {}
        beside: list[str] = []
        for option in question.options:
            said = _said(option)
            place = next((number for number, (words, _) in enumerate(steps) if words & said), None)
            if place is not None and place not in places.values():
                places[option.name] = place
            elif said & _BESIDE:
                beside.append(option.name)
            else:
                break
        else:
            if len(places) >= 3:
                order = sorted(places, key=lambda option: places[option])
                middle = next((option for option in order if steps[places[option]][1]), "")
                return name, Scale(order=tuple(order), middle=middle, beside=tuple(beside))
    return None


def _said(option: Option) -> frozenset[str]:
    return frozenset(fold(each) for each in (option.name, *option.labels.values()))
