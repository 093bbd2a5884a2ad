"""Sentences of a report say what the table says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model.one_of import several_of
from qualcode.model.table import Column, Figure, Row, Table
from qualcode.model.told import Way, told
from qualcode.tables.frames import difference_sentence, finding_frame, theme_frame, total_of
from qualcode.tables.lines import WIDE, Line, alike, family_of, lines_of, telling_first, widest

GROUPS = ("CSO", "UN agency", "Ministry official")


def figure(k: int, n: int, *, n_open: int = 0, aside: str = "", name: str = "") -> Figure:
    shown = f"{k} raised, {n_open} open of {n}" if n_open else f"{k} of {n}"
    return Figure(
        spec={"measure": "n_informants", "group": name}, value=k, of=n, n_open=n_open, shown=shown, aside=aside
    )


def table_of(*rows: tuple[str, int, tuple[Figure, ...], Figure]) -> Table:
    columns = (
        Column(key="theme", label="Theme"),
        *(Column(key=f"{group}.n_informants", label=group) for group in GROUPS),
        Column(key="total.n_informants", label="Total"),
    )
    made = (Row(cells=(name, *groups, total), depth=depth, key=name.casefold()) for name, depth, groups, total in rows)
    return Table(name="frequencies", title="Themes", columns=columns, rows=tuple(made))


def said(*rows: tuple[str, int, tuple[Figure, ...], Figure]) -> str:
    lines = lines_of(table_of(*rows))
    return theme_frame(family_of(lines, lines[0].key)).text


@pytest.mark.parametrize(
    ("groups", "total", "sentence"),
    [
        (
            ((3, 3), (2, 4), (0, 5)),
            (5, 12),
            "All three CSO informants and two of the four UN agency informants, but none of the five ministry "
            "officials, spoke of Funding.",
        ),
        (
            ((3, 3), (3, 4), (3, 5)),
            (9, 12),
            "Nine of the twelve informants spoke of Funding: all three CSO informants, three of the four UN agency "
            "informants and three of the five ministry officials.",
        ),
        (((3, 3), (4, 4), (5, 5)), (12, 12), "All twelve informants spoke of Funding."),
        (((0, 3), (0, 4), (0, 5)), (0, 12), "None of the twelve informants spoke of Funding."),
        (
            ((2, 3), (0, 4), (0, 5)),
            (2, 12),
            "Two of the twelve informants spoke of Funding, CSO informants only (two of the three).",
        ),
        (
            ((1, 1), (2, 2), (1, 20)),
            (4, 23),
            "Four of the 23 informants spoke of Funding: the one CSO informant, both UN agency informants and 1 of "
            "the 20 ministry officials.",
        ),
        (
            ((5, 9), (6, 12), (7, 14)),
            (18, 35),
            "18 of the 35 informants spoke of Funding: 5 of the 9 CSO informants, 6 of the 12 UN agency informants and "
            "7 of the 14 ministry officials.",
        ),
    ],
)
def test_who_spoke_of_a_theme_and_who_did_not(
    groups: tuple[tuple[int, int], ...], total: tuple[int, int], sentence: str
) -> None:
    assert said(("Funding", 0, tuple(figure(*each) for each in groups), figure(*total))) == sentence


def test_with_people_open_no_word_is_used_for_the_count() -> None:
    words = said(("Funding", 0, (figure(3, 3), figure(1, 4, n_open=2), figure(0, 5)), figure(4, 12, n_open=2)))

    assert words == (
        "Funding, so far: 4 raised, 2 open of 12 informants; all three CSO informants; 1 raised, 2 open of 4 UN agency "
        "informants; none of the five ministry officials."
    )


def test_what_is_open_under_a_theme_is_told_as_the_table_has_it() -> None:
    words = said(
        ("Funding", 0, (figure(3, 3), figure(4, 4), figure(5, 5)), figure(12, 12)),
        ("Cuts", 1, (figure(1, 3, n_open=1), figure(3, 4), figure(4, 5)), figure(8, 12, n_open=1)),
    )

    assert words.endswith("Within it, so far: Cuts (8 raised, 1 open of 12).")


def test_what_has_to_be_said_beside_a_count_is_said() -> None:
    words = said(
        ("Funding", 0, (figure(3, 3), figure(4, 4), figure(4, 5)), figure(9, 12, aside="1 contrary, 2 not asked"))
    )

    assert words == (
        "Nine informants spoke of Funding: three CSO informants, four UN agency informants and four ministry "
        "officials; of the other three, one spoke only to the contrary and two were not asked."
    )


def test_where_some_were_not_asked_nobody_is_said_to_be_out_of_all() -> None:
    women = figure(4, 11, aside="6 not asked")
    words = said(
        ("Access", 0, (figure(3, 3), figure(4, 4), figure(4, 4)), figure(11, 11)),
        ("Permits", 1, (figure(2, 3), figure(2, 4), figure(2, 4)), figure(6, 11)),
        ("Outreach to women", 1, (figure(2, 3), figure(2, 4, aside="2 not asked"), figure(0, 4)), women),
    )
    assert words == (
        "All eleven informants spoke of Access. Six of the eleven informants spoke of Permits. Four informants spoke "
        "of Outreach to women (of the other seven, six were not asked)."
    )
    [line] = lines_of(table_of(("Outreach to women", 0, (figure(2, 3), figure(2, 4), figure(0, 4)), women)))
    assert "".join(piece.text for piece in total_of(line)) == (
        "four informants; of the other seven, six were not asked"
    )
    [line] = lines_of(
        table_of(("Women", 0, (figure(3, 3), figure(2, 4), figure(0, 4)), figure(5, 11, aside="6 not asked")))
    )
    assert "".join(piece.text for piece in total_of(line)) == ("five informants; the other six were not asked")


@pytest.mark.parametrize(
    ("counts", "said_so"),
    [
        ((1, 6, 0), "Seven informants spoke of Pay: one CSO informant and six UN agency informants"),
        ((2, 12, 0), "14 informants spoke of Pay: 2 CSO informants and 12 UN agency informants"),
    ],
)
def test_counts_of_one_sentence_are_all_words_or_all_digits(counts: tuple[int, ...], said_so: str) -> None:
    groups = tuple(figure(k, 14, aside=f"{min(9, 14 - k)} not asked") for k in counts)

    words = said(("Pay", 0, groups, figure(sum(counts), 42, aside="20 not asked")))

    assert words.startswith(f"{said_so}; ")


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        (
            ((3, 3), (4, 4), (0, 5)),
            "All three CSO informants and all four UN agency informants spoke of Cuts; none of the five ministry "
            "officials were found to.",
        ),
        (
            ((5, 5), (1, 4), (0, 5)),
            "All five CSO informants, but only one of the four UN agency informants, spoke of Cuts; none of the five "
            "ministry officials were found to.",
        ),
        (
            ((2, 3), (2, 4), (0, 5)),
            "Four of the twelve informants spoke of Cuts: two of the three CSO informants and two of the four UN "
            "agency informants. None of the five ministry officials were found to.",
        ),
    ],
)
def test_where_silence_tells_nothing_nobody_is_said_to_have_been_silent(
    groups: tuple[tuple[int, int], ...], sentence: str
) -> None:
    total = figure(sum(k for k, _ in groups), 12)
    lines = lines_of(table_of(("Cuts", 0, tuple(figure(*each) for each in groups), total)), silence_known=False)
    assert theme_frame(lines).text == sentence
    if lines[0].is_apart:
        told_ = "".join(piece.text for piece in difference_sentence(lines[0]))
        assert told_.endswith("; none of the five ministry officials were found to speak of it.")


def test_themes_under_it_and_where_groups_differ_most() -> None:
    words = said(
        ("Funding", 0, (figure(3, 3), figure(4, 4), figure(5, 5)), figure(12, 12)),
        ("Short grants", 1, (figure(3, 3), figure(0, 4), figure(0, 5)), figure(3, 12)),
        ("Cuts", 1, (figure(3, 3), figure(3, 4), figure(4, 5)), figure(10, 12)),
        ("Access", 0, (figure(3, 3), figure(0, 4), figure(0, 5)), figure(3, 12)),
    )

    assert words == (
        "All twelve informants spoke of Funding. All three CSO informants, but none of the four UN agency informants "
        "and none of the five ministry officials, spoke of Short grants. Ten of the twelve informants spoke of Cuts."
    )


def test_what_everybody_spoke_of_is_not_said_twice() -> None:
    lines = lines_of(
        table_of(
            ("Funding", 0, (figure(3, 3), figure(4, 4), figure(5, 5)), figure(12, 12)),
            ("Cuts", 1, (figure(3, 3), figure(4, 4), figure(4, 5)), figure(11, 12)),
            ("Late money", 1, (figure(2, 3), figure(3, 4), figure(3, 5)), figure(8, 12)),
        )
    )

    words = theme_frame(lines, said_before=True).text
    assert words == "Eleven of the twelve informants spoke of Cuts and eight of Late money."


def test_one_or_two_people_make_no_difference() -> None:
    lines = lines_of(
        table_of(
            ("Funding", 0, (figure(3, 3), figure(4, 4), figure(5, 5)), figure(12, 12)),
            ("Late money", 1, (figure(3, 3), figure(2, 4), figure(4, 5)), figure(9, 12)),
            ("Cuts", 1, (figure(3, 3), figure(0, 4), figure(4, 5)), figure(7, 12)),
        )
    )

    assert [(line.name, line.is_apart, line.is_too_few) for line in lines] == [
        ("Funding", False, False),
        ("Late money", False, True),
        ("Cuts", True, False),
    ]
    assert theme_frame(lines).text.endswith("spoke of Cuts. Nine of the twelve informants spoke of Late money.")


@pytest.mark.parametrize(
    ("high", "low", "n_between"),
    [
        ((3, 3), (2, 4), 2),
        ((3, 3), (1, 4), 3),
        ((3, 3), (0, 3), 3),
        ((10, 14), (5, 9), 2),
        ((11, 14), (2, 9), 6),
        ((6, 9), (5, 14), 3),
        ((3, 3), (4, 4), 0),
    ],
)
def test_groups_are_apart_where_no_two_answers_turned_would_close_the_gap(
    high: tuple[int, int], low: tuple[int, int], n_between: int
) -> None:
    [line] = lines_of(table_of(("Access", 0, (figure(*high), figure(*low), figure(0, 2)), figure(9, 30))))

    closed = [
        less + more
        for less in range(high[0] + 1)
        for more in range(low[1] - low[0] + 1)
        if (high[0] - less) * low[1] <= (low[0] + more) * high[1]
    ]
    assert min(closed) == n_between
    assert line.is_apart is (n_between > 2 and line.difference >= WIDE)


@pytest.mark.parametrize(
    "groups",
    [
        (figure(2, 2), figure(0, 2), figure(1, 2)),
        (figure(3, 3), figure(2, 3), figure(2, 3)),
        (figure(3, 3), figure(0, 4, n_open=1), figure(3, 3)),
        (figure(3, 3), figure(0, 4, aside="3 disputed"), figure(3, 3)),
        (figure(3, 3), figure(0, 4, aside="1 contrary, 3 not asked"), figure(3, 3)),
    ],
    ids=["too few", "too near", "open", "disputed", "not asked"],
)
def test_groups_are_not_said_to_differ_where_that_is_not_known(groups: tuple[Figure, ...]) -> None:
    assert widest(lines_of(table_of(("Access", 0, groups, figure(3, 10)))), 5) == []


def test_a_difference_that_stands_whatever_was_not_asked_is_told_with_who_was_not() -> None:
    groups = (figure(10, 14), figure(2, 9, aside="1 not asked"), figure(0, 2))
    [line] = lines_of(table_of(("Boiling", 0, groups, figure(12, 25, aside="1 not asked"))))

    assert line.is_apart
    assert "".join(piece.text for piece in difference_sentence(line)) == (
        "Boiling: 10 of the 14 CSO informants, but only 2 of the 9 UN agency informants (of the other seven, one was "
        "not asked)."
    )


def test_a_group_that_could_stand_on_either_side_is_left_out() -> None:
    groups = (figure(9, 9), figure(1, 9), figure(3, 9, aside="5 not asked"))
    [line] = lines_of(table_of(("Boiling", 0, groups, figure(13, 27, aside="5 not asked"))))

    assert "".join(piece.text for piece in difference_sentence(line)) == (
        "Boiling: all nine CSO informants, but only one of the nine UN agency informants."
    )
    assert theme_frame([line]).text.startswith("13 informants spoke of Boiling: 9 CSO informants, 1 UN agency")


A_GROUP = st.integers(3, 9).flatmap(lambda n: st.integers(0, n).flatmap(lambda k: _unasked(n, k)))


def _unasked(n: int, k: int) -> st.SearchStrategy[tuple[int, int, int]]:
    return st.tuples(st.just(k), st.just(n), st.integers(0, n - k))


@settings(max_examples=60)
@given(st.tuples(A_GROUP, A_GROUP, A_GROUP))
def test_types_that_are_called_different_are_so_whatever_those_not_asked_would_have_said(
    groups: tuple[tuple[int, int, int], ...],
) -> None:
    def line_of(raised: Sequence[int], unasked: Sequence[int]) -> Line:
        figures = tuple(
            figure(k, n, aside=f"{none} not asked" if none else "")
            for k, (_, n, _), none in zip(raised, groups, unasked, strict=True)
        )
        [line] = lines_of(table_of(("Boiling", 0, figures, figure(sum(raised), sum(n for _, n, _ in groups)))))
        return line

    answers = product(*(range(k, k + none + 1) for k, _, none in groups))
    could_be = [line_of(raised, (0, 0, 0)) for raised in answers]
    told_now = line_of([k for k, *_ in groups], [none for *_, none in groups])

    if told_now.is_apart:
        high, low = ({label for label, _ in side} for side in told_now.sides)
        assert high
        assert low
        for line in could_be:
            shares = {label: share for share, label, _ in line.shares}
            assert line.is_apart
            assert min(shares[label] for label in high) > max(shares[label] for label in low)


def test_differences_are_told_widest_first() -> None:
    lines = lines_of(
        table_of(
            ("Access", 0, (figure(3, 4), figure(0, 4), figure(1, 4)), figure(4, 12)),
            ("Funding", 0, (figure(0, 4), figure(4, 4), figure(2, 4)), figure(6, 12)),
            ("Coordination", 0, (figure(2, 4), figure(0, 4), figure(1, 4)), figure(3, 12)),
        )
    )

    told_ = ["".join(piece.text for piece in difference_sentence(line)) for line in widest(lines, 5)]
    assert told_ == [
        "Funding: all four UN agency informants and two of the four ministry officials, but none of the four CSO "
        "informants.",
        "Access: three of the four CSO informants, but only one of the four ministry officials and none of the four UN "
        "agency informants.",
    ]


def test_themes_on_which_groups_differ_come_before_those_that_more_spoke_of() -> None:
    apart = lines_of(table_of(("Access", 0, (figure(3, 3), figure(0, 4), figure(0, 5)), figure(3, 12))))
    known = lines_of(table_of(("Funding", 0, (figure(3, 3), figure(4, 4), figure(5, 5)), figure(12, 12))))
    few = lines_of(table_of(("Cuts", 0, (figure(3, 3), figure(2, 4), figure(3, 5)), figure(8, 12))))

    assert [family[0].name for family in telling_first([few, known, apart])] == ["Access", "Funding", "Cuts"]


@pytest.mark.parametrize("way", [Way.OF_ALL, Way.DIGITS])
@pytest.mark.parametrize("n", range(1, 30))
def test_a_count_in_words_is_that_count(n: int, way: Way) -> None:
    words = {told(figure(k, n), way) for k in range(n + 1)}

    assert len(words) == n + 1
    assert all(re.fullmatch(r"[a-z0-9 ]+", each) for each in words)


@pytest.mark.parametrize(
    ("label", "several"),
    [
        ("CSO", "CSO informants"),
        ("CSOs", "CSO informants"),
        ("End user", "end users"),
        ("Stakeholders", "stakeholders"),
        ("Ministry of Health", "Ministry of Health informants"),
        ("Members of parliament", "members of parliament"),
        ("Beneficiary", "beneficiaries"),
        ("Women", "women"),
        ("School staff", "school staff"),
        ("Government", "government informants"),
        ("Kurdish official", "Kurdish officials"),
        ("International NGO", "International NGO informants"),
        ("Oxfam", "Oxfam informants"),
        ("", "informants"),
    ],
)
def test_informants_of_a_type_have_a_plural(label: str, several: str) -> None:
    assert several_of(label) == several


def test_lines_of_the_same_counts_are_told_together() -> None:
    lines = lines_of(
        table_of(
            ("Funding", 0, (figure(3, 3), figure(4, 4), figure(0, 5)), figure(7, 12)),
            ("Cuts", 1, (figure(3, 3), figure(4, 4), figure(0, 5)), figure(7, 12)),
            ("Access", 0, (figure(3, 3), figure(2, 4), figure(0, 5)), figure(5, 12)),
        )
    )

    together = alike([lines[1], lines[0], lines[2]])

    assert [[line.name for line in same] for same in together] == [["Cuts", "Funding"], ["Access"]]
    assert "".join(piece.text for piece in difference_sentence(*together[0])).startswith("Cuts and Funding: ")
    under = {"funding": {"cuts"}}
    named = "".join(piece.text for piece in difference_sentence(*together[0], under=under)).partition(":")[0]
    assert named == "Funding (Cuts)"


def test_a_finding_rests_on_any_of_its_themes_and_leaves_out_who_spoke_against_them_once_passages_are_marked() -> None:
    [line] = lines_of(
        table_of(("Funding", 0, (figure(1, 3), figure(1, 4), figure(0, 4)), figure(2, 11, aside="1 contrary")))
    )

    plain, marked = (finding_frame(line, ["Funding", "Access"], is_marked=marked).text for marked in (False, True))

    assert plain.startswith("Two of the eleven informants spoke of Funding or Access")
    assert plain.endswith("Of the other nine, one spoke only to the contrary.")
    assert "contrary" not in marked
