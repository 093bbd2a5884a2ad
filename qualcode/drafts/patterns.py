"""The patterns by which counted statements are known, one table of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from qualcode.drafts.vocabulary import NOUNS
from qualcode.model.wording import LATER_NUMBERS, NUMBERS

REACH = 38
"""Characters between a number and the noun it counts."""
WORDS_FOR_NUMBERS: Mapping[str, int] = MappingProxyType(
    {
        **{word: number for number, word in enumerate((*NUMBERS, *LATER_NUMBERS))},
        **{"both": 2, "no": 0, "a single": 1, "nobody": 0, "no one": 0, "not one": 0, "neither": 0},
    }
)
SHARES: Mapping[str, float] = MappingProxyType(
    {
        **{"a third": 1 / 3, "one third": 1 / 3, "two thirds": 2 / 3, "a quarter": 1 / 4, "one quarter": 1 / 4},
        **{"three quarters": 3 / 4, "one-third": 1 / 3, "two-thirds": 2 / 3, "three-quarters": 3 / 4},
    }
)
SAME: Mapping[str, str] = MappingProxyType(
    {
        **{"nearly all": "almost all", "virtually all": "almost all", "everyone": "all", "everybody": "all"},
        **{"a few": "few", "half": "about half", "around half": "about half", "nearly half": "about half"},
        **{"roughly half": "about half", "the majority": "majority", "a majority": "majority"},
        **{"the vast majority": "most", "the large majority": "most", "a large majority": "most"},
        **{"no": "none", "nobody": "none", "no one": "none", "not one": "none", "not a single": "none"},
        **{"more than half": "majority", "over half": "majority", "just over half": "majority"},
        **{"fewer than half": "minority", "less than half": "minority", "under half": "minority"},
    }
)
"""Words for shares that say the same as another."""
THEME = "\ue001"
"""Stands for each letter of a theme, where a pattern asks for one."""
_WORDS = ("all", "most", "majority", "several", "some", "few", "none", "many", "about half")
_VERBS = (
    r"(?:raise|raised|mention|mentioned|spoke|speak|said|say|describe|described|report|reported|named|name|cite|cited|"
    r"note|noted|complained|pointed|did|do|had|have|brought|identified|expressed|discussed|talked|told|called|stressed|"
    r"emphasi[sz]ed|saw|see|felt|considered|were|was|agreed|referred|faced|face|experienced|highlighted|underlined|"
    r"touched|never|also|who|explicitly|would|are|is|find|found|think|believe|believed|rate|rated|call|chose|choose|"
    r"selected|want|wanted|need|needed|work|worked|give|gave|answered|replied)\b"
)
BACK = r"it|them|this|that|these|those"
"""What points back to the theme of the sentence before."""
RAISED = r"raised?|mention(?:ed)?|spoke of|speak of|cited?|named?|brought up|bring up"
SAYS = (
    r"(?:said|says|say|explained?|explains|told\s+us|recalled?|recalls|remembered|remembers|added|adds|argued|argues|remarked|"
    r"observed|noted|complained|admitted|warned|conceded|asked|answered|began|insisted|concluded|replied|summed\s+(?:it\s+)?up|"
    r"put\s+it|puts\s+it|described|stressed|pointed\s+out|laughed|reported|joked|confirmed)"
)
"""Verbs beside a quotation."""
_ALONE = r"\b(?<!\bin\s)(?<!\bof\s)(?<!\bthe\s)(?<!\bat\s)"
_APART = (
    "and|but|or|of|with|by|for|in|to|from|on|at|that|which|where|who|than|were|was|is|are|each|every|the|an?|between|about|"
    rf"how|what|{RAISED}|said|described|reported|did|had|have"
)
"""Words behind which another noun than that of the number may stand: `13 interviews with informants`."""


@lru_cache(maxsize=8)
def patterns_of(groups: str, scale: tuple[str, ...], *, are_answers: bool) -> Mapping[str, re.Pattern[str]]:
    """Every form by its name, in the order they are tried; with `are_answers` of a survey, whose answers are themes."""
    number = rf"(?:\d{{1,3}}(?![\d/]|[.,]\d|\s?%)|{'|'.join(sorted(WORDS_FOR_NUMBERS, key=len, reverse=True))})"
    counted = rf"(?:\d{{1,3}}(?![\d/]|[.,]\d|\s?%)|{'|'.join((*NUMBERS[1:], *LATER_NUMBERS))})"
    known = {*scale, *SAME, *_WORDS}
    words = "|".join(re.escape(each) for each in sorted(known, key=len, reverse=True))
    fractions = "|".join(map(re.escape, SHARES))
    nouns = rf"{NOUNS}|people|persons" if are_answers else NOUNS
    head = rf"(?:(?:{groups})(?:\s+(?:{NOUNS}))?|{nouns})"
    gap = rf"(?:(?!\b(?:{_APART})\b)[^\d,.;:()\ue000]){{0,{REACH}}}?"
    several = rf"(?:{groups})(?:\s+(?:and|or)\s+(?:the\s+)?(?:{groups}))*"
    from_ = rf"(?:\s+(?:(?:from|of|in|at|with|working\s+for|who\s+are)\s+(?:the\s+|an?\s+)?)?{several})?"
    noun = rf"(?<!\w)(?P<noun>{head})(?!\w){from_}"
    the = r"(?:of\s+)?(?:all\s+)?(?:the\s+|these\s+|those\s+|our\s+)?"

    by = "by|with|among|for" if are_answers else "by|with|among"
    number_alone = rf"{_ALONE}(?P<only>(?:only|just)\s+)?(?P<k>{counted}|{words})"
    between = rf"(?:(?!(?:{counted}|{words})\b)[\w’']+\s+){{0,4}}?"
    chosen = rf"{number_alone}\s+(?P<rest>)(?={between}{THEME})"
    return {
        **_of_themes(rf"{the}(?P<rest>{gap}{noun})"),
        **({} if are_answers else _of_the_most()),
        "fraction": _compiled(rf"\b(?P<k>{fractions})\s+{the}(?P<rest>{gap}{noun})"),
        "more": _compiled(
            rf"\b(?P<more>more|fewer)\s+(?P<one>{groups})(?:\s+(?:{NOUNS}))?\s+than\s+(?P<other>{groups})(?:\s+(?:{NOUNS}))?"
        ),
        "of": _compiled(
            rf"\b(?P<k>{number}|{words})\s+(?:out\s+)?of\s+(?:all\s+)?(?:the\s+|these\s+|those\s+|our\s+)?(?P<n>{counted})\b"
            rf"(?P<rest>\s+{gap}{noun}|(?=\s*(?:[.,;:)(]|$)|\s+{_VERBS}))"
        ),
        "in": _compiled(
            rf"\b(?P<k>{counted})\s+in\s+(?P<n>{counted})\b(?P<rest>\s+{gap}{noun}){'?' if are_answers else ''}"
        ),
        "slash": _compiled(rf"(?<![\d/.])(?P<k>\d{{1,2}})/(?P<n>\d{{1,2}})(?![\d/])(?P<rest>\s+{gap}{noun}|(?=\)))"),
        "n": _compiled(r"\bn\s*=\s*(?P<k>\d{1,3})\b"),
        "percent": _compiled(
            rf"(?<![\d.,])(?P<k>\d{{1,3}}(?:[.,]\d)?)\s?(?:%|per\s?cent\b)(?P<rest>(?:\s+{the}{gap}{noun})?)"
        ),
        "all": _compiled(rf"\ball\s+(?:of\s+)?(?:the\s+)?(?P<n>{counted})\b(?P<rest>\s+{gap}{noun}|(?=\s+{_VERBS}))"),
        "both": _compiled(rf"\b(?P<k>both)\s+(?:of\s+)?(?:the\s+)?(?P<rest>{gap}{noun})"),
        "count": _compiled(
            rf"\b(?<!\bnot\s)(?P<only>(?:only|just|exactly)\s+)?(?P<k>{counted}|a single)\s+"
            rf"(?:of\s+(?:the\s+|our\s+)?)?(?P<rest>{gap}{noun})"
        ),
        "word": _compiled(rf"\b(?<!\bas\s)(?P<k>{words})\s+{the}(?P<rest>{gap}{noun})"),
        "interviews": _compiled(
            rf"\b(?P<k>{counted})\s+(?:recorded\s+|in-depth\s+|semi-structured\s+)?"
            r"(?P<how>individual|single|one-to-one|group|joint)?\s*(?P<rest>)interviews?\b(?!\s+(?:with|of|were|was|by|in))"
        ),
        "alone": _compiled(rf"\b(?P<k>nobody|no one|everyone|everybody)(?P<rest>)(?=\s+{_VERBS})"),
        "bare": _compiled(
            rf"\b(?P<k>{counted}|{words})\s+(?:also\s+|explicitly\s+)?(?P<rest>)"
            rf"(?=(?:(?:did\s+not|didn['’]t|never)\s+)?(?:{RAISED})\b)"
        ),
        "by": _compiled(
            rf"\b(?:{by})\s+(?:only\s+|just\s+|about\s+)?(?P<k>{counted}|{words})(?P<rest>)(?=\s*(?:[.,;)]|$))"
        ),
        **({"chosen": _compiled(chosen)} if are_answers else {}),
    }


def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


def _of_themes(whom: str) -> dict[str, re.Pattern[str]]:
    """Comparisons of two themes, or of two answers: of everyone, or of those in the noun phrase `whom`."""
    theme = rf"(?:[\w’']+\s+){{0,4}}?(?P<one>{THEME}+)"
    return {
        "rather": _compiled(
            rf"\b(?P<more>more|fewer)\s+{whom}\s+{theme}\s+than\s+(?:\w+\s+){{0,3}}?(?P<other>{THEME}+)"
        ),
        "oftener": _compiled(
            rf"(?P<one>{THEME}+)\s+(?:(?:was|were|is|are|came|comes)\s+)?(?:\w+\s+)?(?P<more>more|less)\s+"
            rf"(?:often|frequently|widely)\s+(?:\w+\s+)?than\s+(?:\w+\s+){{0,2}}?(?P<other>{THEME}+)"
        ),
        "equally": _compiled(
            rf"\b(?P<more>as\s+many)\s+(?:{whom})?\s*{theme}\s+as\s+(?:\w+\s+){{0,3}}?(?P<other>{THEME}+)"
        ),
    }


def _of_the_most() -> dict[str, re.Pattern[str]]:
    """What says of a theme that the most or the fewest raised it, of all or of those under another."""
    one, are, often = rf"(?P<one>{THEME}+)", r"(?:is|was|are|were)", r"(?:(?:widely|often|frequently|commonly)\s+)?"
    raised = rf"(?:{RAISED}|discussed|reported|common|frequent)"
    what = r"(?P<what>(?:sub-?)?(?:themes?|issues?|problems?|topics?|barriers?|challenges?|concerns?))"
    under = rf"(?:\s+(?:under|within|of|in|on)\s+(?:\w+\s+){{0,2}}?(?P<other>{THEME}+))?"
    the_most = rf"the\s+(?P<more>most|least)\s+{often}{raised}(?:\s+{what})?{under}"
    return {
        "is the most": _compiled(rf"{one},?\s+(?:{are}\s+)?(?:by\s+far\s+)?{the_most}"),
        "the most is": _compiled(rf"\b{the_most}\s+{are}\s+(?:the\s+)?{one}"),
        "with the most": _compiled(
            rf"{one},?\s+(?:{are}\s+)?the\s+{what}{under}\s+(?:with|(?:{RAISED})\s+by)\s+the\s+(?P<more>most|fewest)\s+"
            rf"(?:{NOUNS})"
        ),
        "raised most": _compiled(
            rf"{one}\s+{are}\s+(?:{RAISED})\s+(?:the\s+)?(?P<more>most|least)\s+(?:widely|often|frequently){under}"
        ),
    }


@lru_cache(maxsize=8)
def counting(scale: Iterable[str]) -> re.Pattern[str]:
    """What every count has: a number, or a word for a share."""
    words = (*WORDS_FOR_NUMBERS, *SHARES, *SAME, *scale, *_WORDS, "more", "fewer", "less", "as many", "least", "fewest")
    return re.compile(rf"\d|\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
