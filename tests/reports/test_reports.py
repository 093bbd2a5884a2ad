"""What every format owes its reader."""

import csv
import io
import json
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.errors import QualcodeError
from qualcode.model.harmless import defused, one_line, visible
from qualcode.model.report import Audience, Report
from qualcode.model.table import Basis, Figure
from qualcode.model.told import Way
from qualcode.model.writing import Chapter, Paragraph, Piece
from qualcode.reports import REPORT_WRITERS, TABLE_WRITERS
from qualcode.reports.html_page import render_html
from qualcode.reports.markdown import banners
from qualcode.reports.terminal import write_ids
from qualcode.reports.xlsx_book import share_of
from tests.examples import examples
from tests.reports.report import HOSTILE, PLACES, hostile_report, in_place, make_report, marked_report

SUFFIXES = sorted(REPORT_WRITERS)


def written(report: Report, suffix: str, folder: Path) -> bytes:
    path = folder / f"report{suffix}"
    REPORT_WRITERS[suffix](report, path)
    return path.read_bytes()


def words_in(suffix: str, content: bytes) -> str:
    """What a reader sees of a file, white space aside."""
    if suffix == ".html":
        return page_text(content.decode())
    if suffix == ".json":
        return plain(" ".join(visible(text) for text in strings_in(json.loads(content))))
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(name).decode() for name in sorted(archive.namelist()) if name.endswith(".xml")]
        return plain(" ".join(re.sub(r"<[^>]*>", " ", part) for part in parts))
    return plain(content.decode())


