from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import RosterError
from qualcode.model.document import Record
from qualcode.readers.roster import check_roster, match_documents, read_roster
from qualcode.readers.roster.draft import with_rows
from tests.make import make_roster
from tests.readers.files import write, xlsx


def test_headings_are_matched_loosely_and_other_columns_are_variables(tmp_path: Path) -> None:
    text = "Informant ID;Type;Transcript;Organization;Record;Gender\ncso-1;CSO;kii-01.docx;Jisr;notes;female\n"

    roster = read_roster(write(tmp_path, "informants.csv", text))

    [informant], [row] = roster.informants, roster.appearances
    assert (informant.id, informant.informant_type, informant.organisation, dict(informant.variables)) == (
        "cso-1",
        "CSO",
        "Jisr",
        {"Gender": "female"},
    )
    assert (row.document, row.record, row.line) == ("kii-01.docx", Record.NOTES, 2)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Code,Type,File\nc1,CSO,kii-01.txt\n", "c1"),
        ("Informant code,Type,File\nc1,CSO,kii-01.txt\n", "c1"),
        ("Code,Type,File,Informant ID\nc1,CSO,kii-01.txt,i1\n", "i1"),
    ],
)
def test_codes_are_ids_where_nothing_else_is(text: str, id_: str, tmp_path: Path) -> None:
    [informant] = read_roster(write(tmp_path, "informants.csv", text)).informants

    assert informant.id == id_


@pytest.mark.parametrize("above", ["Interviews of the study,,\n", "Study,,\n,,\nMade by,MK,\n"])
def test_titles_above_the_headings_do_not_matter(above: str, tmp_path: Path) -> None:
    path = write(tmp_path, "informants.csv", f"{above}Informant ID,Type,File\ni1,CSO,kii-01.txt\n")

    path.write_bytes(with_rows(path, [{"informant_id": "i2", "informant_type": "UN", "document": "kii-02.txt"}]))
    roster = read_roster(path)

    assert [(person.id, person.informant_type) for person in roster.informants] == [("i1", "CSO"), ("i2", "UN")]
    assert path.read_text("utf-8-sig").startswith(above)


def test_an_informant_in_two_documents_is_one_informant(tmp_path: Path) -> None:
    rows = [
        ["informant_id", "informant_type", "document"],
        ["i1", "CSO", "kii-01"],
        ["i1", "CSO", "kii-01-round-2"],
        ["i2", "UN", 7],
    ]

    roster = read_roster(write(tmp_path, "informants.xlsx", xlsx(*rows)))

    assert [informant.id for informant in roster.informants] == ["i1", "i2"]
    assert [row.document for row in roster.appearances] == ["kii-01", "kii-01-round-2", "7"]


def test_every_problem_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    text = "informant_id,informant_type,document,record\ni1,,kii-01,\n\ni2,CSO,kii-02,tape\ni2,UN,kii-03,\ni2,CSO,kii-02,\n"  # noqa: E501

    with pytest.raises(RosterError) as caught:
        read_roster(write(tmp_path, "informants.csv", text))

    message = str(caught.value)
    assert "line 2: informant_type missing" in message
    assert "line 4: record 'tape'" in message
    assert "line 5: i2 has the type 'UN', earlier 'CSO'" in message
    assert "line 6: i2 in kii-02 stands twice" in message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("name,type\nx,CSO\n", "no column for informant_id nor document"),
        ("", "is empty"),
        (b"PK\x03\x04nonsense", "zip archive"),
    ],
)
def test_what_is_no_roster_is_refused_with_the_reason(tmp_path: Path, data: str | bytes, message: str) -> None:
    with pytest.raises(RosterError, match=message):
        read_roster(write(tmp_path, "informants.csv", data))


@pytest.mark.parametrize("written", ["KII 03.docx", "KII 03", "kii-03", "transcripts/KII_03.DOCX", "kii 03.txt"])
def test_a_document_is_found_by_its_name_however_it_is_written(written: str) -> None:
    roster = make_roster(i1="CSO")
    roster = type(roster)(
        informants=roster.informants, appearances=(type(roster.appearances[0])(informant_id="i1", document=written),)
    )

    assert match_documents(roster, ["KII 03.docx", "KII 04.docx"]) == {"KII 03.docx": "kii-03"}


