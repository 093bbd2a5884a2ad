from pathlib import Path

import pytest

from qualcode.errors import FindingsError
from qualcode.model.finding import Finding
from qualcode.readers.findings import read_findings

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
