"""Lines that nobody says: what programs and transcribers write above, below and between the words of an interview."""

from __future__ import annotations

import re
from functools import lru_cache

from qualcode.model.text import words_of

_WHAT = (
    r"(?:interview|transcript|transcription|recording|record|audio|video|tape|side|session|discussion|meeting|call|file|"
    r"conversation|track|cassette|disc|material)"
)
_AUTHOR = r"(?:by|with|using|via|through|from)\ .{1,300}"
_PROGRAMS = (
    r"(?:otter|rev|trint|sonix|descript|happy\ ?scribe|turboscribe|noscribe|atrain|whisper|zoom|teams|temi|amberscript|"
    r"fireflies|dovetail|maxqda|nvivo|f4|inqscribe|otranscribe|express\ scribe|webex|sonal|gotranscript|transcribeme|"
    r"verbit|scribie|notta|tactiq|riverside|veed|good\ ?tape|speechmatics|google)"
)
_ENGLISH = rf"""
    (?:automatically\ |machine[\ -]|unedited\ |verbatim\ |automated\ )?
        (?:transcribed|transcription|transcript|subtitles|captions|translated|typed|
        proofread|edited|checked)(?:\ (?:was|is|were|provided|created|generated|produced|made|exported|prepared|done))*
        \ (?:{_AUTHOR}|on\ .{{1,40}})
    |this\ (?:\w+\ )?transcript(?:ion)?\ (?:was|is|has\ been|may)\ .{{1,120}}
    |(?:{_WHAT}|transcription)\ (?:ends?|ended|starts?|started|begins?|began|stops?|stopped|paused?|resumes?|resumed)
        (?:\ (?:here|again|(?:at|after|on)\ .{{1,30}}|at?\ ?\d.{{0,20}}|\d.{{0,20}}))?
    |recording\ in\ progress
    |(?:created|powered|generated|produced|exported|made|recorded|thank\ you\ for|brought\ to\ you)(?:\ \w+)?
        \ (?:with|by|from|using)\ (?:https?://)?(?:www\.)?{_PROGRAMS}\b.{{0,120}}
    |(?:transcriber|translator|typist|proofreader|reviewed\ by)(?:'s\ name)?\ ?:\ .{{1,60}}
    |(?:time|interview)\ (?:started|ended|finished|begun)\ ?:\ ?.{{1,30}}
    |(?-i:END|THE\ END|FIN|ENDE)
    |[-–—]\ ?\d{{1,3}}\ ?[-–—]
    |(?:end|start|beginning)\ of\ (?:the\ )?(?:recorded\ )?{_WHAT}(?:\s*[\d(;,–—-].{{0,80}})?
    |(?:tape|side|cassette|part|audio\ file|page)\ (?:\d{{1,4}}|[A-D])(?:\ ?(?:of|/)\ ?\d{{1,4}})?
        (?:[,;]?\ side\ [\dA-D])?(?:\ (?:begins?|ends?|starts?|continues|continued))?
    |audio\ (?:file|source):\ .{{1,300}}
    |\((?:language|audio\ source|start|speaker)s?:\ .{{1,300}}\|.{{1,300}}\)
"""
"""`Transcribed by …`, `END OF TAPE 1 (OF 3)`, `Page 2 of 9`."""
_BY_SOMEBODY = r"[^:.]{1,60}\ (?:started|stopped)\ (?:the\ )?(?:transcription|recording)"
"""`Dana started transcription`."""
_OTHERS = r"""
    (?:fin|début)\ (?:de\ l['’]|du\ |de\ la\ )?(?:entretien|entrevue|enregistrement|transcription|discussion|cassette)
    |(?:transcrit|transcription|traduit)\ (?:\w+\ )?par\ .{1,80}
    |(?:fin|inicio|final)\ de\ (?:la\ )?(?:entrevista|grabación|transcripción|cinta)
    |(?:transcrito|transcripción|transcrição|traducido)\ (?:\w+\ )?por\ .{1,80}
    |(?:fim|início)\ da\ (?:entrevista|gravação|transcrição)
    |(?:ende|beginn|anfang)\ (?:des|der)\ (?:interviews|gesprächs|aufnahme|transkripts|transkription|bands)
    |(?:transkribiert|transkription)\ (?:von|mit|durch)\ .{1,80}
    |(?:seite|página|صفحة)\ \d{1,4}(?:\ ?(?:von|de|sur|من|/)\ ?\d{1,4})?
    |(?:نهاية|انتهت|انتهى|انتهاء|بداية)\ (?:المقابلة|التسجيل|النقاش|الجلسة|الشريط|النص)
    |(?:конец|начало)\ (?:интервью|записи)
"""
_CHAT_FORMAT = r"""
    (?<=@)(?:begin|end|utf8|(?:languages?|participants|id|media|date|location|situation|comment)\ ?:.*)
    |(?<=%)[a-z]{3}:.*
"""
"""`@Begin`, `%com: laughs`: the lines of transcripts for CLAN that are no turns."""
_PATHS = r"""
    (?:[A-Za-z]:[\\/]|file://|/(?:home|Users|media|mnt)/|\\\\)\S.{0,200}\.\w{2,4}
    |\S{1,80}\.(?:mp3|mp4|m4a|wav|wma|ogg|aac|amr|flac|webm|mov|mkv)
"""


