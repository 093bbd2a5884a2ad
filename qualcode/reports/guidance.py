"""What led the coders besides the codebook's rules, as the method section says it."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.model.guided import Guided
from qualcode.model.wording import opening, plural, was


def guidance(guided: Guided) -> Iterator[str]:
    """What led the coders besides the rules; nothing where nothing did."""
    if guided.ways or guided.n_answered:
        yield (
            "Besides the rules, themes were proposed in passages like those already coded, learned from the coders' "
            "own decisions and from passages read without the theme; nothing so proposed was counted before a coder "
            "accepted it."
        )
    if guided.n_answered:
        were = was(guided.n_accepted)
        yield (
            f"Of {plural(guided.n_answered, 'such proposal')} that no rule made and coders answered, "
            f"{guided.n_accepted:,} ({guided.n_accepted / guided.n_answered:.0%}) {were} accepted."
        )
    if n_read := sum(guided.n_read.values()):
        were, by = was(n_read), plural(len(guided.n_read), "coder")
        yield (
            f"{opening(n_read, 'passage')} {were} read by {by} in the order of what was most likely to show an "
            "informant raising a further theme, one in ten drawn at random."
        )
