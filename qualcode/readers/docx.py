"""Word → blocks: mammoth reads it, once what Word hides has been taken out."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import PurePosixPath
from xml.etree import ElementTree

from qualcode.errors import ReadError
from qualcode.files.archive import open_archive, rewrite
from qualcode.files.notes import phrases
from qualcode.files.source import ReadOptions, Source
from qualcode.readers.blocks import Block, Reading
from qualcode.readers.markup import read_markup
from qualcode.readers.word_parts import embedded_parts, letters_of
from qualcode.readers.word_xml import EMBEDDED, bare_styles, hiding_styles, mend

_STORIES = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_UNREAD = re.compile(r"word/(?:media|embeddings|fonts|activeX)/|docProps/thumbnail|customXml/")
_STYLES = "word/styles.xml"
_SAVE_AGAIN = "open it in Word, save it again, and import that"
_HEADINGS = ("p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => h2:fresh")


def read_docx(source: Source, options: ReadOptions) -> Reading:
    """Insertions, content controls and tables are read; deletions, hidden text, comments and footnotes are not."""
    import mammoth

    archive = open_archive(source, needs="word/document.xml")
    names = archive.namelist()
    try:
        hiding = hiding_styles(archive.read(_STYLES)) if _STYLES in names else {}
        mended = {name: mend(archive.read(name), hiding) for name in _STORIES if name in names}
        styles = {_STYLES: bare_styles(archive.read(_STYLES))} if _STYLES in names else {}
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise source.error("is damaged inside", hint=_SAVE_AGAIN) from error
    counts = _tracked(archive.read(_STORIES[0]))
    hidden = [text for _, dropped in mended.values() for text in dropped]
    counts["stretches of hidden text left out"] = len(hidden)
    changed = {name: xml for name, (xml, _) in mended.items()} | styles
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
    blocks, footnotes = read_markup(html, keep_spaces=True)
    counts["footnotes left out"] = len(footnotes)
    headers, properties = _beside_the_text(archive)
    reading = Reading(
        blocks=blocks,
        notes=[*phrases(counts), *properties],
        left_out=[*headers, *footnotes],
        accounted=hidden,
        letters="\n".join(letters_of(archive.read(name)) for name in _STORIES if name in names),
    )
    _take_in_embedded(source, options, archive, reading)
    return reading


def _take_in_embedded(source: Source, options: ReadOptions, archive: zipfile.ZipFile, reading: Reading) -> None:
    """Put the files that the Word file shows as part of its text where it shows them."""
    from qualcode.readers.html_page import read_html
    from qualcode.readers.plain import read_text
    from qualcode.readers.rtf import read_rtf

    readers = {".htm": read_html, ".html": read_html, ".xhtml": read_html, ".txt": read_text, ".rtf": read_rtf}
    readers[".docx"] = read_docx
    parts = embedded_parts(archive)
    blocks: list[Block] = []
    for block in reading.blocks:
        found = EMBEDDED.fullmatch(block.text)
        if found is None:
            blocks.append(block)
            continue
        name, data = parts.get(found[1], ("", b""))
        reader = readers.get(PurePosixPath(name).suffix.lower())
        try:
            inner = reader(replace(source, data=data), options) if reader and data.strip() else None
        except ReadError:
            inner = None
        if inner is None:
            reading.doubts.append("a part of it, embedded as a file of another program, was not read")
            continue
        blocks += inner.blocks
        reading.left_out += inner.left_out
        reading.letters += f"\n{inner.letters}"
    reading.blocks = blocks


def _tracked(xml: bytes) -> dict[str, int]:
    return {
        "tracked insertions read": xml.count(b"<w:ins "),
        "tracked deletions left out": xml.count(b"<w:del "),
        "moved stretches read where they were moved to": xml.count(b"<w:moveTo "),
        "comments left out": xml.count(b"<w:commentReference"),
    }


def _beside_the_text(archive: zipfile.ZipFile) -> tuple[list[str], list[str]]:
    """What page headers and footers say, and notes on what a Word file carries besides its text."""
    notes = []
    names = [name for name in archive.namelist() if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name)]
    try:
        said = [line.strip() for name in names for line in letters_of(archive.read(name)).split("\n") if line.strip()]
    except ElementTree.ParseError:
        said = []  # the text itself is whole
    if said:
        notes.append("page headers or footers left out")
    if "docProps/core.xml" in archive.namelist():
        core = archive.read("docProps/core.xml")
        if re.search(rb"<(?:dc:creator|cp:lastModifiedBy)>[^<]", core):
            notes.append("the file names its author in its properties; qualcode does not keep that")
    return list(dict.fromkeys(said)), notes
