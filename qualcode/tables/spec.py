"""What a figure is, written so that the same cell has the same id in every report."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum

from qualcode.model.codebook import Codebook
from qualcode.model.people import INFORMANTS, People
from qualcode.model.table import Basis

Filter = Mapping[str, tuple[str, ...]]
"""Variables and the values that pass: `{"informant_type": ("UN agency", "International NGO")}`. Empty: everyone."""

ANY_CODE = "*"
"""In place of a code: any theme of the codebook."""


EITHER_CODE = "+"
"""Between codes that are counted as one: an informant who raised any of them counts once."""

NEXT = "\n"
"""Between the several documents or groups of a figure."""


def parts_of(code: str) -> tuple[str, ...]:
    """The codes that are counted together under `code`."""
    return tuple(code.split(EITHER_CODE))


class Measure(StrEnum):
    """What a figure counts."""

    INFORMANTS = "n_informants"
    PASSAGES = "n_passages"
    WORDS = "n_words"
    LOUDEST = "n_passages_of_loudest"
    DENIED = "n_denied"
    DISPUTED = "n_disputed"
    NOT_RAISED = "n_not_raised"
    NOT_ASKED = "n_not_asked"
    NOT_REVIEWED = "n_not_reviewed"
    MEMBERS = "n_members"
    """How many there are in the group, whatever they said."""
    DIFFERENCE = "difference"
    """Of two groups' shares."""
    SPREAD = "spread"
    """Of the shares of several groups the highest less the lowest."""
    FISHER = "p_fisher"
    BOSCHLOO = "p_boschloo"
    ADJUSTED = "p_adjusted"
    TOGETHER = "n_together"
    """Passages or interviews in which two codes occur."""
    EITHER = "n_either"
    """Passages or interviews in which at least one of two codes occurs."""
    JACCARD = "jaccard"
    """Together over either."""
    CONTRARY = "n_contrary"
    """Informants who said the contrary, whatever else they said."""
    TYPES = "n_types"
    """Informant types that raise a theme."""
    NEW_CODES = "n_new_codes"
    """Codes that some interviews raise and none before them did."""


def make_spec(
    measure: Measure,
    *,
    basis: Basis,
    code: str = "",
    group: Filter | None = None,
    where: Filter | None = None,
    **more: str,
) -> dict[str, str]:
    """Say what a figure is. Empty parts are left out, so that they do not change its id."""
    parts = {
        "measure": measure.value,
        "basis": (Basis.CODINGS if basis.is_decided else basis).value,
        "code": code,
        "group": write_filter(group or {}),
        "where": write_filter(where or {}),
        **more,
    }
    return {key: value for key, value in parts.items() if value}


def write_filter(filter: Filter) -> str:
    """A filter as text: sorted, so that two ways of saying the same give the same."""
    if not filter:
        return ""
    return json.dumps({key: sorted(values) for key, values in filter.items()}, sort_keys=True, ensure_ascii=False)


def read_filter(text: str) -> dict[str, tuple[str, ...]]:
    """A filter from what `write_filter` made."""
    return {key: tuple(values) for key, values in json.loads(text).items()} if text else {}


SAID: Mapping[str, str] = {
    Measure.INFORMANTS: "{units} who raised",
    Measure.PASSAGES: "passages on",
    Measure.WORDS: "words of the passages on",
    Measure.LOUDEST: "passages of the loudest {unit} on",
    Measure.DENIED: "{units} who spoke only to the contrary on",
    Measure.DISPUTED: "{units} of whom coders differ on",
    Measure.NOT_RAISED: "{units} reviewed who did not raise",
    Measure.NOT_ASKED: "{units} who were not asked about and did not raise",
    Measure.NOT_REVIEWED: "{units} not heard to raise and not wholly reviewed for",
    Measure.MEMBERS: "{units} counted for",
    Measure.DIFFERENCE: "difference between groups in raising",
    Measure.SPREAD: "how far groups lie apart in raising",
    Measure.FISHER: "Fisher's p for groups raising",
    Measure.BOSCHLOO: "Boschloo's p for groups raising",
    Measure.ADJUSTED: "adjusted p for groups raising",
    Measure.TOGETHER: "{withins} with both",
    Measure.EITHER: "{withins} with at least one of",
    Measure.JACCARD: "share of the {withins} with one of them that hold both",
    Measure.CONTRARY: "{units} who spoke to the contrary on",
    Measure.TYPES: "{type}s that raised",
    Measure.NEW_CODES: "codes first raised, within",
}


ANY_CODER = "(any)"
ALL_CODERS = "(all)"


def coder_rule(coder: str) -> str:
    """Whose decisions a table counts, in a sentence; `coder` is a name, or one of the rules above."""
    if coder == ANY_CODER:
        return "A passage counts as coded where any coder coded it."
    if coder == ALL_CODERS:
        return "A passage counts as coded where every coder who decided on it coded it."
    return f"Only decisions of coder {coder}."


def describe_figure(spec: Mapping[str, str], codebook: Codebook, people: People = INFORMANTS) -> str:
    """A figure in a sentence, for `trace` and for annexes: `informants who raised Funding; CSO; suggestions`."""
    unit = spec.get("unit", people.person)
    within = spec.get("within", "passage")
    words = SAID[Measure(spec["measure"])].format(unit=unit, units=f"{unit}s", withins=f"{within}s", type=people.type)
    names = {code.id: code.name for code in codebook.codes}
    code = spec.get("code", "")
    theme = "any theme" if code in ("", ANY_CODE) else " or ".join(names.get(each, each) for each in parts_of(code))
    if other := spec.get("with"):
        theme += f" and {names.get(other, other)}"
    parts = [
        f"{words} {theme}",
        *_filter_words(spec.get("group", ""), ""),
        *_filter_words(spec.get("where", ""), "where "),
    ]
    parts += [f"{key} {', '.join(spec[key].split(NEXT))}" for key in ("document", "informant", "after") if key in spec]
    parts += [f"against {' '.join(_filter_words(other))}" for other in spec.get("against", "").split(NEXT) if other]
    if spec.get("at_least"):
        parts.append(f"with at least {spec['at_least']} passages")
    if spec.get("coder"):
        parts.append(coder_rule(spec["coder"]).rstrip("."))
    parts.append("unreviewed suggestions" if spec.get("basis") == Basis.SUGGESTIONS else "reviewed codings")
    return "; ".join(parts)


def _filter_words(text: str, lead: str = "") -> list[str]:
    return [
        lead + (", ".join(values) if key == "informant_type" else f"{key.replace('_', ' ')} = {', '.join(values)}")
        for key, values in read_filter(text).items()
    ]
