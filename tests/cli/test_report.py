"""`qualcode report`: files, audiences, privacy, templates."""

from __future__ import annotations

import json
import re
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt

from qualcode.model.report import ReportFormat
from qualcode.model.table import Figure
from qualcode.model.wording import without_commands
from qualcode.reports import REPORT_WRITERS
from qualcode.reports.charts import draw_chart
from qualcode.reports.lock import read_lock
from tests.cli.conftest import Command

SUFFIXES = (".docx", ".xlsx", ".html", ".md", ".csv", ".json")


def test_every_format_there_is_a_writer_for_can_be_asked_for_by_name() -> None:
    assert {f".{each}" for each in ReportFormat} == set(REPORT_WRITERS) == set(SUFFIXES)


def test_a_report_is_written_in_every_format(sample: Path, qualcode: Command) -> None:
    for path in (sample / "reports").iterdir():
        path.unlink()

    done = qualcode("report", "--project", sample)

    assert done.code == 0, done.err
    assert {path.suffix for path in (sample / "reports").glob("report.*")} >= set(SUFFIXES)
    assert done.out.splitlines() == [str(sample / "reports" / f"report{suffix}") for suffix in (*SUFFIXES, ".lock")]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (("--format", "md", "--format", "csv"), {"report.md", "report.csv"}),
        (("--format", "md", "--for", "team"), {"report-team.md"}),
        (("--format", "md", "--draft"), {"report-draft.md"}),
        (("--to", "{out}/annex.md"), {"annex.md"}),
    ],
    ids=["two formats", "for the team", "a draft", "a file"],
)
def test_formats_and_places_are_chosen(
    options: tuple[str, ...], names: set[str], sample: Path, tmp_path: Path, qualcode: Command
) -> None:
    out = tmp_path / "out"
    options = tuple(option.format(out=out) for option in options)

    done = qualcode("report", "--project", sample, *(() if "--to" in options else ("--to", out)), *options)

    assert done.code == 0, done.err
    assert {path.name for path in out.iterdir() if path.suffix != ".lock"} == names


def test_an_ending_that_is_no_format_is_refused(sample: Path, tmp_path: Path, qualcode: Command) -> None:
    done = qualcode("report", "--project", sample, "--to", tmp_path / "report.pages")

    assert done.code == 2
    assert ".docx" in done.err


def test_a_name_in_a_quote_stops_the_report_but_not_a_draft(small: Path, qualcode: Command) -> None:
    roster = small / "informants.csv"
    lines = roster.read_text("utf-8").splitlines()
    named = [f"{line},{place}" for line, place in zip(lines, ("organisation", "Basra", "", ""), strict=True)]
    roster.write_text("\n".join(named), "utf-8")
    assert qualcode("import", small / "transcripts", "--project", small).code == 0
    assert qualcode("suggest", "--project", small).code == 0

    stopped = qualcode("report", "--project", small, "--format", "md")
    draft = qualcode("report", "--project", small, "--format", "md", "--draft")

    assert stopped.code == 6
    assert "privacy question" in stopped.err
    assert "Basra" not in stopped.err
    assert not (small / "reports" / "report.md").exists()
    assert draft.code == 0
    assert "Do not pass on" in (small / "reports" / "report-draft.md").read_text("utf-8")


def test_a_title_is_taken_over(sample: Path, qualcode: Command) -> None:
    done = qualcode("report", "--project", sample, "--format", "md", "--title", "Annex 4")

    assert done.code == 0
    assert (sample / "reports" / "report.md").read_text("utf-8").startswith("# Annex 4\n")


