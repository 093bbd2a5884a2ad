"""Words that transcripts use for the people in an interview, in the languages evaluators meet."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import lru_cache

from qualcode.model.naming import fold, words

INTERVIEWER = words(
    """
    interviewer researcher moderator facilitator evaluator enumerator investigator surveyor questioner q i int
    iv inter intv interviewers researchers moderators facilitators evaluators question questions mod fac
    co-interviewer co-facilitator enquêteur enquêteuse enquêtrice intervieweur intervieweuse chercheur
    chercheuse modérateur modératrice animateur animatrice évaluateur évaluatrice enq entrevistador
    entrevistadora investigador investigadora moderador moderadora facilitador facilitadora encuestador
    encuestadora pregunta pesquisador pesquisadora pergunta intervistatore intervistatrice interviewerin
    moderatorin forscher forscherin befrager frage forsker intervjuare intervjuer fråga spørgsmål görüşmeci soru
    المحاور المحاورة الباحث الباحثة الميسر الميسرة السائل المقابل س سؤال السؤال توێژەر پرسیارکەر پرسیار
    lêkolîner pirs مصاحبه‌گر مصاحبهگر پرسشگر интервьюер модератор исследователь вопрос
    """
)
INFORMANT = words(
    """
    interviewee participant respondent informant answer answers response responses a r p ki kii resp part subject
    interviewees participants respondents informants répondant répondante enquêté enquêtée interviewé interviewée
    participante informateur informatrice réponse entrevistado entrevistada encuestado encuestada informante
    participantes respuesta resposta intervistato intervistata befragter befragte interviewter interviewte
    teilnehmer teilnehmerin antwort deltager deltagare informanten respondenten svar katılımcı cevap المشارك
    المشاركة المستجيب المستجيبة المبحوث المبحوثة المجيب المقابَل ج جواب الجواب الإجابة بەشداربوو وەڵام beşdar
    bersiv مصاحبه‌شونده مصاحبهشونده респондент информант участник ответ
    """
)
INTERPRETER = words(
    """
    interpreter translator interprète traducteur traductrice intérprete traductor traductora tradutor tradutora
    dolmetscher dolmetscherin tolk interprete المترجم المترجمة مترجم وەرگێڕ wergêr переводчик çevirmen tercüman
    """
)
OTHER = words(
    """
    notetaker note-taker observer unknown unidentified everyone everybody all multiple several crosstalk both other
    others operator audience video recording transcriber transcriptionist observateur observador المدون
    """
)
INTERVIEWER_PHRASES = frozenset({"interview question", "lead interviewer", "research assistant", "المحاور الأول"})
INFORMANT_PHRASES = frozenset({"key informant", "interview participant", "research participant", "study participant"})
SEVERAL = words(
    """
    all both several many multiple various everyone everybody together audience chorus unison tous toutes ensemble
    plusieurs todos todas ambos ambas varios varias juntos alle beide mehrere tutti tutte entrambi flere begge
    الجميع الكل جميع كل كلاهما كلتاهما معا معاً عدة الحضور هەموو هەردووک همه هردو все оба обе несколько
    herkes hepsi hepimiz
    """
)
"""How labels begin of people who speak at once: `All`, `Both women`, `Several speakers`."""
_PLURALS = words(
    """
    participants respondents interviewees informants speakers group groupe grupo gruppe deux dos مجموعة المجموعة
    women men voices girls boys members students répondants
    répondantes enquêtés enquêtées interviewés participantes entrevistados entrevistadas encuestados encuestadas
    informantes teilnehmende deltagere respondenten informanten участники респонденты katılımcılar المشاركون المشاركين
    المشاركات المستجيبون المستجيبين المستجيبات المبحوثون بەشداربووان
    """
)
_AND = re.compile(
    r"\s*(?:[&+/,;]\s*|(?<=[\s/])(?:and|or|et|ou|und|oder|y|o|e|og|en|ve|veya|и|или|و|أو|او|û|an|plus|with)(?=[\s/])\s*)+"
    r"|\s+و(?=\w{2})",
    re.IGNORECASE,
)
OTHER_PHRASES = frozenset(
    {
        "note taker",
        "all participants",
        "recorded video",
        "entire class",
        "whole class",
        "whole group",
        "entire group",
        "multiple speakers",
        "unknown speaker",
        "unidentified speaker",
    }
)
SPEAKER = frozenset(
    {"speaker", "spk", "spkr", "locuteur", "hablante", "sprecher", "voice", "person", "المتحدث", "spk_"}
)
"""Numbered by a machine: who they are shows in what they do."""

PERSON = words(
    """
    woman women man men girl girls boy boys lady ladies gentleman gentlemen male female guy elder youth mother father
    voice voices somebody someone person people member members guest visitor attendee student pupil teacher speakers
    femme femmes homme hommes fille garçon voix quelqu'un dame monsieur mujer mujeres hombre hombres niña niño voz
    alguien señora señor mulher homem alguém frau frauen mann männer mädchen junge stimme stimmen jemand donna uomo
    voce kadın erkek ses женщина мужчина голос امرأة رجل سيدة شاب شابة صوت أحد فتاة ولد ژن پیاو ئافرەت دەنگ زن مرد
    """
)
"""Who nobody knows by name: `Woman 2`, `Man in the back`, `Older woman`."""

WEAK = words(
    """
    question questions answer answers response responses subject part all both several i a p r q int part مترجم س ج host
    """
)
"""Also ordinary words or letters: a label only where they are used as one more than once."""

METADATA = words(
    """
    date time place location venue duration length language project interview code id gender sex age position
    title role organisation organization agency affiliation type consent file recording record audio transcript
    transcribed translated setting mode medium city country district governorate province round sector site
    respondents status version subject topic lieu durée langue projet sexe âge poste fonction fecha lugar
    duración idioma sexo edad cargo datum ort dauer dato sted varighed båndlængde التاريخ المكان المدة اللغة الموقع
    الجنس العمر المنصب المنظمة name names pseudonym interviewer interviewee respondent informant participant moderator
    facilitator notetaker researcher interviewers interviewees participants number tape tapes cadre transcriber
    translator nationality education occupation profession ethnicity village camp facility start end filename software
    speakers key legend abbreviations
    """
)
"""Keys of the lines at the top of a transcript: `Date: 3 May`."""

NO_SPEAKER = words(
    """
    note notes nb n.b example examples reminder warning remark problem problems issue issues result results
    conclusion summary background introduction context objective objectives theme themes finding findings
    recommendation recommendations comment comments first second third fourth finally also but and so yes no
    well okay ok then because however therefore one two three remember look listen meaning source sources page
    figure table box annex appendix chapter section part probe probes prompt prompts instruction instructions
    here there this that these those what why how when where who now today tomorrow yesterday http https www re
    step steps day days week month year phase stage option point item monday tuesday wednesday thursday friday saturday
    sunday fw subject cc to from sent attached i.e e.g
    """
)
"""Words that stand before a colon without being anybody."""

REMARK = words(
    """
    inaudible indistinct unclear unintelligible incomprehensible redacted deleted removed omitted anonymised anonymized
    name names laugh laughs laughing laughter chuckle chuckles chuckling giggles crosstalk overtalk overlapping pause
    pauses silence silent sigh sighs sighing cough coughs coughing applause music noise noises background sic break
    crying cries weeps sobs nods nodding smiles shrugs whispers whispering phone foreign blank gap missing end start
    interruption interrupted recording audio video tape off-topic unidentifiable unsure phonetic place location
    organisation organization company date number town village city school hospital identifying personal information
    rires rire inaudible silence pause nom anonymisé supprimé incompréhensible soupir toux brouhaha
    risas risa inaudible silencio pausa nombre suprimido ininteligible suspiro tos riso risos inaudível
    lachen lacht lachend unverständlich schweigen stille name gelöscht geschwärzt seufzt hustet räuspert
    ضحك يضحك تضحك ضحكة صمت غير محذوف الاسم اسم توقف تشويش سعال موسيقى تصفيق پێکەنین بێدەنگی خنده سکوت
    смех смеется пауза молчание неразборчиво gülüyor gülme sessizlik anlaşılmıyor
    """
)
"""How remarks in brackets begin that transcribers write for what is no talk, or may not be read: `[laughs]`."""

_HEARD = words(
    """
    mhm mmhm mm mmm hm hmm hmmm mm-hm mm-hmm uh-huh uhuh aha ah oh uh um yes yeah yep yup nope no okay ok right sure
    exactly true indeed really wow well so hello hi hey welcome thanks thank please sorry oui ouais non
    bonjour bonsoir salut merci d'accord voilà bien exactement hola sí si vale claro gracias buenos buenas bueno adiós
    exacto olá sim não obrigado obrigada bom boa bem ja jo nein nej danke hallo guten genau hej tack tak ciao grazie
    buongiorno evet hayır merhaba teşekkürler tamam نعم لا مرحبا مرحباً اهلا أهلا أهلاً السلام وعليكم شكرا شكراً طيب
    تمام صحيح صح اه آه ايوه بەڵێ نا سڵاو سوپاس بله سلام ممنون да нет спасибо здравствуйте привет erê na silav spas
    """
)
"""How somebody is greeted, thanked or heard out."""
_ALSO_NAMES = frozenset({"no", "na", "si", "so", "bien", "boa", "jo", "ja", "da", "true", "right"})
"""Of those, what a name may begin with: `No name given`, `Jo Field`."""
_MOST_HEARD = 4

_OF_SENTENCES = words(
    """
    is are was were been has have had does did can could will would should there's it's that's here's what's he's
    she's i'm we're they're i've we've they've sont était étaient j'ai c'est qu'il qu'elle avons avez hay está
    están había fue eran
    """
)
"""Small words that stand in sentences, `There's a field: …`, and in no name."""
_FROM = words("from in at of with on near by and & or de du da del dos von van aus من في")
_NAME_COLUMNS = frozenset({"name", "full name", "informant name", "pseudonym", "initials", "nom", "nombre", "الاسم"})
_NUMBER = re.compile(r"(?:[\s#_.-]*\(?\d{1,4}[a-z]?\)?|[\s#_.-]+[a-z]{1,2}\d{1,3})$")
_PARENTHESES = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*\??$")


def base(label: str) -> str:
    """A folded label without its number and what it says in brackets: `Interviewee 2 (CSO)` → `interviewee`."""
    folded = _PARENTHESES.sub("", fold(label.strip("? ")).partition(",")[0])
    return _NUMBER.sub("", folded).strip(" -_.#") or folded


def is_person(label: str) -> bool:
    """Whether it tells of a person without a name: `Woman 2`, `Man in the back`, `Several voices`."""
    return any(word in PERSON for word in re.findall(r"[^\W\d_][\w'-]*", base(label)))


def is_phrase(label: str) -> bool:
    """Whether it is part of a sentence, and tells of nobody: `What we have`."""
    found = fold(label).replace("’", "'").split()
    return len(found) > 1 and not _OF_SENTENCES.isdisjoint(found) and not is_person(label) and not kind(label)


def is_unsure(label: str) -> bool:
    """Whether the transcriber was not sure who speaks: `P11?`, `P10 (?)`, `??`."""
    return "?" in label


def is_several(label: str) -> bool:
    """Whether it stands for several people who are not named: `All`, `Both women`, `Several speakers`."""
    found = _words_of(label)
    return 0 < len(found) <= 4 and found[0] in SEVERAL


def is_plural(label: str) -> bool:
    """Whether it may stand for several people, or for all who answer: `Participants`, `Women`, `The group`."""
    found = _words_of(label)
    return 0 < len(found) <= 4 and found[-1] in _PLURALS and not re.search(r"\d", label)


def may_be_several(label: str) -> bool:
    """Whether it stands, or may stand, for several people who are not named."""
    return is_several(label) or is_plural(label)


def _words_of(label: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", fold(_PARENTHESES.sub("", label)))


def joint_parts(label: str) -> list[str]:
    """The folded labels that one of several people is put together from: `Interviewee 1 & 2`, `A and/or B`; a number
    alone goes with the word before it. Empty where it names one."""
    parts: list[str] = []
    *words, last = _PARENTHESES.sub("", label).split(" ")
    if words and fold(last) in SEVERAL:
        label = " ".join(words)  # `P1 & P2 together`
    for part in filter(None, (fold(part) for part in _AND.split(_PARENTHESES.sub("", label)))):
        word = _NUMBER.sub("", parts[-1]) if parts and part.isdecimal() else ""
        parts.append(f"{word} {part}" if word else part)
    return parts if len(parts) > 1 else []


def are_known(parts: Sequence[str], known: Set[str]) -> bool:
    """Whether each part of a joint label speaks alone as well; beside one with a number, as P2, so may `P2 or P4`."""
    numbered = {base(part) for part in parts if part in known and base(part) != part}
    return any(part in known for part in parts) and all(part in known or base(part) in numbered for part in parts)


def is_remark(label: str) -> bool:
    """Whether words in brackets tell of a noise, a gap or a name that was taken out, not of who speaks."""
    found = re.findall(r"[^\W\d_][\w-]*", fold(label))
    return bool(found) and (found[0] in REMARK or found[-1] in REMARK)


def is_heard(words: str) -> bool:
    """Whether a few words greet, thank, agree or say that somebody listens: `mhm`, `Hello Amina`, `No`."""
    found = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", fold(words))
    return 0 < len(found) <= _MOST_HEARD and found[0] in _HEARD and (len(found) == 1 or found[0] not in _ALSO_NAMES)


def is_name_column(heading: str) -> bool:
    """Whether a column of the list of informants holds what people are called."""
    return fold(heading).replace("_", " ") in _NAME_COLUMNS


def _may_hold_a_role(label: str) -> bool:
    """`Lead Interviewer Dana`, `Respondent from the hills`; not `Respondent There are two things`."""
    parts = _PARENTHESES.sub("", label).partition(",")[0].split()
    if len(parts) < 4 or parts[1].casefold() in _FROM:
        return True
    return all(not part[0].islower() or part in _FROM for part in parts) or label == label.casefold()


@lru_cache(maxsize=4096)
def kind(label: str) -> str:
    """`interviewer`, `informant`, `interpreter`, `other`, `speaker`, or empty where the label says nothing."""
    word = base(label)
    if not word.strip("? ") or is_several(label):
        return "other"  # `??`, `All women`
    for name, known in _KINDS:
        if word in known:
            return name
    for part in re.split(r"[\s/_-]+", word) if _may_hold_a_role(label) else ():
        if len(part) > 3 and part not in WEAK:
            for name, words in _KINDS[:3]:
                if part in words:
                    return name
    return ""


_KINDS = (
    ("interviewer", INTERVIEWER | INTERVIEWER_PHRASES),
    ("informant", INFORMANT | INFORMANT_PHRASES),
    ("interpreter", INTERPRETER),
    ("other", OTHER | OTHER_PHRASES),
    ("speaker", SPEAKER),
)
