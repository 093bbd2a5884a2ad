"""A data set as the files that statistics programs read."""

from __future__ import annotations

from collections.abc import Callable

from qualcode.model.dataset import DataSet
from qualcode.reports.dataset.plain import csv_data, described
from qualcode.reports.dataset.r_script import r_script
from qualcode.reports.dataset.spss_script import spss_script
from qualcode.reports.dataset.stata import stata_data

# To write it for another program, add reports/dataset/<program>.py and name its file here, and in PROGRAMS.
DATA_WRITERS: dict[str, Callable[[DataSet, str], bytes]] = {
    ".csv": lambda data, _: csv_data(data),
    ".dta": lambda data, _: stata_data(data),
    ".sps": spss_script,
    ".R": r_script,
    ".txt": lambda data, _: described(data),
}
"""By the ending of a file, its content; a script is told the name of the .csv that it reads."""

PROGRAMS: dict[str, tuple[str, ...]] = {
    "spss": (".csv", ".sps", ".txt"),
    "stata": (".dta", ".txt"),
    "r": (".csv", ".R", ".txt"),
}
"""What each program needs."""
