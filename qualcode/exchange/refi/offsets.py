"""Find out how a project counts positions: the standard says code points, and programs count in several ways.

The candidates are scored on all selections of the project at once, since one program wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import product
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from qualcode.model.nouns import dataclass

Positions = npt.NDArray[np.int64]

SURE = 0.05
"""Points by which a way of counting has to be ahead of every other that places a selection elsewhere."""
NAMED, NAMED_WHOLLY, AT_WORDS, NO_SPACES, UNBROKEN, INSIDE = 3.0, 2.0, 1.0, 0.3, 0.5, 1.0
"""What the evidence weighs, times the share of selections that have it."""
USUAL = 0.03
NAME_LETTERS = 24
_UNITS = ("code points", "UTF-16", "UTF-8")
_NOT_LETTERS = re.compile(r"[\W_]+")
_SPACES = re.compile(r"\s+")


class Counting(NamedTuple):
    """A way of counting positions in a text."""

    unit: str = "code points"
    line_end: int = 1
    """What a line end of two characters (`\\r\\n`) counts."""
    with_mark: bool = False
    """Whether the byte order mark at the start of a file counts."""
    inclusive: bool = False
    """Whether the end of a selection is its last character."""

    @property
    def name(self) -> str:
        """As a person names it: `utf-16,crlf=2`."""
        parts = [self.unit.replace(" ", "").lower(), f"crlf={self.line_end}"]
        parts += ["bom"] if self.with_mark else []
        return ",".join([*parts, *(["inclusive"] if self.inclusive else [])])

    @property
    def words(self) -> str:
        """In words: `UTF-16, line ends are two`."""
        said = [self.unit, "line ends are two"] if self.line_end == 2 else [self.unit]
        said += ["the byte order mark counts"] if self.with_mark else []
        return ", ".join([*said, *(["ends are inclusive"] if self.inclusive else [])])


STANDARD = Counting()
NVIVO = Counting("UTF-16", 2)
KNOWN = {"standard": STANDARD, "codepoint": STANDARD, "nvivo": NVIVO}
"""Ways of counting by the names `--counting` takes, beside `Counting.name`."""


def usual_of(program: str) -> Counting:
    """What a program is known to do: NVivo 12 for Windows counts UTF-16 (seen in its file), others code points."""
    return NVIVO if "nvivo" in program.casefold() and "mac" not in program.casefold() else STANDARD


@dataclass(frozen=True, slots=True)
class Selected:
    """A selection as the file has it."""

    start: int
    end: int
    name: str = ""


@dataclass(frozen=True)
class Counted:
    """A text with its selections, as it was written: with byte order mark and line ends."""

    raw: str
    selections: Sequence[Selected]

    @cached_property
    def plain(self) -> str:
        """Without the mark, line ends as `\\n`."""
        return plain_text(self.raw)

    @cached_property
    def codes(self) -> npt.NDArray[np.uint32]:
        """The numbers of its characters; a text without selections is never asked for them."""
        return np.frombuffer(self.raw.encode("utf-32-le", "surrogatepass"), dtype="<u4")

    @property
    def has_mark(self) -> bool:
        """Whether it begins with a byte order mark."""
        return self.raw.startswith("\ufeff")

    def in_pairs(self) -> npt.NDArray[np.bool_]:
        """Which characters are the first half of a line end of two."""
        first = np.zeros(len(self.codes), bool)
        first[:-1] = (self.codes[:-1] == 13) & (self.codes[1:] == 10)
        return first

    def places(self, counting: Counting) -> tuple[Positions, Positions, npt.NDArray[np.bool_]]:
        """Starts and ends in `plain` of all selections, and whether both edges are where characters begin."""
        starts, ours = _tables(self, counting)
        wanted = np.array([[each.start, each.end + counting.inclusive] for each in self.selections], np.int64)
        wanted = wanted.reshape(-1, 2)
        found = np.searchsorted(starts, wanted)
        exact = starts[np.minimum(found, len(starts) - 1)] == wanted
        inside = np.minimum(found, len(ours) - 1)
        return ours[inside[:, 0]], ours[inside[:, 1]], exact.all(axis=1)


def plain_text(raw: str) -> str:
    """A text without byte order mark, with `\\n` for every line end of two characters."""
    return raw.removeprefix("\ufeff").replace("\r\n", "\n")


def _tables(text: Counted, counting: Counting) -> tuple[Positions, Positions]:
    """For each character (and the end) its position in the file's counting, and in `plain`."""
    codes, in_pairs = text.codes, text.in_pairs()
    width = np.ones(len(codes), np.int64)
    if counting.unit == "UTF-16":
        width += codes > 0xFFFF
    elif counting.unit == "UTF-8":
        width += (codes > 0x7F).astype(np.int64) + (codes > 0x7FF) + (codes > 0xFFFF)
    if counting.line_end == 1:
        width[in_pairs] = 0
    kept = ~in_pairs
    if text.has_mark:
        kept[0] = False
        if not counting.with_mark:
            width[0] = 0
    starts = np.concatenate([[0], np.cumsum(width)])
    return starts, np.concatenate([[0], np.cumsum(kept, dtype=np.int64)])


