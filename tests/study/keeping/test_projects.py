"""Another program's project in a study, and a study as a project: what stays the same on the way."""

from __future__ import annotations

import itertools
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.errors import UsageError
from qualcode.exchange import read_project
from qualcode.exchange.project import ForeignProject
from qualcode.exchange.refi.read import read_refi
from qualcode.files.source import Source
from qualcode.model.coding import Mark, Verdict
from qualcode.model.document import Role
from qualcode.model.journal import About
from qualcode.model.report import Audience
from qualcode.readers.codebooks import read_codebook
from qualcode.reports.method import method
from qualcode.study.codebook.files import export_codebook
from qualcode.study.keeping.memos import write_memo
from qualcode.study.keeping.projects.asked import Keep, Part, ProjectOptions, Read
from qualcode.study.keeping.projects.codebook import add_codes, codes_to_add, differences
from qualcode.study.keeping.projects.giving import GivenOptions, export_project
from qualcode.study.keeping.projects.taking import foresee, study_for, take_project
from qualcode.study.report.facts import gather_facts
from qualcode.study.review.sessions import decide, open_session
from qualcode.study.study import Study
from tests.exchange.make_refi import WORDS, Made, selection
from tests.study.make import Heard, cells

PROJECT = ProjectOptions()


@pytest.fixture
def reviewed(coded: Study) -> Study:
    """The small study with decisions of two coders, marks, notes and memos."""
    session = open_session(coded, "amal")
    for item, marks in zip(session.items(), itertools.cycle([(), (Mark.CONTRARY,), (Mark.DO_NOT_QUOTE,)])):
        session.decide(item, Verdict.ACCEPT, marks=marks, note="Plain. Ünïcode 🙂")
    decide(coded, "omar", "basim:2", Verdict.ADD, code="access")
    passage = open_session(coded, "omar").library.segments["carol:2"]
    open_session(coded, "omar").add(passage, "access", start=passage.start + 6, end=passage.start + 26)
    write_memo(coded, "Of the study", on="study", coder="amal")
    write_memo(coded, "Of a passage", on="basim:2", coder="amal")
    write_memo(coded, "Of a code", on="access", coder="omar")
    write_memo(coded, "Of an interview", on="amira", coder="omar")
    write_memo(coded, "Another of it", on="amira", coder="amal")
    return coded


def said(study: Study) -> set[tuple[object, ...]]:
    """Who coded which words as what, with marks and notes, and when."""
    found = set()
    for coder in ("amal", "omar"):
        for item in open_session(study, coder).items():
            if item.is_coded and item.decision:
                decision, anchor = item.decision, item.decision.anchor
                code = study.codebook().code(item.target.code_id)
                key = (coder, code.name, anchor.document_id, anchor.text, frozenset(decision.marks), decision.note)
                found.add((*key, decision.decided_at))
    return found


def given(study: Study, tmp_path: Path, program: str = "standard", **options: object) -> Path:
    to = tmp_path / f"{program}.qdpx"
    export_project(study, refi=to, taguette=None, program=program, options=GivenOptions(**options))  # type: ignore[arg-type]
    return to


def taken(path: Path, folder: Path, options: ProjectOptions = PROJECT, heard: Heard | None = None) -> Study:
    """A new study made of a project, open."""
    project = read_project(path)
    study = Study.open(study_for(path, project, folder, folder), voice=heard or Heard())
    take_project(study, project, options, file=path)
    return study


@pytest.mark.parametrize("program", ["standard", "nvivo", "maxqda", "qualcoder"])
def test_a_study_comes_back_from_a_project_as_it_was(reviewed: Study, tmp_path: Path, program: str) -> None:
    with taken(given(reviewed, tmp_path, program), tmp_path / "again") as again:
        assert said(again) == said(reviewed)
        assert {(memo.about, memo.text, memo.coder) for memo in again.store.log.memos()} == {
            (About.STUDY, "Of the study", "amal"),
            (About.PASSAGE, "Of a passage", "amal"),
            (About.CODE, "Of a code", "omar"),
            (About.DOCUMENT, "Of an interview", "omar"),
            (About.DOCUMENT, "Another of it", "amal"),
        }
        kinds = {person.id: person.informant_type for person in again.roster().informants}
        assert kinds == {"amira": "CSO", "basim": "CSO", "carol": "UN agency"}
        assert [(code.name, code.parent, code.definition) for code in again.codebook().codes] == [
            (code.name, code.parent, code.definition) for code in reviewed.codebook().codes
        ]


