"""Change the study's codebook: the file as a person wrote it, and the record that explains older decisions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.errors import CodebookError, UsageError
from qualcode.model.codebook import Change, Code, Codebook, Redirect
from qualcode.model.wording import plural
from qualcode.study.around import expect_interviews
from qualcode.study.codebook.adding import CHANGED, codebook_text
from qualcode.study.codebook.hand_edits import explain_hand_edits
from qualcode.study.codebook.suggesting import apply_codebook, follow_stopped
from qualcode.study.codebook.whole import changed_whole
from qualcode.study.naming import named_code
from qualcode.study.unread import codebook_is_unread, codebook_was_applied, remember_codebook

if TYPE_CHECKING:
    from qualcode.readers.codebooks.edit import CodebookEdit
    from qualcode.study.study import Study

_LANGUAGE = re.compile(r"([a-z]{2,3}):\s*(\S.*)")


def add_code(
    study: Study,
    code_id: str,
    *,
    name: str = "",
    definition: str = "",
    under: str = "",
    terms: Iterable[str] = (),
    note: str = "",
) -> None:
    """Add a code to the file, at the end or under another; interviews coded before wait for its suggestions.

    A term may name its language: `ar:ممرض`.
    """
    from qualcode.readers.codebooks import edit, read_codebook

    made = Code(
        id=code_id,
        name=name or code_id.replace("_", " ").capitalize(),
        parent=named_code(under, read_codebook(study.codebook_path)) if under else None,
        definition=definition,
        terms=_by_language(terms),
    )
    change_codebook(study, lambda text: edit.add_code(text, made), note=note)
    study.voice.note(f"added {code_id} to {study.codebook_path.name}; give it include, exclude and tests there")
    apply_again(study)


def merge_code(study: Study, code: str, into: str, *, note: str = "") -> None:
    """Merge a code into another: its words, tests and decisions go there. Also for a code renamed in the file."""
    from qualcode.readers.codebooks import edit

    redirect = Redirect(change=Change.MERGE, code_id=code, to=(into,), note=note)
    _explain(study, redirect, lambda text, meant: edit.merge_codes(text, meant.code_id, *meant.to))


def split_code(study: Study, code: str, into: Sequence[str], *, terms: Iterable[str] = (), note: str = "") -> None:
    """Split a code into several; `terms` are given to parts as `NEW=TERM`, all others go to the first."""
    from qualcode.readers.codebooks import edit

    parts = _parts(into, terms)
    redirect = Redirect(change=Change.SPLIT, code_id=code, to=tuple(parts), note=note)
    _explain(study, redirect, lambda text, meant: edit.split_code(text, meant.code_id, parts))


def move_code(study: Study, code: str, under: str = "", *, note: str = "") -> None:
    """Put a code, with those under it, under another or at the top. Decisions stay with it."""
    from qualcode.readers.codebooks import edit

    redirect = Redirect(change=Change.MOVE, code_id=code, to=(under,) if under else (), note=note)
    _explain(study, redirect, lambda text, meant: edit.move_code(text, meant.code_id, next(iter(meant.to), None)))


def retire_code(study: Study, code: str, *, note: str = "") -> None:
    """Take a code out. Decisions on it are kept and listed, and no longer counted."""
    from qualcode.readers.codebooks import edit

    redirect = Redirect(change=Change.RETIRE, code_id=code, note=note)
    _explain(study, redirect, lambda text, meant: edit.retire_code(text, meant.code_id))


def _by_language(entries: Iterable[str]) -> dict[str, tuple[str, ...]]:
    terms: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        found = _LANGUAGE.fullmatch(entry)
        language, words = (found[1], found[2]) if found else ("", entry)
        terms[language] = (*terms.get(language, ()), words)
    return terms


def _parts(into: Sequence[str], terms: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Give each part of a split code its terms."""
    parts: dict[str, list[str]] = {part: [] for part in into}
    for entry in terms:
        part, sign, words = entry.partition("=")
        if part not in parts or not sign or not words.strip():
            raise UsageError(f"--term {entry}: not NEW=TERM", hint=f"name one of {', '.join(parts)}, then = and a term")
        parts[part].append(words.strip())
    return parts


def change_codebook(study: Study, edit: Callable[[str], CodebookEdit], *, note: str = "") -> Redirect:
    """Edit the codebook file, keep the new one in the study and record what became of the code."""
    from qualcode.readers.codebooks import read_codebook

    text = codebook_text(study)
    follow_stopped(study)
    before = read_codebook(study.codebook_path)
    made = edit(text)
    with changed_whole(study, made.text.encode()):
        explain_hand_edits(study, before)
        redirect = study.store.log.append_redirect(replace(made.redirect, note=note or made.redirect.note))
        keep_codebook(study)
    return redirect


