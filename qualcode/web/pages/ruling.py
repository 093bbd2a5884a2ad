"""One word on everything that a rule of the codebook proposes, after a look at it."""

from __future__ import annotations

import uuid

from starlette.responses import Response

from qualcode.errors import UsageError
from qualcode.model.coding import Verdict
from qualcode.model.keys import shown
from qualcode.review.queue import Stop
from qualcode.review.wording import all_decided, code_name
from qualcode.web.answering import answered
from qualcode.web.pages.deciding import Saying
from qualcode.web.queues import address, written
from qualcode.web.visit import Visit, first
from qualcode.web.words import excerpt


def ask_rule(visit: Visit) -> Response:
    """All that the rules which proposed a code here propose alone, undecided."""
    desk = visit.desk()
    look = desk.look(Stop(visit.place("segment"), visit.place("code")))
    pieces = look.item.suggestion.evidence if look.item and look.item.suggestion else ()
    rules = [
        (
            rule,
            str(uuid.uuid4()),
            [
                (hit.segment.id, excerpt(hit.segment, hit.suggestion.evidence[0]))
                for hit in desk.hits(rule, at=look.stop)
                if hit.suggestion
            ],
        )
        for rule in dict.fromkeys(piece.rule for piece in pieces)
    ]
    name = code_name(desk.session.library.codebook, look.stop.code_id)
    return visit.page("rule.html", "review", look=look, name=name, rules=rules, written=written(visit.wanted))


def decide_rule(visit: Visit) -> Response:
    """The same word on all of them; on just those that were shown."""
    saying = Saying(visit)
    verdict = {"accept": Verdict.ACCEPT, "reject": Verdict.REJECT}.get(first(visit.form, "action"))
    if verdict is None:
        raise UsageError("accept or reject?", hint="press one of the buttons")
    shown_there = set(visit.form.get("hits", "").split())
    hits = [
        hit for hit in saying.desk.hits(visit.form.get("rule", ""), at=saying.stop) if hit.segment.id in shown_there
    ]
    outcome = saying.desk.decide_hits(hits, verdict, id=saying.id)
    undo = shown(visit.keys.get("undo", "undo"))
    said = all_decided(outcome.decisions, undo=undo) if outcome.decisions else "nothing of it is left to decide"
    after = saying.desk.route.after(saying.stop)
    return answered(visit, said, address(after or saying.stop, saying.wanted), desk=saying.desk)
