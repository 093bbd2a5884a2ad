"""The quotes of a study, and the tables of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ProjectError, ReadError, RosterError, UsageError
from qualcode.model.edits import apply_edits
from qualcode.model.informant import Roster
from qualcode.model.moment import Moment
from qualcode.model.naming import did_you_mean
from qualcode.model.quote import Quote
from qualcode.model.table import Basis, Table
from qualcode.model.voice import Voice
from qualcode.privacy.breaches import Breach
from qualcode.privacy.names import Names
from qualcode.settings import study_around
from qualcode.study.around import informants_around
from qualcode.study.naming import named_family
from qualcode.study.results.moments import moment_of
from qualcode.study.results.uncounted import hardly_informants
from qualcode.tables.quotes import Selection

if TYPE_CHECKING:
    from qualcode.model.finding import Findings
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study


def quote_table(
    study: Study,
    results: Results,
    *,
    code: str = "",
    informant_type: str = "",
    everything: bool = False,
    contrary: bool = False,
    matrix: bool = False,
    why: bool = False,
) -> Table:
    """List quotes by theme and informant type, each compared with its transcript.

    Of one `code` with those under it, of one type, a balanced selection unless `everything` is asked for, only those
    that say the opposite with `contrary`; `matrix` sets themes against types, `why` says why each was chosen.
    """
    from qualcode.tables.quote_tables import quote_matrix, quotes_table

    selection = select_and_check(results, everything=True)[0] if everything else results.selection
    family = named_family(code, results.codebook)
    wanted = _known_type(results, informant_type)
    quotes = [
        quote
        for quote in selection.quotes
        if quote.code_id in family
        and (not wanted or quote.informant_type in wanted)
        and (quote.contrary or not contrary)
    ]
    check_verbatim(study, quotes)
    if not quotes:
        return replace(
            quotes_table((), basis=results.basis, people=results.people),
            notes=(_why_no_quotes(results, family, selection),),
        )
    if matrix:
        return quote_matrix(quotes, results.codebook, basis=results.basis, people=results.people)
    table = quotes_table(quotes, basis=results.basis, why=why, show_where=True, people=results.people)
    stale = [
        f"{place}: edited or translated, and its words have changed since: printed unedited."
        for place in selection.stale
    ]
    plainer = attribution_notes(results)
    return replace(table, notes=(*table.notes, *stale, *plainer, *hardly_informants(results.interviews)))


def attribution_notes(results: Results) -> tuple[str, ...]:
    """Say of how many informants attributions are plainer than the study's template has them, and why."""
    from qualcode.tables.attribution import narrowed_note

    privacy = results.settings.privacy
    return narrowed_note(
        results.roster,
        results.labels,
        template=privacy.attribution,
        minimum=privacy.minimum_cell,
        allowed=frozenset(privacy.allowed),
    )


def _why_no_quotes(results: Results, family: Collection[str], selection: Selection) -> str:
    """What keeps a table of quotes empty, and the way on."""
    so_far = "; suggestions still wait: `qualcode review`" if results.basis is Basis.UNFINISHED else ""
    if not any(coding.code_id in family for coding in results.codings):
        return f"No quotes: nothing is coded so{so_far}."
    if any(quote.code_id in family for quote in selection.quotes):
        return f"No quotes of that kind; there are others on the theme{so_far}."
    quotes = results.settings.quotes
    return (
        f"No quotes: what is coded so holds no whole sentences of {quotes.shortest} to {quotes.longest} words, or is "
        f"not to be quoted{so_far}."
    )


def select_and_check(results: Results, *, everything: bool = False) -> tuple[Selection, tuple[Breach, ...]]:
    """Select quotes as editors left them, names replaced, and list the protected names that were found in them.

    A balanced selection, or every quote with `everything`. For a client, what may be a name is replaced too, until
    somebody has said that it is none.
    """
    from qualcode.privacy.breaches import mask_quote

    selection, names = _selection(results, everything=everything), protected(results)
    if results.for_client:
        from qualcode.study.results.unlisted import own_words, with_unlisted

        names = with_unlisted(names, results, own_words(results, findings_of(results).texts))
    breaches: dict[str, Breach] = {}
    masked = []
    for quote in selection.quotes:
        clean, found = mask_quote(_in_language(quote, results), names, results.settled)
        masked.append(_timed(clean, moment_of(results, clean.document_id, clean.start)))
        breaches.update({breach.id: breach for breach in found})
    return replace(selection, quotes=tuple(masked)), tuple(breaches.values())


def _in_language(quote: Quote, results: Results) -> Quote:
    """The quote with the translation of its interview where that is to be printed, unless a person translated it."""
    if quote.document_id in results.in_two_languages:
        quote = replace(quote, has_translation=True)
    words, excerpt = results.translated.get(quote.coding_id, ""), results.excerpts.get(quote.coding_id)
    if not words or excerpt is None or quote.translation or quote.edits:
        return quote
    if (excerpt.start, excerpt.end) != (quote.start, quote.end):
        return quote
    return replace(quote, translation=words, translator=results.settings.translations.by)


