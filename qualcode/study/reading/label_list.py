"""Every label of the study as a list to tick: at the screen, and as a spreadsheet that goes out and comes back."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.document import Document, Role
from qualcode.model.label_answer import LabelAnswer, is_no_label
from qualcode.model.naming import fold
from qualcode.model.nouns import dataclass
from qualcode.model.short_id import short_id
from qualcode.model.text import n_words
from qualcode.model.ticks import TickList, TickRow
from qualcode.model.wording import plural
from qualcode.study.folder import expect_new_sheet
from qualcode.study.reading.said import follow_said, keep_said, meant_by
from qualcode.study.reading.telling import EVERY_DOCUMENT
from qualcode.study.ticked import TicksTaken, read_back, taken

if TYPE_CHECKING:
    from qualcode.study.study import Study

_EXAMPLE_WORDS = 7
_EXAMPLES = 2
COLUMNS = ("Label", "Interview", "Taken for", "Interviews", "Turns", "Words", "Look because")
HELP = (
    "Every label of the study, doubtful ones first, then those in most interviews; spellings of one label stand in one "
    "row.",
    "Choose what each stands for: interviewer, informant, other (neither asks nor answers), both (several at once: "
    "nobody's words), each (several at once: the words of each informant it names, or of all in the interview), not a "
    "label (words before a colon: they go back to whoever speaks there).",
    "Or write an informant's id, or: same as Dana. What you leave empty is told as before.",
    "An answer holds for the interviews named in the row, * being all, also for those still to come.",
    "Take it in with: qualcode roles --from FILE.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label of the study with its other spellings, and what is known of it."""

    name: str
    """As it is compared, whatever the spelling."""
    spellings: tuple[str, ...]
    """As written, the most frequent first."""
    document: str
    """The interview it is about: `*` for all, one where the label is somebody else in each."""
    roles: tuple[Role, ...]
    """What it is taken for."""
    n_interviews: int
    n_turns: int
    n_words: int
    is_joint: bool = False
    """Whether it is of several who speak at once."""
    said: str = ""
    """What a person said of it."""
    doubt: str = ""
    """Why a person should look at it; empty where nothing is doubtful, or they have."""
    examples: tuple[str, ...] = ()
    """How some of its turns begin: for the screen alone."""

    @property
    def id(self) -> str:
        """The same label has the same id in every list."""
        return short_id("L", f"{self.document} {self.name}")

    @property
    def taken_for(self) -> str:
        """What it is taken for, in the words of the answers."""
        return LabelAnswer.BOTH if self.is_joint and self.roles == (Role.OTHER,) else ", ".join(self.roles)


