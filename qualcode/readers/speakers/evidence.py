"""What each label of an interview does, counted: all that is needed to decide over many interviews who is who.

An interview is reduced once, by itself, wherever its words are; what is decided from the evidence of all interviews
needs no word of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from qualcode.model.document import Document, Role
from qualcode.model.naming import fold, words
from qualcode.model.nouns import dataclass
from qualcode.readers.speakers import label_words
from qualcode.readers.speakers.legend import read_legend

_ASKING = words(
    """
    what how why when where who whom which do does did is are was were can could would will have has tell comment
    pourquoi quand où qui quel quelle quels quelles est-ce cómo como qué que cuándo cuando dónde donde quién cuál
    ما ماذا كيف لماذا متى أين هل
    """
)
_BEFORE = words("so and okay ok well um uh erm right then now yeah yes great good alors donc et y bueno entonces و")
_QUESTION = re.compile(
    rf"(?:\A|[.!…:;؛。]\s)\W*(?:(?:{'|'.join(sorted(_BEFORE))})\b[^\w.!]+)*(?:{'|'.join(sorted(_ASKING))})\b",
    re.IGNORECASE,
)
_TITLES = words(
    "dr doctor mr mrs ms miss prof professor eng sir madam mme mlle sr sra d. الدكتور الدكتورة السيد السيدة"
)
_NOBODYS_NAME = words(
    """
    man woman men women male female boy girl mother father parent teacher student pupil child children guest
    man woman homme femme hombre mujer رجل امرأة
    """
)
_UNKNOWN = frozenset({"unknown", "unknown speaker", "unidentified", "unidentified speaker"})
_NO_NAMES = _NOBODYS_NAME | label_words.NO_SPEAKER | label_words.METADATA | label_words.OTHER
_EITHER = frozenset("ipr")
_HARDLY, _FEW_TURNS = 10, 3
_FEWEST = 8
"""Turns in which it shows that every second is the same person's."""
_LONG_WORD, _SLIPS = 9, 1
"""Letters of a word that is known in spite of a slip; shorter ones are soon another word."""
_PART_OF_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PIECE_OF_STEM = re.compile(r"[^\W\d_]+|\d+")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one label does in one interview."""

    label: str
    """As it is written there first."""
    kind: str = ""
    """What its word or the legend says: `interviewer`, `informant`, `interpreter`, `other`, `speaker` or nothing."""
    is_told: bool = False
    """Whether it is the legend that says it."""
    name: str = ""
    """The name as it is compared, where the label is somebody's name: `dr. Dana` is `dana`; else empty."""
    turns: int
    words: int
    marked: int
    """Turns with a question mark."""
    begun: int = 0
    """Sentences that begin as a question does; counted where the label has no question mark at all."""
    in_file_name: bool = False
    """Whether the name of the file bears the label."""
    said: Role | None = None
    """What a person or the list of informants says of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the labels of one interview do."""

    document_id: str
    heard: tuple[Heard, ...]
    """In the order in which they first speak."""
    between: str = ""
    """Of three labels or more the one that every second turn has: all others speak to that person."""


def evidence_of(document: Document, said: Mapping[str, Role] = MappingProxyType({})) -> Evidence:
    """Count what each label of an interview does; `said` is what is known of some of them, by folded label."""
    legend = read_legend(document)
    texts: dict[str, list[str]] = {}
    for turn in document.turns:
        if turn.speaker:
            texts.setdefault(turn.speaker, []).append(document.text[turn.start : turn.end])
    stem = _pieces(document.name)
    kinds = {fold(label): "other" for label in texts if is_joint(label, texts)} | legend
    kinds |= _unknown_beside_a_name(list(texts))
    heard = [
        replace(
            _heard(label, spoken, kinds.get(fold(label), ""), stem, said.get(fold(label))),
            is_told=fold(label) in legend,
        )
        for label, spoken in texts.items()
    ]
    if _may_be_either(heard):
        heard = [replace(each, kind="speaker") for each in heard]
    return Evidence(
        document_id=document.id,
        heard=tuple(heard),
        between=_between([turn.speaker for turn in document.turns if turn.speaker], texts) if len(texts) > 2 else "",
    )


def begins_question(words: str) -> bool:
    """Whether words begin as a question does: `So how is it`."""
    return _QUESTION.match(words) is not None


def _may_be_either(heard: Sequence[Heard]) -> bool:
    """Whether two letters tell nothing: `P:` and `R:` are participant and researcher or *pregunta* and *respuesta*, and
    `I:` is the interviewee where it never asks and `R:` asks all the time."""
    letters = {fold(each.label) for each in heard}
    if len(heard) != 2 or not letters <= _EITHER or any(each.is_told for each in heard):
        return False
    first, second = sorted(heard, key=lambda each: fold(each.label) != "i")
    if fold(first.label) != "i":
        return True
    asks, answers = second.marked * 2 >= second.turns, first.marked * _HARDLY <= first.turns
    return asks and answers and min(first.turns, second.turns) >= _FEW_TURNS


