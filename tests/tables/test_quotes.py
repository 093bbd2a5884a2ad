import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model.coding import DEFINED, Coding, Evidence, Mark
from qualcode.model.document import Record
from qualcode.model.interview import Interview
from qualcode.model.quote import Quote, quote_id
from qualcode.model.table import Basis
from qualcode.model.text import Span
from qualcode.privacy.breaches import mask_quote
from qualcode.privacy.names import Names, Protected
from qualcode.reports import TABLE_WRITERS
from qualcode.tables.editing import Editing, id_of
from qualcode.tables.excerpt import excerpt_at, is_broken, make_excerpts
from qualcode.tables.quote_tables import quotes_table
from qualcode.tables.quotes import QuoteOptions, select_quotes
from tests.examples import examples
from tests.make import make_codebook, make_document, make_roster, make_segments
from tests.tables.study import CODEBOOK, CODINGS, ROSTER, SHORT, STAFF, excerpts_of, said

GOLDEN = Path(__file__).parent / "golden"
WORDS = "Our money comes late every year and nobody can tell us why it does."


def chosen(codings: tuple[Coding, ...] = CODINGS, **options: object) -> tuple[Quote, ...]:
    return select_quotes(codings, ROSTER, CODEBOOK, excerpts=excerpts_of(codings), **options).quotes  # type: ignore[arg-type]


def under(quotes: tuple[Quote, ...], code_id: str) -> list[str]:
    return [quote.informant_id for quote in quotes if quote.code_id == code_id]


@pytest.mark.parametrize("format", ["table", "md", "csv"])
def test_the_quotes_an_evaluator_sees(format: str) -> None:
    stream = io.StringIO()
    TABLE_WRITERS[format](quotes_table(chosen(), why=True), stream)

    expected = GOLDEN / f"quotes.{'txt' if format == 'table' else format}"
    assert stream.getvalue() == expected.read_text(encoding="utf-8")


def test_every_type_that_raised_a_theme_is_heard_and_everyone_before_anyone_twice() -> None:
    quotes = chosen(options=QuoteOptions(per_type=3))

    assert under(quotes, "turnover") == ["cso-2", "cso-3", "cso-1", "ngo-1"]


def test_those_quoted_least_so_far_speak_first() -> None:
    assert under(chosen(options=QuoteOptions(per_type=1)), "turnover") == ["cso-2", "ngo-1"]


def test_good_quotes_come_first() -> None:
    [quote] = [q for q in chosen(options=QuoteOptions(per_type=1)) if q.informant_type == "UN agency"]

    assert quote.coding_id == "kii-un-1:3:short_grants"
    assert "marked as a good quote" in quote.why


def test_what_is_not_to_be_quoted_never_is() -> None:
    assert under(chosen(options=QuoteOptions(per_type=0)), "access") == ["moh-1"]


def test_contrary_evidence_is_shown_and_said_to_be() -> None:
    [quote] = [quote for quote in chosen() if quote.contrary]

    assert (quote.code_id, quote.informant_id, quote.remark) == ("funding", "cso-3", "(contrary)")


def test_informants_left_out_are_named() -> None:
    selection = select_quotes(
        CODINGS, ROSTER, CODEBOOK, excerpts=excerpts_of(), options=QuoteOptions(per_type=1, contrary_per_type=0)
    )

    assert set(selection.silent["turnover"]) == {"cso-1", "cso-3"}
    assert any("turnover" in note for note in quotes_table(selection.quotes, silent=selection.silent).notes)


def test_what_was_found_comes_before_words_of_the_definition() -> None:
    found = said("funding", "cso-1", f"{SHORT} {WORDS}", evidence="money")
    text = f"{WORDS} Our money and funding is short, as ever, for all of us here."
    defined = said("funding", "cso-2", text, evidence="money")
    places = [text.find(word) for word in ("money", "funding")]
    pieces = tuple(
        replace(defined.evidence[0], start=defined.start + place, end=defined.start + place + 5, suggester=DEFINED)
        for place in places
    )
    codings = (replace(defined, evidence=pieces), found)

    [quote] = chosen(codings, options=QuoteOptions(per_type=1))
    every = chosen(codings, options=QuoteOptions(per_type=0))

    assert quote.informant_id == "cso-1"
    assert "holds words of the theme's definition" in every[-1].why


