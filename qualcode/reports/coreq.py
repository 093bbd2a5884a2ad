"""The reporting checklist for interviews and focus groups (COREQ; Tong, Sainsbury and Craig 2007), filled in where the
study knows the answer."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.model.document import Record
from qualcode.model.facts import Facts
from qualcode.model.wording import plural
from qualcode.reports.method import languages_in_words, records_in_words, types_in_words

OPEN = "For the authors to fill in."

ITEMS = (
    "Interviewer or facilitator",
    "Credentials",
    "Occupation",
    "Gender",
    "Experience and training",
    "Relationship established",
    "Participants' knowledge of the interviewer",
    "Interviewer characteristics",
    "Methodological orientation and theory",
    "Sampling",
    "Method of approach",
    "Sample size",
    "Non-participation",
    "Setting of data collection",
    "Presence of non-participants",
    "Description of sample",
    "Interview guide",
    "Repeat interviews",
    "Audio or visual recording",
    "Field notes",
    "Duration",
    "Data saturation",
    "Transcripts returned",
    "Number of data coders",
    "Description of the coding tree",
    "Derivation of themes",
    "Software",
    "Participant checking",
    "Quotations presented",
    "Data and findings consistent",
    "Clarity of major themes",
    "Clarity of minor themes",
)


def checklist(facts: Facts) -> tuple[tuple[str, str, str], ...]:
    """The 32 items: number, name, what the study knows."""
    known = _known(facts)
    return tuple((str(number), item, known.get(number) or OPEN) for number, item in enumerate(ITEMS, start=1))


def _known(facts: Facts) -> Mapping[int, str]:
    n_notes = facts.records.get(Record.NOTES, 0)
    reviewed = facts.basis.is_decided
    top = sum(code.parent is None for code in facts.codebook.codes)
    below = len(facts.codebook.codes) - top
    return {
        10: facts.authors.sampling,
        12: f"{plural(facts.n_informants, 'informant')} in {plural(len(facts.documents), 'interview')}.",
        13: facts.authors.approached,
        16: f"{types_in_words(facts)}."
        + (f" Languages: {languages_in_words(facts)}." if len(facts.languages) > 1 else ""),
        17: "A guide is kept with the study." if facts.guide else "",
        18: f"Yes: {len(facts.rounds)} rounds." if len(facts.rounds) > 1 else "None in the study.",
        19: f"Of the interviews, {records_in_words(facts)}. Recording: {OPEN.lower()}",
        20: f"{plural(n_notes, 'interview')} kept as notes." if n_notes else "",
        21: f"Length of the transcripts: {facts.n_words:,} words of informants. Duration: {OPEN.lower()}",
        22: facts.saturation,
        24: plural(len(facts.coders), "coder") + "." if reviewed else "None yet: the suggestions are not reviewed.",
        25: f"{plural(top, 'theme')} and {plural(below, 'sub-theme')}; see the codebook in the annex.",
        26: "From the codebook, set beforehand and changed on record; words and phrases propose, "
        + ("coders decided." if reviewed else "nobody has decided yet."),
        27: f"qualcode {facts.version}.",
        29: f"{plural(facts.n_quotes, 'quote')} of {plural(facts.n_quoted, 'informant')}, each attributed by type.",
        30: "Every figure has an id that leads to the passages behind it.",
        31: "See the tables of themes.",
        32: "See the tables of themes, sub-themes included, and the contrary quotes.",
    }
