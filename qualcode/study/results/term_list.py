"""Words of a study's own material as a list to tick, on the screen or in a spreadsheet, for the codebook."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.codebook import Codebook
from qualcode.model.table import Row, Table, listing
from qualcode.model.ticks import TickList, TickRow
from qualcode.model.wording import plural
from qualcode.study.codebook.adding import add_terms
from qualcode.study.folder import expect_new_sheet
from qualcode.study.naming import named_code
from qualcode.study.ticked import TicksTaken, read_back, taken

if TYPE_CHECKING:
    from qualcode.study.study import Study
    from qualcode.suggesters.rules.material_words import MaterialTerm

COLUMNS = ("Term", "Defines", "Passages", "Informants", "By type")
HELP = (
    "Words and phrases of what informants say that no theme matches yet: first those that a definition has, too.",
    "Theme: the id of the theme a word belongs to, with all its forms; leave empty what belongs to none.",
    "Passages and informants are what it would add, to whichever theme it is given.",
    "Take it in with: qualcode codebook suggest-terms --from FILE.xlsx; then qualcode suggest.",
)
_AROUND = 60
"""Characters shown of an example on either side of the word."""


def material_terms_of(study: Study, *, most: int) -> list[MaterialTerm]:
    """Find what might be terms, by the codebook people edit: the first `most` of them."""
    from qualcode.suggesters.rules.material_words import material_terms

    return material_terms(study.store.documents.passages(), codebook_of(study))[:most]


def codebook_of(study: Study) -> Codebook:
    """The codebook people edit: terms that were just added are in it, applied or not."""
    from qualcode.readers.codebooks import read_codebook

    return read_codebook(study.codebook_path)


def terms_to_tick(study: Study, terms: Iterable[MaterialTerm]) -> Table:
    """List them with numbers, what each would add, and where three of its passages, drawn at random, have it."""
    texts = dict(study.store.documents.texts(study.store.documents.ids()))
    places = {
        (each.document_id, ordinal): (start, end)
        for each in study.store.documents.passages()
        for ordinal, start, end in zip(each.ordinals, each.starts, each.ends, strict=True)
    }
    types = _types(study)
    return listing(
        "codebook_terms",
        "Words of the material that no theme matches",
        ("No", *COLUMNS, "Examples"),
        (
            Row(
                cells=(number, *_shown(term, types), "\n".join(_examples(term, texts, places))),
                key=term.term,
            )
            for number, term in enumerate(terms, start=1)
        ),
        numeric=("No", "Passages", "Informants"),
        wide=("Examples",),
        notes=(
            "Defines: the theme whose name or definition has the word. Forms of a word are counted together; what a "
            "theme matches already, everyday words and interviewers' own words are left out.",
            "Take what belongs to a theme, leave the rest: in a spreadsheet, qualcode codebook suggest-terms --to "
            "terms.xlsx, then --from terms.xlsx.",
        ),
    )


def _types(study: Study) -> Mapping[str, str]:
    return {informant.id: informant.informant_type for informant in study.roster().informants}


def _shown(term: MaterialTerm, types: Mapping[str, str]) -> tuple[str, str, int, int, str]:
    by_type = Counter(types[informant] for informant in sorted(term.informants) if types.get(informant))
    told = ", ".join(f"{name} {number}" for name, number in sorted(by_type.items()))
    return term.term, term.code_id, len(term.passages), len(term.informants), told


def _examples(
    term: MaterialTerm, texts: Mapping[str, str], places: Mapping[tuple[str, int], tuple[int, int]]
) -> Iterator[str]:
    from qualcode.model.text import fold_text
    from qualcode.review.queue import draw
    from qualcode.suggesters.rules.forms import stem_of

    for document_id, ordinal in draw(sorted(term.passages), 3, 1, key=str):
        start, end = places[document_id, ordinal]
        text = texts[document_id][start:end]
        folded = fold_text(text)
        forms = (f" {term.term} ", f" {stem_of(term.term.split()[0], term.language)}")
        at = next((place for form in forms if (place := folded.text.find(form)) >= 0), -1)
        middle = folded.span(at + 1, at + 1 + len(term.term)).start if at >= 0 else 0
        excerpt = " ".join(text[max(0, middle - _AROUND) : middle + len(term.term) + _AROUND].split())
        yield f"{document_id}:{ordinal} … {excerpt} …"


def take_terms(study: Study, given: Mapping[str, str]) -> None:
    """Write words into the codebook people edit; `given` says of each the theme it belongs to.

    Raises UsageError where the codebook is no YAML file.
    """
    by_code: dict[str, list[str]] = {}
    for term, code_id in given.items():
        by_code.setdefault(code_id, []).append(term)
    if by_code:
        add_terms(study, by_code)
        study.voice.note(
            f"{plural(len(given), 'term')} for {plural(len(by_code), 'theme')} written into "
            f"{study.codebook_path.name}; `qualcode suggest` applies them"
        )


def write_terms(study: Study, path: Path, *, most: int) -> None:
    """Write the words as a spreadsheet to tick."""
    from qualcode.reports.tick_list import write_tick_list

    expect_new_sheet(path, "a list to fill in", "qualcode codebook suggest-terms --from")
    terms, types = material_terms_of(study, most=most), _types(study)
    rows = [TickRow(id=_id(term.term), shown=tuple(map(str, _shown(term, types)))) for term in terms]
    write_tick_list(_tick_list(study, rows), path, secret=study.store.facts.secrets()[0])
    study.voice.note(f"{plural(len(rows), 'word')} written to {path}; it holds words of the interviews")
    study.voice.note(f"Fill it in, save it, then: qualcode codebook suggest-terms --from {path}")


def read_terms(study: Study, path: Path) -> TicksTaken:
    """Take in a spreadsheet that was filled in, and write what was ticked into the codebook."""
    from qualcode.errors import UsageError
    from qualcode.model.ticks import take_in_ticks

    codebook = codebook_of(study)

    def meant(answer: str) -> str:
        try:
            return named_code(answer, codebook) if answer else ""
        except UsageError as error:
            raise ValueError(f"{error.message}; {error.hint}") from None

    came_back = read_back(study, path, _tick_list(study, ()))
    known = {_id(row.shown[0]): row.shown[0] for row in came_back.rows if row.shown}
    today = (TickRow(id=id_, shown=(term,)) for id_, term in known.items())
    ticked = take_in_ticks(came_back, _tick_list(study, today), meant, secrets=study.store.facts.secrets())
    take_terms(study, {known[id_]: code_id for id_, code_id in ticked.answers.items() if code_id})
    return taken(
        path,
        "terms",
        ((row.line, row.shown[0], ticked.answers[row.id]) for row in ticked.changed),
        ticked.refused,
        n_unchanged=ticked.n_unchanged,
        n_deleted=ticked.n_deleted,
    )


def _id(term: str) -> str:
    return hashlib.sha256(term.encode()).hexdigest()[:16]


def _tick_list(study: Study, rows: Iterable[TickRow]) -> TickList:
    written = tuple(rows)
    return TickList(
        kind="terms",
        id=uuid.uuid4().hex[:16],
        study=study.store.facts.setting("study"),
        columns=COLUMNS,
        question="Theme",
        answers=tuple(code.id for code in codebook_of(study).codes),
        rows=written,
        n_rows=len(written),
        help=HELP,
    )