def test_a_project_is_written_the_same_twice(reviewed: Study, tmp_path: Path) -> None:
    first = given(reviewed, tmp_path).read_bytes()
    assert given(reviewed, tmp_path).read_bytes() == first


def test_importing_twice_writes_nothing(reviewed: Study, tmp_path: Path) -> None:
    path = given(reviewed, tmp_path)
    with taken(path, tmp_path / "again") as again:
        before = list(again.store.merging.records())
        table = take_project(again, read_project(path), PROJECT, file=path)
        assert list(again.store.merging.records()) == before
    assert not {"added to the codebook", "interviews, read into the study"} & {
        cell for row in cells(table) for cell in row.values()
    }


def test_a_project_of_the_study_itself_changes_nothing_in_it(reviewed: Study, tmp_path: Path) -> None:
    before = said(reviewed)
    path = given(reviewed, tmp_path)
    take_project(reviewed, read_project(path), PROJECT, file=path)
    assert said(reviewed) == before
    assert len(reviewed.store.documents.ids()) == 3


def test_what_a_coder_decides_here_after_an_import_stays(reviewed: Study, tmp_path: Path) -> None:
    path = given(reviewed, tmp_path)
    with taken(path, tmp_path / "again") as again:
        decide(again, "omar", "basim:2", Verdict.WITHDRAW, code="access")
        take_project(again, read_project(path), PROJECT, file=path)
        assert not any(item.is_coded for item in open_session(again, "omar").on_passage("basim:2"))


def test_codings_that_are_gone_in_the_file_are_listed_and_withdrawn_where_asked(
    reviewed: Study, tmp_path: Path
) -> None:
    path, heard = given(reviewed, tmp_path), Heard()
    with taken(path, tmp_path / "again", heard=heard) as again:
        project = read_project(path)
        gone = next(coding for coding in project.codings if coding.coder == "omar")
        less = replace(project, codings=tuple(coding for coding in project.codings if coding is not gone))
        take_project(again, less, PROJECT, file=path)
        assert any("not in the file any more" in warning for warning in heard.warnings)
        assert len(said(again)) == len(said(reviewed))
        take_project(again, less, ProjectOptions(sync=True), file=path)
        assert len(said(again)) == len(said(reviewed)) - 1


def test_a_project_without_codings_is_for_a_second_coder(reviewed: Study, tmp_path: Path) -> None:
    project = read_project(given(reviewed, tmp_path, without_codings=True))
    assert (project.codings, project.notes) == ((), ())
    assert len(project.texts) == 3


def test_one_coders_codings_and_what_the_rules_propose_can_be_written(reviewed: Study, tmp_path: Path) -> None:
    project = read_project(given(reviewed, tmp_path, coder="Omar", suggestions=True))
    assert set(project.coders) == {"omar", "qualcode rules"}


def test_what_was_said_off_the_record_is_not_written(reviewed: Study, tmp_path: Path) -> None:
    session = open_session(reviewed, "amal")
    item = next(item for item in session.items() if item.target.document_id == "basim")
    session.decide(item, Verdict.ACCEPT, marks=[Mark.OFF_RECORD])
    project = read_project(given(reviewed, tmp_path))
    words = session.library.segments[item.target.segment_id].text
    assert all(words not in text.text for text in project.texts)
    assert any("[left out: off record]" in text.text for text in project.texts)
    assert all(coding.text != item.target.document_id or coding.coder != "amal" for coding in project.codings)


@pytest.mark.parametrize(
    ("to", "program", "what"),
    [
        ("a.zip", "standard", "ends in .qdpx"),
        ("a.qdpx", "word", "no such program"),
        ("project.db", "standard", "ends in"),
    ],
)
def test_files_of_other_names_and_unknown_programs_are_refused(coded: Study, to: str, program: str, what: str) -> None:
    with pytest.raises(UsageError, match=what):
        export_project(coded, refi=coded.folder / to, taguette=None, program=program, options=GivenOptions())


