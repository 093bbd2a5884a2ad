"""survey.yaml → what the evaluator says about the surveys of a study."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from qualcode.errors import SurveyError
from qualcode.model.problem import Problem, told_at_once
from qualcode.model.survey_plan import Join, Ref, Scale, SurveyEntry, SurveyPlan
from qualcode.readers.codebooks.nodes import Fields, Items, Node, Scalar, parse_yaml, yaml_text

KEYS = ("surveys", "scales", "same", "leave_out", "join", "people")
SURVEY_KEYS = (
    "title", "type", "type_from", "types", "language", "sheet", "from", "until", "without", "kinds", "invited",
    "fielded",
)  # fmt: skip
SCALE_KEYS = ("order", "middle", "beside")
JOIN_KEYS = ("theme", "question", "agrees", "between", "opposes", "reading", "read_by")


def read_plan(path: Path) -> SurveyPlan:
    """Read survey.yaml; what is said of a study that has none is nothing. SurveyError tells every problem at once."""
    if not path.is_file():
        return SurveyPlan()
    text, problems = yaml_text(path.read_bytes(), path.name)
    if problems:
        raise _refused(path.name, problems)
    return plan_of(text, path.name)


def plan_of(text: str, name: str = "survey.yaml") -> SurveyPlan:
    """The plan in a text. SurveyError tells every problem at once."""
    node, problems = parse_yaml(text, name)
    reader = _Reader(name, problems)
    plan = reader.plan(node)
    if problems:
        raise _refused(name, problems)
    return plan


def _refused(name: str, problems: Sequence[Problem]) -> SurveyError:
    return SurveyError(told_at_once(name, problems), hint="correct the lines named; docs/survey.md has an example")


class _Reader:
    """Turns nodes into a plan and collects what is wrong on the way."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self._name = name
        self._problems = problems

    def plan(self, node: Node | None) -> SurveyPlan:
        if node is None or (isinstance(node, Scalar) and not node.text):
            return SurveyPlan()
        whole = self._fields(node, KEYS)
        surveys = [self._survey(name, each) for name, each in self._named(whole.get("surveys"))]
        scales = {name: self._scale(each) for name, each in self._named(whole.get("scales"))}
        return SurveyPlan(
            surveys=tuple(surveys),
            scales=MappingProxyType(scales),
            same=tuple(tuple(self._refs(each)) for each in self._items(whole.get("same"))),
            leave_out=frozenset(self._refs(whole.get("leave_out"))),
            joins=tuple(self._join(each) for each in self._items(whole.get("join"))),
            people=MappingProxyType(self._words(whole.get("people"))),
        )

    def _survey(self, name: str, node: Node) -> SurveyEntry:
        said = self._fields(node, SURVEY_KEYS)
        words = {key: self._text(value) for key, value in said.items() if isinstance(value, Scalar)}
        invited = words.get("invited", "")
        if invited and not invited.isdecimal():
            self._wrong(said["invited"].line, "'invited' is not a number", "write how many were asked: invited: 14")
            invited = ""
        return SurveyEntry(
            name=name,
            title=words.get("title", ""),
            type=words.get("type", ""),
            type_from=words.get("type_from", ""),
            types=MappingProxyType(self._words(said.get("types"))),
            language=words.get("language", ""),
            sheet=words.get("sheet", ""),
            since=words.get("from", ""),
            until=words.get("until", ""),
            without=MappingProxyType(self._words(said.get("without"))),
            kinds=MappingProxyType(self._words(said.get("kinds"))),
            invited=int(invited) if invited else None,
            fielded=words.get("fielded", ""),
        )

    def _scale(self, node: Node) -> Scale:
        said = self._fields(node, SCALE_KEYS)
        order = self._list(said.get("order"))
        if len(order) < 2:
            self._wrong(node.line, "a scale has no order", "order: [yes, some, no]")
        return Scale(
            order=order,
            middle=self._text(said.get("middle")),
            beside=self._list(said.get("beside")),
        )

    def _join(self, node: Node) -> Join:
        said = self._fields(node, JOIN_KEYS)
        join = Join(
            theme=self._text(said.get("theme")),
            questions=tuple(self._refs(said.get("question"))),
            agrees=self._list(said.get("agrees")),
            between=self._list(said.get("between")),
            opposes=self._list(said.get("opposes")),
            reading=" ".join(self._text(said.get("reading")).split()),
            read_by=self._text(said.get("read_by")),
        )
        for key, value in (("theme", join.theme), ("agrees", join.agrees or not join.questions)):
            if not value:
                self._wrong(node.line, f"a join has no {key!r}", "theme: funding, question: [cso.funds], agrees: [yes]")
        return join

    def _refs(self, node: Node | None) -> Iterator[Ref]:
        for written in self._list(node):
            survey, point, question = written.partition(".")
            if not point or not question:
                line = node.line if node is not None else 1
                self._wrong(line, f"{written!r} is no question of a survey", "write survey and question: cso.cred_comm")
            else:
                yield Ref(survey, question)

    def _fields(self, node: Node, known: Collection[str]) -> Mapping[str, Node]:
        if isinstance(node, Scalar) and not node.text:
            return {}
        if not isinstance(node, Fields):
            self._wrong(node.line, "is no list of keys and values", f"use {', '.join(known)}")
            return {}
        for key in node.values:
            if key not in known:
                self._wrong(node.lines.get(key, node.line), f"{key!r} is not known here", f"use {', '.join(known)}")
        return node.values

    def _named(self, node: Node | None) -> Iterator[tuple[str, Node]]:
        if isinstance(node, Fields):
            yield from node.values.items()
        elif node is not None and not (isinstance(node, Scalar) and not node.text):
            self._wrong(node.line, "is no list of names", "write a name, a colon, and what belongs to it below")

    def _items(self, node: Node | None) -> list[Node]:
        return node.nodes if isinstance(node, Items) else []

    def _list(self, node: Node | None) -> tuple[str, ...]:
        if isinstance(node, Items):
            return tuple(self._text(each) for each in node.nodes)
        return (self._text(node),) if self._text(node) else ()

    def _words(self, node: Node | None) -> dict[str, str]:
        return {key: self._text(value) for key, value in node.values.items()} if isinstance(node, Fields) else {}

    @staticmethod
    def _text(node: Node | None) -> str:
        return node.text.strip() if isinstance(node, Scalar) else ""

    def _wrong(self, line: int, message: str, hint: str) -> None:
        self._problems.append(Problem(where=f"{self._name}: line {line}", message=message, hint=hint))
