"""The codes of a study's codebook as other programs take them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Sequence

from qualcode.exchange.contrary import DEFINITION
from qualcode.exchange.project import ForeignCode
from qualcode.model.codebook import Code
from qualcode.model.coding import CONTRARY_ENDING

GUID_LENGTH = 36
_IDS = uuid.UUID("5e0d3c0a-52e2-4a55-8f0b-9d7a1b7ce9f4")


def guid_of(*what: str) -> str:
    """A GUID that is the same whenever the same thing is written."""
    return str(uuid.uuid5(_IDS, "\n".join(what))).upper()


def code_guid(code: Code) -> str:
    """The GUID a code came with, else one made of its id."""
    return code.origin if len(code.origin) == GUID_LENGTH else guid_of("code", code.id)


def contrary_guid(code_id: str) -> str:
    """The GUID of the code under which passages stand that deny a theme."""
    return guid_of("contrary", code_id)


def foreign_codes(codes: Sequence[Code], *, denied: Collection[str] = ()) -> Iterator[ForeignCode]:
    """Codes with what to include and exclude in their definitions; under those that are `denied` one more each."""
    guids = {code.id: code_guid(code) for code in codes}
    for code in codes:
        said = [code.definition]
        said += [f"Include: {code.include}"] if code.include else []
        said += [f"Exclude: {code.exclude}"] if code.exclude else []
        yield ForeignCode(
            id=guids[code.id],
            name=code.name,
            parent=guids.get(code.parent or "", ""),
            definition="\n".join(filter(None, said)),
            colour=code.colour if code.colour.startswith("#") else "",
        )
        if code.id in denied:
            yield ForeignCode(
                id=contrary_guid(code.id),
                name=code.name + CONTRARY_ENDING,
                parent=guids[code.id],
                definition=DEFINITION,
            )
