"""Word → blocks: mammoth reads it, once what Word hides has been taken out."""

from __future__ import annotations

import re
import zipfile
from xml.etree import ElementTree

from qualcode.readers.archive import open_archive, rewrite
from qualcode.readers.blocks import Reading
from qualcode.readers.markup import html_to_blocks
from qualcode.readers.notes import describe
from qualcode.readers.source import ReadOptions, Source

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STORIES = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_UNREAD = re.compile(r"word/(?:media|embeddings|fonts|activeX)/|docProps/thumbnail|customXml/")
_STYLES = ("p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => h2:fresh")


def read_docx(source: Source, _options: ReadOptions) -> Reading:
    """Insertions, content controls, tables and footnotes are read; deletions, hidden text and comments are not."""
    import mammoth

    archive = open_archive(source, needs="word/document.xml")
    notes: list[str] = []
    changed: dict[str, bytes] = {}
    for name in _STORIES:
        if name in archive.namelist():
            cleaned = _without_hidden(source, archive.read(name), notes if name == _STORIES[0] else [])
            if cleaned is not None:
                changed[name] = cleaned
    notes += _left_out(archive)
    try:
        copy = rewrite(archive, changed, keep=lambda name: not _UNREAD.match(name))
        html = mammoth.convert_to_html(
            copy,
            style_map="\n".join(_STYLES),
            convert_image=mammoth.images.img_element(lambda _image: {}),
            external_file_access=False,
        ).value
    except Exception as error:  # mammoth meets damage with whatever its code runs into
        raise source.error("is damaged inside", hint="open it in Word, save it again, and import that") from error
    return Reading(blocks=html_to_blocks(html, keep_spaces=True), notes=notes)


def _without_hidden(source: Source, xml: bytes, notes: list[str]) -> bytes | None:
    """The XML without hidden runs, or None where it has none; counts what a reader of the report wants to know."""
    counts = {
        "tracked insertions read": xml.count(b"<w:ins "),
        "tracked deletions left out": xml.count(b"<w:del "),
        "comments left out": xml.count(b"<w:commentReference"),
    }
    hidden = 0
    cleaned = None
    if b"<w:vanish" in xml or b"<w:specVanish" in xml:
        try:
            root = ElementTree.fromstring(xml)  # noqa: S314 - open_archive has refused every DTD
        except (ElementTree.ParseError, LookupError, ValueError) as error:
            raise source.error("is damaged inside", hint="open it in Word, save it again, and import that") from error
        hidden = _drop_hidden(root)
        cleaned = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    counts["stretches of hidden text left out"] = hidden
    notes += describe(counts)
    return cleaned


def _drop_hidden(root: ElementTree.Element) -> int:
    dropped = 0
    for parent in root.iter():
        for run in list(parent):
            if run.tag == f"{_W}r" and _is_hidden(run):
                dropped += any(text.text for text in run.iter(f"{_W}t"))
                parent.remove(run)
    return dropped


def _is_hidden(run: ElementTree.Element) -> bool:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return False
    mark = properties.find(f"{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "true") not in {"0", "false", "off"}


def _left_out(archive: zipfile.ZipFile) -> list[str]:
    """What a Word file carries besides its text: said, never shown."""
    notes = []
    headers = [name for name in archive.namelist() if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name)]
    if any(re.search(rb"<w:t[ >]", archive.read(name)) for name in headers):
        notes.append("page headers or footers left out")
    if "docProps/core.xml" in archive.namelist():
        core = archive.read("docProps/core.xml")
        if re.search(rb"<(?:dc:creator|cp:lastModifiedBy)>[^<]", core):
            notes.append("the file names its author in its properties; qualcode does not keep that")
    return notes