def test_editors_pin_and_drop() -> None:
    quotes = chosen(
        options=QuoteOptions(per_type=1),
        editing=Editing(
            pinned=frozenset({quote_id("kii-cso-1", "kii-cso-1:4", "turnover")}),
            dropped=frozenset({quote_id("kii-ngo-1", "kii-ngo-1:4", "turnover")}),
        ),
    )

    assert under(quotes, "turnover") == ["cso-1"]
    assert next(quote.why for quote in quotes if quote.code_id == "turnover") == "pinned by an editor"


def test_a_dropped_quote_leaves_its_place_and_one_passed_over_gives_it_to_the_next() -> None:
    one = QuoteOptions(per_type=1)
    first = frozenset({quote.id for quote in chosen(options=one) if quote.code_id == "turnover"})

    assert under(chosen(options=one, editing=Editing(dropped=first)), "turnover") == []
    assert under(chosen(options=one, editing=Editing(passed=first)), "turnover") == ["cso-3"]
    left = quote_id("kii-cso-1", "kii-cso-1:4", "turnover")
    assert chosen(options=one, editing=Editing(dropped=frozenset({left}))) == chosen(options=one)


def test_quotes_on_a_theme_come_in_the_order_they_were_given() -> None:
    usual = [quote for quote in chosen(options=QuoteOptions(per_type=3)) if quote.code_id == "turnover"]
    order = {usual[3].id: 1, usual[1].id: 2}

    found = under(chosen(options=QuoteOptions(per_type=3), editing=Editing(order=order)), "turnover")

    assert found == [usual[place].informant_id for place in (3, 1, 0, 2)]


def test_types_are_called_as_the_report_calls_them() -> None:
    quotes = chosen(labels={"Ministry": "Key informant"})

    [quote] = [quote for quote in quotes if quote.code_id == "access"]
    assert (quote.informant_type, quote.attribution) == ("Key informant", "– Key informant")


def test_names_are_replaced_and_counted() -> None:
    names = Names([Protected(name="nurse")])
    quotes = tuple(mask_quote(quote, names)[0] for quote in chosen())

    assert any("We train a [name] for a year" in quote.text for quote in quotes)
    assert any("names or places were replaced" in note for note in quotes_table(quotes).notes)


def test_suggestions_say_that_nobody_has_reviewed_them() -> None:
    table = quotes_table(chosen(), basis=Basis.SUGGESTIONS)

    assert table.title.endswith("(suggestions, not reviewed)")
    assert table.notes[0].startswith("Suggestions, not reviewed")


def test_notes_stand_without_quotation_marks_and_translations_say_so() -> None:
    [quote] = [quote for quote in chosen() if quote.code_id == "access"]

    assert replace(quote, record=Record.NOTES).printed == quote.text
    assert replace(quote, record=Record.NOTES).remark == "(from notes)"
    translated = replace(quote, language="ar", translation="The road is closed.")
    assert (translated.printed, translated.remark) == ("“The road is closed.”", "(translated from Arabic)")


def test_the_same_study_gives_the_same_quotes_in_whatever_order_sets_come() -> None:
    assert chosen() == chosen()


def test_all_quotes_on_request() -> None:
    assert len(chosen(options=QuoteOptions(per_type=0, contrary_per_type=0))) == 13


LONG = " ".join(f"word{number}" for number in range(70)) + "."


@pytest.mark.parametrize(
    ("text", "evidence", "expected"),
    [
        (SHORT, "grants", SHORT),
        ("Yes. " + WORDS, "money", WORDS),
        (f"{LONG} {WORDS}", "money", WORDS),
        (LONG, "word5", None),
        ("Too few words.", "few", None),
        (f"{STAFF} {WORDS} {LONG}", "money", f"{STAFF} {WORDS}"),
        (f"{STAFF} {LONG}", "word5", LONG),
    ],
)
def test_excerpts_are_whole_sentences_around_the_evidence(text: str, evidence: str, expected: str | None) -> None:
    coding = said("funding", "cso-1", text, evidence=evidence)
    found = excerpts_of((coding,)).get(coding.id)

    assert (found.words_of(coding) if found else None) == expected


