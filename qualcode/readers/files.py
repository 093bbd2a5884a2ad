"""Paths and folders → the files to read, and those left out with the reason."""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from qualcode.model.mark import FOR_CLIENTS, MADE_BY
from qualcode.model.naming import words
from qualcode.model.nouns import dataclass

KNOWN = words(".txt .md .docx .odt .rtf .pdf .vtt .srt .csv .tsv .xlsx .html .htm .json")
_BESIDE = words("readme changelog codebook codebooks codings roster rosters")
"""What a file so called is: no transcript, unless the name goes on to say that it is an interview."""
_LISTS = words("informants contacts protect license licence licenses licences coding informant contact")
"""These name a list where hardly anything else is said: `Key informants`, not `Key informant interview 01`."""
_INTERVIEW = re.compile(
    r"interviews?|kii|ki|fgd|idi|focus|group|transcripts?|transcription|entretiens?|entrevistas?|recording|session|talk",
    re.IGNORECASE,
)
_SAYS_NOTHING = words(
    """
    list lists of the key study project final copy version v draft new old all table sheet and details names data for
    template form english arabic french en ar fr my our
    """
)
_GUIDE = re.compile(
    r"(?:interview|topic|discussion|question|kii|fgd|ki)[\W_]*guides?(?:[\W_]|$)|^guide$", re.IGNORECASE
)
_ROSTER_HEADINGS = frozenset({"informant_id", "informant id", "informantid", "informant"})
_BESIDE_A_CODE = words("segment segment_id document quote quotation passage passage_id verdict decision coder")
_REFUSED = frozenset({".doc", ".docm", ".pages", ".wpd"})
"""Texts that are not read: whoever has one among the transcripts shall hear what to do."""
WRITTEN_HERE = "written by qualcode"
_LANGUAGE = re.compile(r"[a-z]{2,3}", re.IGNORECASE)
_PROPERTIES = 20_000
"""Bytes of a file's beginning in which the mark stands."""
_SEPARATE = frozenset({".yaml", ".yml", ".toml", ".db", ".py", ".log"})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not read."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The transcripts among some paths, and the files that are none."""

    files: tuple[Path, ...]
    """In natural order, each once."""
    left_out: tuple[LeftOut, ...] = ()


class Translation(NamedTuple):
    """A file that is a translation of the one beside it."""

    original: Path
    language: str
    """Its code."""


def translation_of(path: Path) -> Translation | None:
    """Find the transcript that a file is the translation of: `kii-03.en.docx` of `kii-03.docx`; None where of none."""
    stem, _, language = path.stem.rpartition(".")
    if not stem or not _LANGUAGE.fullmatch(language) or path.suffix.lower() not in KNOWN:
        return None
    beside = (path.with_name(f"{stem}{suffix}") for suffix in (path.suffix, *sorted(KNOWN)))
    original = next((each for each in beside if each.is_file()), None)
    return Translation(original, language.lower()) if original else None


def find_files(paths: Iterable[Path]) -> FoundFiles:
    """Find the transcripts among files and folders, and say why others were left out.

    A file named by itself is always taken: whoever asked for it shall hear what is wrong with it.
    """
    files: dict[Path, None] = {}
    left_out: list[LeftOut] = []
    for path in paths:
        if path.is_dir():
            for found in _walk(path):
                reason = _of_a_study(found) or _reason_to_leave_out(found)
                if reason:
                    left_out.append(LeftOut(found, reason))
                else:
                    files[found] = None
        elif translation := translation_of(path):
            left_out.append(LeftOut(path, f"a translation of {translation.original.name}"))
        else:
            files[path] = None
    return FoundFiles(tuple(files), tuple(left_out))


def natural_key(text: str) -> tuple[object, ...]:
    """Sorts `kii-2` before `kii-10`."""
    return tuple(
        (1, int(part), "") if part.isdigit() else (0, 0, part.casefold()) for part in re.split(r"(\d+)", text) if part
    )


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted((name for name in folders if not name.startswith((".", "__"))), key=natural_key)
        for name in sorted(names, key=_by_stem):
            yield Path(root) / name


