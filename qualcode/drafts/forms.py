"""The forms in which a sentence counts informants: `7 of 11`, `n=8`, `five informants`, `all three`, `64 %`, `most`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from qualcode.drafts.vocabulary import NOUNS, Vocabulary
from qualcode.model.nouns import dataclass
from qualcode.model.wording import NUMBERS

REACH = 38
"""Characters between a number and the noun it counts."""
_MORE_NUMBERS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
WORDS_FOR_NUMBERS: Mapping[str, int] = MappingProxyType(
    {
        **{word: number for number, word in enumerate((*NUMBERS, *_MORE_NUMBERS))},
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
        **{"no": "none", "nobody": "none", "no one": "none", "not one": "none"},
    }
)
"""Words for shares that say the same as another."""
_VERBS = (
    r"(?:raise|raised|mention|mentioned|spoke|speak|said|say|describe|described|report|reported|named|name|cite|cited|"
    r"note|noted|complained|pointed|did|do|had|have|brought|identified|expressed|discussed|talked|told|called|stressed|"
    r"emphasi[sz]ed|saw|see|felt|considered|were|was|agreed|referred|faced|face|experienced|highlighted|underlined|"
    r"touched|never|also|who|explicitly)\b"
)
RAISED = r"raised?|mention(?:ed)?|spoke of|speak of|cited?|named?|brought up|bring up"
_APART = (
    "and|but|or|of|with|by|for|in|to|from|on|at|that|which|where|who|than|were|was|is|are|each|every|the|an?|between|about|"
    rf"how|what|{RAISED}|said|described|reported|did|had|have"
)
"""Words behind which another noun than that of the number may stand: `13 interviews with informants`."""
_FRAME = re.compile(r"\b(?:of|among|amongst|from)\s+(?:all\s+)?(?:the\s+|our\s+|these\s+)?$", re.IGNORECASE)
"""What stands before a number that says how many there are: `Of the eleven people interviewed, …`"""
_SAYING = re.compile(
    r"\s*(?:\w+ly\s+|from\s+[^.,;]{2,30}|in\s+\w+\s+)?,?\s*(?:put it|puts it|said|says|told|explained|recalled|"
    r"described|remembered|added|summed|gave|argued|asked|remarked|observed|called|calls|laughed|answered|pointed out|"
    r"noted|complained|who|even|went|has|had|was)\b|[^.]{0,60}[:“\"«\ue000]",
    re.IGNORECASE,
)
"""Behind `one informant`: an example is given, nothing is counted."""
_DENIED = re.compile(
    r"[^,.;:]{0,30}?\b(?:(?:did|do|does|had|has|have)(?:\s+not|n['’]t)|never|failed\s+to)\b", re.IGNORECASE
)


class Kind(StrEnum):
    """A form of a counted statement."""

    OF = "k of n"
    N = "n ="
    COUNT = "k informants"
    ALL = "all n"
    PERCENT = "percentage"
    WORD = "word"
    MORE = "comparison"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A counted statement as its sentence has it, before it is known what is counted."""

    kind: Kind
    start: int
    end: int
    phrase: tuple[int, int]
    """The noun phrase, in which a group may be named."""
    k: int | None = None
    n: int | None = None
    word: str = ""
    """Such as `most`, in place of a number."""
    share: float | None = None
    """Of one, for a percentage or a fraction."""
    exactly: float = 0.0
    """How far off a share may be by rounding."""
    is_denied: bool = False
    """It counts those who did not."""
    is_beside: bool = False
    """A share in brackets behind a count."""
    is_size: bool = False
    """`CSO informants (n = 3)` and `of the three` may say how many there are, not how many raised something."""
    pair: tuple[str, str] = field(default=("", ""))
    """The two groups of a comparison, the larger first."""


def number_of(text: str) -> int | None:
    """`seven`, `7` → 7; None for other words."""
    word = " ".join(text.casefold().split())
    return int(word) if word.isdecimal() else WORDS_FOR_NUMBERS.get(word)


def first_numbers(text: str) -> tuple[int | None, int | None]:
    """`two of the three` → 2 and 3; `all three` → 3 and 3; `the one`, 1 and 1; none where there is no number."""
    folded = text.casefold()
    found = [
        int(word) if word.isdecimal() else WORDS_FOR_NUMBERS[word]
        for word in re.findall(r"\d+|[a-z]+", folded)
        if word.isdecimal() or word in WORDS_FOR_NUMBERS
    ]
    if not found:
        return None, None
    if folded.startswith(("all", "both")):
        return found[-1], found[-1]
    if folded.startswith("not the one"):
        return 0, 1
    return found[0], found[1] if len(found) > 1 else (1 if folded.startswith("the one") else None)


