"""REFI-QDA projects: where codings stand, and what of each program's habits is understood."""

from __future__ import annotations

import random
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.errors import ReadError
from qualcode.exchange import read_project
from qualcode.exchange.project import ForeignProject
from qualcode.exchange.refi.read import read_refi
from qualcode.files.source import Source
from qualcode.model.journal import About
from tests.examples import examples
from tests.exchange.make_refi import TEXT, WAYS, WORDS, Made, Written, project_in, selection


def read(made: Made, **options: str) -> ForeignProject:
    return read_refi(Source(path=Path("made.qdpx"), name="made.qdpx", data=made.data(), sha256=""), **options)


def coded(project: ForeignProject) -> list[str]:
    texts = {text.id: text.text for text in project.texts}
    return [texts[coding.text][coding.start : coding.end] for coding in project.codings]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_codings_stand_on_their_words_however_positions_are_counted(way: Written) -> None:
    project = read(project_in(way))
    assert project.undecided or coded(project) == list(WORDS)
    assert not (project.undecided and way.named)
    assert project.texts[0].text == TEXT


def test_nvivos_habit_decides_where_a_single_selection_does_not() -> None:
    way = Written("UTF-16", crlf=True, line_end=2, mark=True, named=False)
    made = Made(origin="NVivo 12.6")
    made.add(selection(WORDS[2], id="S1", way=way), way=way)
    assert coded(read(made)) == [WORDS[2]]


def test_where_the_file_does_not_show_it_the_ways_are_offered_and_one_can_be_named() -> None:
    text = "🙂" + "a b " * 40
    way = Written(named=False)
    made = Made()
    made.add(selection("b a b a", id="S1", text=text, way=way), text, way=way)
    made = Made(origin="NVivo 12.6", sources=made.sources, files=made.files)
    project = read(made)
    for reading in project.undecided:
        assert reading.shown
        assert len(coded(read(made, counting=reading.name))) == 1
    with pytest.raises(ReadError, match="no such way of counting"):
        read(made, counting="furlongs")


@pytest.mark.parametrize(
    "namespace",
    [
        "urn:QDA-XML:project:1.0", "urn:QDA-XML:project:0:10", "urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:0:4",
        "urn:QDA-XML:codebook:1:0",
    ],
)  # fmt: skip
def test_every_version_of_the_standard_is_read(namespace: str) -> None:
    made = project_in(Written())
    made.namespace = namespace
    assert coded(read(made)) == list(WORDS)


@pytest.mark.parametrize("path", ["internal://T1.txt", "T1.txt", "sources/T1.txt", "Sources/t1.TXT", "..\\x\\T1.txt"])
def test_texts_are_found_however_their_path_is_written(path: str) -> None:
    made = project_in(Written())
    made.sources = made.sources.replace("internal://T1.txt", path)
    assert coded(read(made)) == list(WORDS)


@pytest.mark.parametrize("name", ["project.qde", "Project.qde", "My study.qde", "\ufeffx.QDE"])
def test_the_project_is_found_whatever_it_is_called(name: str) -> None:
    source = Source(path=Path("a.qdpx"), name="a.qdpx", data=project_in(Written()).data(name), sha256="")
    assert len(read_refi(source).codings) == len(WORDS)


CODES = {
    "a category and a code of its name are one": (
        '<Code guid="A" name="Money" isCodable="false"><Code guid="C1" name="money" isCodable="true"/></Code>',
        [("A", "Money", "")],
        "A",
    ),
    "an empty category is left out": (
        '<Code guid="A" name="Nothing" isCodable="false"/><Code guid="C1" name="Money"/>',
        [("C1", "Money", "")],
        "C1",
    ),
    "the same name under two parents stays two": (
        '<Code guid="A" name="Money"><Code guid="C1" name="late"/></Code>'
        '<Code guid="B" name="Staff"><Code guid="D" name="late"/></Code>',
        [("A", "Money", ""), ("C1", "late", "A"), ("B", "Staff", ""), ("D", "late", "B")],
        "C1",
    ),
    "a second code of one id is passed over": (
        '<Code guid="C1" name="Money"/><Code guid="{c1}" name="Other"/>',
        [("C1", "Money", "")],
        "C1",
    ),
}


