"""What is said of the passage, as text: the code, its flags, who decided what, what is left, the keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text

from qualcode.model.coding import Decision, Verdict
from qualcode.model.harmless import one_line, visible
from qualcode.model.keys import KEYS, shown
from qualcode.review.library import Item
from qualcode.review.look import Look
from qualcode.review.standing import CODED
from qualcode.review.view import View
from qualcode.review.wording import SIGNS, code_name, path_of
from qualcode.tui.pending import Pending, PendingOutcome

MUTED, STRONG = Style(dim=True), Style(bold=True)


def colours_of(variables: Mapping[str, str]) -> dict[str, Style]:
    """The colours of a theme that text is written in; none where the terminal has its own."""
    found = {name: variables.get(f"text-{name}", "") for name in ("accent", "success", "warning", "error")}
    return {name: Style(color=colour) if colour.startswith("#") else Style() for name, colour in found.items()}


def heading(view: View, order: str, width: int) -> Text:
    """The line at the top: where the coder stands, how much is left, how quick it goes."""
    route, pace = view.route, view.pace
    if route.stop is None:
        return Text(f" {order} · nothing in this queue")
    here = view.here
    where = " · ".join(filter(None, [here.segment.id, ", ".join(here.informant_types) or "nobody in the list"]))
    left = [f"{route.left:,} left"]
    if pace.per_minute:
        left.append(f"{pace.per_minute:.0f} a minute")
    text = Text(f" {one_line(where)}", style=STRONG)
    right = Text(" · ".join([*left, one_line(view.session.coder)]) + " ")
    middle = Text(f"  {order}", style=MUTED)
    room = width - text.cell_len - right.cell_len
    if middle.cell_len < room:
        text.append_text(middle)
    text.append(" " * max(1, width - text.cell_len - right.cell_len))
    text.append_text(right)
    text.truncate(width)
    return text


def code_panel(
    view: View, pending: Pending | PendingOutcome, colours: Mapping[str, Style], *, terse: bool
) -> RenderableType:
    """The code before the coder, what speaks for it and what was said; `terse` where there is little room."""
    text = Text(overflow="fold")
    if view.route.stop is None:
        return Text("Nothing is left in this queue.")
    here = view.here
    item = here.item
    if item is None:
        text.append("No code is proposed here.\n", STRONG)
        text.append("Read on with → or put a code on it.\n", MUTED)
    else:
        _append_code(text, view, item, colours)
    _append_words(text, here, pending, colours)
    if not view.settles:
        _append_stances(text, here)
    _append_others(text, view, here, colours)
    for memo in here.memos:
        text.append(f"{memo.about} memo, {one_line(memo.coder)}: ", STRONG)
        text.append(f"{visible(memo.text)}\n")
    if item is not None:
        _append_definition(text, here, colours, terse=terse)
    text.rstrip()
    return text


def _append_code(text: Text, view: View, item: Item, colours: Mapping[str, Style]) -> None:
    codebook = view.session.library.codebook
    text.append(path_of(codebook, item.target.code_id), STRONG + colours["accent"])
    _append_verdict(text, item, colours)
    text.append("\n")
    if item.is_changed:
        text.append("The rules find other words than when you decided: decide again.\n", colours["warning"])
    if item.recodes:
        text.append("Coded with a code that was split since: is it this part?\n", colours["warning"])
    if item.in_doubt:
        text.append("Its words were corrected since you decided: decide again.\n", colours["warning"])


def _append_definition(text: Text, here: Look, colours: Mapping[str, Style], *, terse: bool) -> None:
    code = here.code
    for label, words in (
        (("", code.definition), ("Include: ", code.include), ("Exclude: ", code.exclude)) if code else ()
    ):
        if words:
            text.append(label, STRONG)
            text.append(f"{one_line(words) if terse else visible(words)}\n")
    if code and not code.definition:
        text.append("no definition yet\n", MUTED)
    if code is None:
        text.append("not in the codebook\n", colours["warning"])


def _append_verdict(text: Text, item: Item, colours: Mapping[str, Style]) -> None:
    if item.decision is None or item.decision.verdict is Verdict.WITHDRAW:
        return
    colour = {Verdict.REJECT: "error", Verdict.SKIP: "warning"}.get(item.decision.verdict, "success")
    text.append("  ")
    text.append(f" {SIGNS[item.decision.verdict]} ", STRONG + colours[colour] + Style(reverse=True))


def _append_words(text: Text, here: Look, pending: Pending | PendingOutcome, colours: Mapping[str, Style]) -> None:
    """Why it is proposed, how the words around colour it, what the coder noted."""
    item = here.item
    if item and item.suggestion:
        for rule in dict.fromkeys((piece.text, piece.rule) for piece in item.suggestion.evidence):
            words, entry = map(one_line, rule)
            text.append(f"“{words}”", STRONG)
            text.append(f" by {entry}\n" if entry.casefold() != words.casefold() else "\n", MUTED)
        for flags in dict.fromkeys((piece.flags, piece.cue) for piece in item.suggestion.evidence if piece.flags):
            text.append(f"⚑ {', '.join(flags[0])}", STRONG + colours["warning"])
            text.append(f" (“{one_line(flags[1])}”)\n" if flags[1] else "\n")
    elif item and item.is_coded:
        text.append("added by hand\n", MUTED)
    if marks := pending.marks:
        waits = "" if item and item.is_coded else " (with your decision)"
        text.append(f"★ {', '.join(marks)}{waits}\n", STRONG + colours["accent"])
    if note := pending.note:
        text.append("Why: ", STRONG)
        text.append(f"{visible(note)}\n")


def _append_stances(text: Text, here: Look) -> None:
    for decision in here.stances:
        text.append(f"{one_line(decision.coder)}: {SIGNS[decision.verdict]}", STRONG)
        text.append(f" – {visible(decision.note)}\n" if decision.note else "\n")


def _append_others(text: Text, view: View, here: Look, colours: Mapping[str, Style]) -> None:
    """The other codes on the passage, and who else put them there; a click goes there."""
    pieces = []
    for other in here.others:
        stances = view.session.decisions_of_others(other.target)
        whose = [one_line(decision.coder) for decision in stances if decision.verdict in CODED]
        sign, colour = "?", ""
        if other.is_coded or (whose and not other.is_decided):
            sign, colour = "✓", "success"
        elif other.is_decided:
            sign, colour = "✗", "error"
        name = code_name(view.session.library.codebook, other.target.code_id)
        piece = Text(f"{sign} {name}", style=colours[colour] if colour else "")
        piece.append(f" ({', '.join(whose)})" if whose else "")
        piece.stylize(Style.from_meta({"code": other.target.code_id}))
        pieces.append(piece)
    if pieces:
        text.append("Also here: ", STRONG)
        text.append_text(Text("  ").join(pieces))
        text.append("\n")


def stances_panel(view: View, colours: Mapping[str, Style]) -> RenderableType:
    """The decisions and notes side by side, and who read the passage and did not put the code on it."""
    table = Table.grid(padding=(0, 2), expand=True)
    cells = []
    here = view.here
    for decision in here.stances:
        table.add_column(ratio=1)
        cells.append(_stance(here, decision, colours))
    for coder in here.read_by:
        table.add_column(ratio=1)
        silent = Text(f"{one_line(coder)}: ", STRONG, overflow="fold")
        silent.append(f" {SIGNS[Verdict.REJECT]} ", STRONG + colours["error"] + Style(reverse=True))
        cells.append(silent.append("\nread, and not coded", MUTED))
    if cells:
        table.add_row(*cells)
    return table


def _stance(here: Look, decision: Decision, colours: Mapping[str, Style]) -> Text:
    coded = decision.verdict in CODED
    text = Text(overflow="fold")
    text.append(f"{one_line(decision.coder)}: ", STRONG)
    text.append(f" {SIGNS[decision.verdict]} ", STRONG + colours["success" if coded else "error"] + Style(reverse=True))
    text.append(f"\n{decision.decided_at[:10]}", MUTED)
    if decision.marks:
        text.append(f"  ★ {', '.join(decision.marks)}")
    if coded and decision.anchor.text != here.segment.text:
        text.append(f"\nonly: “{visible(decision.anchor.text)}”")
    text.append(f"\n{visible(decision.note)}" if decision.note else "\nno note", Style() if decision.note else MUTED)
    return text


def keys_line(actions: Iterable[str], keys: Mapping[str, str], colours: Mapping[str, Style], width: int) -> Text:
    """Every key that does something here; a click does it, too."""
    entries = []
    for action, key in KEYS.items():
        if action in actions and key.label:
            entry = key_entry(shown(keys[action]), key.label, colours)
            entry.stylize(Style.from_meta({"action": action}))
            entries.append(entry)
    return in_lines(entries, width)


def key_entry(key: str, label: str, colours: Mapping[str, Style]) -> Text:
    """A key and what it does."""
    return Text.assemble((key, STRONG + colours["accent"]), f" {label}")


def in_lines(entries: Iterable[Text], width: int) -> Text:
    """Side by side, none of them broken."""
    lines: list[Text] = []
    for entry in entries:
        if lines and lines[-1].cell_len + 2 + entry.cell_len <= width:
            lines[-1].append("  ")
            lines[-1].append_text(entry)
        else:
            lines.append(Text().append_text(entry))
    return Text("\n").join(lines)
