"""Passages and a codebook to suggestions: which code, on which words, by which rule."""

from __future__ import annotations

from collections.abc import Callable

from qualcode.suggesters.learned import Learned
from qualcode.suggesters.rules.apply import Keywords, Patterns
from qualcode.suggesters.rules.by_rule import find_by_rule
from qualcode.suggesters.rules.checks import check_in_study, check_rules, rule_errors
from qualcode.suggesters.rules.examples import ExampleResult, test_codebook
from qualcode.suggesters.rules.keys import code_keys
from qualcode.suggesters.rules.language_model import MODELS, installed_model, without_model
from qualcode.suggesters.rules.matcher import Matcher, compile_codebook
from qualcode.suggesters.rules.matching import passages_of, suggest, suggest_document
from qualcode.suggesters.rules.patterns import check_patterns
from qualcode.suggesters.similarity import Similarity
from qualcode.suggesters.stale import Stale, find_stale
from qualcode.suggesters.suggester import FollowsEdits, Material, Suggester

__all__ = [
    "MODELS",
    "SUGGESTERS",
    "ExampleResult",
    "FollowsEdits",
    "Matcher",
    "Material",
    "Stale",
    "Suggester",
    "check_in_study",
    "check_patterns",
    "check_rules",
    "code_keys",
    "compile_codebook",
    "find_by_rule",
    "find_stale",
    "installed_model",
    "passages_of",
    "rule_errors",
    "suggest",
    "suggest_document",
    "test_codebook",
    "without_model",
]

# To propose codes in another way, add suggesters/<method>.py with a `Suggester` and name it here.
SUGGESTERS: dict[str, Callable[[Material], Suggester]] = {
    "keywords": Keywords,
    "patterns": Patterns,
    "learned": Learned,
    "similarity": Similarity,
}