words = st.lists(st.sampled_from(["money", "late", "we", "جاء", "É", "😀", "o'clock"]), min_size=1, max_size=25).map(
    " ".join
)


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(words, min_size=1, max_size=6))
def test_every_quote_slices_exactly_from_its_document(sentences: list[str]) -> None:
    document = make_document(("I", "And money?"), *(f"{sentence}." for sentence in sentences))
    segments = {segment.id: segment for segment in make_segments(document)}
    codings = [
        Coding(
            id=segment.id,
            code_id="money",
            document_id=document.id,
            segment_id=segment.id,
            informant_id="i1",
            start=segment.start,
            end=segment.end,
            text=segment.text,
            evidence=(
                Evidence(
                    code_id="money",
                    segment_id=segment.id,
                    start=segment.start,
                    end=segment.start + 2,
                    text=segment.text[:2],
                    suggester="keywords",
                    rule="x",
                ),
            ),
        )
        for segment in segments.values()
    ]
    found = select_quotes(
        codings,
        make_roster(i1="CSO"),
        make_codebook("money"),
        excerpts=make_excerpts(codings, {segment.id: segment.sentences for segment in segments.values()}),
        interviews={document.id: Interview.of(document)},
        options=QuoteOptions(per_type=0),
    ).quotes

    for quote in found:
        assert document.text[quote.start : quote.end] == quote.verbatim == quote.text
        assert 8 <= len(quote.text.split()) <= 60
    assert len(found) == sum(len(coding.text.split()) >= 8 for coding in codings)


def test_marks_on_the_same_passage_do_not_hide_it_under_another_theme() -> None:
    quotes = chosen((said("access", "moh-1", STAFF, marks=(Mark.DO_NOT_QUOTE,)), said("turnover", "moh-1", STAFF)))

    assert [quote.code_id for quote in quotes] == ["turnover"]


def test_what_denies_a_theme_is_quoted_from_its_beginning_and_a_stump_opens_no_quote() -> None:
    text = "No. Nobody here needs a permit. At the border, yes, there is a permit, one page, and a signature."
    cut = [Span(0, 3), Span(4, 31), Span(32, len(text))]
    permit = text.index("a permit, one")
    found = Evidence(code_id="access", segment_id="d:1", start=permit, end=permit + 8, text="a permit", rule="permit")
    coding = Coding(
        id="c",
        code_id="access",
        document_id="d",
        segment_id="d:1",
        informant_id="i",
        start=0,
        end=len(text),
        text=text,
        marks=(Mark.CONTRARY,),
        evidence=(found,),
    )

    assert make_excerpts([coding], {"d:1": cut})["c"].start == 0
    assert make_excerpts([replace(coding, marks=())], {"d:1": cut})["c"].start > 0


def test_what_denies_a_theme_is_quoted_without_what_takes_half_of_it_back() -> None:
    denial = "Nobody needs approval to go to the poor, nobody else wants to go."
    text = f"{denial} At the border, yes, there is an approval."
    coding = replace(said("access", "cso-1", text, evidence="approval"), marks=(Mark.CONTRARY,))
    cut = [
        Span(coding.start, coding.start + len(denial)),
        Span(coding.start + len(denial) + 1, coding.start + len(text)),
    ]

    assert make_excerpts([coding], {coding.segment_id: cut})[coding.id].words_of(coding) == denial


@pytest.mark.parametrize(
    "rough",
    [
        "[inaudible] the road was closed and the team could not reach the three villages behind it.",
        "You know the road was closed and the team could not reach the three villages behind it.",
        "The road was… the road was closed and the team could not reach the villages behind it.",
    ],
)
def test_words_without_gaps_are_quoted_before_others(rough: str) -> None:
    smooth = "The road was closed that winter and the team could not reach the three villages behind."
    text = f"{rough} {smooth}"
    coding = replace(said("access", "cso-1", text), evidence=())
    start = coding.start
    cut = [Span(start, start + len(rough)), Span(start + len(rough) + 1, start + len(text))]
    options = make_excerpts([coding], {coding.segment_id: cut}, shortest=8, longest=20)

    assert options[coding.id].words_of(coding) == smooth
    assert options[coding.id].n_gaps == 0


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("By [REDACTED] I live in [inaudible] and it is far.", True),
        ("We waited [crosstalk] for the permit all that year.", True),
        ("To pay for piped water every month.", True),
        ("And knowing that it was safe, we drank it.", True),
        ("to the office and back again, three times.", True),
        ("We never drank it because it tasted so.", True),
        ("We wanted to pay, but –", True),
        ("Yeah. They say the ice is going away.", True),
        ("I mean, they forgot to come to us several times.", True),
        ("We buy we buy the water, you know, in town.", True),
        ("We drank it, you know, and it tasted bad.", False),
        ("No permit was asked of anybody that year.", False),
        ("We drank it, [sic] and it tasted bad.", False),
        ("Today we drink what comes from the tap.", False),
        ("“Nobody told us why.”", False),
    ],
)
def test_words_that_are_lost_or_broken_off_are_known(text: str, broken: bool) -> None:
    assert is_broken(text) is broken


