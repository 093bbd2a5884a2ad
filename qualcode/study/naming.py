"""What people name on the command line, and what they may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qualcode.errors import UsageError
from qualcode.model.codebook import Codebook


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint: the name that was probably meant, else all there are."""
    import difflib

    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    return f"did you mean {close[0]}?" if close else f"there are: {', '.join(names)}"


def refuse_missing(path: Path) -> None:
    """UsageError where there is no such file or folder, with the one beside it that was probably meant."""
    import difflib

    if path.exists():
        return
    beside = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
    close = difflib.get_close_matches(path.name, beside, n=1)
    hint = (
        f"did you mean {path.parent / close[0]}?" if close else "check the spelling, or drag the file into the window"
    )
    raise UsageError(f"{path}: no such file or folder", hint=hint)


def named_code(written: str, codebook: Codebook) -> str:
    """The id of the code that somebody names, by its id or its name, in any case; UsageError where there is none."""
    from qualcode.model.sheet import find_code

    if codebook.family(written):
        return written
    try:
        return find_code(written, codebook)
    except KeyError:
        hint = nearest(written, (code.id for code in codebook.codes))
        raise UsageError(f"{written}: no such code", hint=hint) from None


def named_family(written: str, codebook: Codebook) -> frozenset[str]:
    """The code that somebody names and those under it; every code where none is named."""
    if not written:
        return frozenset(code.id for code in codebook.codes)
    return codebook.family(named_code(written, codebook))
