from __future__ import annotations

import pytest

from qualcode.readers.survey.relevance import CannotTellError, compile_condition, is_true, names_in

ANSWERS = {
    "age": "31",
    "with": "un ingo",
    "type": "ngo",
    "none": "",
    "day": "2022-03-10",
    "share": "0.5",
    "code": "a-1",
}


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ("${type} = 'ngo'", True),
        ('${type}="ngo"', True),
        ("${type} = ‘ngo’", True),
        ("${type} != 'un'", True),
        ("${none} = ''", True),
        ("${none} != ''", False),
        ("${unknown} = 'x'", False),
        ("${age} > 30 and ${age} <= 31", True),
        ("${age} - 1 = 30", True),
        ("${age} > 30 or ${missing} = 1", True),
        ("${none} > 3", False),
        ("${none} < 3", False),
        ("selected(${with}, 'un')", True),
        ("selected(${with}, 'u')", False),
        ("not(selected(${with}, 'gov'))", True),
        ("selected-at(${with}, 1) = 'ingo'", True),
        ("selected-at(${with}, 7) = ''", True),
        ("count-selected(${with}) = 2", True),
        ("count-selected(${none}) = 0", True),
        ("if(${age} > 18, 'adult', 'child') = 'adult'", True),
        ("coalesce(${none}, ${type}) = 'ngo'", True),
        ("${day} >= date('2022-03-01')", True),
        ("${day} < '2022-03-10'", False),
        ("string-length(${type}) = 3", True),
        ("regex(${code}, '[a-z]-[0-9]')", True),
        ("contains(${type}, 'g') and starts-with(${type}, 'n') and ends-with(${type}, 'o')", True),
        ("int(3.7) + 10 mod 4 = 5", True),
        ("10 div 4 = 2.5", True),
        ("10 div 0 > 1", False),
        ("-${age} < 0", True),
        ("(${type} = 'x' or ${age} = 31) and true()", True),
        ("min(3, 1, 2) = 1 and max(3, 1, 2) = 3", True),
        ("number(${share}) * 2 = 1", True),
        ("concat(${type}, '-', ${age}) = 'ngo-31'", True),
    ],
)
def test_a_condition_holds_as_the_form_means_it(written: str, holds: bool) -> None:
    assert is_true(compile_condition(written)(ANSWERS)) is holds


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("pulldata('list', 'a')", r"pulldata\(\) is not understood"),
        ("${a} = ", "ends too early"),
        ("(${a} = 1", "bracket"),
        ("${a} = 1 }", "not understood"),
        ("selected(${a})", "1 arguments"),
        ("False", "not understood"),
        ("(" * 80 + "1" + ")" * 80, "nested too deeply"),
    ],
)
def test_what_of_a_condition_is_not_understood_is_said(written: str, what: str) -> None:
    with pytest.raises(CannotTellError, match=what):
        compile_condition(written)


def test_the_questions_a_condition_asks_about_are_known() -> None:
    assert names_in("${a} = 1 and selected(${ b }, 'c')") == {"a", "b"}
