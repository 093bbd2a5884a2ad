"""Passages parsed by the language model, kept on disk: a model reads a thousand words in a tenth of a second.

A file per document, named by a hash of its text and the model; it holds interview text and is as private as the study's
database. Deleting the folder loses nothing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.files.held import replace_file
from qualcode.files.process import own_mark
from qualcode.model.nouns import dataclass

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FOLDER = "parses"
_ATTRIBUTES = ("LEMMA", "POS", "TAG", "MORPH", "ENT_IOB", "ENT_TYPE", "ENT_ID", "ENT_KB_ID")
_ATTRIBUTES_OF_PARSER = ("DEP", "HEAD")


@dataclass(frozen=True, slots=True)
class Parses:
    """What a pipeline makes of passages; what it made of them before is read back."""

    nlp: Language
    model: str
    """Name of the model's package; empty for a pipeline that only splits words, which is not kept."""
    cache: Path | None = None
    """The study's folder for caches; None keeps nothing."""

    def parse(self, sha256: str, texts: Sequence[str]) -> Iterator[Doc]:
        """The passages of one document, parsed, in the order given; `sha256` is the document's."""
        if self.cache is None or not self.model or not texts:
            yield from self.nlp.pipe(texts)
            return
        path = self.cache / FOLDER / f"{self._key(sha256)}.spacy"
        kept = {parsed.text: parsed for parsed in _read(path, self.nlp)}
        missing = [text for text in dict.fromkeys(texts) if text not in kept]
        if missing:
            kept |= zip(missing, self.nlp.pipe(missing), strict=True)
            _write(path, kept.values(), self._attributes())
        yield from (kept[text] for text in texts)

    def _attributes(self) -> tuple[str, ...]:
        return (*_ATTRIBUTES, *(_ATTRIBUTES_OF_PARSER if "parser" in self.nlp.pipe_names else ()))

    def _key(self, sha256: str) -> str:
        parts = [sha256, self.model, _version(self.model), _version("spacy"), *self.nlp.pipe_names]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _read(path: Path, nlp: Language) -> list[Doc]:
    """What is kept there; nothing where it cannot be read, for it can be made again."""
    from spacy.tokens import DocBin

    try:
        return list(DocBin().from_bytes(path.read_bytes()).get_docs(nlp.vocab))
    except FileNotFoundError:
        return []
    except Exception:  # a file cut short or of another version fails in many ways, and is written anew
        return []


def _write(path: Path, parses: object, attributes: Sequence[str]) -> None:
    """Whole or not at all, for another run may read it at this moment. A full disk is no reason to stop."""
    from spacy.tokens import DocBin

    packed = DocBin(attrs=attributes, docs=parses, store_user_data=False).to_bytes()  # type: ignore[arg-type]
    partial = path.with_name(f".qualcode-{own_mark()}-{path.name}.tmp")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(packed)
        replace_file(partial, path)
    except OSError:
        with suppress(OSError):
            partial.unlink()