@pytest.mark.parametrize(("codes", "expected", "coding"), CODES.values(), ids=CODES)
def test_codes(codes: str, expected: list[tuple[str, str, str]], coding: str) -> None:
    made = Made(codes=codes)
    made.add(selection(WORDS[0], id="S1"))
    project = read(made)
    assert [(code.id, code.name, code.parent) for code in project.codes] == expected
    assert [each.code for each in project.codings] == [coding]


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("#FF8000", "#ff8000"),
        ("#f80", "#ff8800"),
        ("#80FF8000", "#ff8000"),
        ("rgb(255, 128, 0)", "#ff8000"),
        ("red", ""),
    ],
)
def test_colours(written: str, colour: str) -> None:
    project = read(Made(codes=f'<Code guid="C1" name="Money" color="{written}"/>'))
    assert project.codes[0].colour == colour
    assert bool(project.dropped) == (not colour)


def test_two_coders_on_one_stretch_stay_two_and_a_selections_user_counts_where_the_coding_names_none() -> None:
    inside = (
        '<Coding guid="X" creatingUser="U1" creationDateTime="2024-03-01T10:00:00+02:00"><CodeRef targetGUID="C1"/>'
        '</Coding><Coding guid="Y" creatingUser="{u2}"><CodeRef targetGUID="C1"/></Coding>'
    )
    made = Made()
    made.add(selection(WORDS[0], id="S1", inside=inside))
    project = read(made)
    assert [(each.coder, each.coded_at) for each in project.codings] == [
        ("Amal", "2024-03-01T08:00:00.000Z"),
        ("Omar", ""),
    ]
    assert project.coders == ("Amal", "Omar")


@pytest.mark.parametrize(
    ("start", "end", "what"),
    [
        ("5", "5", "selections without words"),
        ("-1", "5", "selections without a place"),
        ("x", "5", "selections without a place"),
        ("9", "4", "selections without a place"),
        ("3", str(2**31), "selections without a place"),
        ("3", "9" * 400, "selections without a place"),
        ("90000", "90010", "selections outside their text"),
    ],
)
def test_what_has_no_place_is_counted(start: str, end: str, what: str) -> None:
    made = Made()
    made.add(
        f'<PlainTextSelection guid="S" startPosition="{start}" endPosition="{end}"><Coding guid="K">'
        '<CodeRef targetGUID="C1"/></Coding></PlainTextSelection>'
    )
    project = read(made)
    assert not project.codings
    assert [(each.what, each.count) for each in project.dropped] == [(what, 1)]


def test_what_a_study_has_no_place_for_is_counted_with_its_places() -> None:
    made = Made(
        tail='<Links><Link guid="L"/></Links><Sets><Set guid="S" name="Group">'
        '<MemberCode targetGUID="C1"/></Set></Sets><Graphs><Graph guid="G"/></Graphs><Comments guid="N"/>'
    )
    made.sources += (
        '<PictureSource guid="P" name="map"/><TextSource guid="M" name="missing" plainTextPath="internal://M.txt"/>'
    )
    made.add('<Coding guid="W"><CodeRef targetGUID="C1"/></Coding>')
    assert {each.what: (each.count, each.places) for each in read(made).dropped} == {
        "pictures": (1, ("map",)),
        "texts that are not in the file": (1, ("missing",)),
        "codings of whole documents": (1, ("Amina",)),
        "links": (1, ()),
        "groups of codes": (1, ("Group",)),
        "maps and graphs": (1, ()),
        "elements that are not known here": (1, ("Comments",)),
    }


def test_pdf_texts_transcripts_and_their_sync_points_are_read() -> None:
    made = Made()
    made.files["sources/R.txt"] = made.files["sources/V.txt"] = TEXT.encode()
    made.sources += (
        '<PDFSource guid="P" name="scan"><PDFSelection guid="Q" page="1"/><Representation guid="P" '
        f'plainTextPath="internal://R.txt">{selection(WORDS[1], id="S1")}</Representation></PDFSource>'
        '<AudioSource guid="A" name="tape"><Transcript guid="V" plainTextPath="internal://V.txt">'
        '<SyncPoint guid="a" position="0" timeStamp="0"/><SyncPoint guid="b" position="56" timeStamp="4500"/>'
        '<SyncPoint guid="c" position="90" timeStamp="9000"/><TranscriptSelection guid="T" fromSyncPoint="B" '
        'toSyncPoint="C"><Coding guid="K"><CodeRef targetGUID="C2"/></Coding></TranscriptSelection></Transcript>'
        "</AudioSource>"
    )
    project = read(made)
    assert [text.name for text in project.texts] == ["scan", "tape"]
    assert coded(project) == [WORDS[1], TEXT[56:90]]
    assert project.texts[1].times == ((0, 0.0), (56, 4.5), (90, 9.0))


