"""What respondents wrote in their own words → a document each, question by question, to be coded as interviews are."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from qualcode.files.normalise import normalise
from qualcode.model.document import Document, Role
from qualcode.model.language import guess_language
from qualcode.model.naming import slug
from qualcode.model.survey import Kind, Respondent, State, Survey
from qualcode.model.survey_plan import Ref
from qualcode.readers.compose import join_turns
from qualcode.readers.speakers.utterance import Utterance

READER = "survey 1"
ASKS, ANSWERS = "Interviewer", "Respondent"


def open_answers(survey: Survey, left_out: Collection[Ref]) -> Iterator[tuple[Respondent, Document]]:
    """Each respondent who wrote something in their own words, with what they wrote.

    A question is a turn of the interviewer, its answer one of the respondent. Questions of `left_out` are passed over.
    """
    taken: Counter[str] = Counter()
    asked = [q for q in survey.questions if q.kind is Kind.TEXT and Ref(survey.name, q.name) not in left_out]
    for respondent in survey.respondents:
        counts: Counter[str] = Counter()
        said = [
            (question.label(survey.language), words)
            for question in asked
            if (answer := respondent.answers[question.name]).state is State.ANSWERED
            and (words := normalise(answer.text, counts).strip())
        ]
        if said:
            name = f"{survey.name} {respondent.id}"
            taken[slug(name)] += 1
            number = taken[slug(name)]
            whose = respondent_id(survey.name, respondent)
            yield respondent, _document(name if number == 1 else f"{name} ({number})", said, whose)


def respondent_id(survey: str, respondent: Respondent) -> str:
    """What a respondent is called among those of all surveys, as `people:` in survey.yaml has it: `cso:1004`."""
    return f"{survey}:{respondent.id}"


def _document(name: str, said: Sequence[tuple[str, str]], whose: str) -> Document:
    counts: Counter[str] = Counter()
    turns = [
        Utterance(speaker=speaker, cue=cue, parts=[normalise(words, counts)])
        for question, answer in said
        for speaker, cue, words in ((ASKS, "question", question), (ANSWERS, "", answer))
    ]
    text, places = join_turns(turns, counts)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=slug(name),
        name=name,
        text=text,
        sha256=sha256,
        source_sha256=hashlib.sha256(f"{name}#{sha256}".encode()).hexdigest(),
        turns=tuple(
            turn._replace(role=Role.INFORMANT, informant_id=whose)
            if turn.speaker == ANSWERS
            else turn._replace(role=Role.INTERVIEWER)
            for turn in places
        ),
        reader=READER,
        language=guess_language("\n".join(answer for _, answer in said)),
    )
