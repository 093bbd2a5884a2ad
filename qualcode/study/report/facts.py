"""Gathering what a study knows of itself."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from qualcode import __version__
from qualcode.errors import SettingsError
from qualcode.model.coding import Verdict
from qualcode.model.dates import read_dates
from qualcode.model.facts import NO_WORK, Authors, CodersWork, Facts
from qualcode.model.informant import Roster
from qualcode.model.moments import day_of
from qualcode.model.plain import to_plain
from qualcode.model.text import n_words
from qualcode.settings import Settings
from qualcode.study.results.elsewhere import UNKNOWN, programs_of
from qualcode.study.results.results import Results
from qualcode.study.review.guided import guided_by

if TYPE_CHECKING:
    from qualcode.study.review.agreement import Ratings
    from qualcode.study.study import Study

FIGURES_DEPEND_ON = ("segments", "counting", "privacy", "quotes", "groupings", "roles", "quantifiers")
"""Sections of the settings that change a figure or a quote."""

EARLIEST = 1900
"""A year before it is one of another calendar, whose months are not named here."""


def gather_facts(study: Study, results: Results) -> Facts:
    """Gather what a report says about how it was made, but for what its tables tell."""
    from qualcode.study.review.agreement import ratings_of

    roster, quotes, interviews = results.roster, results.selection.quotes, results.interviews
    types = Counter(results.labels.get(row.informant_type, row.informant_type) for row in roster.informants)
    n_segments, n_words = _heard(study)
    dates, n_dated = dates_of(results)
    rated = ratings_of(study, ()) if results.resolution is not None else None
    return Facts(
        version=__version__,
        basis=results.basis,
        codebook=results.codebook,
        documents={interview.id: interview.sha256 for interview in interviews},
        informants=dict(types),
        date=report_date(study),
        n_words=n_words,
        n_segments=n_segments,
        read=_read(rated) if rated else {},
        n_proposed=results.n_proposed,
        n_decided=results.n_decided,
        n_codings=len(results.codings),
        coders=results.resolution.coders if results.resolution else (),
        work=_work(study, results, rated) if rated else NO_WORK,
        n_turns_of_nobody=sum(interview.n_turns_of_nobody for interview in interviews),
        by_reading=results.settings.counting.reviewed == "read",
        authors=_authors(results.settings),
        dates=dates,
        n_dated=n_dated,
        n_reviewed=len(results.wholly_reviewed),
        left_out=tuple(results.excluded.values()),
        records=Counter(interview.record for interview in interviews),
        languages=Counter(interview.language for interview in interviews),
        rounds=tuple(sorted({interview.round for interview in interviews if interview.round})),
        n_groups=sum(len(interview.speakers) > 1 for interview in interviews),
        guided=guided_by(study),
        guide=(study.folder / study.settings.study.guide).is_file(),
        n_quotes=len(quotes),
        n_quoted=len({quote.informant_id for quote in quotes}),
        names_replaced=sum(quote.names_replaced for quote in quotes),
        roster_sha256=roster_hash(results.whole_roster),
        settings=settings_used(study.settings),
    )


def _authors(settings: Settings) -> Authors:
    said = settings.report
    return Authors(
        commissioned_by=said.commissioned_by,
        author=said.author,
        period=said.period,
        sampling=said.sampling,
        approached=said.approached,
        consent=said.consent,
    )


def dates_of(results: Results) -> tuple[tuple[str, ...], int]:
    """The first and the last day of interviews, and of how many the day is known."""
    written = [interview.date.strip() for interview in results.interviews]
    days = read_dates(written).days
    whole = [days[each] for each in written if each in days and all(days[each]) and days[each][0] >= EARLIEST]
    if not whole:
        return (), 0
    return tuple(date(*day).isoformat() for day in (min(whole), max(whole))), len(whole)


def _read(rated: Ratings) -> dict[tuple[str, str], tuple[int, int]]:
    """How much of what each informant says in each interview coders looked at."""
    from qualcode.agreement.work import looked_at

    said: Counter[tuple[str, str]] = Counter()
    read: Counter[tuple[str, str]] = Counter()
    looked = looked_at(rated.raters)
    for segment_id, people in rated.informants.items():
        for person in people:
            place = person, segment_id.rpartition(":")[0]
            said[place] += 1
            read[place] += segment_id in looked
    return {place: (n, read[place]) for place, n in said.items()}


def _work(study: Study, results: Results, rated: Ratings) -> CodersWork:
    """What coders did with the proposals."""
    from qualcode.agreement.work import work_of
    from qualcode.review.standing import ADJUDICATION, CODED, IMPORTED, sort_out, target_of_decision
    from qualcode.study.review.audit import audits_of

    log = study.store.log
    disputed = {disagreement.target for disagreement in results.resolution.disputed} if results.resolution else set()
    current = sort_out(log.decisions(), codebook=results.codebook, redirects=log.redirects()).current
    settled = {target_of_decision(decision) for decision in current if decision.origin == ADJUDICATION}
    by_hand = [target_of_decision(decision) for decision in current if decision.verdict is Verdict.ADD]
    work = work_of(
        rated.raters,
        [code.id for code in results.codebook.codes],
        rated.informants,
        {place for place in rated.proposed if place[0] in rated.informants},
        coded={(coding.segment_id, coding.code_id) for coding in results.codings},
        added={(target.segment_id, target.code_id) for target in by_hand},
        n_settled=len(settled - disputed),
        n_disputed=len(disputed),
    )
    programs = programs_of(study)
    foreign = [each for each in current if each.origin.startswith(IMPORTED) and each.verdict in CODED]
    named = Counter(programs.get(each.anchor.document_id, UNKNOWN) for each in foreign)
    work = replace(work, elsewhere=MappingProxyType(dict(named.most_common())))
    if not 0 < work.n_silent_read < work.n_silent:
        return work
    audits = audits_of(study)
    return replace(
        work,
        n_audited=len(audits),
        n_drawn=sum(audit.n_judged for audit in audits),
        n_missed=sum(len(audit.missed) for audit in audits),
    )


def _heard(study: Study) -> tuple[int, int]:
    """How many passages informants say, and how many words are in them."""
    n_segments = total = 0
    for document, segments in study.store.documents.segmented():
        spoken = {turn.ordinal for turn in document.turns if turn.informant_id}
        heard = [segment for segment in segments if segment.turn in spoken]
        n_segments += len(heard)
        total += sum(n_words(segment.text) for segment in heard)
    return n_segments, total


def roster_hash(roster: Roster) -> str:
    """Of the list of informants as it was last read: who they are and what is known of them."""
    from qualcode.model.plain import sha256_of

    return sha256_of(roster)


def settings_used(settings: Settings) -> Mapping[str, str]:
    """The settings that figures and quotes depend on: `privacy.minimum_cell` → `3`."""
    found: dict[str, str] = {}
    for section in FIGURES_DEPEND_ON:
        _flatten(section, to_plain(getattr(settings, section)), found)
    return found


def _flatten(name: str, value: object, found: dict[str, str]) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _flatten(f"{name}.{key}", inner, found)
    else:
        found[name] = ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def report_date(study: Study) -> str:
    """The day of the last decision, else of the last run, so that the same study gives the same report; a person may
    set another in SOURCE_DATE_EPOCH (seconds since 1970)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), tz=UTC).date().isoformat()
        except (ValueError, OverflowError, OSError):
            raise SettingsError(
                f"SOURCE_DATE_EPOCH: {epoch!r} is no date", hint="give seconds since 1970, or leave it out"
            ) from None
    store = study.store
    decided = [decision.decided_at for decision in store.log.decisions()]
    happened = [event.happened_at for event in store.log.events()]
    moments = [*decided, *happened] if decided else [run["ran_at"] for run in store.facts.runs()]
    return max(filter(None, map(day_of, moments)), default="")
