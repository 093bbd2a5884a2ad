from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.edits import Edit, apply_edits
from qualcode.model.journal import Event, EventKind
from qualcode.model.quote import Quote
from qualcode.privacy.breaches import Settlement, mask_quote, read_settlements, small_groups
from qualcode.privacy.names import Names, Protected

NAMES = Names([Protected(name="Dalia Hasan"), Protected(name="Basra", kind="listed", replacement="[a town]")])
WORDS = "We met Dalia Hasan in Basra and the grant was lost."


def quote(verbatim: str = WORDS, **more: object) -> Quote:
    return Quote(
        text=verbatim,
        verbatim=verbatim,
        attribution="– CSO informant",
        code_id="funding",
        theme="Funding",
        informant_type="CSO",
        document_id="kii-1",
        segment_id="kii-1:3",
        **more,  # type: ignore[arg-type]
    )


def test_names_are_replaced_and_those_nobody_has_spoken_on_are_open() -> None:
    masked, breaches = mask_quote(quote(), NAMES)

    assert masked.text == "We met [name] in [a town] and the grant was lost."
    assert masked.names_replaced == 2
    assert [(breach.where, bool(breach.settled)) for breach in breaches] == [("kii-1:3", False), ("kii-1:3", True)]
    assert breaches[0].what.startswith("Dalia Hasan")


def test_a_name_that_is_allowed_is_printed() -> None:
    _, (person, _) = mask_quote(quote(), NAMES)
    masked, (again, _) = mask_quote(quote(), NAMES, {person.id: Settlement(reason="speaks for the record")})

    assert "Dalia Hasan" in masked.text
    assert again.settled == "allowed: speaks for the record"


def test_a_name_that_an_editor_took_out_is_no_breach() -> None:
    edited = replace(quote(), edits=(Edit(7, 18, "[the director]"),))
    masked, breaches = mask_quote(edited, NAMES)

    assert masked.text.startswith("We met [the director] in")
    assert len(breaches) == 1


@pytest.mark.parametrize(
    "edit", [Edit(3, 12, "saw [someone]"), Edit(13, 18, "[H.]"), Edit(0, 51, "[Dalia Hasan] left")]
)
def test_half_a_name_or_one_that_an_editor_wrote_is_not_printed(edit: Edit) -> None:
    masked, breaches = mask_quote(replace(quote(), edits=(edit,)), NAMES)

    assert "Dalia" not in masked.text
    assert "Hasan" not in masked.text
    assert any(not breach.settled for breach in breaches)


def test_names_in_a_translation_are_replaced_too() -> None:
    masked, breaches = mask_quote(quote("التقينا بها هناك", translation="We met Dalia Hasan there."), NAMES)

    assert masked.translation == "We met [name] there."
    assert len(breaches) == 1


def test_the_last_word_on_a_breach_holds() -> None:
    def event(how: str, reason: str = "") -> Event:
        detail = {"breach": "P-1", "how": how, "reason": reason}
        return Event(id=how, kind=EventKind.PRIVACY, target="study", detail=detail)

    assert read_settlements([event("allow", "known")]) == {"P-1": Settlement(reason="known")}
    assert read_settlements([event("allow", "known"), event("replace")]) == {"P-1": Settlement(replaced=True)}
    assert read_settlements([event("replace"), event("reopen")]) == {}


def test_groups_below_the_minimum_are_breaches_once_whatever_tables_have_them() -> None:
    sizes = {"by type": {"CSO": 3, "Key informant": 1}, "by side": {"Key informant": 1, "Empty": 0}}
    (breach,) = small_groups(sizes, minimum=3)

    assert breach.what == "Key informant (n = 1)"
    assert breach.where == "by type, by side"
    (allowed,) = small_groups(sizes, minimum=3, allowed={"Key informant": "asked to be named"})
    assert allowed.settled == "allowed: asked to be named"
    (settled,) = small_groups(sizes, minimum=3, settled={breach.id: Settlement(reason="fine")})
    assert settled.settled == "allowed: fine"


PARTS = st.lists(
    st.sampled_from(["Dalia Hasan", "Dalia  Hasan", "basra", "we", "met", "Hasan", "جاء", "😀."]), min_size=1
)


@given(PARTS, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8), st.sampled_from(["[…]", "[they]", "[sic]"]))))
def test_no_open_name_is_printed_and_the_text_comes_from_the_verbatim_words(
    parts: list[str], wanted: list[tuple[int, int, str]]
) -> None:
    verbatim = " ".join(parts)
    edits: list[Edit] = []
    for start, length, words in sorted(wanted):
        if start + length <= len(verbatim) and (not edits or edits[-1].end < start):
            edits.append(Edit(start, start + length, words))
    masked, _ = mask_quote(replace(quote(verbatim), edits=tuple(edits)), NAMES)

    assert NAMES.find(masked.text) == ()
    assert apply_edits(masked.verbatim, masked.edits) == masked.text
