"""The start of a line that may name who speaks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from qualcode.model.late import late
from qualcode.model.naming import fold, words
from qualcode.readers import times
from qualcode.readers.speakers import label_words
from qualcode.readers.times import TIME


class Head(NamedTuple):
    """A possible label at the start of a line, and the words after it."""

    label: str
    started_at: float | None
    rest: str
    shape: str
    """How it is written: `colon`, `alone` (colon, no words), `timed` (a time, no colon), `voice`, `bracket` (a role, or
    with a time), `tab`, `bold`, `dash` (or round brackets), `dot` (`Q. How?`), `bare`, or `sign` (`Dana> How?`)."""
    has_time: bool


_NUMBER = (
    r"(?:\[\d{1,4}\]\s*|\(\d{1,4}\)\s*|\d{1,4}[.)]?[ \t]+(?=[^\W\d_])(?!(?:[Mm]in|hour|heure|hora|Stund|دق|ساع)))?"
)
_NAME = r"\+?[^\W_][^:：\n\t\[\]<>?!;|{}=]{0,78}?"
_UNSURE = r"(?:\s*[(\[][^()\[\]\n:?]{1,60}[)\]])?(?:\s?(?:\?{1,3}|\(\?{1,3}\)|\[\?{1,3}\]))?"
_LABEL = rf"(?:{_NAME}{_UNSURE}|\?{{1,3}}(?:{_NAME})?|[#№]\s?\d{{1,3}})"
_BEFORE = (
    rf"\s*(?:>{{1,3}}\s*|[-–—•]\s*|[#@$§&~]\s?(?!\d))?{_NUMBER}"
    rf"(?:(?P<before>{TIME})\s*[-–—:|]?\s*)?(?:>{{1,3}}\s*)?{_NUMBER}"
)
_AFTER = rf"(?:[\s,–—-]*(?P<after>{TIME}))?"

_COLON = late(
    rf"{_BEFORE}(?:\((?P<inside>{_LABEL})\)|[\[<*_]{{0,3}}(?P<label>{_LABEL})[\]>*_]{{0,3}}){_AFTER}"
    rf"\s*(?:[-–—]\s*)?[:：](?:[-–—](?=\s))?[*_]{{0,2}}(?![\\/]|\d\d)(?:\s*(?P<later>{TIME})(?=\s|$))?(?P<rest>.*)\Z",
    re.DOTALL,
)
_MOST_OF_PLAIN = 60
_PLAINEST = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,3}(?: \d{1,3})?")
"""The plainest kind of label, `Interviewer 2`: where a colon, a space and a letter follow, `_COLON` finds the same, and
takes longer."""
_TIMED = late(rf"{_BEFORE}[\[<*]{{0,2}}(?P<label>{_NAME})[\]>*]{{0,2}}[\s,|–—-]+(?P<after>{TIME})\s*\Z")
_TIME_THEN_NAME = late(rf"\s*(?P<before>{TIME})\s*[-–—|]?\s*[\[<*]{{0,2}}(?P<label>{_NAME})[\]>*]{{0,2}}\s*\Z")
_BRACKET = late(
    rf"{_BEFORE}(?:\[(?P<label>{_NAME})\]|<(?P<is_voice>v(?:\.\w+)*\s+)?(?P<voice>{_NAME})>)\s*(?P<rest>.*)\Z",
    re.DOTALL,
)
_BRACKET_WITH_TIME = late(
    rf"\s*[\[(](?:(?P<before>{TIME})[\s,|–—-]+(?P<label>{_NAME})|(?P<voice>{_NAME})[\s,|–—-]+(?P<after>{TIME}))[\])]\s*:?\s*"
    r"(?P<rest>.*)\Z",
    re.DOTALL,
)
_ALL_IN_BRACKETS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_SPELT_OUT = late(r"\d\s?(?:min|Min|دق)")
_GOES_WITH_A_ROLE = late(
    r"(?!Yes|No|Well|Okay|Oui|Non|So)[^\W\d_a-z][\w'’]+(?:[ ,]{1,2}[^\W_][\w'’]*){0,2}\s?[:：](?!\s*[a-z])"
)
"""Behind a role and a dash: `Respondent 6 – Farmer: How?`; `Interviewee – Mosul: that is where` is said."""
_IN_A_CHAT = late(
    r"(?:From|De|Von|Da)\s+(\S.*?)(?:\s+(?:[Tt]o|[Àà]|a|an)\s+(?:Everyone|You|Tou\w*|Todos|Alle|Hosts?).*)?\Z"
)
"""`00:12:04 From Dana to Everyone:`, as Zoom keeps a chat."""
_HALF_DAY = re.compile(r"[ap]\.?m\.?\Z", re.IGNORECASE)
_GOES_ON = re.compile(r"[^\w\s\"“”‘'«»‹›(\[{¿¡*_#@$€£<>–—-]|[-–—]\w")
"""How words begin that go on after a bracket: `[NAME], she said`."""
_TAB = late(
    rf"(?:(?:\d{{1,4}}\t\s*)?(?P<before>{TIME})\t\s*(?:{TIME}\t\s*)?(?={_NAME}\t)|\d{{1,4}}\t\s*(?={_NAME}\t))?(?P<label>{_NAME})?\t\s*(?:(?P<later>{TIME})(?:\t|\s|$))?(?P<rest>.*)\Z",
    re.DOTALL,
)
_LEADING_TIME = late(rf"\s*(?P<before>{TIME})(?:\s*[-–—:|]\s+|\s+)(?P<rest>\S.*)\Z", re.DOTALL)
_DASH = late(
    r"\s*(?:(?P<label>[^\W\d_][\w ]{2,24}?)\s+[-–—]|\((?P<inside>[^\W\d_][\w ,./-]{2,50})\))\s+(?P<rest>\S.*)\Z",
    re.DOTALL,
)
_DOT = re.compile(r"\s*(?P<label>[QAIR])\.\s+(?P<rest>\S.*)\Z", re.DOTALL)
_PARTICLES = words(
    """
    de du des del della da di do dos das van von der den ter al el ibn bin bint abu um of and & the y et e
    """
)
_DATE = re.compile(r"(?:\A|\D)\d{1,2}\W{1,2}(?:\w+\W{1,2})?(?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b")
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_ABBREVIATED = re.compile(
    r"\b(?:Dr|Mr|Ms|Mrs|Mme|Mlle|Prof|Eng|Ing|Lic|Rev|Hon|Sr|Sra|St|Fr|Gen|Col|Capt|Maj|Lt|Sgt|No|Nr|Nro|Resp|Part|Int|[^\W\d_])\.",
    re.IGNORECASE,
)
"""A stop that ends no sentence: titles, initials, `No. 3`."""
_INITIALS = re.compile(r"[^\W\d_]{1,3}\Z|[#№] ?\d{1,3}\Z|[^\W\d_]{1,8}[-_ .°º]{0,2}\d{1,4}[a-z]?\Z")
_CASELESS = re.compile(r"[^\W\d_a-zA-ZÀ-ɏͰ-ӿ]")


def read_head(line: str) -> Head | None:
    """The label a line may begin with; whether it is one shows in the whole document."""
    if line.startswith("\t") and (found := _TAB.match(line)) and found["later"]:
        return _head(found, "tab", optional=True)  # the speaker's column is empty
    if plain := read_plain_head(line):
        return plain
    if ":" in line or "：" in line or _SPELT_OUT.search(line):
        found = _COLON.match(line)
        role = _role_head(line)
        if role is not None and role.shape == "dash":
            return role  # `Respondent – There are two things: …`
        if found and (head := _head(found, "colon")):
            if _ALL_IN_BRACKETS.fullmatch(line.strip()):
                head = head._replace(rest=head.rest[:-1].rstrip())
            return head if head.rest else head._replace(shape="alone")
        for pattern in (_TIMED, _TIME_THEN_NAME):
            found = pattern.match(line)
            if found and (head := _head(found, "timed")):
                return head
    if "\t" in line:
        found = _TAB.match(line)
        if found and (found["label"] or found["later"]):
            return _head(found, "tab", optional=True)
    if line.lstrip()[:1] in "[<(0123456789" and (head := _bracketed(line)):
        return head
    return _bare(line) or _role_head(line)


def read_calling(line: str, head: Head) -> Head | None:
    """The label with a calling that a line may begin with whose head is a role and a dash: `Respondent 6 – Farmer`."""
    found = _COLON.match(line) if head.shape == "dash" and _GOES_WITH_A_ROLE.match(head.rest) else None
    calling = _head(found, "colon") if found else None
    return calling if calling is None or calling.rest else calling._replace(shape="alone")


def read_plain_head(line: str) -> Head | None:
    """The plainest kind of label, which a line that is nobody's may begin with as well."""
    at = line.find(":", 0, _MOST_OF_PLAIN + 1)
    if at <= 0 or not _is_plain(label := line[:at]):
        return None
    behind = line[at + 1 :]
    rest = behind.lstrip(" \t")
    if len(rest) == len(behind) or not rest[:1].isalnum() or rest[0].isdecimal():
        return None
    return Head(label, None, rest.rstrip(), "colon", False)


