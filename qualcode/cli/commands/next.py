"""`qualcode next`: which passages are most worth reading."""

from __future__ import annotations

from qualcode.cli.declare import flag, option, text
from qualcode.cli.options import OnlyCode, TableOptions
from qualcode.review.queue import Goal, StopRule


def command(
    options: TableOptions,
    goal: Goal = option("--goal", "Find which informants raise which themes, or most codings.", Goal.INFORMANTS),
    code: OnlyCode = "",
    size: int = option("--size", "How many passages.", 10, min=1),
    coder: str = text("--coder", "Who reads; interviews they code alone are left out."),
    stop: StopRule = option(
        "--stop", "When reading may stop: as expected, or by a test that reads on longer.", StopRule.EXPECTED
    ),
    why: bool = flag("--why", "Each code with how sure that is, and why."),
) -> None:
    """List the unread passages that are most worth reading, and say how much is probably still to be found.

    The order is learned from what is coded and from what was read and not coded. One passage in ten is drawn at random.
    """
    from qualcode.study.review.next_reading import next_table

    with options.study(read_only=True) as study:
        options.show(next_table(study, goal=goal, code=code, size=size, coder=coder, why=why, stop=stop))
