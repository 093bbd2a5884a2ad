"""The small words of a few languages, by which most texts in them are told without a model of all languages."""

from __future__ import annotations

import re

from qualcode.model.text import words_of

_OWN = {
    "es": words_of("""
        y el los las del una pero muy más también hay nosotros ellos porque está están cuando sin hasta donde entonces
        eso esto fue ya nos su sus con ese esa hemos tenemos dos
    """),
    "fr": words_of("""
        les des est nous vous dans pour qui pas une ils avec cette être sont aux très mais où leur leurs et du sur on
        je c'est c’est j'ai j’ai n'est n’est il elle avons ont ce ces notre nos
    """),
    "pt": words_of("""
        não uma muito também são então você isso nós pelo pela até já tem essa esse os dos das ao foi mais mas seu sua
        nos nas às temos eles
    """),
}
"""Words that other languages near by do not have."""
_ARABIC = words_of("""
    في من على إلى عن أن إن ما لا لم لن هذا هذه ذلك التي الذي كان كانت كل بعد قبل عند عندنا مع نحن هم هي هو أو ثم قد لكن
    ليس هناك كيف ماذا متى ولا ولكن وما وهذا ومن وفي شيء
""")
_ARTICLE = re.compile(r"(?:[وفبك]?ال|لل)\w{2}")
_SCRIPT = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]+")
_NOT_ARABIC = re.compile(r"[^\u0600-\u061f\u0621-\u065f\u0660-\u066d\u0670]")
"""Letters of the script that Arabic does not use, and Persian, Kurdish or Urdu cannot do without."""
_MARKS = '.,?!;:"“”()«»…'
_LEAST_SHARE, _FEWEST, _RIVAL = 0.1, 4, 0.1
"""Of all words its own, of those as many different ones, and another language's beside them."""


def told_by_small_words(text: str) -> str:
    """The language of a text that is clearly Arabic, French, Portuguese or Spanish; empty for any other."""
    written = _SCRIPT.findall(text)
    if sum(map(len, written)) * 2 > sum(map(str.isalpha, text)):
        return "ar" if _is_arabic(written) else ""
    words = [word.strip(_MARKS) for word in text.casefold().split()]
    n_of = {language: sum(map(own.__contains__, words)) for language, own in _OWN.items()}
    first = max(n_of, key=lambda language: n_of[language])
    own = _OWN[first]
    rivals = max(sum(word in other and word not in own for word in words) for other in _OWN.values())
    is_clear = n_of[first] >= len(words) * _LEAST_SHARE and len(own.intersection(words)) >= _FEWEST
    return first if is_clear and rivals <= n_of[first] * _RIVAL else ""


def _is_arabic(words: list[str]) -> bool:
    small = sum(map(_ARABIC.__contains__, words))
    with_article = sum(_ARTICLE.match(word) is not None for word in words)
    return (
        small > 0
        and with_article > 0
        and small + with_article >= max(_FEWEST, len(words) * _LEAST_SHARE)
        and not any(map(_NOT_ARABIC.search, words))
    )