def _whole(line: str) -> re.Pattern[str]:
    return re.compile(rf"\W{{0,6}}(?:{line})\W{{0,5}}\Z", re.VERBOSE | re.IGNORECASE)


_NOBODYS, _SOMEBODY_DID = _whole(f"{_ENGLISH}|{_OTHERS}|{_CHAT_FORMAT}|{_PATHS}"), _whole(_BY_SOMEBODY)
_FIRST_WORD = re.compile(r"\W*(\w+)")
_ONE_STRETCH = re.compile(r"\W*\S+\W*\Z")
FIRST_WORDS_OF_ASIDES = words_of("""
    automatically machine unedited verbatim automated transcribed transcription transcript subtitles captions translated
    typed proofread edited checked this interview recording record audio video tape side session discussion meeting call
    file conversation track cassette disc material created powered generated produced exported made recorded thank
    brought transcriber translator typist proofreader reviewed time end the fin ende start starts beginning part page
    language languages speaker speakers début transcrit traduit inicio final transcrito transcripción transcrição
    traducido fim início beginn anfang transkribiert transkription seite página صفحة نهاية انتهت انتهى انتهاء بداية
    конец начало
""")
"""How the longer ones begin."""
_LONGEST = 400
_IN_ROUND_BRACKETS = re.compile(r"\s*\([^()\[\]:：]*\)[\s.]*\Z")
_MOST_OF_A_REMARK = 12


def is_aside(line: str) -> bool:
    """Whether a line is no word of the interview."""
    if len(line) > _LONGEST:
        return False
    line = line.strip()
    return _may_be_aside(line) and (
        _NOBODYS.match(line) is not None or (holds_done(line) and _SOMEBODY_DID.match(line) is not None)
    )


def _may_be_aside(line: str) -> bool:
    """Whether a line begins as any of them does, or is a path: what people say is neither, mostly."""
    first = _FIRST_WORD.match(line)
    if first is None or _ONE_STRETCH.match(line) or "/" in line or "\\" in line or line[:1] in ("@", "%"):
        return True
    return first[1].casefold() in FIRST_WORDS_OF_ASIDES or first[1].isdecimal() or holds_done(line)


@lru_cache(maxsize=4096)
def may_label_aside(label: str) -> bool:
    """Whether what stands behind a label of letters may be an aside together with it: `Transcriber: Marwa`."""
    return label.partition(" ")[0].casefold() in FIRST_WORDS_OF_ASIDES


def holds_done(line: str) -> bool:
    """Whether it may say that somebody started or stopped recording."""
    written = line.casefold()
    return "started" in written or "stopped" in written


def is_remark_alone(line: str) -> bool:
    """Whether a line is nothing but a few words in round brackets, `(The dog barks)`; `(NAME)` was said."""
    return _IN_ROUND_BRACKETS.match(line) is not None and not line.isupper() and len(line.split()) <= _MOST_OF_A_REMARK