def test_cases_variables_and_sets_say_who_a_text_is_about() -> None:
    made = Made(
        head='<Variables><Variable guid="V1" name="type" typeOfVariable="Text"/>'
        '<Variable guid="V2" name="age" typeOfVariable="Integer"/></Variables>'
        '<Cases><Case guid="K1" name="Amina"><VariableValue><VariableRef targetGUID="v1"/><TextValue>CSO</TextValue>'
        '</VariableValue><SourceRef targetGUID="T1"/></Case>'
        '<Case guid="K2"><VariableValue><VariableRef targetGUID="V2"/><IntegerValue>40</IntegerValue></VariableValue>'
        '<SourceRef targetGUID="T1"/></Case></Cases>',
        tail='<Sets><Set guid="S1" name="site: north"><MemberSource targetGUID="T1"/></Set>'
        '<Set guid="S2" name="pilot"><MemberSource targetGUID="T1"/></Set></Sets>',
    )
    made.add("")
    (case,) = read(made).cases
    assert (case.name, case.texts) == ("Amina", ("T1",))
    assert dict(case.variables) == {"type": "CSO", "age": "40", "site": "north", "set": "pilot"}


def test_a_case_among_the_codes_is_no_theme() -> None:
    made = Made(
        codes='<Code guid="C1" name="Funding"/><Code guid="K1" name="Amina"/>',
        head='<Cases><Case guid="K1" name="Amina"><SourceRef targetGUID="T1"/></Case></Cases>',
    )
    made.add(selection(WORDS[0], id="S1", code="K1") + selection(WORDS[1], id="S2"))
    project = read(made)
    assert [code.name for code in project.codes] == ["Funding"]
    assert coded(project) == [WORDS[1]]


def test_notes_are_memos_or_belong_to_their_coding() -> None:
    coding = '<Coding guid="X"><CodeRef targetGUID="C1"/><NoteRef targetGUID="N1"/></Coding>'
    inside = f"<Description>said twice</Description>{coding}"
    made = Made(
        codes='<Code guid="C1" name="Funding"><NoteRef targetGUID="N2"/></Code>',
        tail='<Notes><Note guid="N1"><PlainTextContent>see the budget</PlainTextContent></Note>'
        '<Note guid="N2" creatingUser="U2"><PlainTextContent>grows</PlainTextContent></Note></Notes>'
        "<Description>The whole study</Description>",
    )
    made.add(
        selection(WORDS[0], id="S1", inside=inside)
        + selection(WORDS[1], id="S2", inside="<Description>odd</Description>")
    )
    project = read(made)
    assert project.codings[0].note == "said twice\nsee the budget"
    assert [(note.about, note.text, note.author) for note in project.notes] == [
        (About.STUDY, "The whole study", ""),
        (About.PASSAGE, "odd", ""),
        (About.CODE, "grows", "Omar"),
    ]


def test_a_note_stands_where_a_link_or_its_own_selection_puts_it_and_else_on_the_study() -> None:
    place = TEXT.index(WORDS[1])
    annotation = (
        '<Note guid="N2" creatingUser="U1"><PlainTextContent>ask again</PlainTextContent><PlainTextSelection guid="Q" '
        f'startPosition="{place}" endPosition="{place + 7}"/></Note>'
    )
    made = Made(
        tail='<Notes><Note guid="N1" creatingUser="U2"><PlainTextContent>odd</PlainTextContent></Note>'
        f'{annotation}<Note guid="N3" name="Journal"><PlainTextContent>day one</PlainTextContent></Note>'
        '<Note guid="N4" name="Of a person"><PlainTextContent>tall</PlainTextContent></Note></Notes>'
        '<Links><Link guid="L1" originGUID="N1" targetGUID="S1"/>'
        '<Link guid="L2" originGUID="C1" targetGUID="C2"/></Links>',
        head='<Cases><Case guid="K1" name="Amina"><NoteRef targetGUID="N4"/></Case></Cases>',
    )
    made.add(selection(WORDS[0], id="S1", inside=" "))
    made.sources = made.sources.replace("</TextSource>", '<NoteRef targetGUID="N2"/></TextSource>')
    project = read(made)
    assert [(note.about, note.text, note.author, TEXT[note.start : note.end]) for note in project.notes] == [
        (About.PASSAGE, "odd", "Omar", WORDS[0]),
        (About.PASSAGE, "ask again", "Amal", WORDS[1][:7]),
        (About.STUDY, "Journal\nday one", "", ""),
    ]
    assert {each.what: each.count for each in project.dropped} == {
        "links": 1,
        "notes on what has no place in a study": 1,
    }


