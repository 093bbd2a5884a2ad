"""What to do about what is found in a draft."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from qualcode.drafts.attribution import Verdict as Label
from qualcode.drafts.figures import Standing
from qualcode.drafts.judge import Verdict as Judgement
from qualcode.drafts.verify import Verdict
from qualcode.privacy.breaches import NAMED
from qualcode.study.report.draft_private import FOR_TEAM_ALONE

HINTS: Mapping[str, str] = MappingProxyType(
    {
        Verdict.CHANGED: "quote the words as they are, or show the change: […], [words]",
        Verdict.NEGATION: "it says the opposite: quote the words as they are",
        Verdict.FILLERS: "say once in the method that fillers are left out",
        Verdict.JOINED_TURNS: "quote the two apart, or show with […] that words are left out",
        Verdict.JOINED_PEOPLE: "quote the two apart, each with its informant",
        Verdict.INTERVIEWER: "it is a question, not an answer: take it out",
        Verdict.NOBODY: "nobody of the list of informants says it: `qualcode roles`",
        Verdict.OFF_RECORD: "take it out",
        Verdict.DO_NOT_QUOTE: "take it out, or say it in your own words",
        Verdict.AGAINST: "its informant says the contrary of the heading: say so",
        Verdict.NOT_FOUND: "find it in the interviews, or take the quotation marks off",
        Verdict.TOO_SHORT: "look at it yourself",
        Label.OTHER_TYPE: "name the type of the informant",
        Label.TOO_SMALL: "use what a report calls the type",
        Label.SAYS_MORE: "name the type alone",
        Label.TWO_LABELS: "use one label for it throughout",
        Judgement.DIFFERS: "correct the number or the word, or name the theme and the group that are meant",
        Judgement.UNLINKED: "look at it yourself: `qualcode frequencies`",
        Judgement.UNFINISHED: "the figure may change: finish the review first",
        Standing.MOVED: "`qualcode report --update` writes today's figure",
        Standing.GONE: "the study has no such figure or quote any more: take it out",
        Standing.TYPED_OVER: "compare it with what is so today",
        f"{Standing.TYPED_OVER}: another number": "put today's number back",
        Standing.TAKEN_OUT: "read the sentence again",
        **dict.fromkeys(NAMED.values(), "put words in square brackets in its place"),
        "an interview’s id or file name": "take it out",
        "the day of an interview": "name the month, or the period of all interviews",
        FOR_TEAM_ALONE: "for anybody else take out the line that says so, and the ids that are then listed",
        "travels with the file": "before it is sent: settle changes, delete comments (Word: Inspect Document)",
        "an author in the properties": "before it is sent: see whether it may go along",
    }
)
"""By verdict."""
