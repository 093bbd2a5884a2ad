from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.files import odt, read, turns

_NAMESPACES = (
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
)


def styles(*made: str) -> dict[str, str | bytes]:
    return {
        "styles.xml": f"<office:document-styles {_NAMESPACES}><office:styles>{''.join(made)}</office:styles>"
        "</office:document-styles>"
    }


def style(name: str, properties: str = "", parent: str = "") -> str:
    above = f' style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="{name}"{above}><style:text-properties {properties}/></style:style>'


HIDING = style("Hidden", 'text:display="none"')


@pytest.mark.parametrize(
    "said",
    [
        "<text:p>R: Open<text:span text:style-name='Hidden'> secret</text:span>.</text:p>",
        "<text:p>R: Open<text:span text:style-name='Below'> secret</text:span>.</text:p>",
        "<text:p>R: Open.</text:p><text:p text:style-name='Hidden'>secret</text:p>",
        "<text:p>R: Open.</text:p><text:section text:display='none'><text:p>secret</text:p></text:section>",
        "<text:p>R: Open<text:hidden-text text:string-value='x'> secret</text:hidden-text>.</text:p>",
    ],
)
def test_hidden_text_is_left_out_however_it_is_hidden(tmp_path: Path, said: str) -> None:
    data = odt("I: How?", said, members=styles(HIDING, style("Below", parent="Hidden")))

    document = read(tmp_path, "kii-01.odt", data)

    assert turns(document) == [("I", "How?"), ("R", "Open.")]
    assert "1 stretch of hidden text left out" in document.notes


def test_a_style_below_a_hiding_one_may_show_its_text(tmp_path: Path) -> None:
    data = odt(
        "I: How?",
        "<text:p>R: Open<text:span text:style-name='Below'> and seen</text:span>.</text:p>",
        members=styles(HIDING, style("Below", 'text:display="true"', parent="Hidden")),
    )

    assert turns(read(tmp_path, "kii-01.odt", data))[1] == ("R", "Open and seen.")


def test_bold_names_without_a_colon_are_speakers(tmp_path: Path) -> None:
    talk = [
        ("Dana", "How?"),
        ("Amina", "Slowly."),
        ("Dana", "Why?"),
        ("Amina", "No road."),
        ("Dana", "And?"),
        ("Amina", "So."),
    ]
    body = "".join(f"<text:p><text:span text:style-name='T1'>{who}</text:span> {words}</text:p>" for who, words in talk)
    data = odt(body, members=styles(style("T1", 'fo:font-weight="bold"')))

    assert turns(read(tmp_path, "kii-01.odt", data)) == talk


def test_text_boxes_links_and_lists_are_read(tmp_path: Path) -> None:
    box = (
        '<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><draw:text-box>'
        "<text:p>In a box.</text:p></draw:text-box></draw:frame>"
    )
    body = (
        f"<text:p>R: See <text:a xmlns:xlink='x' xlink:href='y'>this</text:a>.{box}</text:p>"
        "<text:list><text:list-item><text:p>I: First?</text:p></text:list-item>"
        "<text:list-item><text:p>R: Second.</text:p></text:list-item></text:list>"
    )

    document = read(tmp_path, "kii-01.odt", odt("I: How?", body))

    assert turns(document) == [("I", "How?"), ("R", "See this.\n\nIn a box."), ("I", "First?"), ("R", "Second.")]


def test_insertions_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    tracked = (
        "<text:tracked-changes><text:changed-region text:id='c1'><text:deletion><text:p>plenty</text:p></text:deletion>"
        "</text:changed-region><text:changed-region text:id='c2'><text:insertion/></text:changed-region>"
        "</text:tracked-changes>"
    )
    said = (
        "<text:p>R: Money is <text:change text:change-id='c1'/><text:change-start text:change-id='c2'/>short"
        "<text:change-end text:change-id='c2'/>.</text:p>"
    )

    document = read(tmp_path, "kii-01.odt", odt(tracked, "I: How?", said))

    assert turns(document)[1] == ("R", "Money is short.")
    assert "2 tracked changes: insertions read, deletions left out" in document.notes