def _between(spoken: Sequence[str], labels: Iterable[str]) -> str:
    """Of several labels the one without which no two turns follow each other, in more than a few turns."""
    if len(spoken) < _FEWEST:
        return ""
    return next((label for label in labels if all(label in pair for pair in pairwise(spoken))), "")


def _unknown_beside_a_name(labels: Sequence[str]) -> dict[str, str]:
    """`Unknown Speaker` besides one name is one of two people: who, shows in what they do."""
    if len(labels) != 2:
        return {}
    unknown = [label for label in labels if fold(label) in _UNKNOWN]
    named = [label for label in labels if label_words.kind(label) in {"", "speaker"}]
    return {fold(unknown[0]): "speaker"} if unknown and named else {}


def is_joint(label: str, labels: Iterable[str]) -> bool:
    """Whether a label is that of several who speak at once: `Amina & Basim`, where each speaks alone as well, or
    `Participants` besides a `Participant 1`."""
    parts = label_words.joint_parts(label)
    several = label_words.may_be_several(label)
    if not parts and not several:
        return False
    alone = {fold(other) for other in labels} - {fold(label)}
    if not parts:
        return any(map(_is_one_who_answers, alone))
    if all(label_words.kind(part) == "interviewer" for part in parts):
        return False
    names = {name_in(other) for other in alone} - {""}
    known = {*alone, *names, *(name.split()[0] for name in names)}
    return label_words.are_known([part if part in known else name_in(part) or part for part in parts], known)


def _is_one_who_answers(label: str) -> bool:
    """`Participant 1` or `Amina`: neither who asks nor several."""
    several = label_words.may_be_several(label) or label_words.joint_parts(label)
    return not several and label_words.kind(label) not in {"interviewer", "other", "interpreter"}


def _heard(label: str, spoken: list[str], kind: str, stem: frozenset[str], said: Role | None) -> Heard:
    kind = kind or label_words.kind(label) or misspelt_kind(label)
    marked = sum(1 for text in spoken if "?" in text or (not text.isascii() and ("؟" in text or "？" in text)))
    return Heard(
        label=label,
        kind=kind,
        name="" if kind else name_in(label),
        turns=len(spoken),
        words=sum(text.count(" ") + 1 for text in spoken),
        marked=marked,
        begun=0 if marked else sum(len(_QUESTION.findall(text)) for text in spoken),
        in_file_name=not kind and _is_borne(label, stem),
        said=said,
    )


@lru_cache(maxsize=4096)
def misspelt_kind(label: str) -> str:
    """What the word of a label would say but for a slip of the pen, `Interveiwer`; empty where it may be either."""
    from rapidfuzz.distance import DamerauLevenshtein

    word = label_words.base(label)
    if len(word) < _LONG_WORD or word in _NO_NAMES:
        return ""
    known = {"interviewer": label_words.INTERVIEWER, "informant": label_words.INFORMANT}
    distances = {
        kind: min(
            DamerauLevenshtein.distance(word, other, score_cutoff=_SLIPS) for other in words if len(other) >= _LONG_WORD
        )
        for kind, words in known.items()
    }
    nearest = min(distances, key=lambda kind: distances[kind])
    is_clear = distances[nearest] <= _SLIPS and list(distances.values()).count(distances[nearest]) == 1
    return nearest if is_clear else ""


@lru_cache(maxsize=4096)
def name_in(label: str) -> str:
    """Read somebody's name from a label, as it is compared: without titles, brackets and dots.

    Empty where the label names no one person: `SPEAKER 2`, `Interviewee`, `P3`, `Woman`, `M`.
    """
    plain = fold(_BRACKETS.sub(" ", label))
    if label_words.kind(label) or misspelt_kind(label) or any(character.isdigit() for character in plain):
        return ""
    parts = [part for part in _PART_OF_NAME.findall(plain) if part not in _TITLES]
    name = " ".join(parts)
    return name if sum(map(len, parts)) > 1 and not _NO_NAMES.issuperset(parts) else ""


@lru_cache(maxsize=4096)
def _pieces(name: str) -> frozenset[str]:
    """The words and numbers in the name of a file or part: `AminaS_KII03.docx` holds `amina`, `s`, `kii` and `03`."""
    file, _, part = name.partition("#")
    stem = f"{file.rpartition('.')[0] or file} {part}"
    return frozenset(fold(piece) for part in _CAMEL.split(stem) for piece in _PIECE_OF_STEM.findall(part))


def _is_borne(label: str, stem: frozenset[str]) -> bool:
    """Whether a file is called after a label: all of it, or a name in it that is no mere letter."""
    pieces = [fold(piece) for piece in _PIECE_OF_STEM.findall(_BRACKETS.sub(" ", label))]
    if not pieces or not any(piece.isalpha() for piece in pieces):
        return False
    whole = stem.issuperset(pieces) and sum(map(len, pieces)) > 1
    return whole or any(len(part) > 2 and part in stem for part in name_in(label).split())
