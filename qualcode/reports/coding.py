"""How coders worked, for the chapter on method: who decided what share, how far they agree, what nobody looked at."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.model.facts import Facts
from qualcode.model.report import Audience
from qualcode.model.wording import are, listed, number_in_words, opening, plural, was


def shares(facts: Facts, audience: Audience) -> Iterator[str]:
    """Who decided which share of the proposals."""
    by_coder = {name: n for name, n in facts.work.by_coder.items() if n}
    if not by_coder:
        return
    n, whole = len(by_coder), facts.n_proposed
    if not facts.work.prompted:
        coders = "The coder" if n == 1 else f"The {number_in_words(n)} coders"
        yield (
            f"{coders} read the passages and put themes on them without seeing the proposals: a proposal counts as "
            "accepted where its theme was put there, and as rejected where it was not."
        )
    each = set(by_coder.values())
    if len(each) == 1:
        (number,) = each
        who = "One coder" if n == 1 else f"Each of {number_in_words(n)} coders"
        what = "every proposal" if number >= whole else f"{_share(number, whole)} of the {plural(whole, 'proposal')}"
        yield f"{who} {'accepted or rejected' if facts.work.prompted else 'read the passages of'} {what}."
        return
    names = by_coder if audience is Audience.TEAM else [f"coder {letter}" for letter in _letters(n)]
    said = (f"{name} {_share(number, whole)}" for name, number in zip(names, by_coder.values(), strict=True))
    did = "accepted or rejected proposals" if facts.work.prompted else "read passages with proposals"
    yield f"{opening(n, 'coder')} {did}: {listed(said)}."


def agreement(facts: Facts, audience: Audience) -> Iterator[str]:
    """What was decided twice, how far it agrees and what became of the rest; a client reads one kappa, explained."""
    work = facts.work
    if work.n_by_several:
        n_differ = work.n_by_several - work.n_alike
        others = f" and differed on {number_in_words(n_differ)}" if n_differ else ""
        yield (
            f"{opening(work.n_by_several, 'proposal')} {was(work.n_by_several)} decided by more than one coder. They "
            f"came to the same answer for {work.n_alike:,} of them ({work.n_alike / work.n_by_several:.0%}){others}."
        )
        if work.prompted:
            yield (
                "They saw the proposals while they coded, so this says how far they agree on proposals, not on all "
                "that was said."
            )
    elif work.by_coder:
        yield "No proposal was decided by more than one coder, so it is not known how far two coders would agree."
    if n := work.n_differ_besides:
        cases = f"{number_in_words(n)} {'case' if n == 1 else 'cases'}"
        yield (
            f"In {cases} besides, one put a theme on a passage for which it had not been proposed, and another who "
            "read the passage did not."
        )
    yield from _kappas(facts, audience)
    if work.n_settled:
        differ = work.n_by_several - work.n_alike + work.n_differ_besides
        all_of_them = work.n_settled == differ and differ > 1
        which = f"All these {differ:,} differences" if all_of_them else opening(work.n_settled, "difference")
        between = "" if all_of_them else " between coders"
        yield f"{which}{between} {was(work.n_settled)} settled one by one, and the outcome is what counts."
    if work.n_disputed:
        yield (
            f"{opening(work.n_disputed, 'difference')} between coders {are(work.n_disputed)} still "
            "open; no figure counts them."
        )


def _kappas(facts: Facts, audience: Audience) -> Iterator[str]:
    """Cohen's kappa in a sentence that says what it is; the team is told the other one, too."""
    work = facts.work
    over = ((work.kappa, ON_PROPOSALS), (work.kappa_read, ON_ALL_READ))
    told = [(kappa, what) for kappa, what in over if kappa is not None]
    told.sort(key=lambda each: each[0] != work.main_kappa)
    for place, (kappa, what) in enumerate(told if audience is Audience.TEAM else told[:1]):
        is_what = (
            ", a measure of agreement from 0 (no more than chance would bring) to 1 (complete)," if not place else ""
        )
        yield f"{'Cohen’s kappa' if not place else 'Kappa'}{is_what} is {kappa:.2f} {what}."


ON_PROPOSALS = "over the proposals that more than one decided"
ON_ALL_READ = "over every theme on every passage that two of them read, proposed or not"


def missed(facts: Facts) -> Iterator[str]:
    """How far the passages without a proposal were looked at."""
    work = facts.work
    if not work.n_silent:
        return
    silent = f"For {plural(work.n_silent, 'passage')}, the program proposed no theme."
    if not work.n_silent_read:
        yield f"{silent} None of them was read through, so it is not known what is missing there."
        return
    who = "The coder" if len(work.by_coder) == 1 else "Coders"
    read = f"{who} read {'all of them' if work.n_silent_read == work.n_silent else f'{work.n_silent_read:,}'}"
    yield f"{silent} {read} and found a theme in {work.n_silent_coded:,}."
    if work.n_audited and work.n_silent_read < work.n_silent:
        yield (
            f"For {plural(work.n_audited, 'theme')}, {plural(work.n_drawn, 'passage')} for which it was not proposed "
            f"{was(work.n_drawn)} drawn at random and read: the theme was there in {work.n_missed:,}."
        )


def _share(number: int, whole: int) -> str:
    """`all 348`, `102 (29%)`."""
    if number >= whole:
        return f"all {number:,}"
    return f"{number:,} ({number / whole:.0%})"


def _letters(number: int) -> list[str]:
    return [chr(ord("A") + place) if place < 26 else str(place + 1) for place in range(number)]