def test_of_two_types_as_near_the_commoner_is_proposed(tmp_path: Path) -> None:
    types = ["Un Agency", "UN agency", "UN agency", "UN agencyy"]
    rows = "".join(f"i{n},{name},kii-0{n}\n" for n, name in enumerate(types))
    roster = read_roster(write(tmp_path, "informants.csv", f"informant_id,informant_type,document\n{rows}"))

    hints = [problem.hint for problem in check_roster(roster, [f"kii-0{n}" for n in range(4)])]

    assert hints == ["correct it to 'UN agency'", "correct it to 'UN agency'"]


def test_rows_without_transcript_transcripts_without_row_and_misspelled_types_are_named(tmp_path: Path) -> None:
    text = "informant_id,informant_type,document\ni1,CSO,kii-01\ni2,CSO,kii-02\ni3,CS0,kii-O3\ni4,UN agency,kii-04\n"
    roster = read_roster(write(tmp_path, "informants.csv", text))

    problems = check_roster(roster, ["kii-01", "kii-02", "kii-03", "kii-04"])

    assert [(problem.where, problem.message, problem.hint) for problem in problems] == [
        ("list of informants, line 4", "i3: no transcript 'kii-O3' is imported", "is it 'kii-03'?"),
        (
            "roster",
            "no row for kii-03; nobody's words in it are counted",
            "`qualcode informants --draft` adds a row for each, to be filled in; what is no interview goes with "
            "`qualcode forget DOCUMENT`",
        ),
        ("list of informants, line 4", "the type 'CS0' is probably 'CSO'", "correct it to 'CSO'"),
    ]
    assert not any(problem.is_error for problem in problems)


def test_many_rows_without_a_transcript_are_told_once_and_the_nearly_right_ones_each() -> None:
    roster = make_roster(
        **{f"interview_{name}": "CSO" for name in ("erbil", "duhok", "kirkuk", "basra", "hilla", "mosul_2")}
    )

    problems = check_roster(roster, ["x1"])
    nearly = check_roster(roster, ["interview-mosul-3"])

    assert problems[0].message.startswith("6 rows without an imported transcript: interview_erbil, interview_duhok, ")
    assert len(problems) == 2
    assert "is it 'interview-mosul-3'?" in [problem.hint for problem in nearly]


def test_dates_of_which_the_day_cannot_be_told_are_named(tmp_path: Path) -> None:
    text = "informant_id,informant_type,document,date\ni1,CSO,k1,03/05/2024\ni2,CSO,k2,04/02/2024\n"

    [problem] = check_roster(read_roster(write(tmp_path, "informants.csv", text)), ["k1", "k2"])

    assert problem.message.startswith("dates can be read with the day or the month first: 03/05/2024, 04/02/2024")
    assert not problem.is_error


@pytest.mark.parametrize(
    "types",
    [
        ("UN agency", "UN\u00a0agency", "UN agency ", "UN  agency"),
        ("UN agency", "UN\u202fagency", "\u200eUN agency", "UN\u2003agency\ufeff"),
        ("Non-governmental", "Non‐governmental", "Non–governmental"),
        ("People's committee", "People’s committee"),
        ("منظمة دولية", "منظمة\u00a0دولية", "منظمــة دولية"),
        ("وكالة", "وکالة"),
        ("ONG internationale", "ONG\u00a0internationale"),
        ("Ministère", "Ministe\u0300re"),
        ("Of\ufb01ce", "Office"),
    ],
)
def test_types_that_look_the_same_are_one_type(tmp_path: Path, types: tuple[str, ...]) -> None:
    rows = "".join(f"i{n},{type_},k{n}\n" for n, type_ in enumerate(types))

    roster = read_roster(write(tmp_path, "informants.csv", f"informant_id,informant_type,document\n{rows}"))

    assert len(roster.informant_types) == 1
    assert len(roster.informants) == len(types)