def find_forms(sentence: str, vocabulary: Vocabulary) -> list[Form]:
    """Every counted statement of a sentence, in its order."""
    found: list[Form] = []
    for form in _candidates(sentence, vocabulary):
        if not any(form.start < other.end and other.start < form.end for other in found):
            found.append(form)
    return sorted(found, key=lambda form: form.start)


@lru_cache(maxsize=8)
def _patterns(groups: str, scale: tuple[str, ...]) -> Mapping[str, re.Pattern[str]]:
    number = rf"(?:\d{{1,3}}(?![\d/]|[.,]\d|\s?%)|{'|'.join(sorted(WORDS_FOR_NUMBERS, key=len, reverse=True))})"
    counted = rf"(?:\d{{1,3}}(?![\d/]|[.,]\d|\s?%)|{'|'.join((*NUMBERS[1:], *_MORE_NUMBERS))})"
    known = {*scale, *SAME, "all", "most", "majority", "several", "some", "few", "none", "many", "about half"}
    words = "|".join(re.escape(each) for each in sorted(known, key=len, reverse=True))
    fractions = "|".join(map(re.escape, SHARES))
    head = rf"(?:(?:{groups})(?:\s+(?:{NOUNS}))?|{NOUNS})"
    gap = rf"(?:(?!\b(?:{_APART})\b)[^\d,.;:()\ue000]){{0,{REACH}}}?"
    several = rf"(?:{groups})(?:\s+(?:and|or)\s+(?:the\s+)?(?:{groups}))*"
    from_ = rf"(?:\s+(?:from|of|in|at|with|working\s+for)\s+(?:the\s+|an?\s+)?{several})?"
    noun = rf"(?<!\w)(?P<noun>{head})(?!\w){from_}"
    the = r"(?:of\s+)?(?:all\s+)?(?:the\s+|these\s+|those\s+|our\s+)?"

    def compiled(expression: str) -> re.Pattern[str]:
        return re.compile(expression, re.IGNORECASE)

    return {
        "fraction": compiled(rf"\b(?P<k>{fractions})\s+{the}(?P<rest>{gap}{noun})"),
        "more": compiled(
            rf"\b(?P<more>more|fewer)\s+(?P<one>{groups})(?:\s+(?:{NOUNS}))?\s+than\s+(?P<other>{groups})(?:\s+(?:{NOUNS}))?"
        ),
        "of": compiled(
            rf"\b(?P<k>{number}|{words})\s+(?:out\s+)?of\s+(?:all\s+)?(?:the\s+|these\s+|those\s+|our\s+)?(?P<n>{counted})\b"
            rf"(?P<rest>\s+{gap}{noun}|(?=\s*(?:[.,;:)(]|$)|\s+{_VERBS}))"
        ),
        "in": compiled(rf"\b(?P<k>{counted})\s+in\s+(?P<n>{counted})\b(?P<rest>\s+{gap}{noun})"),
        "slash": compiled(rf"(?<![\d/.])(?P<k>\d{{1,2}})/(?P<n>\d{{1,2}})(?![\d/])(?P<rest>\s+{gap}{noun}|(?=\)))"),
        "n": compiled(r"\bn\s*=\s*(?P<k>\d{1,3})\b"),
        "percent": compiled(
            rf"(?<![\d.,])(?P<k>\d{{1,3}}(?:[.,]\d)?)\s?(?:%|per\s?cent\b)(?P<rest>(?:\s+{the}{gap}{noun})?)"
        ),
        "all": compiled(rf"\ball\s+(?:of\s+)?(?:the\s+)?(?P<n>{counted})\b(?P<rest>\s+{gap}{noun}|(?=\s+{_VERBS}))"),
        "both": compiled(rf"\b(?P<k>both)\s+(?:of\s+)?(?:the\s+)?(?P<rest>{gap}{noun})"),
        "count": compiled(
            rf"\b(?P<only>(?:only|just|exactly)\s+)?(?P<k>{counted}|a single)\s+"
            rf"(?:of\s+(?:the\s+|our\s+)?)?(?P<rest>{gap}{noun})"
        ),
        "word": compiled(rf"\b(?P<k>{words})\s+{the}(?P<rest>{gap}{noun})"),
        "alone": compiled(rf"\b(?P<k>nobody|no one|everyone|everybody)(?P<rest>)(?=\s+{_VERBS})"),
        "bare": compiled(
            rf"\b(?P<k>{counted}|{words})\s+(?:also\s+|explicitly\s+)?(?P<rest>)"
            rf"(?=(?:(?:did\s+not|didn['’]t|never)\s+)?(?:{RAISED})\b)"
        ),
        "by": compiled(
            rf"\b(?:by|with|among)\s+(?:only\s+|just\s+|about\s+)?(?P<k>{counted}|{words})(?P<rest>)(?=\s*(?:[.,;)]|$))"
        ),
    }


