"""Bytes of a text file → text."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter

from qualcode.errors import ReadError
from qualcode.files.source import Source

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    (b"PK\x03\x04", "a zip archive, perhaps a Word, OpenDocument or Excel file"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "an RTF file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"ID3", "a sound file"),
    (b"RIFF", "a sound or film file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NO_CONTROLS = bytes(byte for byte in range(256) if not _CONTROLS.match(chr(byte)) or byte > 127)
_STRANGE = re.compile(r"[a-zß-öø-ÿ](?:[À-ÖØ-ÞŠŽŒŸ]|[^\w\s\x00-\x7f‘’\xad‐–—](?=[a-zß-öø-ÿ])|[†‡ˆ‰˜¨¸](?!\w))")
"""What accents of another encoding look like: a capital or a sign inside a word, a sign at its end."""
_GUESS_FROM = 60_000
_LEAST = 0.1
_ASK = "say which with --encoding, for example --encoding cp1252, or save the file as UTF-8"

_WINDOWS, _MAC = "cp1252", "mac-roman"
_OF_COMPUTERS = {
    _WINDOWS: "Windows-1252",
    "cp1256": "Windows-1256 (Arabic)",
    "cp1251": "Windows-1251 (Cyrillic)",
    _MAC: "Mac Roman",
}
"""What Excel saves "CSV" in, by the computer's language; the first that reads as words is taken, of the two for Latin
letters the one that reads better."""
_SAVE = "in Excel: Save As, CSV UTF-8 (Comma delimited), or save it as .xlsx"


def decode(source: Source, encoding: str, counts: Counter[str]) -> tuple[str, str]:
    """The text of a file and a note on a guessed encoding (empty where it was certain)."""
    for start, kind in _BINARY:
        if source.data.startswith(start):
            raise source.error(
                f"is {kind}, whatever its name says", hint="give the file its right ending and import again"
            )
    text, note = _decode_as(source, encoding) if encoding else _decode_unasked(source, counts)
    _refuse_gibberish(source, text)
    return text, note


def decode_list(source: Source, counts: Counter[str]) -> tuple[str, str]:
    """The text of a small table that people keep beside the transcripts, and a note where it was not in UTF-8.

    Excel saves "CSV" in the computer's own encoding, which so few letters cannot show by their frequency.
    """
    try:
        return _decode_list(source, counts)
    except ReadError as error:
        error.hint = _SAVE if "--encoding" in error.hint else error.hint  # which only `import` has
        raise


def _decode_list(source: Source, counts: Counter[str]) -> tuple[str, str]:
    data = source.data
    is_latin = sum(byte > 127 for byte in data) < len(data) * 0.3
    if not is_latin or data.startswith(tuple(bom for bom, _ in _BOMS)) or _wide_encoding(data):
        return decode(source, "", counts)
    if _decoded(data, "utf-8") is not None or any(data.startswith(start) for start, _ in _BINARY):
        return decode(source, "", counts)
    read = {encoding: text for encoding in _OF_COMPUTERS if (text := _decoded(data, encoding)) is not None}
    fitting = [encoding for encoding, text in read.items() if _is_plausible(text) and _reads_as(encoding, text)]
    if _MAC in fitting and not _is_of_a_mac(read[_MAC], read.get(_WINDOWS)):
        fitting.remove(_MAC)
    if not fitting:
        raise source.error("is not UTF-8, and the encoding cannot be told", hint=_SAVE)
    best = _MAC if fitting[0] == _WINDOWS and _MAC in fitting else fitting[0]
    _refuse_gibberish(source, read[best])
    return read[best], f"read as {_OF_COMPUTERS[best]}"


def _is_of_a_mac(text: str, of_windows: str | None) -> bool:
    """Whether what was read as Mac Roman reads clearly better so than as what Windows writes.

    A strange word, such as `SchülerÜbergang`, or a sign that slipped in says nothing: it is one in both.
    """
    others = len(_letters(text)) / 2 if of_windows is None else len(_STRANGE.findall(of_windows))
    return len(_STRANGE.findall(text)) * 2 < others


def _reads_as(encoding: str, text: str) -> bool:
    """Whether the letters beyond ASCII are those of its script: accents stand in Latin words, others make up words."""
    words = re.findall(r"[^\W\d_]+", text)
    odd = [word for word in words if not word.isascii()]
    whole = [word for word in odd if len(word) > 1 and not re.search("[a-zA-Z]", word)]
    if encoding == "cp1256":
        return bool(whole) and all("\u0600" <= letter <= "\u06ff" for word in whole for letter in word)
    if encoding == "cp1251":
        return bool(whole) and not any(re.search("[а-я][А-Я]", word) for word in whole)
    return sum(map(len, whole)) * 2 <= sum(map(len, odd))


def _decode_as(source: Source, encoding: str) -> tuple[str, str]:
    try:
        return source.data.decode(encoding), ""
    except LookupError as error:
        raise source.error(
            f"no encoding is called {encoding!r}", hint="for example utf-8, cp1252, cp1256, utf-16"
        ) from error
    except UnicodeDecodeError as error:
        raise source.error(f"byte {error.start} is not {encoding}", hint="try another --encoding") from error


def _decode_unasked(source: Source, counts: Counter[str]) -> tuple[str, str]:
    data = source.data
    for bom, name in _BOMS:
        if data.startswith(bom):
            counts["byte order marks dropped"] += 1
            try:
                return data.decode(name), ""
            except UnicodeDecodeError as error:
                raise source.error(f"begins as {name} but byte {error.start} is not", hint=_ASK) from error
    wide = _wide_encoding(data)
    if wide:
        try:
            return data.decode(wide), f"read as {wide.upper()}, which the file does not say"
        except UnicodeDecodeError as error:
            raise source.error(f"looks like {wide} but byte {error.start} is not", hint=_ASK) from error
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        return _decode_guessing(source, error)


def _wide_encoding(data: bytes) -> str:
    """The encoding of UTF-16 text without a byte order mark: Latin text in it has a zero in every other byte."""
    sample = data[:2000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) * 0.2 and even * 8 < odd:
        return "utf-16-le"
    if even > len(sample) * 0.2 and odd * 8 < even:
        return "utf-16-be"
    return ""


def _decode_guessing(source: Source, error: UnicodeDecodeError) -> tuple[str, str]:
    mixed = _decode_mixed(source.data)
    if mixed:
        return mixed
    import chardet

    found = [
        (str(guess["encoding"]), float(guess["confidence"] or 0))
        for guess in chardet.detect_all(source.data[:_GUESS_FROM])
        if guess["encoding"] and not str(guess["encoding"]).lower().startswith(("utf-8", "ascii"))
    ]
    text = _decoded(source.data, found[0][0]) if found else None
    if text is None or found[0][1] < _LEAST or not _is_plausible(text):
        raise source.error(f"byte {error.start} is not UTF-8, and the encoding cannot be told", hint=_ASK) from error
    rivals = (sure for name, sure in found[1:] if _letters(_decoded(source.data, name)) != _letters(text))
    sure = found[0][1] >= 1.2 * next(rivals, 0.0)
    note = (
        f"encoding guessed: {found[0][0]}"
        if sure
        else f"encoding guessed, not surely: {found[0][0]}: check a few letters"
    )
    return text, f"{note}; --encoding overrides"


def _is_plausible(text: str) -> bool:
    """Whether what is not plain ASCII looks like letters and marks of a text, and no capital stands inside a word."""
    odd = [c for c in text if ord(c) > 127]
    readable = sum(1 for c in odd if unicodedata.category(c)[0] in "LMPZS")
    inside = len(re.findall(r"[a-zß-ÿ][À-ÞŠŽŒА-Я](?=[a-zß-ÿ])", text))
    return readable >= len(odd) * 0.95 and inside <= len(odd) * 0.2


def _letters(text: str | None) -> list[str]:
    return [c for c in text or "" if ord(c) > 127 and c.isalpha()]


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _decode_mixed(data: bytes) -> tuple[str, str] | None:
    """A UTF-8 file into which a few lines of Windows text were pasted: each line by itself."""
    lines = data.split(b"\n")
    decoded, odd, wide = [], 0, 0
    for line in lines:
        try:
            decoded.append(line.decode("utf-8"))
            wide += not line.isascii()
        except UnicodeDecodeError:
            odd += 1
            decoded.append(line.decode("cp1252", errors="replace"))
    if wide <= odd:
        return None
    return "\n".join(
        decoded
    ), f"mixed encodings: {odd} of {len(lines)} lines are not UTF-8 and were read as Windows-1252"


def _refuse_gibberish(source: Source, text: str) -> None:
    """Text that is mostly control characters, or characters that could not be decoded, is no text."""
    # Taking out what is no control character first is many times as quick as looking for one in a long text.
    is_clean = not text.encode("utf-8", "surrogatepass").translate(None, _NO_CONTROLS)
    found = None if is_clean else _CONTROLS.search(text)
    if found and len(_CONTROLS.findall(text)) > len(text) * 0.02:
        raise source.error(
            f"holds control characters from character {found.start()} on, so it is no text",
            hint="check that this is the transcript; --encoding helps if its encoding was misjudged",
        )
    if text.count("\ufffd") > max(20, len(text) * 0.01):
        raise source.error(f"cannot be decoded from character {text.index(chr(0xFFFD))} on", hint=_ASK)
