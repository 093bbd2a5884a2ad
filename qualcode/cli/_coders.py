"""Whose decisions a table counts, and what is said of passages that coders decide differently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualcode.cli._raters import expect_coder
from qualcode.errors import UsageError
from qualcode.model.wording import plural
from qualcode.tables.spec import ALL_CODERS, ANY_CODER

if TYPE_CHECKING:
    from qualcode.cli._study import Study
    from qualcode.review.resolve import Coders, Resolution

RULES = {"adjudicated": "", "any": ANY_CODER, "all": ALL_CODERS}


def whose(study: Study, coder: str, coders: str) -> str:
    """What was asked for with --coder and --coders, as a figure remembers it; empty for what counts by default."""
    if coders not in RULES:
        raise UsageError(f"{coders}: --coders is one of {', '.join(RULES)}", hint="--coder NAME counts one coder alone")
    if not coder:
        return RULES[coders]
    if RULES[coders]:
        raise UsageError("one coder, or several: not both", hint="leave out --coder or --coders")
    return expect_coder(study, coder)


def chosen(whose: str) -> tuple[str, Coders]:
    """A coder's name, or how several are counted together."""
    from qualcode.review.resolve import Coders

    several = {ANY_CODER: Coders.ANY, ALL_CODERS: Coders.ALL}
    return ("", several[whose]) if whose in several else (whose, Coders.ADJUDICATED)


def disputed_notes(resolution: Resolution) -> Iterator[str]:
    """What stands under a table that leaves out passages coders decided differently."""
    if not resolution.disputed:
        return
    reopened = sum(found.reopened for found in resolution.disputed)
    again = f" {reopened} of them were settled once, and a coder changed their mind since." if reopened else ""
    yield (
        f"Disputed, and not counted: {plural(len(resolution.disputed), 'passage')} on which coders differ.{again} "
        "`qualcode adjudicate` settles them."
    )
