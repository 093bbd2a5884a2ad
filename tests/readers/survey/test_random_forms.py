"""Forms, conditions and answers made by chance, read back and compared with what was made."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.survey import State
from qualcode.readers.survey.read import SurveyOptions, survey_of
from qualcode.readers.survey.xlsform import form_of
from tests.readers.survey.make import Asked, MadeForm, Own, Shape, data_rows, form_rows, source

NAMES = ("a", "ab", "a1", "1", "2", "12", "other", "no", "yes", "b_c", "b")
SAID = ("Yes", "Yes, often", "No", "Water", "Water, soap", "Health (all)", "1", "2", "Other", "À côté", "صحة")
SEPARATORS = ("/", ".", "-", "_", "::")
Condition = tuple[str, Callable[[Own], bool]]


def a_condition(before: Sequence[Asked], chance: random.Random, depth: int = 0) -> Condition:
    """A condition on earlier questions: as the form writes it, and the same in Python."""
    if depth < 2 and chance.random() < 0.3:
        (one, first), (other, second) = (a_condition(before, chance, depth + 1) for _ in range(2))
        if chance.random() < 0.5:
            return f"({one}) and ({other})", lambda own: first(own) and second(own)
        return f"({one}) or ({other})", lambda own: first(own) or second(own)
    if depth < 2 and chance.random() < 0.2:
        inner, means = a_condition(before, chance, depth + 1)
        return f"not({inner})", lambda own: not means(own)
    asked = chance.choice(before)
    name, option = asked.name, chance.choice([*asked.options])
    if not asked.several:
        if chance.random() < 0.3:
            return f"${{{name}}} != '{option}'", lambda own: own.get(name, "") != option
        return f"${{{name}}} = '{option}'", lambda own: own.get(name, "") == option
    if chance.random() < 0.3:
        return f"count-selected(${{{name}}}) >= 2", lambda own: len(own.get(name, "").split()) >= 2
    return f"selected(${{{name}}}, '{option}')", lambda own: option in own.get(name, "").split()


def a_form(chance: random.Random) -> MadeForm:
    asked: list[Asked] = []
    for number in range(chance.randint(2, 9)):
        n_options = chance.randint(2, 6)
        options = dict(zip(chance.sample(NAMES, n_options), chance.sample(SAID, n_options), strict=True))
        question = Asked(
            name=f"q{number}",
            label=f"Question {number}?",
            options=options,
            several=chance.random() < 0.5,
            group=f"g{number // 3}",
        )
        if asked and chance.random() < 0.6:
            written, means = a_condition(asked, chance)
            question = replace(question, relevant=written, when=means)
        asked.append(question)
    return MadeForm(name="random", n=chance.randint(1, 30), asked=tuple(asked))


def people_of(form: MadeForm, chance: random.Random) -> list[Own]:
    """Answers that follow the form; one in ten is left blank."""
    people: list[Own] = []
    for _ in range(form.n):
        own: Own = {}
        for asked in form.asked:
            if asked.when(own) and chance.random() > 0.1:
                chosen = chance.sample([*asked.options], chance.randint(1, len(asked.options)) if asked.several else 1)
                own[asked.name] = " ".join(name for name in asked.options if name in chosen)
        people.append(own)
    return people


def a_shape(chance: random.Random) -> Shape:
    whole = chance.random() < 0.6
    return Shape(
        separator=chance.choice(SEPARATORS),
        whole=whole,
        split=not whole or chance.random() < 0.5,
        yes=chance.choice([("1", "0"), ("True", "False"), ("yes", "no")]),
    )


@given(st.integers(0, 2**32))
def test_whatever_the_form_everybody_is_read_as_they_answered(seed: int) -> None:
    chance = random.Random(seed)
    form = a_form(chance)
    people = people_of(form, chance)
    sheets = form_rows(form)
    rows = data_rows(form, people, a_shape(chance))

    read = form_of(sheets["survey"], sheets["choices"], sheets["settings"])
    survey = survey_of({"": rows}, read, SurveyOptions(name="random"), source("data.csv", b""))

    assert not survey.notes
    for own, respondent in zip(people, survey.respondents, strict=True):
        for asked in form.asked:
            answer = respondent.answers[asked.name]
            given_ = own.get(asked.name, "")
            state = State.ANSWERED if given_ else State.NO_ANSWER if asked.when(own) else State.NOT_ASKED
            assert (answer.state, " ".join(answer.options), answer.others) == (state, given_, ())