@lru_cache(maxsize=4096)
def _is_plain(label: str) -> bool:
    """Whether it is words, perhaps with a number, and may be a label."""
    return _PLAINEST.fullmatch(label) is not None and can_be_label(label)


def goes_on(words: str) -> bool:
    """Whether words go on with what stands before them, as those behind a label never do."""
    return _GOES_ON.match(words) is not None


def _bracketed(line: str) -> Head | None:
    """A voice, or brackets that hold a role or a name with a time; other words in brackets are words."""
    for pattern in (_BRACKET, _BRACKET_WITH_TIME):
        found = pattern.match(line)
        if found and found.groupdict().get("is_voice"):
            return _head(found, "voice")
        head = _head(found, "bracket") if found else None
        if head is None or goes_on(head.rest) or label_words.is_remark(head.label) or _HALF_DAY.match(head.label):
            continue
        names_a_role = label_words.kind(head.label) not in {"", "other"} and (
            is_name(head.label) or len(label_words.base(head.label).split()) == 1
        )
        if names_a_role or pattern is _BRACKET_WITH_TIME:
            return head
    return None


def is_legend(head: Head) -> bool:
    """Whether it tells who a letter stands for: `I = Interviewer`, `P: Participant`."""
    is_role = label_words.kind(head.rest) in {"interviewer", "informant", "interpreter"}
    return is_initials(head.label) and is_role and len(head.rest.split()) < 3 and head.rest[-1:].isalnum()


