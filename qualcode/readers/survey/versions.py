"""A form that was changed while it was in the field: questions that an earlier version did not have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from qualcode.model.survey import Answer, State

VERSION = "__version__"
"""KoBo's column with the version that was filled in."""
LEAST = 3
"""Respondents of a version who have to be silent on a question before it is taken not to have had it."""
_NOT_OFFERED = Answer(state=State.NOT_OFFERED)


def tell_versions(
    answers: Sequence[dict[str, Answer]], versions: Sequence[str], questions: Sequence[str]
) -> Iterator[str]:
    """Change to *not offered* what a version of the form did not ask, and say of which questions that was done.

    The export does not tell which version has a question. A version has not where nobody answered of all who would
    have been asked, three at least, and half of those of the other versions did.
    """
    rows: Mapping[str, list[int]] = defaultdict(list)
    for number, version in enumerate(versions):
        rows[version].append(number)
    if len(rows) < 2:
        return
    for name in questions:
        states = {version: [answers[row][name].state for row in own] for version, own in rows.items()}
        silent = [version for version, those in states.items() if _is_silent(those)]
        others = [state for version, those in states.items() if version not in silent for state in those]
        if not silent or 2 * others.count(State.ANSWERED) < _n_asked(others) or State.ANSWERED not in others:
            continue
        changed = [row for version in silent for row in rows[version] if answers[row][name].state is State.NO_ANSWER]
        for row in changed:
            answers[row][name] = _NOT_OFFERED
        yield f"{name}: not in every version of the form; none of {len(changed)} who filled in another answered it"


def _is_silent(states: Sequence[State]) -> bool:
    return State.ANSWERED not in states and states.count(State.NO_ANSWER) >= LEAST


def _n_asked(states: Sequence[State]) -> int:
    return states.count(State.ANSWERED) + states.count(State.NO_ANSWER)
