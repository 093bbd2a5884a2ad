from __future__ import annotations

import pytest

from qualcode.model.dates import read_dates
from qualcode.model.interview import Interview, in_order_held
from tests.make import make_roster

THIRD_OF_MAY = (2024, 5, 3)


@pytest.mark.parametrize(
    "written",
    [
        "2024-05-03",
        "2024/5/3",
        "2024-05-03T10:00:00",
        "2024-05-03 10:00",
        "20240503",
        "45415",
        "3 May 2024",
        "3rd of May 2024",
        "May 3, 2024",
        "Friday 3 May 2024 10:30",
        "3-May-24",
        "3–5 May 2024",
        "3 mai 2024",
        "mar. 3 mai 2024",
        "3 de mayo de 2024",
        "3 mag 2024",
        "3 Mayıs 2024",
        "٣ مايو ٢٠٢٤",
        "3 أيار 2024",
        "3 ایار 2024",
        "3 ئایار 2024",
    ],
)
def test_a_date_that_says_which_number_is_the_month_is_read_by_itself(written: str) -> None:
    dates = read_dates([written])

    assert (dates.days[written], dates.doubts) == (THIRD_OF_MAY, ())


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("mai 2024", (2024, 5, 0)),
        ("05/2024", (2024, 5, 0)),
        ("2024-05", (2024, 5, 0)),
        ("2024", (2024, 0, 0)),
        ("1er août 2024", (2024, 8, 1)),
        ("12 févr. 2024", (2024, 2, 12)),
        ("3 كانون الثاني 2024", (2024, 1, 3)),
        ("3 كانون الأول 2024", (2024, 12, 3)),
        ("14 اردیبهشت 1403", (1403, 2, 14)),
        ("1445/10/24", (1445, 10, 24)),
    ],
)
def test_months_and_years_alone_and_other_calendars_are_read(written: str, day: tuple[int, int, int]) -> None:
    assert read_dates([written]).days == {written: day}


@pytest.mark.parametrize(
    "in_order",
    [
        ["25/01/2024", "04/02/2024", "03/05/2024"],
        ["25.1.24", "04.02.24", "03.05.24"],
        ["01/25/2024", "02/04/2024", "05/03/2024"],
        ["٢٥/٠١/٢٠٢٤", "٠٤/٠٢/٢٠٢٤", "٠٣/٠٥/٢٠٢٤"],
        ["24/01/25", "24/02/04", "24/12/30"],
        ["45316", "4 Feb 2024", "2024-05-03"],
        ["25 janvier 2024", "4 février 2024", "3 mai 2024"],
    ],
)
def test_dates_of_one_column_are_read_in_the_one_way_that_fits_them_all(in_order: list[str]) -> None:
    as_listed = in_order[::-1]
    dates = read_dates(as_listed)

    assert sorted(as_listed, key=dates.place) == in_order
    assert dates.doubts == ()


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        (["03/05/2024", "04/02/2024"], "with the day or the month first: 03/05/2024, 04/02/2024"),
        (["13/01/2024", "01/14/2024"], "in several ways"),
        (["2024-03-05", "25/03/2024"], "a spreadsheet may have exchanged day and month"),
        (["2024-03-05", "after Eid"], "cannot be read come last: after Eid"),
        (["3 March", "5 January"], "without a year"),
        (["2024-03-05", "1445/10/24"], "several calendars"),
        (["31/02/2024"], "cannot be read"),
    ],
)
def test_what_cannot_be_told_of_dates_is_said(written: list[str], doubt: str) -> None:
    assert doubt in " ".join(read_dates(written).doubts)


def test_interviews_stand_in_the_order_of_their_days_those_without_last() -> None:
    dates = {"k0": "03/05/2024", "k1": "", "k2": "25/01/2024", "k3": "04/02/2024"}
    interviews = [Interview(id=id, name=id, sha256="", date=date) for id, date in dates.items()]

    assert [each.id for each in in_order_held(interviews, make_roster(i1="CSO"))] == ["k2", "k3", "k0", "k1"]
