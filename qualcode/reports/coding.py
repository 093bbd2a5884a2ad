"""How coders worked, for the chapter on method: who decided what share, how far they agree, what nobody looked at."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.model.facts import Facts
from qualcode.model.report import Audience
from qualcode.model.wording import are, listed, number_in_words, opening, plural, was


def coders(facts: Facts) -> str:
    """Those who coded, as a sentence names them."""
    return "the coder" if len(facts.coders or facts.work.by_coder) == 1 else "coders"


def shares(facts: Facts, audience: Audience) -> Iterator[str]:
    """Who decided which share of the proposals."""
    by_coder = {name: n for name, n in facts.work.by_coder.items() if n}
    if not by_coder:
        return
    n, whole = len(by_coder), facts.n_proposed
    if not facts.work.prompted:
        who = "The coder" if n == 1 else f"The {number_in_words(n)} coders"
        yield (
            f"{who} read passages and put themes on them without seeing the proposals. A proposal counts as "
            "accepted where its theme was put on the passage, and as rejected where it was not."
        )
    each = set(by_coder.values())
    if len(each) == 1:
        (number,) = each
        who = "One coder" if n == 1 else f"Each of {number_in_words(n)} coders"
        what = f"all {whole:,} proposals" if number >= whole > 1 else f"{number:,} of {plural(whole, 'proposal')}"
        yield f"{who} {'accepted or rejected' if facts.work.prompted else 'read the passages of'} {what}."
        return
    names = by_coder if audience is Audience.TEAM else [f"coder {letter}" for letter in _letters(n)]
    said = (f"{name} {_share(number, whole)}" for name, number in zip(names, by_coder.values(), strict=True))
    did = "accepted or rejected" if facts.work.prompted else "read the passages of"
    yield f"{opening(n, 'coder')} {did} the {plural(whole, 'proposal')}: {listed(said)}."


def agreement(facts: Facts) -> Iterator[str]:
    """What was decided twice, how far it agrees, and what became of the rest."""
    work = facts.work
    if work.n_by_several:
        n_differ = work.n_by_several - work.n_alike
        others = f" and differed on {number_in_words(n_differ)}" if n_differ else ""
        several = f"{work.n_by_several:,} of the {plural(facts.n_proposed, 'proposal')}"
        decided = several if work.n_by_several < facts.n_proposed else f"all {plural(facts.n_proposed, 'proposal')}"
        yield (
            f"More than one coder decided on {decided}. They came to the same answer for {work.n_alike:,} of them "
            f"({work.n_alike / work.n_by_several:.0%}){others}."
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
            f"In {cases} besides, one coder put a theme on a passage for which the program had not proposed it, and "
            "another who read the same passage did not."
        )
    if work.n_settled:
        differ = work.n_by_several - work.n_alike + work.n_differ_besides
        all_of_them = work.n_settled == differ and differ > 1
        which = f"All {differ:,} differences" if all_of_them else opening(work.n_settled, "difference")
        yield f"{which} between coders {was(work.n_settled)} settled one by one; counts are of what was settled."
    if work.n_disputed:
        yield (
            f"{opening(work.n_disputed, 'difference')} between coders {are(work.n_disputed)} still "
            "open; they are in no count."
        )


def kappas(facts: Facts, audience: Audience) -> Iterator[str]:
    """Cohen's kappa, and what it is, in plain words; the team is told the other one, too."""
    work = facts.work
    over = ((work.kappa, ON_PROPOSALS), (work.kappa_read, ON_ALL_READ))
    told = [(kappa, what) for kappa, what in over if kappa is not None]
    told.sort(key=lambda each: each[0] != work.main_kappa)
    for place, (kappa, what) in enumerate(told if audience is Audience.TEAM else told[:1]):
        if place:
            yield f"Kappa is {kappa:.2f} {what}."
            continue
        yield (
            "Some agreement comes by chance. Cohen’s kappa takes that off: it is 0 where coders agree no more than "
            f"chance would have it, and 1 where they agree on everything. Here it is {kappa:.2f} {what}, which is "
            f"often called {_called(kappa)}."
        )


def _called(kappa: float) -> str:
    """The word of Landis and Koch (1977)."""
    return next((word for most, word in STRENGTHS if round(kappa, 2) <= most), STRENGTHS[-1][1])


STRENGTHS = (
    (-0.01, "poor"),
    (0.2, "slight"),
    (0.4, "fair"),
    (0.6, "moderate"),
    (0.8, "substantial"),
    (1.0, "almost perfect"),
)
ON_PROPOSALS = "for the proposals that more than one coder decided on"
ON_ALL_READ = "for every theme on every passage that two coders read, proposed or not"


def missed(facts: Facts) -> Iterator[str]:
    """How far the passages without a proposal were looked at."""
    work = facts.work
    if not work.n_silent:
        return
    silent = f"On {work.n_silent:,} of the {plural(facts.n_segments, 'passage')} the program proposed no theme."
    if not work.n_silent_read:
        yield f"{silent} Nobody read these, so it is not known what was missed there."
        return
    which = "all of them" if work.n_silent_read == work.n_silent else f"{work.n_silent_read:,}"
    yield f"{silent} {coders(facts).capitalize()} read {which} and found a theme in {work.n_silent_coded:,}."
    if work.n_audited and work.n_silent_read < work.n_silent:
        yield (
            f"To see what the program had missed on {plural(work.n_audited, 'theme')}, "
            f"{plural(work.n_drawn, 'passage')} for which it had not proposed the theme {was(work.n_drawn)} drawn at "
            f"random and read: the theme was there in {work.n_missed:,} of them."
        )


def _share(number: int, whole: int) -> str:
    """`all 348`, `102 (29%)`."""
    if number >= whole:
        return f"all {number:,}"
    return f"{number:,} ({number / whole:.0%})"


def _letters(number: int) -> list[str]:
    return [chr(ord("A") + place) if place < 26 else str(place + 1) for place in range(number)]
