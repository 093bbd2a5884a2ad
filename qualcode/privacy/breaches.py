"""What a report must not show before somebody has looked at it: names in quotes, groups that point at people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from qualcode.model.edits import Edit, apply_edits
from qualcode.model.journal import Event, EventKind
from qualcode.model.nouns import dataclass
from qualcode.model.quote import Quote
from qualcode.model.short_id import short_id
from qualcode.privacy.names import NameFound, Names

NAMED: Mapping[str, str] = MappingProxyType(
    {
        "person": "a name of the list of informants",
        "organisation": "an organisation of the list of informants",
        "id": "an informant's id",
        "contact": "an address or telephone number",
        "listed": "on the list of protected names",
        "unlisted": "may be a name, or say who speaks",
    }
)

UNSAID = "replaced until somebody says that it is none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """Something in a report that would name a person, or point at one."""

    id: str
    """`P-` and ten characters; the same as long as it is the same name in the same passage, or the same group."""
    kind: str
    """`name` or `small group`."""
    where: str
    """`kii-03:128`, or the table and its column. For the team."""
    what: str
    """What was found. For the team."""
    remedy: str
    settled: str = ""
    """How it was settled: replaced, or allowed for a reason; empty while it is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """How somebody settled a breach."""

    replaced: bool = False
    """The name is replaced; else it is allowed."""
    reason: str = ""

    def __str__(self) -> str:
        return "replaced" if self.replaced else f"allowed: {self.reason}"


Settled = Mapping[str, Settlement]
"""By `Breach.id`."""


def read_settlements(events: Iterable[Event]) -> dict[str, Settlement]:
    """What holds after some events, oldest first."""
    settled: dict[str, Settlement] = {}
    for event in events:
        if event.kind is not EventKind.PRIVACY:
            continue
        breach, how = str(event.detail["breach"]), event.detail["how"]
        if how == "reopen":
            settled.pop(breach, None)
        else:
            settled[breach] = Settlement(replaced=how == "replace", reason=str(event.detail.get("reason", "")))
    return settled


def breach_id(*parts: str) -> str:
    """The id of a breach, from what makes it the same one."""
    return short_id("P", "\n".join(parts))


def mask_quote(quote: Quote, names: Names, settled: Settled = MappingProxyType({})) -> tuple[Quote, tuple[Breach, ...]]:
    """A quote with every protected name replaced that nobody allowed, and what was found in it."""
    breaches: dict[str, Breach] = {}
    edits = list(quote.edits)
    replaced = 0
    for finding in names.find(quote.verbatim):
        if any(edit.start <= finding.start and finding.end <= edit.end for edit in edits):
            continue
        breach = _name(quote, finding, quote.verbatim, settled)
        breaches[breach.id] = breach
        if not _is_allowed(breach, settled):
            edits = _covered(edits, finding)
            replaced += 1
    text = apply_edits(quote.verbatim, edits)
    for printed in (text, quote.translation):
        for finding in names.find(printed):
            breach = _name(quote, finding, printed, settled)
            breaches.setdefault(breach.id, breach)
    if not breaches and text == quote.text:
        return quote, ()
    text, more = _replaced(text, quote, names, settled)
    translation, _ = _replaced(quote.translation, quote, names, settled)
    edits = edits if not more else [Edit(0, len(quote.verbatim), text)]
    masked = replace(
        quote,
        text=text,
        translation=translation,
        edits=tuple(sorted(edits, key=lambda edit: edit.start)),
        names_replaced=replaced + more,
    )
    return masked, tuple(breaches.values())


def small_groups(
    sizes: Mapping[str, Mapping[str, int]],
    *,
    minimum: int,
    allowed: Mapping[str, str] = MappingProxyType({}),
    settled: Settled = MappingProxyType({}),
) -> tuple[Breach, ...]:
    """Columns that stand for fewer than `minimum` people: by table and column, how many."""
    tables: dict[tuple[str, int], list[str]] = {}
    for table, columns in sizes.items():
        for label, n in columns.items():
            if 0 < n < minimum:
                tables.setdefault((label, n), []).append(table)
    found = []
    for (label, n), named in tables.items():
        id_ = breach_id("small group", label)
        because = f"allowed: {allowed[label]}" if label in allowed else ""
        found.append(
            Breach(
                id=id_,
                kind="small group",
                where=", ".join(named),
                what=f"{label} (n = {n})",
                remedy="put the type into a group (settings: groupings), or allow it with a reason",
                settled=str(settled[id_]) if id_ in settled else because,
            )
        )
    return tuple(found)


def _name(quote: Quote, finding: NameFound, text: str, settled: Settled) -> Breach:
    name = " ".join(text[finding.start : finding.end].split())
    id_ = breach_id("name", name.casefold(), quote.segment_id)
    said = {"listed": "replaced, as the list says", "unlisted": UNSAID}.get(finding.kind, "")
    return Breach(
        id=id_,
        kind="name",
        where=quote.segment_id,
        what=f"{name}: {NAMED[finding.kind]}",
        remedy=f"print {finding.replacement} in its place, edit the quote, or allow it with a reason",
        settled=str(settled[id_]) if id_ in settled else said,
    )


def _is_allowed(breach: Breach, settled: Settled) -> bool:
    return breach.id in settled and not settled[breach.id].replaced


def _covered(edits: Iterable[Edit], finding: NameFound) -> list[Edit]:
    """The edits and one more for the name; edits that overlap it become part of it."""
    apart = [edit for edit in edits if edit.end <= finding.start or edit.start >= finding.end]
    within = [edit for edit in edits if edit not in apart]
    start = min([finding.start, *(edit.start for edit in within)])
    end = max([finding.end, *(edit.end for edit in within)])
    words = " ".join([*(edit.words.strip() for edit in within), finding.replacement])
    return [*apart, Edit(start, end, words)]


def _replaced(text: str, quote: Quote, names: Names, settled: Settled) -> tuple[str, int]:
    """A text without the names that an editor or translator put into it."""
    findings = [
        finding for finding in names.find(text) if not _is_allowed(_name(quote, finding, text, settled), settled)
    ]
    for finding in reversed(findings):
        text = text[: finding.start] + finding.replacement + text[finding.end :]
    return text, len(findings)