def made(*selections: str, **parts: str) -> ForeignProject:
    project = Made(**parts)
    project.add("".join(selections))
    return read_refi(Source(path=Path("made.qdpx"), name="made.qdpx", data=project.data(), sha256=""))


def fresh(tmp_path: Path, project: ForeignProject, options: ProjectOptions = PROJECT) -> tuple[Study, Heard]:
    heard = Heard()
    study = Study.open(study_for(Path("made.qdpx"), project, tmp_path / "new", tmp_path), voice=heard)
    take_project(study, project, options, file=tmp_path / "made.qdpx")
    return study, heard


def test_codings_become_decisions_on_the_passages_of_informants(tmp_path: Path) -> None:
    coded_twice = f"{WORDS[1]}.\n\nInterviewer: And the staff?\n\nAmina: {WORDS[2]}"
    project = made(
        selection(WORDS[0], id="S1"),
        selection(coded_twice, id="S2", code="C2"),
        selection("And the staff?", id="S3"),
    )
    study, heard = fresh(tmp_path, project)
    with study:
        decisions = list(study.store.log.decisions())
        assert [(each.code_id, each.anchor.segment_id, each.anchor.text) for each in decisions[:1]] == [
            ("funding", "amina:2", WORDS[0])
        ]
        assert {(each.code_id, each.anchor.segment_id) for each in decisions} == {
            ("funding", "amina:2"),
            ("staff", "amina:2"),
            ("staff", "amina:4"),
        }
        assert [each.origin for each in decisions] == ["refi:S1C", "refi:S2C", "refi:S2C"]
    assert any("only an interviewer speaks there" in warning for warning in heard.warnings)


@pytest.mark.parametrize(("read", "n"), [(Read.CODED, 3), (Read.ALL, 3), (Read.NONE, 0)])
def test_where_somebody_coded_they_have_read_unless_told_otherwise(tmp_path: Path, read: Read, n: int) -> None:
    study, _ = fresh(tmp_path, made(selection(WORDS[0], id="S1")), ProjectOptions(read=read))
    with study:
        assert len(study.store.log.read_marks(coder="Amal")) == n


@pytest.mark.parametrize(
    ("only", "documents", "codes", "decisions"),
    [(Part.TRANSCRIPTS, 1, False, 0), (Part.CODEBOOK, 0, True, 0), (Part.CODINGS, 0, False, 0), (None, 1, True, 1)],
)
def test_a_part_of_a_project_can_be_taken_alone(
    tmp_path: Path, only: Part | None, documents: int, codes: bool, decisions: int
) -> None:
    study, _ = fresh(tmp_path, made(selection(WORDS[0], id="S1")), ProjectOptions(only=only))
    with study:
        assert len(study.store.documents.ids()) == documents
        assert ("staff" in {code.id for code in study.codebook().codes}) == codes
        assert len(list(study.store.log.decisions())) == decisions


def test_who_is_who_can_be_said(tmp_path: Path) -> None:
    study, _ = fresh(tmp_path, made(selection(WORDS[0], id="S1")), ProjectOptions(coders={"Amal": "amal"}))
    with study:
        assert study.store.log.coders() == ("amal",)


@pytest.mark.parametrize(
    ("written", "starts"),
    [
        ("Interviewer: Why?\n\nAmina: They pay late.\nAlways.\n\nInterviewer: And?", [0.0, 4.5, 3_723.0]),
        (
            "[00:00:01] Interviewer: Why?\n\n[00:00:02] Amina: They pay late, if at all.\n\n"
            "[00:00:03] Interviewer: And?",
            [1, 2, 3],
        ),
    ],
)
def test_the_times_of_a_recording_are_those_of_the_turns_that_begin_there(
    tmp_path: Path, written: str, starts: list[float]
) -> None:
    points = {"Int": 0, "Amina": 4_500, "pay": 5_000, "And?": 3_723_000}
    places = [(written.index(words), moment) for words, moment in points.items()]
    synced = "".join(f'<SyncPoint guid="P{n}" position="{p}" timeStamp="{t}"/>' for n, (p, t) in enumerate(places))
    project = Made(
        sources=f'<AudioSource guid="A" name="tape"><Transcript guid="V" plainTextPath="V.txt">{synced}'
        '<TranscriptSelection guid="T" fromSyncPoint="P1" toSyncPoint="P3"><Coding guid="K" creatingUser="U1">'
        '<CodeRef targetGUID="C2"/></Coding></TranscriptSelection></Transcript></AudioSource>',
        files={"V.txt": written.encode()},
    )
    study, _ = fresh(tmp_path, read_refi(Source(path=Path("made.qdpx"), name="a", data=project.data(), sha256="")))
    with study:
        document = study.store.documents.get("tape")
        assert [turn.started_at for turn in document.turns] == starts
        assert [turn.speaker for turn in document.turns] == ["Interviewer", "Amina", "Interviewer"]
        session = open_session(study, "Amal")
        words = [document.text[slice(*session.stretch(item))] for item in session.items() if item.is_coded]
        assert words[0].startswith("They pay")


