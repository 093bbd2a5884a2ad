"""Agreement between coders as a table that fits a screen: what can be said first, and what cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from qualcode.agreement.compare import RULES, Agreement, Rater
from qualcode.agreement.suggested import Suggested
from qualcode.model.codebook import Codebook
from qualcode.model.table import Cell, Column, Row, Table, listing
from qualcode.model.wording import listed, plural

TO_PUBLISH = (
    "For a kappa to publish, coders read whole interviews without suggestions, each alone: `qualcode assign`, then "
    "`qualcode review --blind --hide-suggestions`."
)

Found = TypeVar("Found")


def suggested_table(
    found: Sequence[Suggested], raters: Sequence[Rater], codebook: Codebook, *, most: int = 0, circular: str = ""
) -> Table:
    """How far coders agree on suggestions that they decided, and apart from it on passages without them.

    Of more than `most` themes those on which they differ most; `circular` names who only saw what the rules propose.
    """
    both = _both(raters)
    heading, beyond = "Suggestions", "Not suggested"
    columns = [
        Column(key="code", label="Theme"),
        Column(key="suggested", label=f"{both} decided", group=heading, numeric=True),
        Column(key="suggested.percent", label="Agree", group=heading, numeric=True),
        Column(key="suggested.accepted", label=f"{both} yes", group=heading, numeric=True),
        Column(key="suggested.rejected", label=f"{both} no", group=heading, numeric=True),
        Column(key="suggested.kappa", label="Kappa", group=heading, numeric=True),
        Column(key="added.all", label=f"Added by {both.lower()}", group=beyond, numeric=True),
        Column(key="added.some", label="Added by some" if raters[2:] else "Added by one", group=beyond, numeric=True),
    ]
    with_rules = RULES in {rater.name for rater in raters}  # who only says yes, and has no kappa
    themes = [each for each in found if each.n_decided + each.n_unprompted]
    shown, left = _worst(themes, lambda each: each.n_differ, most)
    rows = (
        _row(
            each.code_id,
            codebook,
            (
                each.n_decided,
                "–" if each.agree is None else f"{each.agree:.0%}",
                each.n_accepted,
                each.n_rejected,
                number(None if with_rules else each.kappa),
                each.n_added_by_all,
                each.n_added_by_some,
            ),
        )
        for each in shown
    )
    return listing("agreement", _title(raters), columns, rows, notes=_notes(raters, circular, left))


def read_table(found: Sequence[Agreement], raters: Sequence[Rater], codebook: Codebook, *, most: int = 0) -> Table:
    """How far coders agree on the passages they read without suggestions."""
    two = [rater.name for rater in raters] if len(raters) == 2 else []
    columns = [
        Column(key="code", label="Theme"),
        Column(key="passages", label="Passages", numeric=True),
        *(Column(key=key, label=label, numeric=True) for key, label in raw_columns(two)),
        Column(key="percent", label="Agree", numeric=True),
        Column(key="kappa", label="Kappa", numeric=True),
    ]
    themes = [each for each in found if each.n_passages]
    shown, left = _worst(themes, lambda each: each.n_passages - each.n_agreed, most)
    rows = (
        _row(
            each.code_id,
            codebook,
            (
                each.n_passages,
                *raw_counts(each, len(raters)),
                _percent(each),
                number(each.estimates["kappa"].value if each.estimates else None),
            ),
        )
        for each in shown
    )
    notes = (
        "Passages that both read for the theme, suggestions out of sight; a passage read without the code is a no. "
        "Kappa takes off what chance alone would bring: 1 is perfect, 0 no better than chance.",
        *_left(left),
    )
    return listing("agreement", _title(raters), columns, rows, notes=notes)


def raw_columns(two: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Keys and headings of the raw counts; `two` are the names where there are just two coders."""
    if not two:
        return (("all", "All say yes"), ("differ", "They differ"), ("none", "All say no"))
    one, other = two
    return (("both", "Both"), ("one", f"Only {one}"), ("other", f"Only {other}"), ("neither", "Neither"))


def raw_counts(found: Agreement, n_raters: int) -> list[int]:
    """How many passages were rated alike as having the code, differently, and alike as not having it."""
    alike = {pattern: n for pattern, n in found.raw.items() if len({each for each in pattern if each is not None}) == 1}
    agreed = sum(n for pattern, n in alike.items() if any(pattern))
    none = sum(alike.values()) - agreed
    if n_raters != 2:
        return [agreed, found.n_passages - agreed - none, none]
    differ = {pattern: n for pattern, n in found.raw.items() if pattern not in alike}
    one = sum(n for (first, second), n in differ.items() if first is True or (first and not second))
    return [agreed, one, found.n_passages - agreed - none - one, none]


def number(value: float | None) -> str:
    """A coefficient with two places; a dash where there is none."""
    return "–" if value is None else f"{round(value, 2) or 0.0:.2f}".replace("-", "−")


def circular_note(names: str) -> str:
    """What has to be said of agreement between the rules and coders who only saw what the rules suggest."""
    return (
        f"This is circular: {names} saw only what the rules suggest. It tells nothing of what they miss: `qualcode "
        "audit`, or `qualcode review --hide-suggestions`."
    )


def _percent(found: Agreement) -> str:
    return f"{found.n_agreed / found.n_passages:.0%}" if found.n_passages else "–"


def _title(raters: Sequence[Rater]) -> str:
    return f"Agreement between {listed(rater.name for rater in raters)}"


def _both(raters: Sequence[Rater]) -> str:
    return "Both" if len(raters) == 2 else "All"


def _row(code_id: str, codebook: Codebook, cells: tuple[Cell, ...]) -> Row:
    label = codebook.code(code_id).name if code_id else "All themes together"
    return Row(cells=(label, *cells), key=code_id or "all")


def _worst(found: Sequence[Found], differ: Callable[[Found], int], most: int) -> tuple[list[Found], int]:
    """All together, then the themes on which coders differ most; how many are left."""
    together, *themes = found
    themes.sort(key=lambda each: -differ(each))
    shown = themes[:most] if most else themes
    return [together, *shown], len(themes) - len(shown)


def _notes(raters: Sequence[Rater], circular: str, left: int) -> Iterator[str]:
    if RULES in {rater.name for rater in raters}:
        yield "The rules say yes wherever they suggest a theme, and add nothing: agree is the share that was accepted."
        if circular:
            yield circular_note(circular)
    else:
        yield (
            f"Agree and kappa are of the suggestions {_both(raters).lower()} decided. Added: on passages where the "
            "theme is not suggested; no measure of chance is told of these, since suggestions were in view."
        )
    yield from _left(left)
    yield TO_PUBLISH


def _left(n: int) -> Iterator[str]:
    if n:
        yield f"They differ most on the themes above; {plural(n, 'more theme')}, alpha, AC1 and intervals: --all."
