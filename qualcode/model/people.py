"""What informants of a type are called in a sentence."""

from __future__ import annotations

PEOPLE = frozenset(
    (
        "informant", "respondent", "participant", "interviewee", "stakeholder", "user", "beneficiary", "patient",
        "client", "customer", "official", "officer", "worker", "staff", "member", "leader", "manager", "director",
        "teacher", "nurse", "midwife", "doctor", "physician", "parent", "mother", "father", "farmer", "volunteer",
        "expert", "donor", "researcher", "student", "refugee", "citizen", "resident", "household", "person", "people",
        "women", "men",
    )
)  # fmt: skip
"""Words for people, after which `informant` is not said again."""


def people(label: str, number: int = 2) -> str:
    """Name informants of a type: `CSO informants`, `End users`; in the singular for one."""
    *first, last = label.split() or [""]
    one = last.casefold() if last.casefold() in PEOPLE else last.casefold().removesuffix("s")
    if one not in PEOPLE:
        return f"{label} informant{'' if number == 1 else 's'}".strip()
    if last.casefold() != one or one in ("staff", "people", "women", "men"):
        return label
    return label if number == 1 else " ".join([*first, _several(last)])


def _several(noun: str) -> str:
    if noun.casefold() == "person":
        return "people"
    return f"{noun[:-1]}ies" if noun.casefold().endswith("ry") else f"{noun}s"
