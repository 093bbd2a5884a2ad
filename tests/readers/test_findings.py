from pathlib import Path

import pytest

from qualcode.errors import FindingsError
from qualcode.model.finding import Finding
from qualcode.readers.findings import parse_findings, read_findings, with_finding

CODES = {"funding", "access"}


def test_findings_and_questions_are_read(tmp_path: Path) -> None:
    path = tmp_path / "findings.yaml"
    path.write_text(
        "questions:\n  EQ1: What holds them back?\nfindings:\n"
        "  - id: F1\n    statement: Money\n      leaves.\n    question: EQ1\n    codes: [funding, access]\n"
        "  - {id: F2, statement: Roads close., codes: access}\n",
        "utf-8",
    )
    found = read_findings(path, CODES)

    assert found.questions == {"EQ1": "What holds them back?"}
    assert found.findings == (
        Finding(id="F1", statement="Money leaves.", question="EQ1", codes=("funding", "access")),
        Finding(id="F2", statement="Roads close.", codes=("access",)),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not a list of findings"),
        ("findings: none\n", "no list"),
        ("findings:\n  - {id: F1, statement: A., codes: [fundin]}\n", "line 2: 'fundin' is not a code"),
        ("findings:\n  - {id: F1, statement: A.}\n", "rests on no codes"),
        ("findings:\n  - {statement: A., codes: [funding]}\n", "no 'id'"),
        ("findings:\n  - {id: F1, codes: [funding]}\n", "no 'statement'"),
        ("findings:\n  - {id: F1, statement: A., codes: [funding], weight: 3}\n", "'weight' is not known"),
        ("findings:\n  - {id: F, statement: A., codes: access}\n  - {id: F, statement: B., codes: access}\n", "twice"),
        ("findings: [\n", "line"),
    ],
)
def test_every_problem_names_its_line(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "findings.yaml"
    path.write_text(text, "utf-8")

    with pytest.raises(FindingsError) as error:
        read_findings(path, CODES)
    assert said in error.value.message
    assert error.value.hint


NEW = Finding(id="F9", statement='Roads: "closed" – #all, \u0645\u063a\u0644\u0642\u0629.', codes=("access", "funding"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Ours.\n",
        "questions:\n  EQ1: What?\n",
        "findings:\n- id: F1\n  statement: A.\n  codes: [funding]\n",
        "findings:\n    - id: F1\n      statement: |\n        A.\n        B.\n      codes:\n        - funding\n\n# E.",
        "findings:\n  - {id: F1, statement: A., codes: access}  # why\n\nquestions:\n  EQ1: What?\n",
        "findings:\r\n  - {id: F1, statement: A., codes: access}\r\n",
    ],
)
def test_a_finding_is_added_last_and_all_else_stays_as_it_was_written(text: str) -> None:
    before = text.encode()
    found = parse_findings(before, "f", CODES) if b"- " in before else None

    after = with_finding(before, "f", NEW)

    now = parse_findings(after, "f", CODES)
    assert now.findings == (*(found.findings if found else ()), NEW)
    assert found is None or now.questions == found.questions
    kept = after.decode().splitlines()
    for line in text.splitlines():
        kept.remove(line)
    assert len(kept) == (3 if found else 4), "what is new is the finding alone"
    assert (b"\r\n" in after) == (b"\r\n" in before)


@pytest.mark.parametrize("text", ["findings: []\n", "findings: none\n", "findings: [\n", "- a\n"])
def test_where_none_can_be_added_it_is_said_how_to_write_them(text: str) -> None:
    with pytest.raises(FindingsError, match="no finding can be added") as error:
        with_finding(text.encode(), "findings.yaml", NEW)
    assert "'- id:'" in str(error.value.hint)
