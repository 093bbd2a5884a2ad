"""A role and a calling before a colon: `Respondent 6 – Farmer: How?`; `Respondent – The problem: money` is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

from qualcode.model.naming import fold
from qualcode.readers.speakers import label_words
from qualcode.readers.speakers.labels import read_calling
from qualcode.readers.speakers.lines import Line


def name_by_callings(dashed: Sequence[Line], with_colon: Set[str], known: Set[str]) -> None:
    """Give a head with the calling to the lines of a role and a dash that are labelled so: never where the role stands
    before mere words as well, and else where it is numbered, comes so again, or somebody has told of it. `with_colon`
    are the folded labels before a colon, `known` those of the list of informants."""
    read = [(line, line.head, read_calling(line.text, line.head)) for line in dashed if line.head is not None]
    bare = {label_words.base(head.label) for _, head, calling in read if calling is None}
    called = Counter(fold(head.label) for _, head, calling in read if calling is not None)
    for line, head, calling in read:
        if calling is None:
            continue
        role, base = fold(head.label), label_words.base(head.label)
        comes_again = called[role] > 1 and role not in with_colon
        if fold(calling.label) in known or (base not in bare and (base != role or comes_again)):
            line.head = calling
        elif base not in bare:
            line.head = None
