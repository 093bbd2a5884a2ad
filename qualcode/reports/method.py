"""How a study was coded and counted, in paragraphs for a report's method section, and what made its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qualcode.model.document import Record
from qualcode.model.facts import Facts
from qualcode.model.guided import Guided
from qualcode.model.language import LANGUAGES
from qualcode.model.report import Audience
from qualcode.model.table import UNREVIEWED, Basis
from qualcode.model.wording import listed, plural

RECORDS: Mapping[Record, str] = {
    Record.VERBATIM: "transcribed word by word",
    Record.INTERPRETED: "rendered by an interpreter",
    Record.NOTES: "kept as notes",
}


def introduction(facts: Facts) -> tuple[str, ...]:
    """What a report holds, in a paragraph at its top."""
    return (
        f"This report shows which themes {plural(facts.n_informants, 'informant')} raised in "
        f"{plural(len(facts.documents), 'interview')}, by type of informant, and in whose words. Figures count "
        "people, not mentions. How the interviews were read and counted is said under Method; the codebook and what "
        "every figure rests on are annexed.",
    )


def method(facts: Facts, audience: Audience) -> tuple[str, ...]:
    """The method note: material, coding, counting, quotes, limits. To be completed by the authors."""
    return (
        _material(facts, audience),
        _coding(facts),
        _counting(facts),
        _quoting(facts),
        "Informants were chosen for what they know, not drawn at random: counts describe the people interviewed and do "
        "not estimate shares of any larger group. A theme that few raised is not for that reason unimportant.",
        f"Tables, quotes and charts were made with qualcode {facts.version}. Each figure has an id that leads back to "
        "the passages it was counted from.",
    )


def _material(facts: Facts, audience: Audience) -> str:
    types = types_in_words(facts)
    said = [
        f"{plural(len(facts.documents), 'interview')} with {plural(facts.n_informants, 'informant')} were read: "
        f"{types}. Together the informants' words come to {facts.n_words:,}."
    ]
    if facts.n_groups:
        groups = plural(facts.n_groups, "interview")
        said.append(f"{groups} {_was(facts.n_groups)} with more than one person.")
    if len(facts.rounds) > 1:
        said.append(f"There were {len(facts.rounds)} rounds of interviews; an informant counts once.")
    if set(facts.records) != {Record.VERBATIM}:
        said.append(f"Of the interviews, {records_in_words(facts)}.")
    if len(facts.languages) > 1:
        said.append(f"Languages: {languages_in_words(facts)}.")
    if audience is Audience.TEAM:
        said += [f"1 informant was left out of the counts: {reason}." for reason in facts.left_out]
    elif n := len(facts.left_out):
        said.append(f"{plural(n, 'informant')} {_was(n)} left out of the counts.")
    return " ".join(said)


def _coding(facts: Facts) -> str:
    book = facts.codebook
    version = f" (version {book.version})" if book.version else ""
    start = (
        f"The transcripts were cut into {facts.n_segments:,} passages of informants' speech; interviewers' words were "
        f"left out. A codebook of {plural(len(book.codes), 'theme')}, {book.name}{version}, was applied by rules: "
        "each theme's words and phrases propose it wherever they occur."
    )
    if facts.basis is Basis.SUGGESTIONS:
        return f"{start} Nobody has reviewed these proposals: figures and quotes are {UNREVIEWED}."
    coders = plural(len(facts.coders), "coder")
    done = (
        f"{coders} read each proposal and accepted or rejected it"
        if facts.basis is Basis.CODINGS
        else f"The review is unfinished: {coders} accepted or rejected {facts.n_decided:,} of the "
        f"{plural(facts.n_proposed, 'proposal')} so far"
    )
    return (
        f"{start} {done}, and added what the rules had missed: {plural(facts.n_codings, 'coding')} in all. "
        f"For {facts.n_reviewed} of {plural(facts.n_informants, 'informant')} every theme is reviewed."
        f"{guidance(facts.guided)}"
    )


def guidance(guided: Guided) -> str:
    """What led the coders besides the rules, in sentences that go on; empty where nothing did."""
    said = []
    if guided.ways or guided.n_answered:
        said.append(
            " Besides the rules, themes were proposed in passages like those already coded, learned from the coders' "
            "own decisions and from passages read without the theme; nothing so proposed was counted before a coder "
            "accepted it."
        )
    if guided.n_answered:
        said.append(
            f" Of {plural(guided.n_answered, 'such proposal')} that no rule made and coders answered, "
            f"{guided.n_accepted:,} ({guided.n_accepted / guided.n_answered:.0%}) {_was(guided.n_accepted)} accepted."
        )
    if n_read := sum(guided.n_read.values()):
        by = plural(len(guided.n_read), "coder")
        said.append(
            f" {plural(n_read, 'passage')} {_was(n_read)} read by {by} in the order of what was most likely to show "
            "an informant raising a further theme, one in ten drawn at random."
        )
    return "".join(said)


def _counting(facts: Facts) -> str:
    denominator = (
        "every informant with an imported interview"
        if facts.basis is Basis.SUGGESTIONS
        else "the informants whose interviews are reviewed for that theme; the others are not counted as silent"
    )
    return (
        "Figures count people, not mentions: an informant who raised a theme counts once, however often, and in "
        f"however many interviews. The denominator is {denominator}. A theme contains the themes under it. "
        "Percentages are left out for small groups."
    )


def _quoting(facts: Facts) -> str:
    return (
        f"{plural(facts.n_quotes, 'quote')} of {plural(facts.n_quoted, 'informant')} were selected by a fixed rule: "
        "one quote of each informant before a second of anyone, every informant type that raised a theme heard, "
        "contrary views shown. They are verbatim; what was cut or changed stands in square brackets."
        + (
            f" {plural(facts.names_replaced, 'name or place', 'names and places')} "
            f"{_was(facts.names_replaced)} replaced by words in square brackets."
            if facts.names_replaced
            else ""
        )
    )


def provenance(facts: Facts, audience: Audience) -> Iterator[tuple[str, str]]:
    """Versions, hashes, coders, coverage and settings; for a client without the ids of interviews and people."""
    yield "qualcode", facts.version
    yield (
        "Figures are counted from",
        ", ".join(filter(None, ["decisions" if facts.basis.is_decided else "", facts.basis.caveat])),
    )
    if facts.date:
        yield "As of", facts.date
    yield "Codebook", f"{facts.codebook.name} {facts.codebook.version}".strip()
    yield "Codebook sha256", facts.codebook.sha256
    yield "Interviews", str(len(facts.documents))
    yield "Interviews sha256", combined_hash(facts.documents)
    yield "Informants", types_in_words(facts)
    if facts.roster_sha256:
        yield "List of informants sha256", facts.roster_sha256
    if facts.coders:
        yield "Coders", ", ".join(facts.coders) if audience is Audience.TEAM else str(len(facts.coders))
    if facts.basis.is_decided:
        yield "Reviewed for every theme", f"{facts.n_reviewed} of {plural(facts.n_informants, 'informant')}"
    for name, value in facts.settings.items():
        if audience is Audience.TEAM or not _tells_who(name, value, facts):
            yield f"Setting {name}", value
    if audience is Audience.TEAM:
        for document_id, sha256 in facts.documents.items():
            yield f"Interview {document_id} sha256", sha256


def _tells_who(name: str, value: str, facts: Facts) -> bool:
    """Whether a setting names people, interviews, or a type that is hidden because few are of it."""
    if name.startswith("groupings."):
        return not facts.informants.keys() >= set(value.split(", "))
    return name.startswith(("roles.", "privacy.allowed."))


def combined_hash(hashes: Mapping[str, str]) -> str:
    """One hash over the texts of all interviews, whatever they are called."""
    import hashlib

    return hashlib.sha256("\n".join(sorted(hashes.values())).encode()).hexdigest()


def types_in_words(facts: Facts) -> str:
    """`CSO (3) and UN agency (4)`."""
    return listed(f"{name} ({number})" for name, number in facts.informants.items())


def records_in_words(facts: Facts) -> str:
    """`9 were transcribed word by word and 2 were rendered by an interpreter`."""
    found = [(words, facts.records[record]) for record, words in RECORDS.items() if facts.records.get(record)]
    return listed(f"{number} {_was(number)} {words}" for words, number in found)


def languages_in_words(facts: Facts) -> str:
    """`9 English and 2 Arabic`."""
    return listed(f"{number} {LANGUAGES.get(code, code or 'unknown')}" for code, number in facts.languages.items())


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