SAID = [
    ("", "Why is that so?"),
    ("Amina", "They pay late, if at all, and never in winter."),
    ("", "And what do you do then?"),
    ("Omar", "We wait for the next donor to come."),
    ("", "How long does that take, as a rule?"),
    ("Amina", "Three months, and last year it was four of them."),
    ("", "Who decides on the money?"),
    ("Omar", "Somebody in the capital whom we have never seen."),
]


@pytest.mark.parametrize("is_labelled", [False, True])
def test_who_says_what_is_known_by_the_stretches_of_cases_where_a_text_has_no_labels(
    tmp_path: Path, is_labelled: bool
) -> None:
    own = {"": "Q", "Amina": "A", "Omar": "B"}
    text = "\n\n".join(f"{own[name]}: {words}" if is_labelled else words for name, words in SAID)
    ids = {"Amina": "K1", "Omar": "K2"}
    project = Made(
        codes='<Code guid="C1" name="Funding"/><Code guid="K1" name="Amina"/><Code guid="K2" name="Omar"/>',
        head='<Cases><Case guid="K1" name="Amina"/><Case guid="K2" name="Omar"/></Cases>',
    )
    stretches = [
        selection(words, id=f"S{n}", code=ids[name], text=text) for n, (name, words) in enumerate(SAID) if name
    ]
    project.add("".join(stretches) + selection("never in winter", id="S", text=text), text)
    found = read_refi(Source(path=Path("made.qdpx"), name="made.qdpx", data=project.data(), sha256=""))
    assert [(name, text[start:end]) for start, end, name in found.texts[0].speakers] == [
        each for each in SAID if each[0]
    ]
    assert {case.name: case.texts for case in found.cases} == {"Amina": ("T1",), "Omar": ("T1",)}
    study, heard = fresh(tmp_path, found)
    assert any("told by the project's cases" in note for note in heard.notes) != is_labelled
    with study:
        document = study.store.documents.get("amina")
        spoken = [(turn.speaker, document.text[turn.start : turn.end]) for turn in document.turns]
        roles = {turn.role for turn in document.turns if turn.speaker in ("Amina", "Omar")}
        people = {row.split(",")[0] for row in study.roster_path.read_text("utf-8-sig").splitlines()[1:]}
    assert spoken == [(own[name] if is_labelled else name or "Interviewer", words) for name, words in SAID]
    assert roles == (set() if is_labelled else {Role.INFORMANT})
    assert is_labelled or people == {"amina", "omar"}


CASES = (
    '<Variables><Variable guid="V1" name="Stakeholder" typeOfVariable="Text"/>'
    '<Variable guid="V2" name="Site" typeOfVariable="Text"/></Variables>'
    '<Cases><Case guid="K" name="Ms Amina"><VariableValue><VariableRef targetGUID="V1"/><TextValue>CSO</TextValue>'
    '</VariableValue><VariableValue><VariableRef targetGUID="V2"/><TextValue>north</TextValue></VariableValue>'
    '<SourceRef targetGUID="T1"/></Case></Cases>'
)


@pytest.mark.parametrize(("type_from", "kind"), [("", "CSO"), ("site", "north")])
def test_cases_become_informants_with_their_type_and_variables(tmp_path: Path, type_from: str, kind: str) -> None:
    study, _ = fresh(tmp_path, made(head=CASES), ProjectOptions(type_from=type_from))
    with study:
        (person,) = study.roster().informants
        assert (person.id, person.informant_type) == ("ms-amina", kind)
        assert person.variables["Stakeholder" if type_from else "Site"] == ("CSO" if type_from else "north")


