"""Words for a code, from the passages it was put on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model.codebook import Codebook
from qualcode.model.table import Column, Row, Table, listing
from qualcode.model.wording import plural
from qualcode.study.naming import named_code
from qualcode.study.results.counting import resolution_of

if TYPE_CHECKING:
    from qualcode.study.study import Study
    from qualcode.suggesters.rules.vocabulary import PassageKey

LOG_ODDS = Column(key="log_odds", label="Log-odds", numeric=True)
ALREADY_IN = Column(key="already in", label="Already in")
NUMBERS = ("Here", "Elsewhere", "Passages", "Informants", "z")


def terms_table(study: Study, code_id: str, *, most: int) -> Table:
    """Words that set a code's passages apart, with their counts, the strongest first."""
    from qualcode.suggesters.rules.vocabulary import suggest_terms

    codebook = study.codebook()
    code_id = named_code(code_id, codebook)
    coded, basis = _coded(study, codebook, code_id)
    ideas = suggest_terms(study.store.documents.passages(), coded, codebook, code_id) if coded else []
    rows = [
        Row(
            cells=(
                idea.term,
                idea.keyness.n_here,
                idea.keyness.n_elsewhere,
                idea.n_passages,
                idea.n_informants,
                round(float(idea.keyness.log_odds), 2),
                round(float(idea.keyness.z), 2),
                ", ".join(idea.also_in),
            ),
            key=idea.term,
        )
        for idea in ideas[:most]
    ]
    return listing(
        "codebook_terms",
        f"Words that set {code_id} apart",
        ("Term", *NUMBERS[:-1], LOG_ODDS, NUMBERS[-1], ALREADY_IN),
        rows,
        numeric=NUMBERS,
        notes=(
            f"Here: {plural(len(coded), 'passage')} {basis}; elsewhere: all other passages of informants.",
            "Log-odds with the study's own word frequencies as prior (Monroe, Colaresi and Quinn 2008); "
            "z of 1.96 and more. Forms of a word are counted together. What the code matches already is left out.",
            _closing(len(ideas), len(rows)),
        ),
    )


def _closing(n_ideas: int, n_shown: int) -> str:
    if not n_ideas:
        return "No word stands out that two informants used; with more coded passages some will."
    if n_ideas > n_shown:
        return f"{n_ideas - n_shown} more: --most {n_ideas}."
    return "Take what belongs to the theme, leave the rest: a word that stands nearby proves nothing."


def _coded(study: Study, codebook: Codebook, code_id: str) -> tuple[set[PassageKey], str]:
    """The passages to learn from: accepted, else suggested, else those that sound like the definition."""
    from qualcode.suggesters.rules.vocabulary import like_its_definition

    family = codebook.family(code_id)
    resolution = resolution_of(study)
    accepted = {
        (coding.document_id, int(coding.segment_id.rpartition(":")[2]))
        for coding in (resolution.codings if resolution else ())
        if coding.code_id in family
    }
    if accepted:
        return accepted, "coded by people"
    suggested = {
        (hits.document_id, ordinal)
        for hits in study.store.suggestions.hits()
        if hits.code_id in family
        for ordinal in hits.segments()
    }
    if suggested:
        return suggested, "suggested, not reviewed"
    language = codebook.languages[0] if codebook.languages else "en"
    code = codebook.code(code_id)
    return like_its_definition(study.store.documents.passages(), code, language), "that share words with the definition"
