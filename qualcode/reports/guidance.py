"""What led coders besides the codebook's rules, in sentences for the method section."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.model.guided import Guided
from qualcode.model.wording import plural


def guidance(guided: Guided) -> Iterator[str]:
    """Say which ways suggested besides the rules, what became of it, and who read in which order; often nothing."""
    if guided.ways or guided.n_answered:
        yield (
            "Besides the rules, themes were proposed in passages like those already coded, learned from the coders' "
            "decisions and from passages read without the theme; nothing so proposed was counted before a coder "
            "accepted it."
        )
    if guided.n_answered:
        share = guided.n_accepted / guided.n_answered
        yield (
            f"Of {plural(guided.n_answered, 'such proposal')} that no rule made and coders answered, "
            f"{guided.n_accepted:,} ({share:.0%}) {'was' if guided.n_accepted == 1 else 'were'} accepted."
        )
    if n_read := sum(guided.n_read.values()):
        yield (
            f"{plural(n_read, 'passage')} {'was' if n_read == 1 else 'were'} read by "
            f"{plural(len(guided.n_read), 'coder')} in the order of what was most likely to show an informant raising "
            "a further theme, one in ten drawn at random."
        )
