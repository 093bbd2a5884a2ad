"""Which column of a table of codings holds what: by its heading in several languages, else by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from qualcode.model.naming import document_key, fold, words

HEADINGS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "document": words(
            """
    document transcript interview file document_name documents file_name filename media media_title media_name source
    source_name fid_name nom_du_document dokument dokumentname datei documento nombre_del_documento nome_do_documento
    archivo arquivo fichier nazwa_dokumentu plik المستند اسم_المستند الوثيقة 文档 文档名 文件
            """
        ),
        "segment": words("segment_id passage passage_id paragraph"),
        "code": words(
            """
    code theme code_id coding codes code_name codename tag tags node node_name codes_applied codes_applied_combined
    código codigo códigos codigos kod kody الرمز الرموز 代码 编码
            """
        ),
        "coder": words(
            """
    coder coded_by created_by coder_name author owner user username coder_initials excerpt_creator autor auteur
    verfasser ersteller creado_por criado_por créé_par erstellt_von utworzone_przez المؤلف 作者
            """
        ),
        "quote": words(
            """
    quote text words coded_segment extract quotation quotation_content content seltext coded_text selected_text excerpt
    excerpt_copy coded_segments segment_text highlight reference citation zitat zitatinhalt contenu contenido conteúdo
    extrait cita cita_textual citação treść fragment zakodowany_segment المقطع الاقتباس النص 片段 引文
            """
        ),
        "mark": frozenset(["mark", "marks"]),
        "note": words(
            "note memo comment notes comments kommentar commentaire comentario comentário komentarz تعليق 注释"
        ),
    }
)
"""`segment` and `Segment` are told apart by what stands in them: a number, or words."""
EITHER = words("segment segmento segmente")
FEW = 3
"""Words of a cell above which a column holds quotes, and not the numbers of passages."""
_APPLIED = re.compile(r"(?:code|kod|código|codigo):\s*(.+?)\s+(?:applied|angewendet|aplicado)", re.IGNORECASE)
_YES = words("true yes 1 x wahr ja vrai oui verdadero sí sim prawda tak")


def heading_key(heading: str) -> str:
    """A heading as the lists above have it."""
    return re.sub(r"[\W_]+", "_", fold(heading)).strip("_")


def find_columns(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """By what it holds, the place of each column whose heading is known."""
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        name = heading_key(heading)
        if name in EITHER:
            places.setdefault("quote" if _is_long(rows, place) else "segment", place)
        for column, known in HEADINGS.items():
            if name in known:
                places.setdefault(column, place)
    return places


def applied_columns(headings: Sequence[str]) -> dict[int, str]:
    """Columns that say with yes or no whether a code is on the passage (Dedoose), by their places the code's name."""
    return {place: found[1] for place, heading in enumerate(headings) if (found := _APPLIED.fullmatch(heading.strip()))}


def is_yes(cell: str) -> bool:
    """Whether such a column says yes."""
    return fold(cell) in _YES


def guess_columns(
    rows: Sequence[Sequence[str]], taken: Collection[int], *, documents: Collection[str], codes: Collection[str]
) -> dict[str, int]:
    """Columns by what stands in them, where no heading tells: names of `documents`, of `codes`, and the longest text.

    A column is taken for one where most of its cells are such names.
    """
    columns = [place for place in range(max(map(len, rows), default=0)) if place not in taken]
    keys = {document_key(name) for name in documents}
    names = {fold(name) for name in codes}

    def share(place: int, known: Collection[str], spelled: Mapping[str, str]) -> float:
        cells = [row[place] for row in rows if place < len(row) and row[place].strip()]
        return sum(spelled.get(cell, cell) in known for cell in cells) / len(cells) if cells else 0.0

    cells = {cell for row in rows for cell in row if cell.strip()}
    as_keys = {cell: document_key(cell) for cell in cells}
    as_names = {cell: fold(re.split(r"\s*(?:\\+|>|::|/|\|)\s*", cell.strip())[-1]) for cell in cells}
    found = {}
    for name, known, spelled in (("document", keys, as_keys), ("code", names, as_names)):
        likely = max(columns, key=lambda place: share(place, known, spelled), default=None)
        if likely is not None and share(likely, known, spelled) > 1 / 2:
            found[name] = likely
            columns.remove(likely)
    longest = max(columns, key=lambda place: _length(rows, place), default=None)
    if longest is not None and _is_long(rows, longest):
        found["quote"] = longest
    return found


def _length(rows: Sequence[Sequence[str]], place: int) -> float:
    cells = [len(row[place].split()) for row in rows if place < len(row) and row[place].strip()]
    return sum(cells) / len(cells) if cells else 0.0


def _is_long(rows: Sequence[Sequence[str]], place: int) -> bool:
    return _length(rows, place) > FEW