@pytest.mark.parametrize("unreviewed", [True, False], ids=["suggestions", "decisions"])
def test_the_same_study_gives_the_same_files(unreviewed: bool, sample: Path, tmp_path: Path, qualcode: Command) -> None:
    if not unreviewed:
        [suggestion, *_] = json.loads(qualcode("suggestions", "--project", sample, "--format", "json").out)["rows"]
        assert qualcode("decide", suggestion["cells"]["id"], "accept", "--coder", "amal", "--project", sample).code == 0

    for name in ("one", "two"):
        draw_chart.cache_clear()
        assert qualcode("report", "--project", sample, "--to", tmp_path / name).code == 0

    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_the_date_can_be_given(
    sample: Path, tmp_path: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")

    assert qualcode("report", "--project", sample, "--to", tmp_path / "report.json").code == 0

    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["date"] == "1970-01-02"


def test_a_template_gives_styles_and_letterhead(sample: Path, tmp_path: Path, qualcode: Command) -> None:
    template = docx.Document()
    template.styles["Quote"].font.size = Pt(13)
    template.sections[0].header.paragraphs[0].text = "Letterhead of the office"
    template.save(str(tmp_path / "mine.docx"))

    done = qualcode(
        "report", "--project", sample, "--to", tmp_path / "report.docx", "--template", tmp_path / "mine.docx"
    )

    assert done.code == 0, done.err
    written = docx.Document(str(tmp_path / "report.docx"))
    assert written.styles["Quote"].font.size == Pt(13)
    assert written.sections[0].header.paragraphs[0].text == "Letterhead of the office"
    assert any(paragraph.style.name == "Quote" for paragraph in written.paragraphs if paragraph.style)


def test_a_template_may_lack_a_page_and_use_names_of_styles_for_something_else(
    sample: Path, tmp_path: Path, qualcode: Command
) -> None:
    template = docx.Document()
    for name, kind in (("Quote", WD_STYLE_TYPE.CHARACTER), ("Caption", WD_STYLE_TYPE.TABLE)):
        template.styles[name].element.getparent().remove(template.styles[name].element)
        template.styles.add_style(name, kind)
    template.styles["Table Grid"].element.getparent().remove(template.styles["Table Grid"].element)
    template.styles.add_style("Table Grid", WD_STYLE_TYPE.PARAGRAPH)
    template.element.body.remove(template.element.body.sectPr)
    template.save(str(tmp_path / "mine.docx"))

    done = qualcode(
        "report", "--project", sample, "--to", tmp_path / "report.docx", "--template", tmp_path / "mine.docx"
    )

    assert done.code == 0, done.err
    written = docx.Document(str(tmp_path / "report.docx"))
    assert len(written.tables) == len(("who was heard", "themes", "joint display", "codebook", "guide"))
    assert written.sections[0].page_width


def test_a_template_that_is_no_word_document_is_refused(sample: Path, tmp_path: Path, qualcode: Command) -> None:
    (tmp_path / "mine.docx").write_text("no", "utf-8")

    done = qualcode(
        "report", "--project", sample, "--to", tmp_path / "report.docx", "--template", tmp_path / "mine.docx"
    )

    assert done.code == 4
    assert "mine.docx" in done.err


def test_a_client_reads_no_ids_of_people_and_interviews(sample: Path, tmp_path: Path, qualcode: Command) -> None:
    assert qualcode("report", "--project", sample, "--to", tmp_path, "--format", "json").code == 0
    assert qualcode("report", "--project", sample, "--to", tmp_path, "--format", "json", "--for", "team").code == 0

    ids = re.compile(r"\b(?:kii|group|cso|moh|un|ingo)-\d+")
    assert not ids.search((tmp_path / "report.json").read_text("utf-8"))
    assert ids.search((tmp_path / "report-team.json").read_text("utf-8"))


def test_a_client_cannot_tell_which_quotes_are_the_loudest_informants(sample: Path, qualcode: Command) -> None:
    assert qualcode("report", "--project", sample, "--format", "html").code == 0
    assert qualcode("report", "--project", sample, "--format", "html", "--for", "team").code == 0

    client, team = ((sample / "reports" / f"{name}.html").read_text("utf-8") for name in ("report", "report-team"))
    loudest = re.compile(r'data-figure="F-[a-z2-7]{10}"[^>]*data-column="Loudest informant"')
    assert not loudest.search(client)
    assert loudest.search(team)


def test_a_report_tells_its_readers_no_commands_but_trace(small: Path, qualcode: Command) -> None:
    assert qualcode("import", small / "transcripts", "--project", small).code == 0
    assert qualcode("suggest", "--project", small).code == 0
    assert qualcode("report", "--project", small, "--draft", "--format", "md").code == 0

    text = (small / "reports" / "report-draft.md").read_text("utf-8")
    assert set(re.findall(r"qualcode ([a-z-]+)", text)) <= {"trace"}


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (
            "68 passages on which coders differ. `qualcode adjudicate` settles them.",
            "68 passages on which coders differ.",
        ),
        ("Not counted: 2 turns (`qualcode roles`).", "Not counted: 2 turns."),
        ("Counted are all informants.", "Counted are all informants."),
    ],
)
def test_notes_lose_what_only_somebody_with_qualcode_can_type(note: str, said: str) -> None:
    assert without_commands(note) == said