def labels_of(study: Study) -> list[Label]:
    """Gather the labels of all interviews: doubtful ones first, then by what they are, and in how many interviews."""
    found: dict[tuple[str, str], list[_Spoken]] = {}
    for key, spoken in _by_label(list(study.store.documents.all())):
        found.setdefault(key, []).append(spoken)
    labels = [_label(study, document, name, spoken) for (document, name), spoken in found.items()]
    labels += _no_labels(study, {fold(spelling) for label in labels for spelling in label.spellings})
    return sorted(
        labels,
        key=lambda label: (
            not label.doubt,
            list(Role).index(label.roles[0]) if label.roles and not label.doubt else 0,
            -label.n_interviews,
            label.document,
            fold(label.spellings[0]),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What one label says in one interview."""

    document_id: str
    label: str
    roles: tuple[Role, ...]
    texts: tuple[str, ...]
    is_joint: bool
    doubt: str


def _by_label(documents: Sequence[Document]) -> Iterator[tuple[tuple[str, str], _Spoken]]:
    """What each label says in each interview, by the interview (`*` where it is the same role in all) and its name."""
    from qualcode.readers.speakers.evidence import evidence_of, name_in
    from qualcode.readers.speakers.spellings import usual_spellings

    usual = usual_spellings(map(evidence_of, documents))
    spoken = [each for document in documents for each in _spoken_in(document)]
    names = {each.label: name_in(each.label) or fold(each.label) for each in spoken}
    names = {label: usual.get(name, name) for label, name in names.items()}
    roles: dict[str, set[Role]] = {}
    for each in spoken:
        roles.setdefault(names[each.label], set()).update(each.roles)
    for each in spoken:
        name = names[each.label]
        yield (EVERY_DOCUMENT if len(roles[name]) == 1 else each.document_id, name), each


def _spoken_in(document: Document) -> Iterator[_Spoken]:
    from qualcode.readers.speakers.evidence import is_joint

    turns: dict[str, list[tuple[Role, str]]] = {}
    for turn in document.turns:
        if turn.speaker:
            turns.setdefault(turn.speaker, []).append((turn.role, document.text[turn.start : turn.end]))
    for label, held in turns.items():
        roles = dict.fromkeys(role for role, _ in held)
        joint = is_joint(label, turns)
        texts = tuple(text for _, text in held)
        yield _Spoken(
            document.id, label, tuple(roles), texts, joint, _doubt(document, label, len(held), is_joint=joint)
        )


def _doubt(document: Document, label: str, n_turns: int, *, is_joint: bool) -> str:
    """Why a person should look at a label in an interview, in few words."""
    from qualcode.readers.speakers.certainty import speaks_once
    from qualcode.readers.speakers.parts import is_guessed, was_said

    if was_said(document.roles_reason, label):
        return ""
    if is_joint:
        return "several people"
    if is_guessed(document.roles_reason, label):
        return "a guess"
    return "speaks once" if speaks_once(document, label, n_turns) else ""


def _label(study: Study, document: str, name: str, spoken: Sequence[_Spoken]) -> Label:
    counts: dict[str, int] = {}
    for each in spoken:
        counts[each.label] = counts.get(each.label, 0) + len(each.texts)
    texts = [text for each in spoken for text in each.texts]
    spellings = tuple(sorted(counts, key=lambda label: (-counts[label], label)))
    said = {fold(label): what for label, what in study.settings.roles.get(document, {}).items()}
    return Label(
        name=name,
        spellings=spellings,
        document=document,
        roles=tuple(dict.fromkeys(role for each in spoken for role in each.roles)),
        n_interviews=len({each.document_id for each in spoken}),
        n_turns=len(texts),
        n_words=sum(map(n_words, texts)),
        is_joint=all(each.is_joint for each in spoken),
        said=next((said[fold(label)] for label in spellings if fold(label) in said), ""),
        doubt="; ".join(dict.fromkeys(each.doubt for each in spoken if each.doubt)),
        examples=tuple(" ".join(text.split()[:_EXAMPLE_WORDS]) for text in _longest_first(texts)[:_EXAMPLES]),
    )


def _longest_first(texts: Iterable[str]) -> list[str]:
    """Turns that tell most of who speaks: not `Yes.`"""
    return sorted(texts, key=lambda text: -min(len(text.split()), _EXAMPLE_WORDS))


def _no_labels(study: Study, there: set[str]) -> Iterator[Label]:
    """What was said to be no label, and stands before no words any more: it can be taken back."""
    for document, labels in study.settings.roles.items():
        for label, what in labels.items():
            if is_no_label(what) and fold(label) not in there:
                yield Label(
                    name=fold(label),
                    spellings=(label,),
                    document=document,
                    roles=(),
                    n_interviews=0,
                    n_turns=0,
                    n_words=0,
                    said=what,
                )


def tick_list(study: Study, labels: Sequence[Label]) -> TickList:
    """Put labels into a list to tick; none of the interviews' words is in it."""
    return TickList(
        kind="labels",
        id=uuid.uuid4().hex[:16],
        study=study.store.facts.setting("study"),
        columns=COLUMNS,
        question="It is",
        answers=tuple(LabelAnswer),
        rows=tuple(_row(label) for label in labels),
        n_rows=len(labels),
        help=HELP,
        is_open=True,
    )


def _row(label: Label) -> TickRow:
    numbers = (f"{label.n_interviews:,}", f"{label.n_turns:,}", f"{label.n_words:,}", label.doubt)
    return TickRow(
        id=label.id,
        shown=("; ".join(label.spellings), label.document, label.taken_for, *numbers),
        answer=label.said,
        written=label.said,
    )


def write_labels(study: Study, path: Path) -> None:
    """Write every label of the study as a spreadsheet to fill in."""
    from qualcode.reports.tick_list import write_tick_list

    expect_new_sheet(path, "a list to fill in", "qualcode roles --from")
    labels = labels_of(study)
    if not labels:
        study.voice.note("no interview has a label: no list was written")
        return
    write_tick_list(tick_list(study, labels), path, secret=study.store.facts.secrets()[0])
    study.voice.note(f"{plural(len(labels), 'label')} written to {path}; it may hold names")
    study.voice.note(f"Fill it in, save it, then: qualcode roles --from {path}")


def read_labels(study: Study, path: Path) -> TicksTaken:
    """Take in a list of labels that was filled in, and follow it."""
    from qualcode.model.ticks import take_in_ticks

    labels = labels_of(study)
    today = tick_list(study, labels)
    meaning = partial(meaning_of, study=study, labels=labels)
    ticked = take_in_ticks(read_back(study, path, today), today, meaning, secrets=study.store.facts.secrets())
    follow_labels(study, labels, ticked.answers)
    return taken(
        path,
        today.kind,
        ((row.line, row.shown[0], row.answer or "taken back") for row in ticked.changed),
        ticked.refused,
        n_unchanged=ticked.n_unchanged,
        n_deleted=ticked.n_deleted,
    )


def meaning_of(answer: str, *, study: Study, labels: Sequence[Label], of: Label | None = None) -> str:
    """What an answer of a label means, as the settings keep it. Raises ValueError with the reason where it has none."""
    spellings = frozenset(spelling for label in labels for spelling in label.spellings)
    try:
        return meant_by(answer, study.roster(), spellings, of=of.spellings if of else ())
    except UsageError as error:
        raise ValueError(f"{error.message} ({error.hint})" if error.hint else error.message) from None


def follow_labels(study: Study, labels: Sequence[Label], answers: Mapping[str, str]) -> Study:
    """Keep what was answered of labels, by their ids, and tell the speakers anew by it."""
    said: dict[str, dict[str, str]] = {}
    for label in labels:
        if label.id in answers:
            kept = study.settings.roles.get(label.document, {})
            # Once for spellings that differ in case alone, as the settings have it or as it is mostly written.
            spellings = {fold(spelling): spelling for spelling in (*reversed(label.spellings), *kept)}
            for folded in dict.fromkeys(map(fold, label.spellings)):
                said.setdefault(label.document, {})[spellings[folded]] = answers[label.id]
    if said:
        return keep_said(study, said, study.roster())
    follow_said(study, study.roster())
    return study
