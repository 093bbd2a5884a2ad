"""Who was asked about a theme, and what passages that nobody read leave unknown of it."""

from __future__ import annotations

from qualcode.model.facts import Facts
from qualcode.model.table import Basis
from qualcode.model.wording import listed
from qualcode.study.results.results import Results

MUCH_UNREAD = 0.25
"""Share of all passages from which the summary says that they were not read."""


def unread_warning(facts: Facts) -> str:
    """Warn below the summary's counts where much was not read: who is not counted may have spoken all the same."""
    if not (unread := _much_unread(facts)):
        return ""
    return (
        f"These counts may be too low: {unread:,} of the {facts.n_segments:,} passages that informants said hold none "
        "of the words that were looked for, and nobody read them. Somebody who is not counted under a theme may have "
        "spoken of it there."
    )


def silence_unknown(facts: Facts, *, asked: bool) -> str:
    """Why nobody of a group may be said to be silent on a theme; empty where who was asked is known, and most read."""
    reasons = ["no interview guide says who was asked about what"] if not asked else []
    if _much_unread(facts):
        reasons.append("passages that hold none of the words that were looked for were not read")
    return listed(reasons)


def _much_unread(facts: Facts) -> int:
    """How many passages nobody read, once all else is decided; 0 where they are a small share."""
    unread = facts.work.n_silent - facts.work.n_silent_read
    return unread if facts.basis is Basis.CODINGS and unread >= MUCH_UNREAD * max(facts.n_segments, 1) else 0


def asked_of_all(results: Results) -> set[str]:
    """Codes about which, or about one under which, every informant was asked; none where no guide tells."""
    asked = results.asked or {}
    everyone = {informant.id for informant in results.roster.informants}
    families = {code.id: results.codebook.family(code.id) for code in results.codebook.codes}
    return {
        code_id
        for code_id, family in families.items()
        if everyone <= frozenset[str]().union(*(asked.get(member, frozenset()) for member in family))
    }