def _explain(study: Study, redirect: Redirect, edit: Callable[[str, Redirect], CodebookEdit]) -> None:
    """Record what becomes of a code: in the file, or on the record alone where the file was changed by hand already.

    `redirect` names codes as somebody wrote them; `edit` is given their ids.
    """
    from qualcode.readers.codebooks import read_codebook

    expect_interviews(study, CHANGED)
    book = read_codebook(study.codebook_path)
    if _is_gone(study, book, redirect):
        to = tuple(named_code(code_id, book) for code_id in redirect.to)
        before = _last_with(study, redirect.code_id)
        with study.store.together():
            explain_hand_edits(study, book, but=redirect.code_id)
            keep_codebook(study)
            made = study.store.log.append_redirect(replace(redirect, to=to, codebook_sha256=before))
    else:
        meant = _with_ids(redirect, book)
        made = change_codebook(study, lambda text: edit(text, meant), note=redirect.note)
    study.voice.note(_in_words(made))
    _say_decisions(study, made)
    apply_again(study)


def new_code(study: Study, name: str, parent: str | None) -> tuple[Codebook, str]:
    """Write a new code into the study's codebook file; return the codebook with it, and its id.

    Raises CodebookError where there is such a code already.
    """
    from qualcode.model.naming import slug
    from qualcode.readers.codebooks import edit

    code = Code(id=slug(name).replace("-", "_"), name=name, parent=parent)
    if any(each.id == code.id or each.name.casefold() == name.casefold() for each in study.codebook().codes):
        raise CodebookError(f"there is a code {code.id} already", hint="choose it from the list, or another name")
    was_applied = not codebook_is_unread(study)
    change_codebook(study, lambda text: edit.add_code(text, code))
    if was_applied:
        codebook_was_applied(study)  # it has no words yet that could be looked for
    return study.codebook(), code.id


def _is_gone(study: Study, book: Codebook, redirect: Redirect) -> bool:
    """Whether the code was taken out of the file by hand; one that is gone cannot be moved."""
    return (
        redirect.change is not Change.MOVE
        and not book.family(redirect.code_id)
        and redirect.code_id in _ever_known(study)
    )


def _with_ids(redirect: Redirect, book: Codebook) -> Redirect:
    """Name codes of a change by their ids. Raises UsageError for a code the codebook lacks."""
    to = redirect.to if redirect.change is Change.SPLIT else (named_code(code_id, book) for code_id in redirect.to)
    return replace(redirect, code_id=named_code(redirect.code_id, book), to=tuple(to))


def _in_words(redirect: Redirect) -> str:
    to = ", ".join(redirect.to)
    return {
        Change.ADD: f"added {redirect.code_id}",
        Change.MERGE: f"merged {redirect.code_id} into {to}",
        Change.SPLIT: f"split {redirect.code_id} into {to}",
        Change.MOVE: f"moved {redirect.code_id} {f'under {to}' if to else 'to the top'}",
        Change.RETIRE: f"retired {redirect.code_id}",
    }[redirect.change]


def _say_decisions(study: Study, redirect: Redirect) -> None:
    from qualcode.review.standing import sort_out

    store = study.store
    found = sort_out(store.log.decisions(), codebook=store.sources.codebook(), redirects=store.log.redirects())
    if redirect.change is Change.MERGE:
        number = sum(decision.code_id == redirect.code_id for decision in store.log.decisions())
        study.voice.note(f"{plural(number, 'decision')} on {redirect.code_id} count for {redirect.to[0]} from now on")
    elif redirect.change is Change.SPLIT:
        places = {d.anchor.segment_id for d in found.recode if d.code_id == redirect.code_id}
        study.voice.note(f"{plural(len(places), 'passage')} to code again: `qualcode suggestions --recode`")
    elif redirect.change is Change.RETIRE:
        number = sum(decision.code_id == redirect.code_id for decision in found.retired)
        study.voice.note(f"{plural(number, 'decision')} on it are kept and no longer count")


def keep_codebook(study: Study) -> None:
    """Keep the codebook file as the one in force, where one has been applied."""
    from qualcode.readers.codebooks import read_codebook

    if study.store.sources.codebook() is not None:
        study.store.sources.save_codebook(read_codebook(study.codebook_path))
        remember_codebook(study)


def apply_again(study: Study) -> None:
    """Bring the suggestions up to date and say what changed; nothing where the codebook was never applied."""
    codebook = study.store.sources.codebook()
    if codebook is None:
        return
    outcome = apply_codebook(study, codebook)
    study.voice.note(
        f"suggestions: {outcome.added:,} new, {outcome.retired:,} no longer made, {outcome.kept:,} as before"
    )


def _last_with(study: Study, code_id: str) -> str:
    """The last codebook that was applied with a code, by its hash; "" where none was."""
    sources = study.store.sources
    books = ((sha256, sources.codebook(sha256=sha256)) for sha256, _ in reversed(sources.codebooks()))
    return next((sha256 for sha256, book in books if book and book.family(code_id)), "")


def _ever_known(study: Study) -> set[str]:
    store = study.store
    books = (store.sources.codebook(sha256) for sha256, _ in store.sources.codebooks())
    return {code.id for book in books if book for code in book.codes} | {d.code_id for d in store.log.decisions()}