def is_label_at(text: str, start: int) -> bool:
    """Whether what stands there, up to its line's end, begins with a role or with what begins another line too."""
    end = text.find("\n", start)
    head = read_head(text[start : end if end >= 0 else None])
    if head is None or head.shape not in {"colon", "alone"}:
        return False
    if label_words.kind(head.label) and label_words.base(head.label) not in label_words.WEAK:
        return True
    return re.search(rf"^\s*{re.escape(head.label)}\s*[:：]", text, re.MULTILINE) is not None


def read_bold_head(line: str, bold: int) -> Head | None:
    """A name in bold before the words, or alone, without a colon."""
    label, rest = line[:bold].strip(" \t*_"), line[bold:].strip()
    if not label or len(label) > 40 or label[-1] in ".?!,;:…-" or not can_be_label(label):
        return None
    return Head(label, None, rest, "bold", False) if is_name(label) or label_words.kind(label) else None


def leading_time(line: str) -> tuple[float | None, str] | None:
    """A line that begins with a time and goes on with words."""
    found = _LEADING_TIME.match(line) if times.may_begin(line) else None
    if found is None or not times.is_time(found["before"]):
        return None
    return times.seconds(found["before"]), found["rest"]


def is_name(label: str) -> bool:
    """Whether it looks like a person: up to five words that begin with a capital, or a script without capitals."""
    words = _IN_BRACKETS.sub("", label).partition(",")[0].rstrip("? ").split()
    if not 1 <= len(words) <= 5 or fold(words[0]) in label_words.NO_SPEAKER:
        return False
    return (
        all(
            word[0].isupper()
            or word[0].isdigit()
            or any(letter.isupper() for letter in word)  # iPad
            or "@" in word
            or word[0] in "(&/'"
            or word.lower() in _PARTICLES
            or bool(_CASELESS.match(word))
            for word in words
        )
        and not words[0].isdigit()
    )


