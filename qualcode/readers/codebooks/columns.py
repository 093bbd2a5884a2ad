"""What the columns of a codebook in a table hold, by headings as people and other programs write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from qualcode.model.naming import likeliest
from qualcode.model.problem import Problem
from qualcode.model.text import fold_term

COLUMNS = (
    "id", "parent", "name", "definition", "include", "exclude", "terms", "near", "patterns", "unless", "question",
    "colour", "match", "no_match", "codebook", "version", "languages",
)  # fmt: skip
HEADINGS = ("Theme", "Sub-theme", "Definition", "Keywords", "Include", "Exclude", "Example")
"""Columns as people head them."""
LEVELS = ("level_1", "level_2", "level_3", "level_4")
"""Columns of a tree that is written from left to right: theme, sub-theme, sub-sub-theme."""
_MOST_ABOVE = 12
"""Rows above the headings: a title, the study, who made it."""

_SAID: Mapping[str, str] = {
    "id": "id, code id, identifiant, identifier",
    "code": "code, codes, code name, codename, code label, node, node name, tag, nom du code, الرمز, الترميز",
    "name": "name, label, title, nom, libellé, intitulé, nombre, الاسم, العنوان",
    "level_1": """
        theme, themes, main theme, thème, thème principal, category, categories, catégorie, catname, domain, dimension,
        code group, code groups, parent theme, tema, categoría, الموضوع, المحور, المحور الرئيسي, الموضوع الرئيسي, الفئة,
        level 1
    """,
    "level_2": """
        sub theme, subtheme, sub code, subcode, sub category, subcategory, sous thème, sous catégorie, sous code,
        subtema, subcategoría, sub themes, الموضوع الفرعي, المحور الفرعي, الفئة الفرعية, level 2
    """,
    "level_3": "sub sub theme, sub sub code, sub subtheme, sous sous thème, level 3",
    "level_4": "level 4",
    "path": "hierarchical name, path, code path, code system, full name, full path, tag path, chemin",
    "depth": "level, depth, niveau, ebene, nivel, المستوى",
    "number": "no, nr, number, numéro, n°, nº, #, s n, sn, رقم, م",
    "parent": """
        parent, parent id, parent code, parent node, parent name, parent tag, under, code parent, parent code name,
        higher level code, belongs to, الأصل
    """,
    "definition": """
        definition, description, meaning, comment, comments, memo, memos, explanation, operational definition,
        what it means, définition, signification, commentaire, definición, descripción, comentario, definizione,
        التعريف, الوصف, المعنى, تعريف, شرح
    """,
    "include": """
        include, includes, inclusion, inclusion criteria, when to use, use when, use for, inclure, inclut, à inclure,
        critères d'inclusion, quand utiliser, incluye, incluir, يشمل, يتضمن, معايير الإدراج, متى يستخدم
    """,
    "exclude": """
        exclude, excludes, exclusion, exclusion criteria, when not to use, do not use, not for, exclure, exclut,
        à exclure, critères d'exclusion, quand ne pas utiliser, excluye, excluir, لا يشمل, يستثنى, يستبعد,
        معايير الاستبعاد
    """,
    "terms": """
        terms, term, keywords, keyword, key words, key word, key terms, words, search terms, search words, mots clés,
        mot clé, mots clefs, termes, palabras clave, palabras claves, términos, الكلمات المفتاحية, كلمات مفتاحية,
        الكلمات الدالة, كلمات, المصطلحات
    """,
    "example": """
        example, examples, example quote, example quotes, exemple, exemples, exemple de citation, illustrative quote,
        ejemplo, ejemplos, مثال, أمثلة, امثلة
    """,
    "near": "near",
    "patterns": "patterns, pattern",
    "unless": "unless, but not in, sauf",
    "question": "question, evaluation question, research question, question d'évaluation, سؤال التقييم",
    "colour": "colour, color, couleur, اللون",
    "match": "match, finds, tests match",
    "no_match": "no match, leaves alone, tests no match",
    "codebook": "codebook",
    "version": "version",
    "languages": "languages, language, langues, langue",
}
_LANGUAGES = {
    "english": "en", "anglais": "en", "الانجليزيه": "en", "french": "fr", "français": "fr", "الفرنسيه": "fr",
    "arabic": "ar", "arabe": "ar", "العربيه": "ar", "عربي": "ar", "kurdish": "ckb", "kurde": "ckb", "الكرديه": "ckb",
    "spanish": "es", "espagnol": "es", "portuguese": "pt", "portugais": "pt", "italian": "it", "persian": "fa",
}  # fmt: skip


def _plain(heading: str) -> str:
    """A heading as it is compared: without accents, signs and what stands in brackets."""
    bare = re.sub(r"\(([^()]*)\)", "", heading) or heading
    bare = "".join(sign for sign in unicodedata.normalize("NFD", bare) if not "\u0300" <= sign <= "\u036f")
    return fold_term(bare.replace("_", " ").replace("/", " / ")) or heading.strip()


_KNOWN = {_plain(written.strip()): column for column, listed in _SAID.items() for written in listed.split(",")}


def column_of(heading: str) -> str:
    """The column a heading stands for, `terms_ar` for one of a language; empty where it is not understood."""
    plain = _plain(heading)
    if plain in _KNOWN:
        return _with_language(_KNOWN[plain], heading)
    parts = [_KNOWN.get(_plain(part), "") for part in re.split(r"\s*/\s*|\s+(?:and|or|et|ou|و)\s+", heading)]
    if len(parts) > 1 and all(parts):
        return parts[0]
    words = plain.split(" ")
    for place in range(1, len(words)):  # code memo, sub-theme definition
        of, what = _KNOWN.get(" ".join(words[:place]), ""), _KNOWN.get(" ".join(words[place:]), "")
        if of in ("code", *LEVELS) and what not in ("", "code", *LEVELS):
            return what
    shorter = re.sub(r" (?:of|de|du|for) (?:the |la |le |l )?(?:code|theme|tag)s?$", "", plain)
    if shorter in _KNOWN:
        return _KNOWN[shorter]
    for end in range(len(words) - 1, 0, -1):
        start, last = " ".join(words[:end]), words[-1]
        if _KNOWN.get(start) == "terms" and (language := _language(last)):
            return f"terms_{language}"
        if _KNOWN.get(start) in ("definition", "include", "exclude", "terms", "example"):
            return _KNOWN[start] if len(words) > 2 or words[end] in ("and", "or", "et", "و") else ""
    return ""


def _with_language(column: str, heading: str) -> str:
    """`Keywords (Arabic)` is `terms_ar`."""
    said = re.search(r"\(([^()]*)\)", heading)
    language = _language(fold_term(said[1])) if column == "terms" and said else ""
    return f"terms_{language}" if language else column


def _language(word: str) -> str:
    if word in _LANGUAGES:
        return _LANGUAGES[word]
    return word if re.fullmatch("[a-z]{2,3}", word) and word not in ("and", "or", "et", "of") else ""


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """Which of the first rows holds the headings: the first that is understood best."""
    counts = [_n_understood(row) for row in rows[:_MOST_ABOVE]]
    return counts.index(max(counts)) if counts and max(counts) > 1 else 0


def understood(rows: Sequence[Sequence[str]]) -> int:
    """How many columns of a table are understood by their headings."""
    return max(map(_n_understood, rows[:_MOST_ABOVE]), default=0)


def _n_understood(row: Sequence[str]) -> int:
    return len({column_of(cell) for cell in row if cell.strip()} - {""})


def read_headings(row: Sequence[str], where: str, problems: list[Problem]) -> list[str]:
    """The column of each cell, empty for one that is not read; a column stands once, and what is not read is named."""
    keys: list[str] = []
    is_own = "id" in map(column_of, row)
    columns = ", ".join((*COLUMNS[:14], "terms_ar") if is_own else HEADINGS)
    for cell in row:
        key = column_of(cell)
        keys.append("" if key in keys and key not in ("definition", "include", "exclude", "terms") else key)
        if cell.strip() and not keys[-1]:
            near = likeliest(re.sub(r"[\s-]+", "_", cell.strip().casefold()), COLUMNS)
            hint = f"did you mean {near!r}?" if near else f"columns are {columns}"
            message = f"the column {cell.strip()!r} is not read"
            problems.append(Problem(where=where, message=message, hint=hint, is_error=False))
    return keys
