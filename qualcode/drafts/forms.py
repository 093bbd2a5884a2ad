"""The forms in which a sentence counts informants: `7 of 11`, `n=8`, `five informants`, `all three`, `64 %`, `most`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from enum import StrEnum

from qualcode.drafts.patterns import SAME, SAYS, SHARES, THEME, WORDS_FOR_NUMBERS, counting, patterns_of
from qualcode.drafts.vocabulary import NOUNS, Vocabulary
from qualcode.model.nouns import dataclass

_SIZED = 80
"""Characters before `n =` in which the name of those counted stands."""
_OF_THE_MOST = frozenset({"is the most", "the most is", "with the most", "raised most"})
_OF_THEMES = frozenset({"rather", "oftener", "equally", "chosen"}) | _OF_THE_MOST
_TOTAL = re.compile(
    r"\b(?:makes?|made|total|altogether|in all|conducted|held|carried out|comprises?|consists?|bas(?:ed|is)|rests?|"
    r"draws?|drew)\b",
    re.IGNORECASE,
)
"""In a sentence that says how many interviews there are, of which there may be others."""
_FRAME = re.compile(r"\b(?:of|among|amongst|from)\s+(?:all\s+)?(?:the\s+|our\s+|these\s+)?$", re.IGNORECASE)
"""What stands before a number that says how many there are: `Of the eleven people interviewed, …`"""
_ALL_BUT = re.compile(r"\b(?:all|every\w+|anybody|anyone)\s+(?:but|except)\s+(?:the\s+)?$", re.IGNORECASE)
"""What stands before a number of those who did not: `all but two`."""
_SAYING = re.compile(
    r"\s*(?:\w+ly\s+|from\s+[^.,;]{2,30}|in\s+\w+\s+)?,?\s*(?:put it|puts it|said|says|told|explained|recalled|"
    r"described|remembered|added|summed|gave|argued|asked|remarked|observed|called|calls|laughed|answered|pointed out|"
    r"noted|complained|who|even|went|has|had|was)\b|[^.]{0,60}[:“\"«\ue000]",
    re.IGNORECASE,
)
"""Behind `one informant`: an example is given, nothing is counted."""
_SAID_BY = re.compile(rf"\b(?:{SAYS}|in\s+the\s+words\s+of|according\s+to)\s+$", re.IGNORECASE)
"""Before `one informant`, behind a quotation: the same."""
_NOT_ASKED = re.compile(
    r"[^.,;:]{0,20}?\b(?:(?:were|was)(?:\s+not|n['’]t)|(?:were|was)\s+never)\s+asked\b", re.IGNORECASE
)
"""Behind a count: of those who were not asked."""
_VAGUE = re.compile(
    r"\b(?:at\s+(?:least|most)|up\s+to|(?:more|fewer|less)\s+than|over|nearly|almost)\s+$", re.IGNORECASE
)
"""Before a number that it makes a bound, not a count."""
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
    RATHER = "comparison of themes"
    UTMOST = "theme raised by the most or the fewest"
    INTERVIEWS = "k interviews"


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
    is_unasked: bool = False
    """It counts those who were not asked."""
    is_beside: bool = False
    """A share in brackets behind a count."""
    is_size: bool = False
    """`CSO informants (n = 3)` and `of the three` may say how many there are, not how many raised something."""
    pair: tuple[str, str] = field(default=("", ""))
    """The two groups of a comparison, the larger first."""
    than: tuple[tuple[int, int], tuple[int, int]] = ((0, 0), (0, 0))
    """Where the two themes of a comparison stand, the one that more raised first."""
    is_equal: bool = False
    """Of a comparison: both are as many."""


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


def may_count(sentence: str, vocabulary: Vocabulary) -> bool:
    """Whether anything in a sentence could be a count: told quickly, of the many in which nothing is."""
    return counting(tuple(vocabulary.scale)).search(sentence) is not None


def find_forms(sentence: str, vocabulary: Vocabulary, themes: Iterable[tuple[int, int]] = ()) -> list[Form]:
    """Every counted statement of a sentence, in its order: where patterns overlap, what the first of them reads.

    `themes` are the places of themes, or of answers to a survey.
    """
    found: list[Form] = []
    if not may_count(sentence, vocabulary):
        return found
    for form in _candidates(sentence, vocabulary, themes):
        if not any(form.start < other.end and other.start < form.end for other in found):
            found.append(form)
    return sorted(found, key=lambda form: form.start)


def _candidates(sentence: str, vocabulary: Vocabulary, themes: Iterable[tuple[int, int]]) -> Iterator[Form]:
    are_answers = vocabulary.questions is not None
    patterns = patterns_of(vocabulary.groups.pattern, tuple(vocabulary.scale), are_answers=are_answers)
    marked = sentence
    for start, end in themes:
        marked = marked[:start] + THEME * (end - start) + marked[end:]
    for name, pattern in patterns.items():
        for match in pattern.finditer(marked if name in _OF_THEMES else sentence):
            if form := _form(name, match, sentence, vocabulary):
                yield form


def _form(name: str, match: re.Match[str], sentence: str, vocabulary: Vocabulary) -> Form | None:
    found = match.groupdict()
    start, end = match.span()
    phrase = match.span("rest") if "rest" in found and found["rest"] is not None else (start, end)
    unasked = _NOT_ASKED.match(sentence, end) is not None
    denied = not unasked and bool(_DENIED.match(sentence, end))
    said = (found.get("k") or "").casefold()
    k = number_of(said) if said else None
    if k is not None and _VAGUE.search(sentence, 0, start):
        return None
    if "more" in found:
        return _compared(name, match, vocabulary, denied=denied)
    if name == "interviews":
        how = (found["how"] or "").casefold()
        phrase = match.span("how") if how else (start, end)
        return Form(kind=Kind.INTERVIEWS, start=start, end=end, phrase=phrase, k=k) if _TOTAL.search(sentence) else None
    if name == "n":
        before = sentence[max(0, start - _SIZED) : start].rstrip(" (")
        is_size = re.search(rf"(?:{NOUNS}|{vocabulary.groups.pattern})$", before, re.IGNORECASE) is not None
        return Form(kind=Kind.N, start=start, end=end, phrase=(max(0, start - 40), end), k=k, is_size=is_size)
    if name == "percent":
        return _percentage(match, sentence, phrase, denied=denied)
    if name in ("of", "in", "slash"):
        word = "" if k is not None else said
        n = number_of(found["n"])
        k, word = (n, "") if said == "all" else (k, word)
        form = Form(kind=Kind.OF, start=start, end=end, phrase=phrase, k=k, n=n, word=_same(word), is_denied=denied)
        return replace(form, is_unasked=unasked)
    if name == "all":
        n = number_of(found["n"])
        return Form(kind=Kind.ALL, start=start, end=end, phrase=phrase, k=n, n=n, is_denied=denied)
    if name == "both":
        return Form(kind=Kind.ALL, start=start, end=end, phrase=phrase, k=2, n=2, is_denied=denied)
    if name in ("bare", "by") and (k == 1 or (name == "by" and not _tells_of_informants(sentence, vocabulary))):
        return None
    if name == "count" or (name in ("bare", "by", "chosen") and k is not None):
        is_example = _SAYING.match(sentence, end) or _SAID_BY.search(sentence, 0, start)
        if k == 1 and not found.get("only") and name != "chosen" and is_example:
            return None
        is_size = _FRAME.search(sentence, 0, start) is not None
        denied = denied or _ALL_BUT.search(sentence, 0, start) is not None
        return Form(
            kind=Kind.COUNT,
            start=start,
            end=end,
            phrase=phrase,
            k=k,
            is_denied=denied,
            is_unasked=unasked,
            is_size=is_size,
        )
    if said in SHARES:
        return Form(
            kind=Kind.PERCENT, start=start, end=end, phrase=phrase, share=SHARES[said], exactly=0.07, is_denied=denied
        )
    return Form(kind=Kind.WORD, start=start, end=end, phrase=phrase, word=_same(said), is_denied=denied)


def _compared(name: str, match: re.Match[str], vocabulary: Vocabulary, *, denied: bool) -> Form:
    """A comparison of two groups, of two themes, or of a theme with all others."""
    start, end = match.span()
    said = match["more"].casefold()
    if name == "more":
        one, other = (vocabulary.groups.find(match[each])[0].of[0] for each in ("one", "other"))
        pair = (one, other) if said == "more" else (other, one)
        return Form(kind=Kind.MORE, start=start, end=end, phrase=(start, end), pair=pair, is_denied=denied)
    than = (match.span("one"), match.span("other"))
    if name in _OF_THE_MOST:
        return Form(kind=Kind.UTMOST, start=start, end=end, phrase=(0, end), than=than, word=said)
    where = match.span("rest") if match.groupdict().get("rest") else (0, start)
    than = than if said in ("more", "as many") else than[::-1]
    return Form(kind=Kind.RATHER, start=start, end=end, phrase=where, than=than, is_equal=name == "equally")


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