@pytest.mark.parametrize(
    ("type_", "encoding"),
    [
        ("منظمة", "cp1256"),
        ("وكالة الأمم المتحدة", "cp1256"),
        ("Médecin établi", "cp1252"),
        ("Préfet", "cp1252"),
        ("Préfet", "mac-roman"),
        ("Santé", "mac-roman"),
        ("организация", "cp1251"),
        ("Школа", "cp1251"),
        ("منظمة", "utf-16"),
    ],
)
def test_a_list_saved_in_the_encoding_of_the_computer_is_read(tmp_path: Path, type_: str, encoding: str) -> None:
    text = f"informant_id,informant_type,document\ni1,{type_},k1.txt\ni2,{type_},k2.txt\n"

    roster = read_roster(write(tmp_path, "informants.csv", text.encode(encoding)))

    assert roster.informant_types == (type_,)


@pytest.mark.parametrize("odd", ["SchülerÜbergang", "SantéÉcole", "McÉwan and informa¬tion"])
@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman"])
def test_a_strange_word_does_not_keep_a_list_from_being_read(tmp_path: Path, odd: str, encoding: str) -> None:
    types = ("Médecin établi", "Préfet", "Très âgé", "Élève à l’école", odd)
    rows = "".join(f"i{n},{type_},k{n}.txt\n" for n, type_ in enumerate(types))

    roster = read_roster(
        write(tmp_path, "informants.csv", f"informant_id,informant_type,document\n{rows}".encode(encoding))
    )

    assert set(roster.informant_types) == set(types)


def test_types_that_differ_on_purpose_are_left_alone() -> None:
    roster = make_roster(i1="CSO", i2="INGO", i3="NGO", i4="UN agency", i5="UN Agency ", i6="UN agency")

    assert [
        problem.message
        for problem in check_roster(roster, ["i1", "i2", "i3", "i4", "i5", "i6"], ["CSO", "INGO", "NGO"])
    ] == ["the type 'UN Agency ' differs from 'UN agency' in capitals or spaces alone, and is counted apart"]


@pytest.mark.parametrize(
    ("types", "known", "warned"),
    [
        (["CSO", "cso", "CSO", "C S O"], [], {"cso": "CSO", "C S O": "CSO"}),
        (["cso", "CSO"], [], {"CSO": "cso"}),
        (["cso", "cso", "CSO"], ["CSO"], {"cso": "CSO"}),
        (["UN agency", "UN  agency", "NGO"], [], {}),
    ],
)
def test_of_types_that_differ_in_capitals_or_spaces_one_spelling_is_proposed(
    tmp_path: Path, types: list[str], known: list[str], warned: dict[str, str]
) -> None:
    rows = "".join(f"i{n},{name},k{n}\n" for n, name in enumerate(types))
    roster = read_roster(write(tmp_path, "informants.csv", f"informant_id,informant_type,document\n{rows}"))

    problems = check_roster(roster, [f"k{n}" for n in range(len(types))], known)

    assert [problem.hint for problem in problems] == [f"correct it to {meant!r}" for meant in warned.values()]
    assert [written in problem.message for written, problem in zip(warned, problems, strict=True)] == [True] * len(
        warned
    )


def test_what_an_informants_first_row_leaves_open_a_later_one_says(tmp_path: Path) -> None:
    text = "informant_id,informant_type,document,organisation,site\np1,CSO,a,,\np1,CSO,b,Jisr,north\np1,CSO,c,,south\n"

    roster = read_roster(write(tmp_path, "informants.csv", text))

    [informant] = roster.informants
    assert (informant.organisation, dict(informant.variables)) == ("Jisr", {"site": "north"})


def test_what_the_list_says_of_someone_in_two_ways_is_told(tmp_path: Path) -> None:
    text = "informant_id,informant_type,document,site\np1,CSO,a,north\np1,CSO,b,\np1,CSO,c,south\n"

    [problem] = read_roster(write(tmp_path, "informants.csv", text)).problems

    assert str(problem) == "informants.csv: line 4: p1 has site 'south', earlier 'north'"
    assert not problem.is_error
