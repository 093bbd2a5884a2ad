"""Find the file, code or theme that somebody names, or say which they may have meant."""

from __future__ import annotations

from pathlib import Path

from qualcode.errors import UsageError
from qualcode.model.codebook import Codebook
from qualcode.model.naming import did_you_mean, likeliest


def refuse_missing(path: Path) -> None:
    """UsageError where there is no such file or folder, with the one beside it that was probably meant."""
    if path.exists():
        return
    beside = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
    near = likeliest(path.name, beside)
    hint = f"did you mean {path.parent / near}?" if near else "check the spelling, or drag the file into the window"
    raise UsageError(f"{path}: no such file or folder", hint=hint)


def named_code(written: str, codebook: Codebook) -> str:
    """The id of the code that somebody names, by its id or its name, in any case; UsageError where there is none."""
    from qualcode.model.sheet import find_code

    if codebook.family(written):
        return written
    try:
        return find_code(written, codebook)
    except KeyError:
        hint = did_you_mean(written, (code.id for code in codebook.codes))
        raise UsageError(f"{written}: no such code", hint=hint) from None


def named_family(written: str, codebook: Codebook) -> frozenset[str]:
    """The code that somebody names and those under it; every code where none is named."""
    if not written:
        return frozenset(code.id for code in codebook.codes)
    return codebook.family(named_code(written, codebook))