def _candidates(sentence: str, vocabulary: Vocabulary) -> Iterator[Form]:
    patterns = _patterns(vocabulary.groups.pattern, tuple(vocabulary.scale))
    for name, pattern in patterns.items():
        for match in pattern.finditer(sentence):
            if form := _form(name, match, sentence, vocabulary):
                yield form


def _form(name: str, match: re.Match[str], sentence: str, vocabulary: Vocabulary) -> Form | None:
    found = match.groupdict()
    start, end = match.span()
    phrase = match.span("rest") if "rest" in found and found["rest"] is not None else (start, end)
    denied = bool(_DENIED.match(sentence, end))
    said = (found.get("k") or "").casefold()
    k = number_of(said) if said else None
    if name == "more":
        one, other = (vocabulary.groups.find(found[each])[0].of[0] for each in ("one", "other"))
        pair = (one, other) if found["more"].casefold() == "more" else (other, one)
        return Form(kind=Kind.MORE, start=start, end=end, phrase=(start, end), pair=pair, is_denied=denied)
    if name == "n":
        before = sentence[:start].rstrip(" (")
        is_size = re.search(rf"(?:{NOUNS}|{vocabulary.groups.pattern})$", before, re.IGNORECASE) is not None
        return Form(kind=Kind.N, start=start, end=end, phrase=(max(0, start - 40), end), k=k, is_size=is_size)
    if name == "percent":
        return _percentage(match, sentence, phrase, denied=denied)
    if name in ("of", "in", "slash"):
        word = "" if k is not None else said
        n = number_of(found["n"])
        k, word = (n, "") if said == "all" else (k, word)
        return Form(kind=Kind.OF, start=start, end=end, phrase=phrase, k=k, n=n, word=_same(word), is_denied=denied)
    if name == "all":
        n = number_of(found["n"])
        return Form(kind=Kind.ALL, start=start, end=end, phrase=phrase, k=n, n=n, is_denied=denied)
    if name == "both":
        return Form(kind=Kind.ALL, start=start, end=end, phrase=phrase, k=2, n=2, is_denied=denied)
    if name in ("bare", "by") and (k == 1 or (name == "by" and not _tells_of_informants(sentence, vocabulary))):
        return None
    if name == "count" or (name in ("bare", "by") and k is not None):
        if k == 1 and not found.get("only") and _SAYING.match(sentence, end):
            return None
        is_size = _FRAME.search(sentence, 0, start) is not None
        return Form(kind=Kind.COUNT, start=start, end=end, phrase=phrase, k=k, is_denied=denied, is_size=is_size)
    if said in SHARES:
        return Form(
            kind=Kind.PERCENT, start=start, end=end, phrase=phrase, share=SHARES[said], exactly=0.07, is_denied=denied
        )
    return Form(kind=Kind.WORD, start=start, end=end, phrase=phrase, word=_same(said), is_denied=denied)


def _tells_of_informants(sentence: str, vocabulary: Vocabulary) -> bool:
    return re.search(rf"\b(?:{NOUNS})\b", sentence, re.IGNORECASE) is not None or bool(vocabulary.groups.find(sentence))


def _percentage(match: re.Match[str], sentence: str, phrase: tuple[int, int], *, denied: bool) -> Form | None:
    """A percentage of informants, or one in brackets behind a count of them."""
    start, end = match.span()
    opened = sentence.rfind("(", max(0, start - 6), start)
    is_beside = not match["rest"] and opened >= 0 and sentence[end : end + 1] == ")"
    if not match["rest"] and not is_beside:
        return None
    said = match["k"].replace(",", ".")
    exactly = 0.0006 if "." in said else 0.0051
    return Form(
        kind=Kind.PERCENT,
        start=start,
        end=end,
        phrase=phrase,
        share=float(said) / 100,
        exactly=exactly,
        is_denied=denied,
        is_beside=is_beside,
    )


def _same(word: str) -> str:
    plain = " ".join(word.split())
    return SAME.get(plain, plain)
