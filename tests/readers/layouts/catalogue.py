"""All layouts."""

from __future__ import annotations

from collections.abc import Iterator

from tests.readers.layouts.by_hand import BY_HAND
from tests.readers.layouts.by_programs import BY_PROGRAMS
from tests.readers.layouts.languages import LANGUAGES
from tests.readers.layouts.layout import Layout
from tests.readers.layouts.on_pages import ON_PAGES

LAYOUTS = (*BY_HAND, *ON_PAGES, *BY_PROGRAMS, *LANGUAGES)


def cases() -> Iterator[tuple[Layout, str]]:
    """Every layout in each of its formats."""
    for layout in LAYOUTS:
        for suffix in layout.formats:
            yield layout, suffix


def some_cases() -> Iterator[tuple[Layout, str]]:
    """Every layout in its first format, in PDF, and in one more, another from layout to layout."""
    for number, layout in enumerate(LAYOUTS):
        first, *others = layout.formats
        printed = [suffix for suffix in others if suffix == ".pdf"]
        further = [suffix for suffix in others if suffix != ".pdf"]
        for suffix in (first, *printed, *further[number % max(1, len(further)) :][:1]):
            yield layout, suffix
