"""Which of the possible labels in a document are speakers."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set

from qualcode.model.naming import fold
from qualcode.readers.speakers import label_words
from qualcode.readers.speakers.labels import Head, is_initials, is_name, read_head

_ASKS = re.compile("[?؟？]")
_COUNTED = re.compile(r"n(?:o|r|ro|°|º)?[.°º]? ?\d{1,4}\Z")
"""`No. 3`."""
_MOSTLY_BARE, _RARE = 0.8, 0.25
"""Beside each label of who asks, paragraphs without one; labels of others."""
_NUMBERED = re.compile(r"([#№]|.*?[^\s#_-])[\s#_-]*\d{1,4}\Z")


def choose_speakers(
    heads: Sequence[Head | None], text: str, *, known: Set[str] = frozenset(), n_asked: int = 0
) -> frozenset[str]:
    """The folded labels that are speakers, among the line starts of a document.

    A role word is one at once; a name is one when it comes back, carries a time, or stands in a transcript
    whose paragraphs nearly all begin with a name. A word that also occurs in the running text is none. `known` are
    folded labels that somebody has told of: those are speakers at once. `n_asked` questions stand in cells, unlabelled.
    """
    seen: dict[str, list[Head]] = defaultdict(list)
    for head in heads:
        if head is not None and head.label:
            seen[fold(head.label)].append(head)
    likely = {key: _likelihood(key, found) for key, found in seen.items()}
    likely |= dict.fromkeys(_names_in_turn(seen), 2)
    likely |= {key: 3 for key in seen if _plain(key) in known or key in known}
    labelled = sum(len(seen[key]) for key, weight in likely.items() if weight)
    share = labelled / max(1, len(heads))
    likely |= dict.fromkeys(_begin_behind_labels(seen) + begin_below_labels(heads), 0)
    likely |= {key: 0 for key, found in seen.items() if _is_talk(key, found)}
    words = _lower_words(text) if any(0 < weight < 3 for weight in likely.values()) else Counter[str]()
    chosen = {key for key, weight in likely.items() if _is_speaker(key, seen[key], weight, share, words)}
    # `I:` once beside `P4:` is the interviewer, as `Q:` beside `A:` is, though a lone `I:` may be anything.
    pair = {"interviewer", "informant"}
    paired = {key: label_words.kind(key) for key, found in seen.items() if _may_pair(key, found)}
    if pair <= set(paired.values()):
        chosen |= {key for key, kind in paired.items() if kind in pair}
    numbered = {m[1] for key in chosen if (m := _NUMBERED.match(key))}
    chosen |= {key for key, weight in likely.items() if weight and (m := _NUMBERED.match(key)) and m[1] in numbered}
    chosen |= _beside(chosen, seen)
    chosen -= _strays(chosen, seen)
    n_bare = sum(1 for head in heads if head is None) - n_asked
    chosen -= _rare_beside_who_asks(chosen, seen, n_bare=n_bare, n_asked=n_asked) - known
    return frozenset() if _are_topics(chosen, seen, text) else frozenset(chosen)


def _stands_for_people(key: str) -> bool:
    return label_words.is_person(key) or label_words.may_be_several(key)


def _is_talk(key: str, found: list[Head]) -> bool:
    """`Both: the road and the pump`, once, where a small letter goes on."""
    several = label_words.may_be_several(key)
    return len(found) == 1 and several and found[0].rest[:1].islower()


def _begin_behind_labels(seen: Mapping[str, list[Head]]) -> list[str]:
    """Phrases that look like labels and stand behind labels as well: `Amina: One thing: money`. Nobody is called so."""
    spoken = (head.rest for found in seen.values() for head in found if head.shape == "colon" and ":" in head.rest[:60])
    behind = {fold(head.label) for rest in spoken if (head := read_head(rest)) and head.shape == "colon"}
    return [key for key in behind & seen.keys() if not label_words.kind(seen[key][0].label)]


def begin_below_labels(heads: Sequence[Head | None]) -> list[str]:
    """Phrases that stand below labels on lines of their own: `Marwa: that is where it began` below `Interviewee`."""
    return [
        fold(head.label)
        for above, head in itertools.pairwise(heads)
        if above is not None
        and above.shape in {"alone", "bare", "bold"}
        and not above.rest
        and head is not None
        and head.shape == "colon"
        and head.rest[:1].islower()
        and not label_words.kind(head.label)
    ]


def _plain(key: str) -> str:
    """A folded label without what it says in brackets, and without doubt."""
    return re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", key).strip("? ")


def _beside(chosen: Set[str], seen: Mapping[str, list[Head]]) -> set[str]:
    """Besides speakers who are known, once though they be: the same with a question mark, several of them together,
    `All`, and `Man in the back`."""
    plain = {_plain(key) for key in chosen}
    plain |= {key.split(" ")[0] for key in plain if key}
    return {
        key
        for key, found in seen.items()
        if found[0].shape in {"colon", "alone"}
        and not found[0].label[0].islower()
        and key.split(" ")[0] not in label_words.NO_SPEAKER
        and chosen
        and (
            (_plain(key) in plain and _plain(key) != key)
            or (_stands_for_people(key) and not _is_talk(key, found))
            or label_words.are_known(label_words.joint_parts(key), plain)
        )
    }


def _may_pair(key: str, found: list[Head]) -> bool:
    """`I:` once may be half of a pair; `A.` may count a list and comes again where it answers, as `Part 2:` does."""
    if len(found) > 1:
        return found[0].shape in {"colon", "alone", "dot"}
    return found[0].shape in {"colon", "alone"} and label_words.base(key) not in label_words.NO_SPEAKER


def _names_in_turn(seen: dict[str, list[Head]]) -> list[str]:
    """Names in capitals that stand on lines of their own, two or more again and again: one is a header."""
    found = [
        key
        for key, heads in seen.items()
        if len(heads) > 2 and {head.shape for head in heads} == {"bare"} and is_name(heads[0].label)
    ]
    return found if len(found) > 1 else []


def _are_topics(chosen: set[str], seen: dict[str, list[Head]], text: str) -> bool:
    """`Funding: …`, `Access: …`: each once, none of them a person by its word or time, and nobody asks."""
    once = all(len(seen[key]) == 1 and not seen[key][0].has_time and not label_words.kind(key) for key in chosen)
    return once and not _ASKS.search(text)


def _strays(chosen: set[str], seen: dict[str, list[Head]]) -> set[str]:
    """`Length 59:11` once at the top of a transcript whose labels end in a colon is nobody."""
    alone = {key for key in chosen if len(seen[key]) == 1 and seen[key][0].shape == "timed"}
    written = {head.shape for key in chosen - alone for head in seen[key]}
    return alone if written and "timed" not in written else set()


def _rare_beside_who_asks(chosen: set[str], seen: dict[str, list[Head]], *, n_bare: int, n_asked: int) -> set[str]:
    """`Marwa: that is where it began`, twice where only who asks is labelled, or the questions stand in cells."""
    asks = n_asked + sum(len(seen[key]) for key in chosen if label_words.kind(seen[key][0].label) == "interviewer")
    others = {key for key in chosen if label_words.kind(seen[key][0].label) != "interviewer"}
    names = all(not label_words.kind(seen[key][0].label) for key in others)
    goes_on = all(head.rest[:1].islower() for key in others for head in seen[key])
    n_others = sum(len(seen[key]) for key in others)
    return others if names and goes_on and n_bare > _MOSTLY_BARE * asks and n_others <= asks * _RARE else set()


def _likelihood(key: str, found: list[Head]) -> int:
    """How likely a label is a speaker: 0 not one, 1 perhaps, 2 very likely, 3 certain."""
    known = label_words.base(key) in label_words.OTHER_PHRASES
    if not key or (key.split(" ")[0] in label_words.NO_SPEAKER and not known and not _COUNTED.match(key)):
        return 0
    shapes = {head.shape for head in found}
    label, n_found, timed = found[0].label, len(found), any(head.has_time for head in found)
    if "dot" in shapes:
        return 0
    if shapes == {"dash"}:
        return 3 if n_found > 1 else 0
    if shapes == {"bare"}:
        return (2 if label_words.kind(label) else 1) if n_found > 1 else 0
    if shapes == {"voice"}:
        return 3
    if shapes <= {"tab", "bracket", "bold", "bare"} and not timed:
        return _likelihood_set_apart(label, n_found)
    return _likelihood_with_sign(key, label, n_found, timed=timed)


def _likelihood_set_apart(label: str, n_found: int) -> int:
    """Of a label that neither a colon nor a time marks, but a tab, brackets or bold letters."""
    kind = label_words.kind(label)
    if kind and label_words.base(label) not in label_words.WEAK and n_found > 1:
        return 3
    return min(2, n_found - 1) if is_name(label) or kind else 0


def _likelihood_with_sign(key: str, label: str, n_found: int, *, timed: bool) -> int:
    """Of a label that a colon or a time marks."""
    kind, base = label_words.kind(label), label_words.base(label)
    if kind and n_found == 1 and base in label_words.NO_SPEAKER:
        return 0  # `Part 2`
    if kind and (base not in label_words.WEAK or key != base or n_found > 1):
        return 3
    if kind and len(key.split()) > 1:
        return 2
    if is_name(label):
        return 2 if timed or n_found > 1 else 1
    if is_initials(label) and (n_found > 1 or label.isupper() or label[0] in "#№"):
        return min(2, n_found)
    if label_words.is_person(label) and not label[0].islower():
        return min(2, n_found)
    return 1 if (timed or n_found > 2) and len(label.split()) <= 2 else 0


def _is_speaker(key: str, found: list[Head], weight: int, share: float, words: Counter[str]) -> bool:
    if weight >= 3:
        return True
    if not weight:
        return False
    if any(head.has_time for head in found) and weight == 2:
        return True
    spoken = words[key] if " " not in key else 0
    if weight == 2:
        return spoken <= len(found) or (share > 0.6 and len(found) > 2)
    return share > 0.7 and spoken == 0 and key not in label_words.METADATA


def _lower_words(text: str) -> Counter[str]:
    """How often each word stands in the text without a capital."""
    return Counter(re.findall(r"(?<![^\W\d_])[a-zà-ɏа-я][^\W\d_]*", text))