def test_a_case_of_a_whole_text_and_a_source_named_by_its_rich_text_are_understood() -> None:
    made = Made(
        codes='<Code guid="C1" name="Funding"/><Code guid="K1" name="Amina"/>',
        head='<Variables><Variable guid="V" name="site: north" typeOfVariable="Text"/></Variables><Cases>'
        '<Case guid="K1" name="Amina"><VariableValue><VariableRef targetGUID="V"/><TextValue>site: north</TextValue>'
        '</VariableValue><SourceRef targetGUID="R1"/></Case></Cases>',
    )
    coding = '<Coding guid="X"><CodeRef targetGUID="K1"/></Coding>'
    made.add(f'<PlainTextSelection guid="S" startPosition="0" endPosition="0">{coding}</PlainTextSelection>')
    made.sources = made.sources.replace("<TextSource", '<TextSource richTextPath="internal://r1.docx"')
    project = read(made)
    assert [(case.name, case.texts, dict(case.variables)) for case in project.cases] == [
        ("Amina", ("T1",), {"site": "north"})
    ]
    assert project.dropped == ()


def test_texts_in_other_encodings_are_read() -> None:
    made = Made()
    made.add(selection(WORDS[1], id="S1"))
    made.files["sources/T1.txt"] = TEXT.encode("utf-16")
    assert read(made).texts[0].text == TEXT


HOSTILE = {
    "a DTD": lambda: Made(head='<!DOCTYPE a [<!ENTITY x "y">]>').data(),
    "no zip": lambda: b"PK\x03\x04 nothing",
    "no project": lambda: _zip({"x.txt": b"a"}),
    "two projects": lambda: _zip({"a.qde": b"<Project/>", "b.qde": b"<Project/>"}),
    "a bomb": lambda: _zip({"project.qde": b"<Project>" + b" " * 70_000_000 + b"</Project>"}),
    "a text that is a bomb": lambda: _bomb_beside(),
    "texts that are one together": lambda: _bomb_together(),
    "elements without end": lambda: ("<Project>" + "<a/>" * 1_000_001 + "</Project>").encode(),
    "no XML": lambda: _zip({"project.qde": b"words"}),
    "other XML": lambda: _zip({"project.qde": b"<html/>"}),
}


def _zip(members: dict[str, bytes]) -> bytes:
    import io

    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


def _bomb_beside() -> bytes:
    made = Made()
    made.add("")
    made.files["sources/T1.txt"] = b"a" * 30_000_000
    return made.data()


def _bomb_together() -> bytes:
    """A text that may be read once, and is by many sources."""
    made = Made()
    for number in range(70):
        made.add("", id=f"T{number}")
        made.sources = made.sources.replace(f"internal://T{number}.txt", "one.txt")
    made.files = {"sources/one.txt": bytes(random.Random(1).choices(b"abcd ", k=5_000)) * 200}
    return made.data()


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_project_or_means_harm_is_refused(data: object) -> None:
    source = Source(path=Path("a.qdpx"), name="a.qdpx", data=data(), sha256="")  # type: ignore[operator]
    with pytest.raises(ReadError, match=r"a\.qdpx"):
        read_refi(source)


def test_a_truncated_codebook_is_read_as_far_as_it_goes_and_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "half.qdc"
    path.write_text('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="A" name="One"/><Code guid="B" na')
    project = read_project(path)
    assert [code.name for code in project.codes] == ["One"]
    assert "damaged at line 1" in project.remarks[0]


@pytest.mark.parametrize("name", ["a.mx20", "a.mex", "a.nvp", "a.nvpx", "a.atlproj", "a.hpr7"])
def test_projects_that_only_their_program_opens_are_named_with_the_way_out(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_project(tmp_path / name)
    assert "export a REFI-QDA project" in caught.value.hint


@settings(max_examples=examples(60), deadline=None)
@given(st.integers(0, 10**9))
def test_mutants_are_read_or_refused_and_never_crash(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(project_in(chance.choice(WAYS)).xml().encode())
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(len(data))
        data[place : place + chance.randrange(4)] = bytes(chance.choices(b'<>/"= aG09&;', k=chance.randrange(4)))
    with suppress(ReadError):
        read_refi(Source(path=Path("a.qde"), name="a.qde", data=bytes(data), sha256=""))