def strings_in(value: Any) -> Iterator[str]:
    """Every text in what JSON holds."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings_in(inner)


def plain(text: str) -> str:
    for escaped, letter in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&#34;", '"'),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ):
        text = text.replace(escaped, letter)
    return " ".join(text.split())


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def page(text: str) -> _Page:
    parsed = _Page()
    parsed.feed(text)
    return parsed


def page_text(text: str) -> str:
    return " ".join(" ".join(page(text).texts).split())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_report_gives_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    assert written(make_report(), suffix, tmp_path) == written(make_report(), suffix, tmp_path / "again")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_files_are_readable_by_their_owner_only(suffix: str, tmp_path: Path) -> None:
    written(make_report(), suffix, tmp_path)

    assert stat.S_IMODE((tmp_path / f"report{suffix}").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [f"report{suffix}"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_unreviewed_suggestions_say_so_in_every_file(suffix: str, tmp_path: Path) -> None:
    said = "suggestions, not reviewed"

    assert said in words_in(suffix, written(make_report(), suffix, tmp_path)).casefold()
    reviewed = make_report(basis=Basis.CODINGS)
    assert said not in words_in(suffix, written(reviewed, suffix, tmp_path)).casefold()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_drafts_and_team_versions_say_so(suffix: str, tmp_path: Path) -> None:
    assert "Do not pass on" in words_in(suffix, written(make_report(draft=True), suffix, tmp_path))
    assert "Do not pass on" in words_in(suffix, written(make_report(audience=Audience.TEAM), suffix, tmp_path))
    assert "Do not pass on" not in words_in(suffix, written(make_report(), suffix, tmp_path))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_figure_and_its_id_are_in_every_file(suffix: str, tmp_path: Path) -> None:
    report = make_report()
    content = written(report, suffix, tmp_path)
    found = content.decode() if suffix == ".html" else words_in(suffix, content)

    for figure in report.figures.values():
        assert figure.id in found


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_client_files_hold_no_ids_of_people_or_interviews(suffix: str, tmp_path: Path) -> None:
    found = words_in(suffix, written(make_report(), suffix, tmp_path))

    assert not re.search(r"\b(cso|moh|un|ngo)-\d", found)
    assert "kii-" not in found


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_part_of_a_report_is_in_every_file(suffix: str, tmp_path: Path) -> None:
    report = marked_report()
    found = words_in(suffix, written(report, suffix, tmp_path))

    assert [place for place in PLACES if in_place(place) not in found] == []
    assert [banner for banner in banners(report) if plain(banner) not in found.replace("\\", "")] == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_hostile_text_comes_out_whole(suffix: str, tmp_path: Path) -> None:
    found = (
        words_in(suffix, written(hostile_report(), suffix, tmp_path))
        .replace("\\", "")
        .replace("[…continued below]", "")
    )

    for text in HOSTILE:
        assert plain(visible(text)).replace("\\", "")[:2000] in found
    assert found.count("long") >= 8000


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_hostile_text_has_no_power(suffix: str, tmp_path: Path) -> None:
    content = written(hostile_report(), suffix, tmp_path)
    if suffix == ".html":
        tags = page(content.decode()).tags
        assert sum(tag == "script" for tag, _ in tags) == 2
        assert not any(tag in ("img", "iframe", "object", "link") for tag, _ in tags)
        assert not any(name.startswith("on") or name == "style" for _, attributes in tags for name in attributes)
    elif suffix == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sheets = [archive.read(name) for name in archive.namelist() if "worksheets/" in name]
        assert all(b"<f>" not in sheet and b"<hyperlink" not in sheet for sheet in sheets)
    elif suffix == ".md":
        assert "<script" not in content.decode()
        assert not re.search(r"(?<!\\)\]\(javascript", content.decode())
    for letter in b"\x00\x1b\x07":
        assert suffix in (".xlsx", ".docx") or letter not in content


def test_the_page_loads_nothing_and_runs_only_its_own_script() -> None:
    text = render_html(make_report())
    parsed = page(text)

    policy = next(attributes["content"] for tag, attributes in parsed.tags if attributes.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert not any(name in ("src", "srcset", "action") for _, attributes in parsed.tags for name in attributes)
    assert all((attributes["href"] or "").startswith("#") for tag, attributes in parsed.tags if tag == "a")


def test_the_page_opens_the_passages_behind_each_figure() -> None:
    report = make_report()
    parsed = page(render_html(report))
    data = json.loads(next(text for text in parsed.texts if text.startswith('{"passages"')))

    buttons = [
        attributes["data-figure"] for tag, attributes in parsed.tags if tag == "button" and "data-figure" in attributes
    ]
    assert set(buttons) == {id for id, passages in report.passages.items() if passages}
    for id, passages in report.passages.items():
        assert [data["passages"][place][0] for place in data["figures"][id]] == [passage.text for passage in passages]


def test_the_workbook_holds_real_numbers(tmp_path: Path) -> None:
    import openpyxl

    written(make_report(), ".xlsx", tmp_path)
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    sheet = book["Themes"]
    funding = next(row for row in sheet.iter_rows() if row[0].value == "Funding")

    assert funding[1].value == 2
    assert funding[1].number_format == '0" of 3 (1 contrary)"'
    assert sheet.freeze_panes == "B5"
    assert sheet.auto_filter.ref
    assert book.sheetnames == ["Themes", "Quotes", "Codebook", "About", "Ids"]


def test_the_workbook_has_shares_as_percentages_behind_the_counts(tmp_path: Path) -> None:
    import openpyxl

    report = make_report()
    written(report, ".xlsx", tmp_path)
    rows = list(openpyxl.load_workbook(tmp_path / "report.xlsx")["Themes"].iter_rows())
    heading = next(row for row in rows if row[0].value == "Theme")
    funding = next(row for row in rows if row[0].value == "Funding")

    shares = {cell.value: funding[cell.column - 1] for cell in heading if str(cell.value).endswith(", share")}
    assert {label: round(cell.value, 4) for label, cell in shares.items()} == {
        f"{column.label}, share": round(figure.value / figure.of, 4)
        for column, figure in zip(report.tables[0].columns, report.tables[0].rows[0].cells, strict=True)
        if isinstance(figure, Figure) and column.key.endswith("n_informants")
    }
    assert {cell.number_format for cell in shares.values()} == {"0%"}


@pytest.mark.parametrize(
    ("changes", "shares"),
    [({}, True), ({"aside": "1 contrary"}, True), ({"aside": "1 not asked"}, False), ({"n_open": 1}, False)],
)
def test_a_count_is_no_share_where_somebody_was_not_asked_or_is_open(changes: dict[str, Any], shares: bool) -> None:
    assert share_of(Figure(spec={}, value=2, of=4, shown="2 of 4", **changes)) == (0.5 if shares else None)


def test_a_quote_longer_than_a_cell_continues_below(tmp_path: Path) -> None:
    import openpyxl

    written(hostile_report(("x" * 70_000,)), ".xlsx", tmp_path)
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    cells = [cell.value for row in book["Quotes"].iter_rows() for cell in row if isinstance(cell.value, str)]

    assert sum(cell.count("x") for cell in cells if len(cell) > 1000) == 70_000


def test_a_workbook_with_many_denominators_keeps_to_what_excel_allows(tmp_path: Path) -> None:
    import openpyxl

    report = make_report()
    table = report.tables[0]
    figures = tuple(Figure(spec={"n": str(n)}, value=n, of=n, shown=f"{n} of {n}") for n in range(1, 300))
    rows = tuple(type(table.rows[0])(cells=(f"row {figure.of}", figure)) for figure in figures)
    many = type(table)(name="many", title="Many", columns=table.columns[:2], rows=rows)
    written(type(report)(title="t", tables=(many,), basis=Basis.CODINGS, provenance=()), ".xlsx", tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "report.xlsx")["Many"]

    assert len({cell.number_format for row in sheet.iter_rows() for cell in row}) < 200
    last = next(row for row in sheet.iter_rows() if row[0].value == "row 299")
    assert last[1].value == 299
    assert last[1].comment is not None
    assert "299 of 299" in last[1].comment.text


@pytest.mark.parametrize("format", sorted(TABLE_WRITERS))
def test_tables_of_hostile_text_are_harmless_and_whole(format: str) -> None:
    wide, narrow = hostile_report().tables
    for table in [narrow] if format == "table" else [wide, narrow]:
        stream = io.StringIO()
        TABLE_WRITERS[format](table, stream)
        out = stream.getvalue()
        if format != "json":
            assert not re.search("[\x00\x07\x1b\u202e\x85]", out)
        out.encode() if format != "json" else json.loads(out)
        assert out.count("long") >= 8000


def test_brackets_survive_the_terminal() -> None:
    stream = io.StringIO()
    TABLE_WRITERS["table"](make_table_of("[/b] [sic] [still]"), stream)

    assert "[/b] [sic] [still]" in stream.getvalue()


def make_table_of(text: str) -> "Table":  # noqa: F821
    from qualcode.model.table import Column, Row, Table

    return Table(name="t", title=text, columns=(Column(key="a", label="A"),), rows=(Row(cells=(text,)),))


@settings(max_examples=examples(200), deadline=None)
@given(st.text(max_size=60))
def test_csv_cells_never_start_a_formula_and_round_trip(text: str) -> None:
    stream = io.StringIO()
    TABLE_WRITERS["csv"](make_table_of(text), stream)
    stream.seek(0)
    [_, [cell]] = list(csv.reader(stream))

    assert cell.removeprefix("'") == visible(text).removeprefix("'")
    assert not re.match(r"\s*[=+\-@]", cell)


@settings(max_examples=examples(200), deadline=None)
@given(st.text(max_size=60))
def test_visible_text_can_be_written_anywhere(text: str) -> None:
    visible(text).encode()
    assert visible(visible(text)) == visible(text)
    assert "\n" not in one_line(text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[31m", r"\x1b[31m"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\r\nb\tc", "a\nb\tc"),
        ("zero\u200djoiner", "zero\u200djoiner"),
        ("\x85", r"\x85"),
    ],
)
def test_what_cannot_be_seen_is_shown(text: str, seen: str) -> None:
    assert visible(text) == seen


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", " =1", "\uff1d1"])
def test_formulas_are_defused(text: str) -> None:
    assert defused(text).startswith("'")


def test_words_are_not_taken_for_formulas() -> None:
    assert defused("– CSO informant") == "– CSO informant"


def test_ids_stand_where_the_figures_do() -> None:
    table = make_report().tables[0]
    stream = io.StringIO()
    write_ids(table, stream)

    for figure in table.figures():
        assert figure.id in stream.getvalue()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_folder_in_the_way_is_named(suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"report{suffix}").mkdir()
    with pytest.raises(QualcodeError):
        written(make_report(), suffix, tmp_path)


def test_a_figure_in_a_sentence_of_the_page_opens_what_is_behind_it() -> None:
    report = make_report()
    id_ = next(id_ for id_, passages in report.passages.items() if passages)
    pieces = (Piece(text="Said by "), Piece(text="two of the three", figure=id_, way=Way.OF_ALL), Piece(text="."))
    chapter = Chapter(heading="Findings", blocks=(Paragraph(pieces=pieces),))
    page = render_html(replace(report, chapters=(chapter,)))

    assert f'<p dir="auto">Said by <button type="button" class="figure" data-figure="{id_}"' in page
    assert ">two of the three</button>.</p>" in page
