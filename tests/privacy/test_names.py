import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import RosterError
from qualcode.model.informant import Informant, Roster
from qualcode.privacy.names import (
    Names,
    Protected,
    listed_names,
    protected_names,
    replace_names,
    told_by_capital,
)
from qualcode.privacy.spelling import bare, held_by, name_expression

ROSTER = Roster(
    informants=(
        Informant(id="CSO-01", informant_type="CSO", organisation="Green Hands", variables={"name": "Amal Haddad"}),
        Informant(id="un2", informant_type="UN agency", organisation="UNW", variables={"email": "b@un.example"}),
        Informant(
            id="c", informant_type="CSO", organisation="CSO", variables={"name": "José Núñez", "region": "North"}
        ),
        Informant(id="d", informant_type="CSO", variables={"name": "منى"}),
    )
)
NAMES = Names(protected_names(ROSTER))


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("Amal Haddad said so.", "[name] said so."),
        ("AMAL  HADDAD said so.", "[name] said so."),
        ("Ask Amal's sister, or Haddad.", "Ask [name]'s sister, or [name]."),
        ("Amalgam and haddadish stay.", "Amalgam and haddadish stay."),
        ("At green hands we share.", "At [organisation] we share."),
        ("The UNW left; unw is a sound.", "The [organisation] left; unw is a sound."),
        ("As CSO-01 told us.", "As [name] told us."),
        ("Jose\u0301 Nu\u0301n\u0303ez came.", "[name] came."),
        ("A\u200bmal Had\u00addad hid.", "[name] hid."),
        ("قالت ومنى معها", "قالت [name] معها"),
        ("Write to b@un.example or +964 770 123 4567.", "Write to [contact] or [contact]."),
        ("Or +964 770 123–4567, with a dash.", "Or [contact], with a dash."),
        ("Call 71-23-4567, 03/55/1234 or 20-12-2345.", "Call [contact], [contact] or [contact]."),
        (
            "On 12/05/2024, 5-12-2023 and 2024-01-25, of 2019-2024.",
            "On 12/05/2024, 5-12-2023 and 2024-01-25, of 2019-2024.",
        ),
        ("On 2024-12-02, in 2019-2021 and on 02/12/2024.", "On 2024-12-02, in 2019-2021 and on 02/12/2024."),
        ("The CSO from the North.", "The CSO from the North."),
        ("In 2019 we had 12000 patients.", "In 2019 we had 12000 patients."),
    ],
)
def test_names_are_found_however_they_are_written(text: str, replaced: str) -> None:
    assert NAMES.replace(text)[0] == replaced


SPELLINGS = Roster(
    informants=(
        Informant(
            id="a", informant_type="CSO", variables={"Full name": "José Núñez-Ocaña", "Nickname": "Pepe; Abu Karim"}
        ),
        Informant(id="b", informant_type="CSO", organisation="Gülen House", variables={"name": "Şirin Al-Rashid"}),
        Informant(
            id="c", informant_type="CSO", organisation="جمعية الأمل", variables={"Also known as": "أحمد السامرائي"}
        ),
        Informant(id="d", informant_type="CSO", variables={"name": "Mrs CLAIRE DUMONT", "E-Mail": "c@un.example"}),
    )
)


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("Jose told me, and Nunez.", "[name] told me, and [name]."),
        ("JOSE NUNEZ OCANA counted.", "[name] counted."),
        ("They call him Pepe or abu karim.", "They call him [name] or [name]."),
        ("Sirin came, SIRIN AL RASHID herself.", "[name] came, [name] herself."),
        ("Mr Rashid of the Gulen House.", "Mr [name] of the [organisation]."),
        ("Claire, or DUMONT as they say.", "[name], or [name] as they say."),
        ("Mrs and Abu and Al stay, as does the rashid.", "Mrs and Abu and Al stay, as does the rashid."),
        ("عند احمد السامرائي في جمعية الامل", "عند [name] في [organisation]"),
        ("قال أَحْمَد للسامرائي", "قال [name] [name]"),
    ],
)
def test_a_name_is_found_in_every_spelling(text: str, replaced: str) -> None:
    assert Names(protected_names(SPELLINGS)).replace(text)[0] == replaced


def test_a_place_is_found_with_and_without_hyphen_dot_and_article() -> None:
    listed = [Protected(name=name, replacement="[x]") for name in ("Tel Afar", "Dr. Wolff", "الموصل")]

    assert replace_names("Tel-Afar, Telafar, Dr Wolff; بالموصل والموصل", listed) == ("[x], [x], [x]; [x] [x]", 5)
    assert replace_names("Tel. Afar stays, موصل too", listed) == ("Tel. Afar stays, موصل too", 0)


def test_what_people_are_called_in_transcripts_is_protected_as_it_is_written() -> None:
    names = Names(protected_names(Roster(), labels=("Claire Dumont", "MAY")))

    assert names.replace("May asked claire dumont, and Claire; it may rain.")[0] == (
        "[name] asked [name], and [name]; it may rain."
    )


