"""findings.yaml: what the evaluation found, question by question."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path

from qualcode.errors import FindingsError
from qualcode.model.finding import Finding, Findings
from qualcode.model.problem import Problem
from qualcode.readers.codebooks.nodes import Fields, Items, Node, Scalar, parse_yaml, yaml_text
from qualcode.readers.codebooks.source import content_end
from qualcode.readers.codebooks.written import word

KEYS = ("questions", "findings")
FINDING_KEYS = ("id", "statement", "question", "codes")

EXAMPLE = "begin with 'findings:', and every finding with '- id: F1', 'statement:', 'question:', 'codes: [funding]'"


def read_findings(path: Path, codes: Collection[str]) -> Findings:
    """Read the findings; `codes` are those of the codebook. Raises FindingsError with every problem, line by line."""
    return parse_findings(path.read_bytes(), path.name, codes)


def parse_findings(content: bytes, name: str, codes: Collection[str]) -> Findings:
    """Read the findings that a file holds. Raises FindingsError with every problem, line by line."""
    text, problems = yaml_text(content, name)
    findings = Findings()
    if not problems:
        node, problems = parse_yaml(text, name)
        findings = _Reader(name, codes, problems).findings(node)
    if problems:
        listed = "\n".join(f"{problem} ({problem.hint})" if problem.hint else str(problem) for problem in problems)
        raise FindingsError(listed, hint="correct the lines named")
    return findings


def with_finding(content: bytes, name: str, finding: Finding) -> bytes:
    """A file of findings with one more, the last; all else stays as it was written.

    Raises FindingsError where the findings do not stand on lines of their own.
    """
    text, problems = yaml_text(content, name)
    node, more = parse_yaml(text, name) if text.strip() else (None, [])
    items = node.values.get("findings") if isinstance(node, Fields) else None
    new = [
        f"- id: {word(finding.id)}",
        f"  statement: {json.dumps(finding.statement, ensure_ascii=False)}",
        f"  codes: [{', '.join(word(code) for code in finding.codes)}]",
    ]
    lines = text.rstrip("\n").split("\n") if text.strip() else []
    if isinstance(items, Items) and items.nodes and not items.is_flow and not problems and not more:
        at = text.count("\n", 0, len(text[: content_end(items)].rstrip())) + 1
        indent = lines[items.nodes[0].line - 1].index("-")
        lines[at:at] = [" " * indent + line for line in new]
    elif items is None and isinstance(node, Fields | None) and not problems and not more:
        lines += ["findings:", *(f"  {line}" for line in new)]
    else:
        raise FindingsError(
            f"{name}: no finding can be added to it as it is written",
            hint="write every finding on lines of its own, beginning with '- id:'",
        )
    end = "\r\n" if b"\r\n" in content else "\n"
    return end.join([*lines, ""]).encode()


class _Reader:
    """Turns nodes into findings and collects what is wrong on the way."""

    def __init__(self, name: str, codes: Collection[str], problems: list[Problem]) -> None:
        self._name = name
        self._codes = codes
        self._problems = problems

    def findings(self, node: Node | None) -> Findings:
        if not isinstance(node, Fields):
            if not self._problems:
                self._wrong(1, "is not a list of findings", EXAMPLE)
            return Findings()
        self._check_keys(node, KEYS)
        questions = node.values.get("questions")
        named = {}
        if isinstance(questions, Fields):
            named = {key: value.text for key, value in questions.values.items() if isinstance(value, Scalar)}
        return Findings(findings=tuple(self._each(node.values.get("findings"), node)), questions=named)

    def _each(self, node: Node | None, above: Fields) -> Iterator[Finding]:
        if not isinstance(node, Items):
            self._wrong(above.line, "has no list 'findings'", EXAMPLE)
            return
        seen: set[str] = set()
        for item in node.nodes:
            if not isinstance(item, Fields):
                self._wrong(item.line, "a finding is not a mapping", EXAMPLE)
                continue
            finding = self._finding(item)
            if finding.id in seen:
                self._wrong(item.line, f"finding {finding.id!r} is there twice", "give one of them another id")
            seen.add(finding.id)
            yield finding

    def _finding(self, node: Fields) -> Finding:
        self._check_keys(node, FINDING_KEYS)
        words = {key: value.text for key, value in node.values.items() if isinstance(value, Scalar)}
        for key in ("id", "statement"):
            if not words.get(key, "").strip():
                self._wrong(node.line, f"a finding has no {key!r}", EXAMPLE)
        return Finding(
            id=words.get("id", "").strip(),
            statement=" ".join(words.get("statement", "").split()),
            question=words.get("question", "").strip(),
            codes=tuple(self._listed_codes(node)),
        )

    def _listed_codes(self, node: Fields) -> Iterator[str]:
        codes = node.values.get("codes")
        line = node.lines.get("codes", node.line)
        items = codes.nodes if isinstance(codes, Items) else [codes] if isinstance(codes, Scalar) and codes.text else []
        if not items:
            self._wrong(line, "a finding rests on no codes", "name the themes it rests on: codes: [funding]")
        for item in items:
            code = item.text if isinstance(item, Scalar) else ""
            if code not in self._codes:
                self._wrong(item.line, f"{code!r} is not a code of the codebook", "`qualcode codebook show` lists them")
            else:
                yield code

    def _check_keys(self, node: Fields, known: Collection[str]) -> None:
        for key in node.values:
            if key not in known:
                self._wrong(node.lines.get(key, node.line), f"{key!r} is not known here", f"use {', '.join(known)}")

    def _wrong(self, line: int, message: str, hint: str) -> None:
        self._problems.append(Problem(where=f"{self._name}: line {line}", message=message, hint=hint))