def is_initials(label: str) -> bool:
    """Whether it is letters, or letters and a number: `DB`, `P7`, `KI-04`, `No. 3`, `P11?`."""
    return _INITIALS.match(label.strip("? ")) is not None


def _head(found: re.Match[str], shape: str, *, optional: bool = False) -> Head | None:
    groups = found.groupdict()
    label = (groups.get("label") or groups.get("inside") or groups.get("voice") or "").strip(" \t*_")
    if groups.get("before") and (chat := _IN_A_CHAT.match(label)):
        label = chat[1]
    if not label and not optional:
        return None
    if not can_be_label(label):
        return None
    started_at, has_time = None, False
    for written in (groups.get("before"), groups.get("after"), groups.get("later")):
        if written:
            if not times.is_time(written):
                return None
            has_time = True
            started_at = times.seconds(written) if started_at is None else started_at
    return Head(label, started_at, (groups.get("rest") or "").strip(), shape, has_time)


@lru_cache(maxsize=4096)
def can_be_label(label: str) -> bool:
    """Whether it is short enough for a label, no date and no part of a sentence."""
    plain = _IN_BRACKETS.sub("", label)
    if (
        len(plain.split()) > (7 if not label_words.joint_parts(plain) else 10)
        or len(label.split()) > 14
        or _DATE.search(label)
    ):
        return False
    if re.search(r"[.…][\s\"”']|[\"“”«»]", _ABBREVIATED.sub("", plain[:-1])):
        return False
    who, *what = plain.split(",")
    if len(what) < 2:
        return True
    names_somebody = bool(label_words.kind(who)) or is_name(who)  # `Respondent 1, F, 34`
    return names_somebody and len(who.split()) <= 3 and all(len(part.split()) <= 3 for part in what)


def _role_head(line: str) -> Head | None:
    """`Interviewer – How?`, `(Respondent) So.`, `Q. How?`: words that cannot be taken for anything but a role."""
    found = _DASH.match(line) if "-" in line or "–" in line or "—" in line or "(" in line else None
    if found:
        label = (found["label"] or found["inside"]).strip()
        if label_words.kind(label) and label_words.base(label) not in label_words.WEAK:
            return Head(label, None, found["rest"], "dash", False)
        return None
    found = _DOT.match(line) if line.lstrip()[1:2] == "." else None
    return Head(found["label"], None, found["rest"], "dot", False) if found else None


def _bare(line: str) -> Head | None:
    """A line that is nothing but a role word or a name in capitals."""
    label = line.strip(" \t*_")
    if not label or len(label) > 40 or not label[0].isalpha() or label[-1] in ".?!,;…-":
        return None
    if (len(label) > 2 and label_words.kind(label) and len(label.split()) <= 3) or (
        label.isupper() and len(label.split()) <= 3
    ):
        return Head(label, None, "", "bare", False)
    return None
