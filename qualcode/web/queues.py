"""Which queue a coder is in, as it stands in an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from urllib.parse import quote, urlencode

from qualcode.errors import UsageError
from qualcode.review.queue import Goal, Order, Stop, Wanted

USUAL = Wanted()


def read_wanted(given: Mapping[str, str], informants: Iterable[str] = ()) -> Wanted:
    """Read a queue from an address. Raises UsageError for an order there is not."""
    size = _number(given.get("sample", ""))
    order = given.get("order") or USUAL.order.value
    goal = given.get("goal") or USUAL.goal.value
    if order not in tuple(Order) or goal not in tuple(Goal):
        raise UsageError(f"{order} {goal}: no such way through a study", hint=f"there are: {', '.join(Order)}")
    return Wanted(
        goal=Goal(goal),
        order=Order.SAMPLE if size else Order(order),
        code_id=given.get("code", ""),
        document_id=given.get("document", ""),
        informant_type=given.get("type", ""),
        informant_ids=frozenset(informants),
        size=size or USUAL.size,
        seed=_number(given.get("seed", "")) or USUAL.seed,
        whole=bool(given.get("whole")),
        assigned=False if given.get("everyone") else None,
    )


def written(wanted: Wanted) -> str:
    """A queue as it stands in an address, behind its `?`; empty for the usual one."""
    sample = wanted.order is Order.SAMPLE
    said = {
        "order": "" if wanted.order in (USUAL.order, Order.SAMPLE) else wanted.order.value,
        "goal": "" if wanted.goal is USUAL.goal else wanted.goal.value,
        "code": wanted.code_id,
        "document": wanted.document_id,
        "type": wanted.informant_type,
        "sample": str(wanted.size) if sample else "",
        "seed": str(wanted.seed) if sample and wanted.seed != USUAL.seed else "",
        "whole": "1" if wanted.whole else "",
        "everyone": "1" if wanted.assigned is False else "",
    }
    pairs = [(key, value) for key, value in said.items() if value]
    return urlencode([*pairs, *(("informant", each) for each in sorted(wanted.informant_ids))])


def address(stop: Stop | None, wanted: Wanted = USUAL, *, page: str = "review") -> str:
    """Where a stop of a queue is to be seen; the queue itself without one."""
    path = f"/{page}" if stop is None else f"/{page}/{quote(stop.segment_id, safe=':')}"
    path += f"/{quote(stop.code_id, safe='')}" if stop and stop.code_id else ""
    behind = written(wanted)
    return f"{path}?{behind}" if behind else path


def _number(text: str) -> int:
    with suppress(ValueError):
        return max(0, min(int(text), 1_000_000))
    return 0