def test_a_case_without_an_interview_is_that_of_its_name_or_said_to_have_none(tmp_path: Path) -> None:
    loose = CASES.replace('<SourceRef targetGUID="T1"/>', "").replace("Ms Amina", "amina")
    project = made(head=loose.replace("</Cases>", '<Case guid="K2" name="Omar"/></Cases>'))
    study, _ = fresh(tmp_path, project)
    with study:
        (person,) = study.roster().informants
        assert (person.id, person.informant_type) == ("amina", "CSO")
        again = cells(take_project(study, project, PROJECT, file=tmp_path / "made.qdpx"))
    assert ["1", "left out: no interview is said to be theirs"] in [list(row.values())[1:] for row in again]


def test_a_type_that_the_project_does_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such variable"):
        fresh(tmp_path, made(head=CASES), ProjectOptions(type_from="colour"))


def test_a_table_says_what_a_project_holds_and_what_stays_behind() -> None:
    rows = cells(foresee(made(selection(WORDS[0], id="S1"), tail='<Links><Link guid="L"/></Links>')))
    assert [tuple(row.values())[:2] for row in rows] == [
        ("texts", "1"),
        ("codes", "2"),
        ("codings", "1"),
        ("links", "1"),
    ]


def test_new_codes_are_added_to_a_codebook_as_it_was_written(coded: Study) -> None:
    path = coded.codebook_path
    path.write_text(path.read_text() + "  # a comment\n")
    codes = (
        '<Code guid="A" name="Funding"><Code guid="C1" name="Late payment"/></Code>'
        '<Code guid="C2" name="Staff"><Code guid="D" name="Nurses"/></Code>'
    )
    take_project(coded, made(selection(WORDS[0], id="S1"), codes=codes), PROJECT, file=Path("made.qdpx"))
    assert "# a comment" in path.read_text()
    assert {code.id: code.parent for code in coded.codebook().codes} == {
        "funding": None,
        "short_term": "funding",
        "late_payment": "funding",
        "access": None,
        "staff": None,
        "nurses": "staff",
    }


def described(study: Study) -> dict[str, tuple[str, str]]:
    return {code.id: (code.name, code.definition) for code in study.codebook().codes}


OTHERWISE = '<Code guid="C1" name="Funding"><Description>Money of states.</Description></Code>'


@pytest.mark.parametrize(
    ("keep", "funding", "new"),
    [
        (Keep.OURS, ("Funding", "Money."), None),
        (Keep.THEIRS, ("Funding", "Money of states."), None),
        (Keep.BOTH, ("Funding", "Money."), ("Funding", "Money of states.")),
    ],
)
def test_a_code_of_one_name_and_another_definition_is_settled_as_it_was_answered(
    coded: Study, heard: Heard, keep: Keep, funding: tuple[str, str], new: tuple[str, str] | None
) -> None:
    written = coded.codebook_path.read_text().replace("name: Funding\n", "name: Funding  # of any kind\n")
    coded.codebook_path.write_text(written.replace("definition: Money.\n", "definition: |\n      Money.\n"))
    project = made(selection(WORDS[0], id="S1"), codes=OTHERWISE)
    (different,) = differences(coded, project)
    assert (different.code_id, different.is_one, dict(different.theirs)) == (
        "funding", False, {"definition": "Money of states."},
    )  # fmt: skip
    options = ProjectOptions(answers={"C1": keep})
    for _ in range(2):
        take_project(coded, project, options, file=Path("made.qdpx"))
    assert described(coded)["funding"] == funding
    assert described(coded).get("funding_2") == new
    assert "# of any kind" in coded.codebook_path.read_text()
    assert any("stay as they are: funding (definition)" in said for said in heard.warnings) == (keep is Keep.OURS)
    codes = {decision.code_id for decision in coded.store.log.decisions() if decision.coder == "Amal"}
    assert codes == {"funding_2" if keep is Keep.BOTH else "funding"}