EVERYDAY = Roster(
    informants=(
        Informant(id="k1", informant_type="CSO", organisation="Hope", variables={"name": "Will Smith"}),
        Informant(id="k2", informant_type="CSO", organisation="Care", variables={"name": "Grace"}),
        Informant(id="k3", informant_type="CSO", organisation="Espoir", variables={"name": "Amal"}),
        Informant(id="k4", informant_type="CSO", organisation="Green Hands"),
    )
)


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("There is hope, and I hope so.", "There is hope, and I hope so."),
        ("We care for them, by the grace of God.", "We care for them, by the grace of God."),
        ("I will. On garde espoir.", "I will. On garde espoir."),
        ("Care and HOPE paid.", "[organisation] and [organisation] paid."),
        ("Grace and Will left Espoir.", "[name] and [name] left [organisation]."),
        ("amal said so, of green hands.", "[name] said so, of [organisation]."),
    ],
)  # fmt: skip
def test_an_everyday_word_stays_where_it_is_written_small(text: str, replaced: str) -> None:
    assert Names(protected_names(EVERYDAY)).replace(text)[0] == replaced
    assert told_by_capital(EVERYDAY) == ("k1", "k2", "k3")


@pytest.mark.parametrize(
    ("listed", "text", "replaced"),
    [
        ("Relief", "It is a relief.", "It is a relief."),
        ("relief", "It is a relief.", "It is a [name]."),
        ("the House", "We left the house.", "We left the house."),
        ("the House", "We left the House. The House paid.", "We left [name]. [name] paid."),
    ],
)
def test_an_everyday_word_that_is_listed_in_small_letters_is_replaced_always(
    listed: str, text: str, replaced: str
) -> None:
    names = Names(listed_names([["name"], [listed]], "protect.csv"))

    assert names.replace(text)[0] == replaced


def test_replacements_are_counted() -> None:
    assert NAMES.replace("Amal met Haddad at Green Hands.") == ("[name] met [name] at [organisation].", 3)


def test_longer_names_win() -> None:
    protected = [Protected(name="Tal"), Protected(name="Tal Afar", replacement="[a town]")]

    assert replace_names("From Tal Afar to Tal.", protected) == ("From [a town] to [name].", 2)
    assert replace_names("From tal afar to TAL.", protected) == ("From [a town] to [name].", 2)


def test_the_longest_name_wins_whatever_the_case_of_its_first_letter() -> None:
    protected = [
        Protected(name="Ismail Pasha Street", as_written=True),
        Protected(name="ismail pasha", replacement="[a place]"),
        Protected(name="İsmail", replacement="[somebody]"),
    ]

    assert replace_names("Ismail Pasha, then İsmail.", protected) == ("[a place], then [somebody].", 2)


LETTERS = st.sampled_from(
    [*"aAiIsSzé ", "ı", "İ", "ß", "ẞ", "ſ", "\u212a", "k", "ﬁ", "-", "'", ".", *"الاوبلكلإى", "\u064b", "ŉ", "ς", "σ"]
)
WORDS = st.text(LETTERS, max_size=7)


@given(
    names=st.lists(st.builds(Protected, name=WORDS, as_written=st.booleans()), max_size=6),
    text=st.lists(WORDS, max_size=8).map(" ".join),
)
def test_names_are_found_where_an_expression_of_all_of_them_finds_them(names: list[Protected], text: str) -> None:
    sought = [each for each in Names(names).protected if held_by(each.name)]
    plain, origins = bare(text)
    expressions = "|".join(name_expression(each.name, as_written=each.as_written) for each in sought)
    expected = re.finditer(rf"(?<!\w)(?:{expressions})(?!\w)", plain) if sought else ()

    found = [(each.start, each.end) for each in Names(names).find(text)]

    assert found == [(origins[each.start()], origins[each.end()]) for each in expected]


def test_a_name_without_letters_is_found_nowhere() -> None:
    assert replace_names("a - b", [Protected(name="-"), Protected(name="\u00ad")]) == ("a - b", 0)


def test_findings_slice_the_text() -> None:
    text = "I saw Amal."
    [finding] = NAMES.find(text)

    assert (text[finding.start : finding.end], finding.kind) == ("Amal", "person")


def test_nothing_to_protect_leaves_a_text_alone() -> None:
    assert Names(()).replace("Words stay. (x)") == ("Words stay. (x)", 0)


def test_names_that_look_like_expressions_are_only_names() -> None:
    assert replace_names("a.*b and ab", [Protected(name="a.*b")]) == ("[name] and ab", 1)


@pytest.mark.parametrize("heading", [("name", "replacement"), ("Place", "Replace with"), ("name", "instead")])
def test_a_list_holds_names_and_replacements(heading: tuple[str, str]) -> None:
    rows = [heading, ("Dahran Bridge", "a bridge"), ("Old Mill", ""), ()]

    assert [(entry.name, entry.replacement) for entry in listed_names(rows, "protect.csv")] == [
        ("Dahran Bridge", "[a bridge]"),
        ("Old Mill", "[name]"),
    ]


def test_an_empty_list_protects_nothing() -> None:
    assert listed_names([], "protect.csv") == ()


def test_a_list_without_a_column_of_names_is_refused_with_a_remedy() -> None:
    with pytest.raises(RosterError) as error:
        listed_names([["who", "what"], ["x", "y"]], "protect.csv")
    assert error.value.hint


def test_what_is_listed_goes_before_what_the_roster_says() -> None:
    listed = Protected(name="green hands", replacement="[a local organisation]", kind="listed")

    assert Names(protected_names(ROSTER, [listed])).replace("Green Hands")[0] == "[a local organisation]"
