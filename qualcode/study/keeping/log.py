"""List who did what in a study, in order: the audit trail."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from qualcode.errors import UsageError
from qualcode.model.coding import Decision, Verdict
from qualcode.model.journal import Event, EventKind, Memo
from qualcode.model.naming import did_you_mean
from qualcode.model.table import Column, Row, Table, listing
from qualcode.model.wording import plural
from qualcode.review.standing import ADJUDICATION, IMPORTED

if TYPE_CHECKING:
    from qualcode.study.study import Study


class Entry(NamedTuple):
    """Something that was done."""

    number: int
    """Counts up through decisions, memos and events; 0 for a command."""
    when: str
    who: str
    what: str
    where: str
    code: str
    detail: str


def log_table(
    study: Study, *, coder: str = "", code: str = "", document: str = "", what: str = "", since: str = "", last: int = 0
) -> Table:
    """List entries by number, not by clock; commands stand where their time puts them."""
    if since:
        try:
            date.fromisoformat(since)
        except ValueError:
            raise UsageError(f"{since}: not a date", hint="write it as 2026-11-24") from None
    done = list(_in_order(study))
    _expect_known(study, done, coder=coder, document=document, what=what)
    entries = [
        entry
        for entry in done
        if coder.casefold() in ("", entry.who.casefold())
        and code.casefold() in ("", entry.code.casefold())
        and (not document or entry.where == document or entry.where.rpartition(":")[0] == document)
        and what in ("", entry.what)
        and entry.when >= since
    ]
    shown = entries[-last:] if last else entries
    number, when = Column(key="no", label="No."), Column(key="when (utc)", label="When (UTC)")
    return listing(
        "log",
        "Log",
        (number, when, "Who", "What", "Where", "Code", "Detail"),
        (Row(cells=(f"{entry.number or ''}", entry.when[:19].replace("T", " "), *entry[2:])) for entry in shown),
        wide=("Detail",),
        notes=(f"{len(entries):,} entries, the last {last} shown.",) if len(shown) < len(entries) else (),
    )


def _expect_known(study: Study, done: Sequence[Entry], *, coder: str, document: str, what: str) -> None:
    """Raise UsageError where nothing is by that coder, in that document or of that kind: it is probably misspelt."""
    coders = {entry.who for entry in done if entry.who}
    if coder and coder.casefold() not in {name.casefold() for name in coders}:
        raise UsageError(f"{coder}: no such coder", hint=did_you_mean(coder, coders))
    documents = {*study.store.documents.ids(), *(entry.where.rpartition(":")[0] or entry.where for entry in done)}
    if document and document not in documents:
        raise UsageError(f"{document}: no such interview", hint=did_you_mean(document, study.store.documents.ids()))
    kinds = {*Verdict, *EventKind, "memo", *(entry.what for entry in done)}
    if what and what not in kinds:
        raise UsageError(f"{what}: nothing of that kind is in a log", hint=did_you_mean(what, map(str, kinds)))


def _in_order(study: Study) -> Iterator[Entry]:
    store = study.store
    records = [
        *(((each.sequence, each.writer, each.id), _of_decision(each)) for each in store.log.decisions()),
        *(((each.sequence, each.writer, each.id), _of_memo(each)) for each in store.log.all_memos()),
        *(((each.sequence, each.writer, each.id), _of_event(each)) for each in store.log.events()),
    ]
    commands = [
        Entry(0, run["ran_at"], "", run["command"], "", "", _plainly(run["detail"])) for run in store.facts.runs()
    ]
    for _, entry in sorted(records):
        while commands and commands[0].when <= entry.when:
            yield commands.pop(0)
        yield entry
    yield from commands


def _of_decision(decision: Decision) -> Entry:
    said = [*(mark.value for mark in decision.marks), *([decision.note] if decision.note else [])]
    said += ["settles a disagreement"] if decision.origin == ADJUDICATION else []
    said += ["coded in another program"] if decision.origin.startswith(IMPORTED) else []
    said += ["undone"] if decision.undoes else []
    where = decision.anchor.segment_id
    return Entry(
        decision.sequence,
        decision.decided_at,
        decision.coder,
        decision.verdict,
        where,
        decision.code_id,
        "; ".join(said),
    )


def _of_memo(memo: Memo) -> Entry:
    code = memo.target if memo.about == "code" else ""
    return Entry(memo.sequence, memo.written_at, memo.coder, "memo", "" if code else memo.target, code, memo.text)


def _of_event(event: Event) -> Entry:
    who = str(event.detail.get("coder", ""))
    is_code = event.kind == "redirect"
    detail = "" if event.kind == "forget" else _plainly({k: v for k, v in event.detail.items() if k != "coder"})
    where, code = ("", event.target) if is_code else (event.target, "")
    if event.kind == "summary":
        code = str(event.detail["of"])
        detail = f"{event.detail['text'] or 'taken back'} ({plural(len(_dict(event.detail['passages'])), 'passage')})"
    return Entry(event.sequence, event.happened_at, who, event.kind, where, code, detail)


def _dict(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _plainly(detail: object) -> str:
    """Write a record's detail in one line of plain words."""
    if not isinstance(detail, dict):
        return str(detail or "")
    parts = []
    for key, value in detail.items():
        if isinstance(value, list | tuple):
            value = ", ".join(map(str, value)) if len(value) < 8 else f"{len(value)}"
        elif isinstance(value, dict):
            value = json.dumps(value, ensure_ascii=False)
        if value not in ("", None, [], ()):
            parts.append(f"{key.replace('_', ' ')}: {value}")
    return "; ".join(parts)
