"""Labels and names to tick at the terminal, each with a number."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.cli.terminal import OutputFormat, Terminal, may_ask, show_now, write_result
from qualcode.model.label_answer import same_as
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import plural
from qualcode.study.reading.telling import EVERY_DOCUMENT

if TYPE_CHECKING:
    from qualcode.study.reading.label_list import Label
    from qualcode.study.results.results import Results
    from qualcode.study.review.coding_sheet import SheetOutcome
    from qualcode.study.study import Study
    from qualcode.study.ticked import TicksTaken

ASK = "Number and what it is, as in `3 interviewer`; ? shows the list, Enter ends"
ASK_NAMES = "Number and yes, no, or what to print instead, as in `3-5 no` or `7 [a town]`; Enter ends"
ASK_TERMS = "Number and theme, as in `3-5 funding`; Enter ends"
LIST = "?"
REFUSED = "refused"
_TICK = re.compile(r"(\d{1,4}(?:\s*[,–-]\s*\d{1,4})*)(?:[.):]|\s*=)?(?:\s+(.*))?")
HOW = (
    "A label is interviewer, informant, other (neither asks nor answers), both (several at once: nobody's words), not "
    "a label (its words go back to whoever speaks there), same as another (`4 same as 2`), or an informant's id. "
    "`3, 5-7 informant` is an answer for several."
)


def show_taken(done: TicksTaken | SheetOutcome, format: OutputFormat) -> None:
    """Say how much taking in a spreadsheet changed, then which rows were refused; exit code 4 where some were.

    A program is given every row that changed or was refused.
    """
    import typer

    for sentence in done.said:
        Terminal().note(sentence)
    refused = tuple(row for row in done.table.rows if REFUSED in row.cells)
    if format is not OutputFormat.TABLE:
        write_result(done.table, format)
    elif refused:
        write_result(replace(done.table, rows=refused), format)
    for note in done.table.notes if format is OutputFormat.TABLE else ():
        Terminal().note(note)
    if done.n_refused:
        raise typer.Exit(4)


def tick_on_screen(study: Study) -> None:
    """Show every label of the study, take answers until there are no more, and follow them."""
    import typer

    from qualcode.study.reading.label_list import follow_labels, labels_of

    labels = labels_of(study)
    show_now(_table(labels))
    answers: dict[str, str] = {}
    while labels and (written := str(typer.prompt(ASK, default="", show_default=False)).strip()):
        if written == LIST:
            answered = [replace(label, said=answers.get(label.id, label.said)) for label in labels]
            show_now(_table(answered))
            continue
        try:
            ticks = read_tick(written, labels, study)
        except ValueError as why:
            Terminal().warn(str(why))
            continue
        for label, meant in ticks:
            answers[label.id] = meant
            Terminal().note(f"{', '.join(label.spellings)}: {meant or 'told as before'}")
    follow_labels(study, labels, answers)
    if answers:
        Terminal().note(
            f'{plural(len(answers), "label")} answered; kept in qualcode.toml. `qualcode roles "*"` shows all'
        )


def tick_names(study: Study, results: Results, format: OutputFormat) -> None:
    """Show what may be a name; at a terminal, take answers until there are no more, and follow them."""
    import typer

    from qualcode.study.results.protecting import candidates_table, propose_names, protect, read_answer

    proposed = propose_names(study, results)
    write_result(candidates_table(proposed), format)
    if format is not OutputFormat.TABLE or not may_ask() or not sys.stdout.isatty() or study.store.read_only:
        return
    answers: dict[str, tuple[str, str]] = {}
    numbered = {str(number): each for number, each in enumerate(proposed.candidates, start=1)}
    while numbered and (written := str(typer.prompt(ASK_NAMES, default="", show_default=False)).strip()):
        try:
            numbers, what = _ticked(written)
            said = read_answer(what or "yes")
            named = [numbered[number] for number in numbers]
        except KeyError as number:
            Terminal().warn(f"{number.args[0]}: no row has that number; there are {len(numbered):,}")
        except ValueError as why:
            Terminal().warn(str(why))
        else:
            answers |= {each.name: (each.kind, said) for each in named}
            Terminal().note(f"{', '.join(each.name for each in named)}: {said}")
    for name, refused in protect(study, results, answers).items():
        Terminal().warn(f"{name}: {refused}")


def tick_terms(study: Study, most: int, format: OutputFormat) -> None:
    """Show words of the material; at a terminal, take answers until there are no more, and write them down."""
    import typer

    from qualcode.errors import UsageError
    from qualcode.study.naming import named_code
    from qualcode.study.results.term_list import codebook_of, material_terms_of, take_terms, terms_to_tick

    terms = material_terms_of(study, most=most)
    write_result(terms_to_tick(study, terms), format)
    if format is not OutputFormat.TABLE or not may_ask() or not sys.stdout.isatty():
        return
    codebook, given = codebook_of(study), dict[str, str]()
    numbered = {str(number): each.term for number, each in enumerate(terms, start=1)}
    while numbered and (written := str(typer.prompt(ASK_TERMS, default="", show_default=False)).strip()):
        try:
            numbers, what = _ticked(written)
            named = [numbered[number] for number in numbers]
            code_id = named_code(what, codebook)
        except KeyError as number:
            Terminal().warn(f"{number.args[0]}: no row has that number; there are {len(numbered):,}")
        except (ValueError, UsageError) as why:
            Terminal().warn(str(why))
        else:
            given |= dict.fromkeys(named, code_id)
            Terminal().note(f"{', '.join(named)}: {code_id}")
    take_terms(study, given)


def read_tick(written: str, labels: Sequence[Label], study: Study) -> list[tuple[Label, str]]:
    """Read `3 interviewer`, `4 same as 2` or `3, 5-7 informant`. Raises ValueError where it means nothing."""
    from qualcode.study.reading.label_list import meaning_of

    numbers, what = _ticked(written)
    other = _numbered(same_as(what), labels)
    answer = f"same as {other.spellings[0]}" if other else what
    ticks = []
    for number in numbers:
        label = _numbered(number, labels)
        if label is None:
            raise ValueError(f"{number}: no label has that number; there are {len(labels):,}")
        ticks.append((label, meaning_of(answer, study=study, labels=labels, of=label)))
    return ticks


def _ticked(written: str) -> tuple[list[str], str]:
    """The numbers at the beginning of what was written, and what is said of them."""
    found = _TICK.fullmatch(written)
    if not found:
        raise ValueError(f"{written}: begins with no number of a row, as in `3 interviewer`")
    return list(_each(found[1])), found[2] or ""


def _each(numbers: str) -> Iterator[str]:
    """The numbers that `3, 5-7` names."""
    for part in numbers.split(","):
        first, _, last = (side.strip() for side in part.replace("–", "-").partition("-"))
        yield first
        yield from map(str, range(int(first) + 1, int(last) + 1) if last else ())


def _numbered(number: str, labels: Sequence[Label]) -> Label | None:
    by_number: Mapping[str, Label] = {str(place): label for place, label in enumerate(labels, start=1)}
    return by_number.get(number.rstrip(".)"))


def _table(labels: Sequence[Label]) -> Table:
    rows = (
        Row(
            cells=(
                str(number),
                "; ".join(label.spellings),
                label.said or label.taken_for,
                f"{label.n_interviews:,}" if label.document == EVERY_DOCUMENT else label.document,
                f"{label.n_words:,}",
                "\n".join(f"{example} …" for example in label.examples),
            )
        )
        for number, label in enumerate(labels, start=1)
    )
    return listing(
        "labels",
        "Labels",
        ("No", "Label", "Taken for", "Interviews", "Words", "Begins"),
        rows,
        wide=("Begins",),
        numeric=("No", "Words"),
        notes=(HOW, "In a spreadsheet: qualcode roles --to labels.xlsx, then qualcode roles --from labels.xlsx."),
    )
