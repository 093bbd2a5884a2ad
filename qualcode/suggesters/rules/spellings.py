"""British and American spellings of one word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from qualcode.model.text import words_of

_OUR = words_of("""
    arbour ardour armour behaviour candour clamour colour demeanour endeavour favour flavour glamour harbour honour
    humour labour neighbour odour parlour rancour rigour rumour saviour savour splendour tumour valour vapour vigour
""")
_RE = re.compile(
    r"((?:epi)?cent|(?:amphi)?theat|(?:kilo|milli|centi)?met|(?:milli|centi)?lit|fib|calib|somb|meag|lust|spect)"
    r"(?:(re)(s|d|)|(er)(s|ed|))"
)
_ENDING_L = words_of("""
    cancel channel counsel dial duel equal fuel grovel initial jewel label level libel marshal marvel model panel pedal
    quarrel ravel revel rival shovel signal spiral swivel total travel tunnel unravel
""")
_L = re.compile(rf"({'|'.join(sorted(_ENDING_L))})(l?)(ed|ing|ings|er|ers|or|ors|ous|able)")
_PAIRS = tuple(
    (pair.split("/")[0], pair.split("/")[1])
    for pair in sorted(
        words_of("""
            programme/program programmes/programs defence/defense offence/offense licence/license pretence/pretense
            practise/practice practised/practiced practising/practicing
            dialogue/dialog catalogue/catalog analogue/analog monologue/monolog prologue/prolog
            analyse/analyze analysing/analyzing analysed/analyzed paralys/paralyz catalys/catalyz
            anaem/anem paediatr/pediatr gynaecolog/gynecolog haem/hem orthopaed/orthoped encyclopaed/encycloped
            anaesth/anesth leukaem/leukem caesarean/cesarean faec/fec oedema/edema oestrogen/estrogen foet/fet
            diarrhoea/diarrhea manoeuvre/maneuver oesophag/esophag septicaem/septicem ischaem/ischem palaeo/paleo
            archaeolog/archeolog aetiolog/etiolog mediaeval/medieval
            enrol/enroll enrols/enrolls enrolment/enrollment fulfil/fulfill fulfils/fulfills fulfilment/fulfillment
            instalment/installment skilful/skillful wilful/willful jewellery/jewelry distil/distill instil/instill
            ageing/aging judgement/judgment acknowledgement/acknowledgment lodgement/lodgment
            grey/gray plough/plow mould/mold sceptic/skeptic aluminium/aluminum artefact/artifact sulph/sulf
            pyjamas/pajamas cosy/cozy yoghurt/yogurt moustache/mustache enquir/inquir towards/toward gramme/gram
            grammes/grams kilogramme/kilogram focuss/focus benefitt/benefit speciality/specialty
            specialities/specialties liveable/livable sizeable/sizable useable/usable likeable/likable
            mum/mom mums/moms maths/math neighbourhood/neighborhood
        """)
    )
)
_STEMS = words_of("""
    aetiolog anaem anaesth archaeolog benefitt catalys encyclopaed enquir faec focuss foet gynaecolog haem ischaem
    leukaem mould oesophag orthopaed paediatr palaeo paralys plough sceptic septicaem sulph
""")
"""Of these the beginnings of words; the others are whole words."""


def _both_ways(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for british, american in pairs:
        found.setdefault(british, []).append(american)
        found.setdefault(american, []).append(british)
    return found


_WHOLE = _both_ways(pair for pair in _PAIRS if pair[0] not in _STEMS)
_OTHER_BEGINNINGS = _both_ways(
    [*(pair for pair in _PAIRS if pair[0] in _STEMS), *((word, word.replace("our", "or")) for word in sorted(_OUR))]
)
_BEGINNING = re.compile("|".join(sorted(_OTHER_BEGINNINGS, key=len, reverse=True)))


def doubles_its_l(word: str) -> bool:
    """Whether it is of the words that double their l or not: travelled, traveled. Dictionaries often have one only."""
    return _L.fullmatch(word) is not None


@lru_cache(maxsize=65536)
def other_spellings(word: str) -> tuple[str, ...]:
    """How the word is written on the other side of the ocean; empty where it is written alike."""
    found = [other for other in _ways(word) if other != word]
    return tuple(dict.fromkeys(found))


def _ways(word: str) -> Iterator[str]:
    yield re.sub(
        r"(?<=.{3})i([sz])(?=(?:e|es|ed|ing|er|ers|able|ation|ations|ational)$)",
        lambda match: "iz" if match[1] == "s" else "is",
        word,
    )
    if found := _BEGINNING.match(word):
        for other in _OTHER_BEGINNINGS[found[0]]:
            yield other + word[found.end() :]
    yield from _WHOLE.get(word, ())
    if found := _RE.fullmatch(word):
        american = {"": "er", "s": "ers", "d": "ered"}.get(found[3] or "", "")
        british = {"": "re", "s": "res", "ed": "red"}.get(found[5] or "", "")
        yield found[1] + (american if found[2] else british)
    if found := _L.fullmatch(word):
        yield f"{found[1]}{'' if found[2] else 'l'}{found[3]}"