def test_a_code_renamed_in_another_program_is_known_by_its_id_and_takes_the_name_where_wanted(
    reviewed: Study, tmp_path: Path
) -> None:
    project = read_project(given(reviewed, tmp_path))
    renamed = replace(
        project, codes=tuple(replace(code, name="Reach") if code.name == "Access" else code for code in project.codes)
    )
    (different,) = differences(reviewed, renamed)
    assert (different.code_id, different.is_one, different.theirs) == ("access", True, {"name": "Reach"})
    take_project(reviewed, renamed, PROJECT, file=tmp_path / "p.qdpx")
    before = described(reviewed)
    assert before["access"][0] == "Access"
    take_project(reviewed, renamed, ProjectOptions(keep=Keep.THEIRS), file=tmp_path / "p.qdpx")
    assert described(reviewed) == {**before, "access": ("Reach", before["access"][1])}


def test_a_folder_with_other_files_is_not_made_a_study(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").write_text("a")
    with pytest.raises(UsageError, match="holds other files"):
        study_for(Path("p.qdpx"), made(), tmp_path / "full", tmp_path)


def test_a_codebook_goes_to_other_programs_and_comes_back(coded: Study, tmp_path: Path) -> None:
    export_codebook(coded.codebook_path, tmp_path / "out.qdc")
    found = codes_to_add(coded, tmp_path / "out.qdc")
    assert (found.new, found.different) == ([], [])
    with Study.create(tmp_path / "other", codebook="empty") as other:
        add_codes(other, codes_to_add(other, tmp_path / "out.qdc").new)
        names = [
            (code.id, code.name, code.parent, code.definition) for code in read_codebook(other.codebook_path).codes
        ]
    assert names == [
        ("funding", "Funding", None, "Money."),
        ("short_term_funding", "Short-term funding", "funding", "Money for too short a time."),
        ("access", "Access", None, "Reaching people."),
    ]


def test_what_an_import_writes_is_whole_and_goes_to_other_copies(reviewed: Study, tmp_path: Path) -> None:
    with taken(given(reviewed, tmp_path), tmp_path / "again") as again:
        again.store.check()
        copy = Path(shutil.copytree(again.folder, tmp_path / "copy"))
        decide(again, "omar", "amira:2", Verdict.ADD, code="access")
        with Study.open(copy, voice=Heard()) as other:
            other.store.merging.take_in(again.store.merging.whole_records())
            assert said(other) == said(again)


def test_odd_names_and_empty_texts_of_a_project_are_taken_or_listed(tmp_path: Path) -> None:
    long = f'<Code guid="C2" name="{"long " * 80}"/>'
    odd = Made(codes=f'<Code guid="C1" name="a/b 🙂 \u202ex"/>{long}<Code guid="C3" name="!"/>')
    odd.add(selection(WORDS[0], id="S1") + selection(WORDS[2], id="S2", code="C2"), name="../a:b\u202e🙂")
    odd.add("", text=" ", id="T2", name="empty")
    project = read_refi(Source(path=Path("made.qdpx"), name="made.qdpx", data=odd.data(), sha256=""))
    heard = Heard()
    with Study.open(study_for(Path("made.qdpx"), project, tmp_path / "new", tmp_path), voice=heard) as study:
        rows = [list(row.values()) for row in cells(take_project(study, project, PROJECT))]
        assert ["texts", "1", "left out: without words"] in rows
        assert len(study.codebook().codes) == 3
        assert len(list(study.store.log.decisions())) == 2
        assert [path.parent for path in study.folder.rglob("*.txt")] == [study.folder / "transcripts"]


def test_a_figure_and_the_method_say_in_which_program_codings_were_made(tmp_path: Path) -> None:
    study, _ = fresh(tmp_path, made(selection(WORDS[0], id="S1"), selection(WORDS[2], id="S2"), head=CASES))
    with study:
        study.frequencies()
        traced = [cells(study.trace(figure)) for figure in study.figures]
        decided = {row["decided"] for rows in traced for row in rows}
        said = " ".join(method(gather_facts(study, study.results()), Audience.TEAM))
    assert decided
    assert all(each.endswith(", in Test 1.0") for each in decided)
    assert "Two codings were made in Test 1.0 and taken over from there" in said


def test_a_forgetting_names_the_project_that_an_interview_came_in(tmp_path: Path) -> None:
    study, _ = fresh(tmp_path, made(selection(WORDS[0], id="S1")))
    with study:
        assert study.store.documents.places(["amina"]) == [str(tmp_path / "made.qdpx")]