def _by_stem(name: str) -> tuple[object, ...]:
    """Sorts `kii-2.txt` before its copy `kii-2 copy.txt`."""
    path = Path(name)
    return natural_key(path.stem), path.suffix


def _reason_to_leave_out(path: Path) -> str:
    name, suffix = path.name, path.suffix.lower()
    if name.startswith((".", "~$", ".~lock")):
        return "a hidden or temporary file"
    if suffix in _SEPARATE:
        return "not a transcript"
    if suffix not in KNOWN:
        return f"not read: {suffix or 'no ending'}" if suffix not in _REFUSED else ""
    if translation := translation_of(path):
        return f"a translation of {translation.original.name}"
    if _is_named_otherwise(path.stem, is_table=suffix in {".csv", ".tsv", ".xlsx"}):
        return "a list of informants, codebook, coding or README by its name"
    if _GUIDE.search(path.stem):
        return "an interview guide by its name"
    if suffix in {".csv", ".tsv"}:
        return _table_reason(path)
    return WRITTEN_HERE if _has_mark(path) else ""


def _of_a_study(path: Path) -> str:
    """What a file is that stands in the folder `reports` or `survey` of a study; empty for others."""
    reason = {"reports": WRITTEN_HERE, "survey": "of a survey"}.get(path.parent.name, "")
    return reason if reason and (path.parent.parent / "qualcode.toml").is_file() else ""


def _has_mark(path: Path) -> bool:
    """Whether a report or review sheet of qualcode's, perhaps renamed or saved again, says so of itself."""
    try:
        if path.suffix.lower() in {".docx", ".xlsx"} and path.is_file():
            with zipfile.ZipFile(path) as archive, archive.open("docProps/core.xml") as properties:
                return _says_so(properties.read(_PROPERTIES))
        if path.suffix.lower() in {".html", ".htm"} and path.is_file():
            with path.open("rb") as file:
                return _says_so(file.read(_PROPERTIES))
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError):
        return False  # whoever reads it will say what is wrong with it
    return False


def _says_so(content: bytes) -> bool:
    return any(mark.encode() in content for mark in (MADE_BY, FOR_CLIENTS))


def _table_reason(path: Path) -> str:
    """A table with the headings of a roster or of codings is no transcript."""
    try:
        with path.open("rb") as file:
            heading = file.read(2000).decode("utf-8-sig", errors="replace").split("\n", 1)[0].casefold()
    except OSError:
        return ""
    cells = {cell.strip(" \"\r'") for cell in re.split(r"[,;\t|]", heading)}
    if cells & _ROSTER_HEADINGS and any("document" in cell for cell in cells):
        return "a list of informants by its headings"
    if "speaker" not in cells and ("code_id" in cells or ("code" in cells and cells & _BESIDE_A_CODE)):
        return "codings by its headings"
    return ""


def is_named_as(name: str, what: frozenset[str]) -> bool:
    """Whether a file is no transcript by its name, but one of these: `Final codebook v2.xlsx` is a `codebook`."""
    path = Path(name)
    is_other = _is_named_otherwise(path.stem, is_table=path.suffix.lower() in {".csv", ".tsv", ".xlsx"})
    return is_other and bool(what & set(_telling(path.stem)))


def _telling(stem: str) -> list[str]:
    """The words of a name that tell what it is, in small letters."""
    named = [part.casefold() for part in re.findall(r"[^\W\d_]+", stem)]
    return [part for part in named if part not in _SAYS_NOTHING]


def _is_named_otherwise(stem: str, *, is_table: bool) -> bool:
    """Whether a file is a list, codebook or README by its name; one that says it is an interview is one."""
    telling = _telling(stem)
    is_interview = any(_INTERVIEW.fullmatch(part) for part in telling)
    if _BESIDE & set(telling):
        return not is_interview or telling[-1] in _BESIDE
    if not telling or is_interview:
        return False
    if telling[-1] in {"informants", "contacts"} or (is_table and telling[-1] == "coding"):
        return True
    if not set(telling) <= _LISTS:
        return False
    # `Informant 3` is a person, `informants 3` a list; `informant.csv` may be one, `Informant.docx` hardly.
    one = set(telling) <= {"informant", "contact"}
    return not one or (is_table and not re.search(r"\d", stem))