def _timed(quote: Quote, moment: Moment | None) -> Quote:
    """The quote with its time, also in its attribution where the study's template has it."""
    from qualcode.tables.attribution import with_time

    attribution = with_time(quote.attribution, moment.clock if moment else "")
    if moment is None and attribution == quote.attribution:
        return quote
    return replace(quote, attribution=attribution, moment=moment)


def check_verbatim(study: Study, quotes: Iterable[Quote]) -> None:
    """Compare quotes with the transcripts they are from. Raises ProjectError where one is not what was said."""
    by_document: dict[str, list[Quote]] = {}
    for quote in quotes:
        by_document.setdefault(quote.document_id, []).append(quote)
    for document_id, text in study.store.documents.texts(list(by_document)):
        for quote in by_document[document_id]:
            said = text[quote.start : quote.end]
            if said != quote.verbatim or apply_edits(said, quote.edits) != quote.text:
                raise ProjectError(
                    f"{quote.segment_id}: a quote is not what the transcript says",
                    hint="run `qualcode check` on the study",
                )


def protected(results: Results) -> Names:
    """Make a finder of the names that must not be printed: those of the list of informants and of protect.csv."""
    from qualcode.privacy.names import Names, listed_names, protected_names

    path = (study_around(results.folder) or results.folder) / results.settings.study.protect
    rows = _rows_to_protect(path, results.voice) if path.is_file() and path.stat().st_size else []
    around = informants_around(results.folder)
    roster = replace(
        results.whole_roster,
        informants=(*results.whole_roster.informants, *around.informants),
        appearances=(*results.whole_roster.appearances, *around.appearances),
    )
    return Names(protected_names(roster, listed_names(rows, path.name), labels=_names_as_labels(roster)))


def _names_as_labels(roster: Roster) -> list[str]:
    """What informants are called in their transcripts, other than `Respondent` or `P1`."""
    from qualcode.readers.speakers.label_words import kind

    return [label for row in roster.appearances for label in row.speakers if not kind(label)]


def _rows_to_protect(path: Path, voice: Voice) -> list[list[str]]:
    from qualcode.files.source import read_source
    from qualcode.files.tables import read_list

    try:
        rows, _, notes = read_list(read_source(path))
    except ReadError as error:
        raise RosterError(error.message, hint=error.hint) from error
    for note in notes:
        voice.note(note)
    return rows


def findings_of(results: Results) -> Findings:
    """Read findings.yaml, where the study has one."""
    from qualcode.model.finding import NO_FINDINGS
    from qualcode.readers.findings import read_findings

    path = results.folder / results.settings.study.findings
    codes = {code.id for code in results.codebook.codes}
    return read_findings(path, codes) if path.is_file() else NO_FINDINGS


def _selection(results: Results, *, everything: bool) -> Selection:
    from qualcode.privacy.names import personal_columns
    from qualcode.tables.attribution import attributions
    from qualcode.tables.quotes import QuoteOptions, select_quotes

    settings = results.settings
    return select_quotes(
        results.codings,
        results.roster,
        results.codebook,
        excerpts=results.excerpts,
        interviews={interview.id: interview for interview in results.interviews},
        labels=results.labels,
        attribution=attributions(
            results.roster,
            results.labels,
            template=settings.privacy.attribution,
            minimum=settings.privacy.minimum_cell,
            allowed=frozenset(settings.privacy.allowed),
            aliases=results.aliases,
            personal=personal_columns(results.whole_roster),
        ),
        options=QuoteOptions(per_type=0, contrary_per_type=0) if everything else QuoteOptions(),
        editing=results.editing,
        borne=_borne(results),
    )


def _borne(results: Results) -> frozenset[str]:
    """Quotes on the themes of findings out of the passages that are marked for or against them."""
    from qualcode.tables.editing import id_of

    passages: dict[str, set[str]] = {}
    for bearing in results.bearings:
        passages.setdefault(bearing.finding, set()).add(bearing.segment_id)
    themes = {
        finding.id: frozenset[str]().union(*(results.codebook.family(code) for code in finding.codes))
        for finding in (findings_of(results).findings if passages else ())
    }
    return frozenset(
        id_of(coding)
        for finding, codes in themes.items()
        for coding in results.codings
        if coding.code_id in codes and coding.segment_id in passages.get(finding, ())
    )


def _known_type(results: Results, informant_type: str) -> frozenset[str]:
    if not informant_type:
        return frozenset()
    types = {**{name: name for name in results.labels.values()}, **results.labels}
    found = {label for name, label in types.items() if name.casefold() == informant_type.casefold()}
    if not found:
        raise UsageError(f"{informant_type}: no such informant type", hint=did_you_mean(informant_type, types))
    return frozenset(found)
