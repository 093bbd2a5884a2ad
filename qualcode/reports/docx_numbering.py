"""Headings that Word numbers itself, one list for all their levels: 1, 1.1, 1.1.1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from qualcode.model.writing import Chapter

_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def number_headings(document: Any, styles: Sequence[Any]) -> bool:
    """Number the styles of headings, the uppermost first; whether it was done: a template's own numbers stay."""
    if not styles or any(map(_is_numbered, styles)):
        return False
    number = _add_list(document, styles)
    for level, style in enumerate(styles):
        _set_number(style.element.get_or_add_pPr(), number, level)
    return True


def take_number_off(paragraph: Any) -> None:
    """Let one paragraph stand without the number of its style."""
    _set_number(paragraph._p.get_or_add_pPr(), 0)


def section_numbers(chapters: Iterable[Chapter]) -> Iterator[str]:
    """The number that Word gives each heading: `4.1`; annexes have none."""
    counts: list[int] = []
    for chapter in chapters:
        if chapter.is_annex:
            yield ""
            continue
        counts = [*counts[: chapter.level], *[0] * (chapter.level - len(counts))]
        counts[-1] += 1
        yield ".".join(map(str, counts))


def _is_numbered(style: Any) -> bool:
    while style is not None:
        properties = style.element.pPr
        if properties is not None and properties.numPr is not None:
            return True
        style = style.base_style
    return False


def _set_number(properties: Any, number: int, level: int = 0) -> None:
    numbering = properties.get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = number


def _add_list(document: Any, styles: Sequence[Any]) -> int:
    """A list of several levels, each for one of the styles. Returns its number."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    numbering = _numbering(document)
    lists, numbers = (numbering.xpath(f"./w:{name}") for name in ("abstractNum", "num"))
    abstract = 1 + max((int(each.get(qn("w:abstractNumId"))) for each in lists), default=0)
    number = 1 + max((int(each.get(qn("w:numId"))) for each in numbers), default=0)
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="{style.style_id}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{".".join(f"%{place + 1}" for place in range(level + 1))}"/>'
        '<w:lvlJc w:val="left"/></w:lvl>'
        for level, style in enumerate(styles)
    )
    kind = '<w:multiLevelType w:val="multilevel"/>'
    made = parse_xml(f'<w:abstractNum {_SPACE} w:abstractNumId="{abstract}">{kind}{levels}</w:abstractNum>')
    if lists:
        lists[-1].addnext(made)
    else:
        numbering.insert(0, made)
    numbering.append(parse_xml(f'<w:num {_SPACE} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/></w:num>'))
    return number


def _numbering(document: Any) -> Any:
    """The lists of a file, which a template without any lacks."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml import parse_xml
    from docx.parts.numbering import NumberingPart

    if not any(each.reltype == RELATIONSHIP_TYPE.NUMBERING for each in document.part.rels.values()):
        empty: Any = parse_xml(f"<w:numbering {_SPACE}/>")
        place = PackURI("/word/numbering.xml")
        part = NumberingPart(place, CONTENT_TYPE.WML_NUMBERING, empty, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return document.part.numbering_part.element