def positions_in(raw: str, counting: Counting) -> Positions:
    """For each character of a text's `plain_text`, and its end, the position a program that counts so gives it."""
    text = Counted(raw, ())
    starts, _ = _tables(text, counting)
    in_pairs = text.in_pairs()
    begins = np.ones(len(text.codes), bool)
    begins[1:] = ~in_pairs[:-1]  # a line end of two characters begins at its first
    if text.has_mark:
        begins[0] = False
    return np.append(starts[:-1][begins], starts[-1])


class Vote(NamedTuple):
    """What the evidence says."""

    counting: Counting
    is_sure: bool
    rivals: tuple[Counting, ...] = ()
    """Where it is not sure: the ways of counting that are too near, the best first."""


def find_counting(texts: Sequence[Counted], program: str) -> Vote:
    """The way of counting that all selections of a project bear out best; the usual one where there are none."""
    usual = usual_of(program)
    texts = [text for text in texts if text.selections]
    if not texts:
        return Vote(usual, is_sure=True)
    scored = []
    for counting in _candidates(texts):
        places = [text.places(counting) for text in texts]
        score = _score(texts, places) + _habits(counting, usual)
        where = np.concatenate([np.concatenate([start, end]) for start, end, _ in places])
        scored.append((score, counting, where))
    scored.sort(key=lambda each: -each[0])
    best, counting, where = scored[0]
    near = [other for score, other, there in scored[1:] if best - score < SURE and (there != where).any()]
    is_sure = not near or counting == _among(usual, texts)
    return Vote(counting, is_sure, () if is_sure else tuple(near))


def _candidates(texts: Sequence[Counted]) -> Iterator[Counting]:
    """All ways of counting between which the texts can tell."""
    beyond_ascii = any((text.codes > 0x7F).any() for text in texts)
    astral = any((text.codes > 0xFFFF).any() for text in texts)
    units = [unit for unit, here in zip(_UNITS, (True, astral, beyond_ascii), strict=True) if here]
    ends = (2, 1) if any(text.in_pairs().any() for text in texts) else (1,)
    marks = (False, True) if any(text.has_mark for text in texts) else (False,)
    return (Counting(*each) for each in product(units, ends, marks, (False, True)))


def _among(counting: Counting, texts: Sequence[Counted]) -> Counting:
    """A way of counting without what makes no difference in these texts."""
    same = [each for each in _candidates(texts) if _agree(each, counting, texts)]
    return same[0] if same else counting


def _agree(one: Counting, other: Counting, texts: Sequence[Counted]) -> bool:
    pairs = ((text.places(one), text.places(other)) for text in texts)
    return all((a[0] == b[0]).all() and (a[1] == b[1]).all() for a, b in pairs)


def _habits(counting: Counting, usual: Counting) -> float:
    """Points for what programs usually do; they decide where the texts do not."""
    points = USUAL * (counting.unit == usual.unit) + USUAL * (counting.line_end == usual.line_end)
    return points + (USUAL - 0.01) * (not counting.inclusive) + (USUAL - 0.01) * (not counting.with_mark)


def _score(texts: Sequence[Counted], places: Sequence[tuple[Positions, Positions, npt.NDArray[np.bool_]]]) -> float:
    n = sum(len(text.selections) for text in texts)
    points = np.zeros(6)
    for text, (starts, ends, exact) in zip(texts, places, strict=True):
        length = len(text.plain)
        points[4] += exact.sum()
        points[5] += ((starts < ends) & (ends <= length)).sum()
        for selected, start, end in zip(text.selections, starts.tolist(), ends.tolist(), strict=True):
            points[:4] += _evidence(text.plain, selected.name, start, end)
    weights = np.array([NAMED, NAMED_WHOLLY, AT_WORDS / 2, NO_SPACES / 2, UNBROKEN, INSIDE])
    return float(points @ weights) / n


def _evidence(plain: str, name: str, start: int, end: int) -> tuple[float, float, float, float]:
    """Named (0, 1), named wholly (.5: but for spaces), edges at word borders and ends that are no space (0, 1, 2)."""
    words = plain[start:end]
    if not words:
        return 0, 0, 0, 0
    named = _letters(name)
    own = _letters(words[: 4 * NAME_LETTERS + len(name)]) if named else ""
    begins = bool(named) and own[:NAME_LETTERS] == named[:NAME_LETTERS]
    borders = (start == 0 or not (plain[start - 1].isalnum() and words[0].isalnum())) + (
        end >= len(plain) or not (words[-1].isalnum() and plain[end].isalnum())
    )
    solid = (not words[0].isspace()) + (not words[-1].isspace())
    return (
        float(begins),
        (begins and _unspaced(words) == _unspaced(name)) * (1 + (_SPACES.sub(" ", words) == name)) / 2,
        float(borders),
        float(solid),
    )


def _unspaced(text: str) -> str:
    return "".join(text.split())


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text)
