"""Files → documents: one function per format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qualcode.files.source import ReadOptions, Source, read_source
from qualcode.model.document import Document

__all__ = ["READERS", "ReadOptions", "Source", "read_documents"]

Reader = Callable[[Source, ReadOptions], list[Document]]


def _reader(module: str, function: str, version: int = 1) -> Reader:
    """The reader of a format, loaded with the first file of it: text must not wait for the Word library."""

    def read(source: Source, options: ReadOptions) -> list[Document]:
        from importlib import import_module

        from qualcode.readers.compose import compose

        reading = getattr(import_module(f"qualcode.readers.{module}"), function)(source, options)
        return compose(source, reading, options, reader=f"{source.path.suffix.lower().lstrip('.')} {version}")

    return read


# To read a new format, add readers/<format>.py with one function from Source to Reading and name it here.
READERS: dict[str, Reader] = {
    ".txt": _reader("plain", "read_text"),
    ".md": _reader("plain", "read_markdown"),
    ".docx": _reader("docx", "read_docx"),
    ".odt": _reader("odt", "read_odt"),
    ".rtf": _reader("rtf", "read_rtf"),
    ".pdf": _reader("pdf", "read_pdf"),
    ".vtt": _reader("subtitles", "read_subtitles"),
    ".srt": _reader("subtitles", "read_subtitles"),
    ".csv": _reader("turn_tables", "read_table"),
    ".tsv": _reader("turn_tables", "read_table"),
    ".xlsx": _reader("turn_tables", "read_table"),
    ".html": _reader("html_page", "read_html"),
    ".htm": _reader("html_page", "read_html"),
    ".json": _reader("transcript_json", "read_json"),
}

_REFUSED = {
    ".doc": (
        "is an old Word file, which qualcode does not read",
        "open it in Word or LibreOffice and save it as .docx",
    ),
    ".pages": ("is an Apple Pages file, which qualcode does not read", "export it as Word (.docx)"),
    ".wpd": ("is a WordPerfect file, which qualcode does not read", "open it in LibreOffice and save it as .docx"),
    ".xls": ("is an old Excel file, which qualcode does not read", "save it as .xlsx or .csv"),
    ".ods": ("is an OpenDocument spreadsheet, which qualcode does not read", "save it as .xlsx or .csv"),
    ".docm": ("is a Word file with macros, which qualcode does not read", "save it as .docx, without macros"),
    ".mp3": ("is a recording, not a transcript", "transcribe it first"),
    ".wav": ("is a recording, not a transcript", "transcribe it first"),
    ".m4a": ("is a recording, not a transcript", "transcribe it first"),
    ".mp4": ("is a recording, not a transcript", "transcribe it first"),
}


def read_documents(path: Path, options: ReadOptions = ReadOptions()) -> list[Document]:  # noqa: B008 - frozen
    """The interviews in a file: one, unless `options.split` says where further ones begin.

    Turns carry the labels of the file; who is an interviewer is for `roles.assign_roles` to say.
    """
    return documents_in(read_source(path), options)


def documents_in(source: Source, options: ReadOptions = ReadOptions()) -> list[Document]:  # noqa: B008 - frozen
    """The interviews in a file whose bytes are at hand, wherever they came from."""
    suffix = source.path.suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        what, hint = _REFUSED.get(suffix, (f"qualcode does not read {suffix or 'files without an ending'}", _KNOWN))
        raise source.error(what, hint=hint)
    try:
        return reader(source, options)
    except (MemoryError, RecursionError) as error:
        raise source.error(
            "is built in a way that takes too much memory to read", hint="save it again in another format"
        ) from error


_KNOWN = "save it as one of: " + ", ".join(READERS)
