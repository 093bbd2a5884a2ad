"""Word → blocks: mammoth reads it, once what Word hides has been taken out."""

from __future__ import annotations

import re
import zipfile
from xml.etree import ElementTree

from qualcode.files.archive import open_archive, rewrite
from qualcode.files.notes import describe
from qualcode.files.source import ReadOptions, Source
from qualcode.readers.blocks import Reading
from qualcode.readers.markup import html_to_blocks
from qualcode.readers.word_xml import hiding_styles, mend

_STORIES = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_UNREAD = re.compile(r"word/(?:media|embeddings|fonts|activeX)/|docProps/thumbnail|customXml/")
_STYLES = "word/styles.xml"
_SAVE_AGAIN = "open it in Word, save it again, and import that"
_HEADINGS = ("p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => h2:fresh")


def read_docx(source: Source, _options: ReadOptions) -> Reading:
    """Insertions, content controls, tables and footnotes are read; deletions, hidden text and comments are not."""
    import mammoth

    archive = open_archive(source, needs="word/document.xml")
    names = archive.namelist()
    try:
        hiding = hiding_styles(archive.read(_STYLES)) if _STYLES in names else {}
        mended = {name: mend(archive.read(name), hiding) for name in _STORIES if name in names}
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise source.error("is damaged inside", hint=_SAVE_AGAIN) from error
    counts = _tracked(archive.read(_STORIES[0]))
    counts["stretches of hidden text left out"] = sum(hidden for _, hidden in mended.values())
    notes = [*describe(counts), *_left_out(archive)]
    changed = {name: xml for name, (xml, _) in mended.items()}
    try:
        copy = rewrite(archive, changed, keep=lambda name: not _UNREAD.match(name))
        html = mammoth.convert_to_html(
            copy,
            style_map="\n".join(_HEADINGS),
            convert_image=mammoth.images.img_element(lambda _image: {}),
            external_file_access=False,
        ).value
    except Exception as error:  # mammoth meets damage with whatever its code runs into
        raise source.error("is damaged inside", hint=_SAVE_AGAIN) from error
    return Reading(blocks=html_to_blocks(html, keep_spaces=True), notes=notes)


def _tracked(xml: bytes) -> dict[str, int]:
    return {
        "tracked insertions read": xml.count(b"<w:ins "),
        "tracked deletions left out": xml.count(b"<w:del "),
        "moved stretches read where they were moved to": xml.count(b"<w:moveTo "),
        "comments left out": xml.count(b"<w:commentReference"),
    }


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
