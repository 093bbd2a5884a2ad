"""What stands on the first page of a report under its title: who asked for it, and who wrote it."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.model.facts import Authors
from qualcode.model.writing import Paragraph, plain, space


def cover(authors: Authors) -> Iterator[Paragraph]:
    """A line for each, or the marked space for it."""
    said = (
        ("Commissioned by", authors.commissioned_by, "who commissioned the evaluation"),
        ("Prepared by", authors.author, "who prepared this report, and for which organisation"),
    )
    for label, words, missing in said:
        yield plain(f"{label}: {words.strip()}") if words.strip() else space(missing)
