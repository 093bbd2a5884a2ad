"""What led the coders of an open study besides the codebook's rules."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qualcode.model.coding import Decision, Verdict
from qualcode.model.guided import Guided
from qualcode.model.hits import GUESSES, suggestion_id
from qualcode.review.standing import CODED, Target, target_of_decision

if TYPE_CHECKING:
    from qualcode.study.study import Study

RUN = "review --order likely"


def guided_by(study: Study) -> Guided:
    """Gather it: from whose suggestions are kept, from decisions on what no rule proposed, and from the reviews that
    were held in the order of what is most worth reading.
    """
    latest: dict[tuple[str, Target], Decision] = {}
    for decision in study.store.log.decisions():
        latest[decision.coder, target_of_decision(decision)] = decision
    answered = [each for (_, target), each in latest.items() if _answers_a_guess(each, target)]
    n_read: Counter[str] = Counter()
    for run in study.store.facts.runs():
        if run["command"] == RUN:
            n_read[str(run["detail"]["coder"])] += int(run["detail"]["read"])
    return Guided(
        ways=tuple(name for name in GUESSES if name in study.store.suggestions.suggesters()),
        n_answered=len(answered),
        n_accepted=sum(each.verdict in CODED for each in answered),
        n_read=dict(sorted(n_read.items())),
    )


def keep_likely_review(study: Study, coder: str, n_read: int) -> None:
    """Keep that a coder read passages in the order of what is most worth reading."""
    if n_read:
        study.store.facts.record_run(RUN, {"coder": coder, "read": n_read})


def _answers_a_guess(decision: Decision, target: Target) -> bool:
    """Whether it accepts or rejects what no rule proposed: then the words it rests on are not kept with it."""
    decided = decision.verdict in (Verdict.ACCEPT, Verdict.REJECT)
    return decided and decision.origin == suggestion_id(*target) and not decision.evidence_sha256
