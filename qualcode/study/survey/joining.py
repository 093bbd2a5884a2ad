"""Setting a study's survey beside its interviews, theme by theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.model.quote import Quote
from qualcode.model.survey_plan import Join
from qualcode.model.table import Table
from qualcode.study.naming import named_code
from qualcode.study.results.results import Results
from qualcode.study.survey.showing import OTHERS, groups_of
from qualcode.study.survey.surveys import NONE_YET, PLAN, Surveys, surveys_of
from qualcode.tables.beside_quotes import Beside
from qualcode.tables.joint import Interviewed, JointRow, Surveyed, joint_table
from qualcode.tables.spec import Measure, make_spec
from qualcode.tables.survey import Asked, Group, Item, items_of, what_became

if TYPE_CHECKING:
    from qualcode.study.study import Study

NOTHING_JOINED = f"nothing is joined yet: under `join:` in {PLAN} stand theme, question, and what agrees with it"


def survey_join(
    study: Study, results: Results, *, theme: str = "", by: str = "form", small_groups: bool = True
) -> Table:
    """The joint display: for every theme that survey.yaml joins to a question, what each side says and how they stand.

    `by` is `form`, `type`, or a grouping of the settings.
    """
    found = surveys_of(study)
    if not found.surveys:
        return joint_table((), (NONE_YET,))
    rows = [*with_quotes(joint_rows(study, found, results, theme, by, small_groups=small_groups), results)]
    return joint_table(rows, _notes(found), basis=results.basis)


def joint_rows(
    study: Study,
    found: Surveys,
    results: Results,
    theme: str = "",
    by: str = "form",
    *,
    small_groups: bool = True,
) -> Iterator[JointRow]:
    """A row per joined theme and group of respondents."""
    groups, _ = groups_of(study, found, by, small_groups=small_groups)
    wanted = named_code(theme, results.codebook) if theme else ""
    for join in found.plan.joins:
        code = named_code(join.theme, results.codebook)
        if wanted in ("", code):
            for group in groups:
                yield _row(found, results, join, code, group)


def with_quotes(rows: Iterable[JointRow], results: Results, printed: Sequence[Quote] = ()) -> Iterator[JointRow]:
    """The rows, each with a quote of which no word is `printed` elsewhere."""
    selected = results.selection.quotes
    settled = {quote.id for quote in selected if results.editing.is_settled(quote.id)}
    quotes = Beside(selected, used=[*printed], settled=settled)
    return (replace(row, quote=_quote(results, row.code, row.types, quotes)) for row in rows)


def _row(found: Surveys, results: Results, join: Join, code: str, group: Group) -> JointRow:
    item = _item(found, join)
    asked = what_became(item, group) if item is not None else None
    types = tuple(dict.fromkeys(each.respondent.type for each in group.answerers if each.respondent.type))
    interviews, n_open, n_not_asked = _interviewed(results, code, types)
    (name,) = (each.name for each in results.codebook.codes if each.id == code)
    return JointRow(
        theme=name,
        group=group.label if group.label not in {survey.name for survey in found.surveys} else _called(group, types),
        question=item.question.label(found.language(item.refs[0])) if item is not None else "",
        survey=_surveyed(asked, join) if asked is not None and asked.offered else None,
        answers=_answers(found, join, item),
        n_asked=asked.n if asked is not None else 0,
        interviews=interviews,
        n_open=n_open,
        n_not_asked=n_not_asked,
        code=code,
        types=types,
        reading=join.reading,
        read_by=join.read_by,
        key=f"{code}.{group.label}",
    )


def _called(group: Group, types: Sequence[str]) -> str:
    """What a form's respondents are called: their type where they have one, else the form's name."""
    if len(types) == 1:
        return types[0]
    return OTHERS if group.label.casefold() == "others" else f"{group.label[:1].upper()}{group.label[1:]}"


def _item(found: Surveys, join: Join) -> Item | None:
    """The joined questions as one, whether or not survey.yaml says elsewhere that they ask the same."""
    plan = replace(found.plan, same=(join.questions,), leave_out=frozenset())
    return next((item for item in items_of(found.surveys, plan) if set(item.refs) & set(join.questions)), None)


def _answers(found: Surveys, join: Join, item: Item | None) -> tuple[str, str, str]:
    """What the options on each side say; empty for a side without."""
    if item is None:
        return "", "", ""
    language = found.language(item.refs[0])

    def words(options: Sequence[str]) -> str:
        labels = (item.question.option_label(option, language) for option in options)
        return " or ".join(label if label[:2].isupper() else label[:1].lower() + label[1:] for label in labels)

    return words(join.agrees), words(join.between), words(join.opposes)


def _surveyed(asked: Asked, join: Join) -> Surveyed:
    """Sort those who answered by what their answer says of the theme."""
    sides = [0, 0, 0, 0]
    for answer in asked.answers:
        said = {*answer.options, *answer.others}
        options = (join.agrees, join.between, join.opposes)
        sides[next((place for place, those in enumerate(options) if said & {*those}), 3)] += 1
    return Surveyed(*sides)


def _interviewed(results: Results, code: str, types: Sequence[str]) -> tuple[Interviewed | None, int, int]:
    """How many informants of these types raised a theme, denied it, or said nothing of it; how many are open, and of
    how many who did not raise it nobody asked."""
    if not types:
        return None, 0, 0
    group = {"informant_type": tuple(types)}
    spec = make_spec(Measure.INFORMANTS, basis=results.basis, code=code, group=group, coder=results.coder)
    people = results.trail.people(spec)
    if people is None or not people.members:
        return None, 0, 0
    reviewed = people.members - people.open
    raised, denied = len(people.raised), len(people.denied)
    said = Interviewed(raised, denied, len(reviewed | people.raised) - raised - denied)
    return said, len(people.open), len(people.not_asked - people.open)


def _quote(results: Results, code: str, types: Sequence[str], quotes: Beside) -> Quote | None:
    """One quote of the selection on the theme, of somebody of these types."""
    those = {each.id for each in results.roster.informants if each.informant_type in types}
    return next(iter(quotes.choose({code}, 1, people=those)), None)


def _notes(found: Surveys) -> tuple[str, ...]:
    both = len(found.plan.people)
    known = f"{both} informants are known to have answered the survey too." if both else ""
    return tuple(filter(None, (NOTHING_JOINED if not found.plan.joins else "", known)))
