"""The coding sheet as an Excel workbook: drop-downs to decide with, hidden cells to know each row by."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from qualcode.files.write import write_whole
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Mark
from qualcode.model.direction import is_right_to_left
from qualcode.model.finding import Finding
from qualcode.model.harmless import visible
from qualcode.model.mark import MADE_BY
from qualcode.model.plain import to_plain
from qualcode.model.sheet import (
    CODE_COLUMNS,
    FACTS_SHEET,
    HEADINGS,
    Kind,
    Sheet,
    SheetRow,
    code_labels,
)

WIDTHS = {"where": 11, "who": 12, "before": 30, "passage": 55, "code": 18, "meaning": 28, "because": 16}
WIDTHS |= {"decision": 10, "codes": 16, "mark": 12, "supports": 10, "opposes": 10, "note": 26}
"""In letters. The first four stay in sight; with the decision they fill the screen of a laptop."""
HIDDEN = ("id", "text", "written", "suggested")
ANSWERS = ("decision", "codes", "mark", "supports", "opposes", "note")
CODES_PAGE, FINDINGS_PAGE = "Codebook", "Findings"
FITTING = {"where": 12, "who": 13, "before": 30, "passage": 55, "code": 16, "meaning": 36, "because": 16, "note": 26}
"""Letters that fit on a line, in the columns that may need several lines."""
LINE = 15.0
HIGHEST = 400.0

TOLD = {
    Kind.SUGGESTIONS: {
        "decision": "accept, reject or skip. A row without a decision stays undecided.",
        "codes": "what else belongs to the passage, or what belongs there instead of a code you reject. "
        "What is also suggested for it has a row of its own.",
    },
    Kind.PASSAGES: {
        "codes": "every code that belongs to the passage.",
        "decision": "choose read where no code belongs to the passage. A passage with a code, or with read, is done: "
        "suggestions you did not take over count as rejected.",
    },
}
ALWAYS = {
    "mark": "good quote; contrary: denies the theme; do not quote: counts, is never quoted; off record: neither. "
    "The last two hold for the passage under every code. Several are parted by commas.",
    "supports": "findings for which the passage speaks, by their ids (page Findings). Several are parted by commas. "
    "Most passages on a theme speak for none.",
    "opposes": "findings against which it speaks.",
    "note": "why, for you and your colleagues.",
}
"""What to write into each column, as a note on its heading and on the page Help."""
HELP = (
    "Sort and filter with the arrows in the heading. Rows may be deleted: they stay as they are in the study.",
    "Where words are cut off after sorting: select all rows, double-click the line between two row numbers.",
    "Take it in with: qualcode review --from FILE. It may be read as often as you like.",
)


def write_coding_sheet(sheet: Sheet, codebook: Codebook, path: Path, findings: Sequence[Finding] = ()) -> None:
    """Write the rows, the codebook and the findings to choose from, and what makes the sheet known again."""
    import xlsxwriter

    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"comments": MADE_BY})
        workbook.set_size(1920, 1200)
        _write_rows(workbook, sheet, len(codebook.codes), len(findings))
        _write_codebook(workbook, codebook)
        if findings:
            _write_findings(workbook, findings)
        _write_help(workbook, sheet, [*_columns(sheet, bool(findings))])
        facts = workbook.add_worksheet(FACTS_SHEET)
        facts.hide()
        for line, (name, value) in enumerate(to_plain(sheet).items()):
            if name != "rows":
                facts.write_string(line, 0, name)
                facts.write_string(line, 1, str(value))
    write_whole(path, content.getvalue())


def _write_rows(workbook: Any, sheet: Sheet, n_codes: int, n_findings: int) -> None:
    page = workbook.add_worksheet(sheet.kind.value.capitalize())
    keys = list(_columns(sheet, bool(n_findings)))
    heading = workbook.add_format({"bold": True, "text_wrap": True, "bottom": 2, "bg_color": "#E7ECEF", "locked": True})
    formats = {
        "first": _formats(workbook, {"top": 1, "top_color": "#9AA5AB"}),
        "again": _formats(workbook, {"font_color": "#6B7378"}),
    }
    for place, key in enumerate(keys):
        name = key.rstrip("0123456789")
        hidden = {"hidden": True} if name in HIDDEN else {}
        page.set_column(place, place, WIDTHS.get(name, 12), formats["first"]["plain"], hidden)
        page.write_string(0, place, _label(key, sheet.kind), heading)
        told = (TOLD[sheet.kind] | ALWAYS).get(key.removesuffix("1"))
        if told:
            page.write_comment(0, place, told, {"x_scale": 2, "font_size": 9})
    page.set_row(0, 2 * LINE)
    above = ""
    for line, row in enumerate(sheet.rows, start=1):
        again = row.passage == above
        _write_row(page, line, row, keys, formats["again"] if again else formats["first"])
        above = row.passage
    last = max(1, len(sheet.rows))
    choices = {
        "decision": ["read"] if sheet.kind is Kind.PASSAGES else ["accept", "reject", "skip"],
        "codes": f"='{CODES_PAGE}'!$A$2:$A${n_codes + 1}",
        "mark": [mark.value for mark in Mark],
    }
    choices |= dict.fromkeys(("supports", "opposes"), f"='{FINDINGS_PAGE}'!$A$2:$A${n_findings + 1}")
    for place, key in enumerate(keys):
        choice = choices.get(key.rstrip("0123456789"))
        if choice:
            page.data_validation(1, place, last, place, _validation(key, choice))
    page.freeze_panes(1, keys.index("passage") + 1)
    page.autofilter(0, 0, last, len(keys) - 1)
    allowed = ("sort", "autofilter", "delete_rows", "insert_rows", "format_cells", "format_rows", "format_columns")
    page.protect("", dict.fromkeys(allowed, True))
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _formats(workbook: Any, more: dict[str, Any]) -> dict[str, Any]:
    """How the cells of a row look; a passage that stands in the row above is greyed, so that nobody reads it twice."""
    shown = {"valign": "top", "text_wrap": True, "locked": False}
    answer = {"font_color": "#000000", "bg_color": "#FFF9E5", "border": 1, "border_color": "#D9D2B5"}
    return {
        "plain": workbook.add_format(shown),
        "left": workbook.add_format({**shown, **more}),
        "right": workbook.add_format({**shown, **more, "reading_order": 2, "align": "right"}),
        "aside": workbook.add_format({**shown, **more, "font_color": "#6B7378", "italic": True}),
        "small": workbook.add_format({**shown, **more, "font_color": "#4A5156", "font_size": 9}),
        "words": workbook.add_format({"font_color": more.get("font_color", "#000000")}),
        "strong": workbook.add_format({"bold": True, "font_color": "#7A3E00"}),
        "answer": workbook.add_format({**shown, **more, **answer}),
        "key": workbook.add_format({**shown, **more, "font_color": "#000000", "bold": True}),
    }


def _columns(sheet: Sheet, with_findings: bool) -> Iterator[str]:
    kind = sheet.kind
    filled = max((len(row.answer.codes) for row in sheet.rows), default=0)
    yield from (*HIDDEN, "where", "who", "before", "passage", "code")
    if any(row.meaning for row in sheet.rows):
        yield "meaning"
    yield "because"
    if kind is Kind.SUGGESTIONS:
        yield "decision"
    yield from (f"codes{number}" for number in range(1, max(CODE_COLUMNS[kind], filled + 2) + 1))
    if kind is Kind.PASSAGES:
        yield "decision"
    yield from ("mark", *(("supports", "opposes") if with_findings else ()), "note")


def _label(key: str, kind: Kind) -> str:
    name = key.rstrip("0123456789")
    return HEADINGS[kind][name] + key.removeprefix(name).rjust(2 if key != name else 0)


def _validation(key: str, choice: object) -> dict[str, Any]:
    multiple = key in ("mark", "supports", "opposes")
    return {
        "validate": "list",
        "source": choice,
        "error_title": "Not in the list",
        "error_message": "Choose from the list, or leave the cell empty.",
        "error_type": "information" if multiple else "stop",
    }


def _write_row(page: Any, line: int, row: SheetRow, keys: list[str], formats: dict[str, Any]) -> None:
    codes = (*row.answer.codes, *[""] * len(keys))
    cells = {
        "id": row.id,
        "text": f"{row.text_sha256}-{row.seal}" if row.seal else row.text_sha256,
        "written": row.written.packed(),
        "suggested": " ".join(row.suggested),
        "where": row.segment_id,
        "who": row.who,
        "before": row.before,
        "code": row.code,
        "meaning": row.meaning,
        "because": row.because,
        "decision": row.answer.verdict,
        "mark": ", ".join(row.answer.marks),
        "supports": ", ".join(row.answer.supports),
        "opposes": ", ".join(row.answer.opposes),
        "note": row.answer.note,
    }
    cells |= dict(zip((key for key in keys if key.startswith("codes")), codes, strict=False))
    for place, key in enumerate(keys):
        if key == "passage":
            _write_passage(page, line, place, row, formats)
            continue
        text = visible(cells[key])
        is_answer = key.rstrip("0123456789") in ANSWERS
        plain = {"before": "aside", "code": "key", "meaning": "small"}.get(key, "left")
        style = formats["answer"] if is_answer else formats["right" if is_right_to_left(text) else plain]
        if text:
            page.write_string(line, place, text, style)
        else:
            page.write_blank(line, place, None, style)
    texts = {**cells, "passage": row.passage}
    n_lines = max(_n_lines(texts[key], letters) for key, letters in FITTING.items())
    page.set_row(line, min(LINE * n_lines, HIGHEST))


def _write_passage(page: Any, line: int, place: int, row: SheetRow, formats: dict[str, Any]) -> None:
    """The words, with the evidence in bold."""
    style = formats["right" if is_right_to_left(row.passage) else "left"]
    pieces: list[Any] = []
    at = 0
    for start, end in row.evidence:
        if start > at:
            pieces += [formats["words"], row.passage[at:start]]
        if end > max(at, start):
            pieces += [formats["strong"], row.passage[max(at, start) : end]]
        at = max(at, end)
    rest = row.passage[at:]
    pieces += [formats["words"], rest] if rest else []
    if len(pieces) < 4 or page.write_rich_string(line, place, *pieces, style) < 0:
        page.write_string(line, place, row.passage, style)


def _n_lines(text: str, letters: int) -> int:
    return sum(len(textwrap.wrap(line, letters)) or 1 for line in text.split("\n"))


def _write_codebook(workbook: Any, codebook: Codebook) -> None:
    page = workbook.add_worksheet(CODES_PAGE)
    bold = workbook.add_format({"bold": True, "bottom": 2, "bg_color": "#E7ECEF"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    columns = (("Code", 30), ("Id", 20), ("Under", 24), ("Definition", 60), ("Include", 44), ("Exclude", 44))
    for place, (label, width) in enumerate(columns):
        page.set_column(place, place, width)
        page.write_string(0, place, label, bold)
    labels = code_labels(codebook)
    for line, code in enumerate(codebook.codes, start=1):
        under = labels[code.parent] if code.parent else ""
        cells = (labels[code.id], code.id, under, code.definition, code.include, code.exclude)
        for place, cell in enumerate(cells):
            page.write_string(line, place, visible(cell), wrapped)
    page.freeze_panes(1, 1)
    page.protect("", {"format_columns": True, "format_rows": True})


def _write_findings(workbook: Any, findings: Sequence[Finding]) -> None:
    page = workbook.add_worksheet(FINDINGS_PAGE)
    bold = workbook.add_format({"bold": True, "bottom": 2, "bg_color": "#E7ECEF"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    for place, (label, width) in enumerate((("Id", 10), ("Finding", 90))):
        page.set_column(place, place, width)
        page.write_string(0, place, label, bold)
    for line, finding in enumerate(findings, start=1):
        page.write_string(line, 0, visible(finding.id), wrapped)
        page.write_string(line, 1, visible(finding.statement), wrapped)
    page.protect("", {"format_columns": True, "format_rows": True})


def _write_help(workbook: Any, sheet: Sheet, keys: Collection[str]) -> None:
    page = workbook.add_worksheet("Help")
    page.set_column(0, 0, 110, workbook.add_format({"text_wrap": True, "valign": "top"}))
    page.write_string(0, 0, f"Coding sheet for {visible(sheet.coder)}", workbook.add_format({"bold": True}))
    known = {key.rstrip("0123456789") for key in keys}
    columns = [(key, text) for key, text in (TOLD[sheet.kind] | ALWAYS).items() if key in known]
    told = [f"{HEADINGS[sheet.kind][key].partition(':')[0]}: {text}" for key, text in columns]
    for line, sentence in enumerate((*told, *HELP), start=2):
        page.write_string(line, 0, sentence)