def test_a_study_with_nothing_to_settle_says_so_without_an_empty_table(sample: Path, qualcode: Command) -> None:
    done = qualcode("check-privacy", "--project", sample)

    assert (done.code, done.out) == (0, "")
    assert "0 open" in done.err
    told = qualcode("report", "--project", sample, "--format", "md").err
    assert "allow it with a reason" not in told


def test_ids_of_figures_do_not_tell_what_is_hidden(sample: Path, tmp_path: Path, qualcode: Command) -> None:
    assert qualcode("report", "--project", sample, "--to", tmp_path, "--format", "json").code == 0
    lock = read_lock(sample / "reports" / f"report-at-{tmp_path.name}.lock")

    guessed = {Figure(spec=figure.spec, value=None).id for figure in lock.figures}

    written = (tmp_path / "report.json").read_text("utf-8")
    assert all(figure.id in written for figure in lock.figures)
    assert not any(id in written for id in guessed)


def test_the_lock_of_a_clients_report_stays_in_the_study(sample: Path, tmp_path: Path, qualcode: Command) -> None:
    done = qualcode("report", "--project", sample, "--to", tmp_path / "client" / "annex.md")

    assert [path.name for path in (tmp_path / "client").iterdir()] == ["annex.md"]
    lock = sample / "reports" / "annex-at-client.lock"
    assert str(lock) in done.out
    assert f"stays in the study: {lock}" in done.err
    assert qualcode("diff", lock, "--project", sample).code == 0


def test_the_lock_of_a_report_for_the_team_lies_beside_it(sample: Path, tmp_path: Path, qualcode: Command) -> None:
    assert qualcode("report", "--project", sample, "--to", tmp_path / "a.md", "--for", "team").code == 0

    assert (tmp_path / "a.lock").exists()


def test_a_draft_is_renewed_beside_itself_and_what_changed_is_listed(sample: Path, qualcode: Command) -> None:
    assert qualcode("report", "--project", sample, "--format", "docx").code == 0
    assert qualcode("exclude", "un-3", "--reason", "withdrew", "--project", sample).code == 0

    done = qualcode("report", "--update", sample / "reports" / "report.docx", "--project", sample, "--draft")

    assert done.code == 0, done.err
    assert "renewed" in done.out
    assert (sample / "reports" / "report-updated.docx").is_file()


def test_an_unknown_annex_is_refused_before_anything_is_written(sample: Path, qualcode: Command) -> None:
    done = qualcode("report", "--with", "saturatoin", "--project", sample, "--to", sample / "new.docx")

    assert (done.code, "no such annex" in done.err) == (2, True)
    assert not (sample / "new.docx").exists()


def test_a_report_without_a_title_asks_for_one_and_keeps_it(
    small: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = small / "qualcode.toml"
    settings.write_text(f'[study]\nname = "{small.name}"\n', "utf-8")
    assert qualcode("import", small / "transcripts", "--project", small).code == 0
    assert qualcode("suggest", "--project", small).code == 0

    unasked = qualcode("report", "--project", small, "--draft", "--format", "md")
    monkeypatch.setattr("qualcode.cli.terminal.may_ask", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: "Who pays for water")
    asked = qualcode("report", "--project", small, "--draft", "--format", "md")

    assert "no title of its own" in unasked.err
    assert "kept in qualcode.toml" in asked.err
    assert (small / "reports" / "report-draft.md").read_text("utf-8").startswith("# Who pays for water")
    assert 'title = "Who pays for water"' in settings.read_text("utf-8")
