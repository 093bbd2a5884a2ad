"""Who asks the questions, told from the talk itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qualcode.model.document import Document
from qualcode.model.naming import words

_MARK = re.compile("[?؟？]")
_ASKING = words(
    """
    what how why when where who whom which do does did is are was were can could would will have has tell comment
    pourquoi quand où qui quel quelle quels quelles est-ce cómo como qué que cuándo cuando dónde donde quién cuál
    ما ماذا كيف لماذا متى أين هل
    """
)
_BEFORE = words("so and okay ok well um uh erm right then now yeah yes great good alors donc et y bueno entonces و")
_FEWEST = 5


def askers(document: Document, labels: Sequence[str], *, strict: bool = False) -> frozenset[str]:
    """The labels that ask: a larger share of their turns are questions, and they say less than those who answer.

    Among several, everybody who asks nearly as often as the first; nobody where nobody asks. `strict` finds nobody
    rather than somebody.
    """
    said: dict[str, list[str]] = {}
    for turn in document.turns:
        if turn.speaker in labels:
            said.setdefault(turn.speaker, []).append(document.text[turn.start : turn.end])
    asked = _asked(said)
    if not asked.total():
        return frozenset()
    share = {label: (asked[label] + 0.2) / (len(texts) + 1) for label, texts in said.items()}
    brevity = {label: len(texts) / sum(text.count(" ") + 1 for text in texts) for label, texts in said.items()}
    first = max(share, key=lambda label: (share[label] * (1 + brevity[label]), len(said[label])))
    if strict:
        return frozenset(label for label in said if share[label] > 0.5 and len(said[label]) > 1)
    if len(said) == 1:
        return frozenset({first} if share[first] > 0.6 and len(said[first]) > 2 else ())
    floor = share[first] * 0.7
    found = {label for label in said if share[label] >= floor and len(said[label]) > 1} | {first}
    return frozenset({first} if len(found) == len(said) else found)


def _asked(said: dict[str, list[str]]) -> Counter[str]:
    """How many turns of each ask; where no question mark is written, those that begin as a question does."""
    marked = Counter({label: sum(1 for text in texts if _MARK.search(text)) for label, texts in said.items()})
    if marked.total() or sum(map(len, said.values())) < _FEWEST:
        return marked
    return Counter({label: sum(1 for text in texts if _begins_asking(text)) for label, texts in said.items()})


def _begins_asking(text: str) -> bool:
    spoken = (word for word in re.findall(r"[^\W\d_][\w'-]*", text.casefold()[:80]) if word not in _BEFORE)
    return next(spoken, "") in _ASKING
