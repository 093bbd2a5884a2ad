"""The labels of a study, to be said at the screen what each is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.model.label_answer import same_as
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import plural
from qualcode.study.reading.label_list import Label, follow_labels, labels_of, meaning_of
from qualcode.study.reading.telling import EVERY_DOCUMENT

if TYPE_CHECKING:
    from qualcode.study.study import Study

HOW = (
    "A label is interviewer, informant, other (neither asks nor answers), both (several at once: nobody's words), "
    "each (of each informant it names, or of all), not a label (its words go back to whoever speaks there), same as "
    "another (`4 same as 2`), or an informant's id. `3, 5-7 informant` is an answer for several."
)


class LabelTicks:
    """Every label of the study, with what is said of it now."""

    ask = "Number and what it is, as in `3 interviewer`; ? shows the list, Enter ends"
    row = "label"

    def __init__(self, study: Study) -> None:
        self._study = study
        self._labels = labels_of(study)
        self._answers: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._labels)

    def table(self) -> Table:
        """List the labels with their numbers, as answered so far."""
        answered = (replace(label, said=self._answers.get(label.id, label.said)) for label in self._labels)
        return listing(
            "labels",
            "Labels",
            ("No", "Label", "Taken for", "Interviews", "Words", "Begins"),
            (_row(number, label) for number, label in enumerate(answered, start=1)),
            wide=("Begins",),
            numeric=("No", "Words"),
            notes=(HOW, "In a spreadsheet: qualcode roles --to labels.xlsx, then qualcode roles --from labels.xlsx."),
        )

    def answer(self, rows: Sequence[int], said: str) -> Iterator[str]:
        """Remember what labels stand for. Raises ValueError where it means nothing."""
        number = same_as(said).rstrip(".)")
        if number.isdecimal() and 1 <= int(number) <= len(self):
            said = f"same as {self._labels[int(number) - 1].spellings[0]}"
        labels = [self._labels[row] for row in rows]
        meant = [meaning_of(said, study=self._study, labels=self._labels, of=label) for label in labels]
        for label, what in zip(labels, meant, strict=True):
            self._answers[label.id] = what
            yield f"{', '.join(label.spellings)}: {what or 'told as before'}"

    def follow(self) -> None:
        """Keep the answers in the settings, and tell anew who speaks."""
        follow_labels(self._study, self._labels, self._answers)
        if self._answers:
            n_answered = plural(len(self._answers), "label")
            self._study.voice.note(f'{n_answered} answered; kept in qualcode.toml. `qualcode roles "*"` shows all')


def _row(number: int, label: Label) -> Row:
    return Row(
        cells=(
            str(number),
            "; ".join(label.spellings),
            label.said or label.taken_for + (f" ({label.doubt})" if label.doubt else ""),
            f"{label.n_interviews:,}" if label.document == EVERY_DOCUMENT else label.document,
            f"{label.n_words:,}",
            "\n".join(f"{example} …" for example in label.examples),
        )
    )