def test_what_denies_a_theme_may_begin_with_the_answer() -> None:
    assert is_broken("No. Nobody needs a permit here.")
    assert not is_broken("No. Nobody needs a permit here.", contrary=True)


def test_whoever_was_cut_short_is_quoted_only_where_nobody_else_is() -> None:
    before, whole = said("access", "cso-1", SHORT), said("turnover", "cso-1", STAFF)
    lost = replace(said("turnover", "cso-2", f"[inaudible] {STAFF}"), document_id="d2")

    for codings in ((before, lost, whole), (before, lost)):
        found = select_quotes(
            codings,
            ROSTER,
            CODEBOOK,
            excerpts={coding.id: excerpt_at(coding, coding.start, coding.end) for coding in codings},
            options=QuoteOptions(per_type=1),
        )
        quoted = [quote.informant_id for quote in found.quotes if quote.code_id == "turnover"]
        assert quoted == [codings[-1].informant_id]


def test_passages_marked_for_a_finding_are_quoted_beyond_the_number_of_others() -> None:
    codings = tuple(said("funding", "cso-1", f"{WORDS} Said time {place}.") for place in range(1, 4))
    codings = tuple(
        replace(
            coding, id=f"c{place}", segment_id=f"d:{place}", start=1000 * place, end=1000 * place + len(coding.text)
        )
        for place, coding in enumerate(codings)
    )

    def quoted(borne: frozenset[str]) -> list[tuple[str, str]]:
        found = select_quotes(
            codings,
            ROSTER,
            CODEBOOK,
            excerpts={coding.id: excerpt_at(coding, coding.start, coding.end) for coding in codings},
            options=QuoteOptions(per_type=1),
            borne=borne,
        )
        return [(quote.segment_id, quote.why) for quote in found.quotes]

    assert len(quoted(frozenset())) == 1
    why = "its passage is marked for or against a finding"
    assert quoted(frozenset(map(id_of, codings))) == [(f"d:{place}", why) for place in range(3)]


@pytest.mark.parametrize(
    "leaning",
    ["It's short because of that.", "He’s got cars to Kirkuk.", "Actually, look at them.", "That comes late."],
)
def test_a_quote_that_begins_in_the_middle_of_a_thought_comes_after_one_that_does_not(leaning: str) -> None:
    pad = "The other words of this passage are no evidence of anything and only make it long enough for two."
    text = f"{leaning} {pad} There is no money left for the three clinics behind the river, and nobody says why."
    first, second = text.index(pad), text.index("There is")
    coding = replace(said("access", "cso-1", text), evidence=())
    cut = [
        Span(coding.start + start, coding.start + end)
        for start, end in ((0, first - 1), (first, second - 1), (second, len(text)))
    ]
    found = make_excerpts([coding], {coding.segment_id: cut}, shortest=4, longest=24)[coding.id]

    assert found.stands_alone
    assert not found.words_of(coding).startswith(leaning)


def test_one_word_of_a_definition_is_no_reason_to_quote_a_sentence_that_says_nothing_of_it() -> None:
    weak = "Everyone in the whole long chain believes that they themselves were rather quick about it."
    telling = "It is short because the money comes late and its eighteen months are used up before us."
    text = f"{telling} {weak}"
    coding = said("funding", "cso-1", text, evidence="short")
    start = coding.start
    found = [
        replace(coding.evidence[0], start=start + text.index(word), end=start + text.index(word) + len(word), text=word)
        for word in ("short", "money", "months", "rather")
    ]
    cut = [Span(start, start + len(telling)), Span(start + len(telling) + 1, start + len(text))]

    def quoted(suggester: str) -> str:
        evidence = tuple(replace(piece, suggester=suggester) for piece in found)
        made = replace(coding, evidence=evidence)
        return make_excerpts([made], {made.segment_id: cut}, shortest=8, longest=20)[made.id].words_of(made)

    assert quoted(DEFINED) == telling
    assert quoted("keywords") == weak
