"""All layouts."""

from __future__ import annotations

from collections.abc import Iterator

from tests.examples import one_of
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
    """Every layout in one of its formats, another from layout to layout; in all of them where all is asked for."""
    for number, layout in enumerate(LAYOUTS):
        for suffix in one_of(layout.formats, number):
            yield layout, suffix
