"""Invented interviews whose every word has a known owner."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.model.document import Role

ASKS, ANSWERS = Role.INTERVIEWER, Role.INFORMANT


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in an interview, and the label their turns carry."""

    label: str
    role: Role
    spellings: tuple[str, ...] = ()
    """Other labels of the same person, used now and then."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one person says at a stretch, in paragraphs."""

    person: Person
    label: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interview:
    """A conversation as it was spoken."""

    name: str
    turns: tuple[Said, ...]

    @property
    def cast(self) -> tuple[Person, ...]:
        """Who speaks, in the order in which they first do."""
        return tuple(dict.fromkeys(turn.person for turn in self.turns))


@dataclass(frozen=True, slots=True)
class Language:
    """Sentences to make a conversation from."""

    questions: tuple[str, ...]
    answers: tuple[str, ...]
    short: tuple[str, ...]
    remarks: tuple[str, ...]
    back: tuple[tuple[str, str], ...]
    """A question of the informant's, and what the interviewer says to it."""
    words: Mapping[str, tuple[str, ...]]
    """What may stand in the gaps of answers, such as `{kin}`."""


def converse(
    name: str, cast: Sequence[Person], language: Language, *, turns: int = 30, redacted: bool = False
) -> Interview:
    """Make a conversation between the people of a cast; the same name and cast say the same words."""
    chance = random.Random(name)
    asking = [person for person in cast if person.role is ASKS]
    answering = [person for person in cast if person.role is not ASKS]
    deck = _Deck(chance, language.answers, language.words)
    said: list[tuple[Person, list[str]]] = []
    while len(said) < turns:
        said += _exchange(chance, chance.choice(asking), answering, language, deck, opening=not said)
    made = []
    for person, paragraphs in said:
        if redacted and chance.random() < 0.3:
            paragraphs[0] = chance.choice(("[REDACTED] ", "[REDACTED; Introduction] ", "[name] ")) + paragraphs[0]
        label = chance.choice(person.spellings) if person.spellings and chance.random() < 0.3 else person.label
        made.append(Said(person, label, tuple(paragraphs)))
    return Interview(name, tuple(made))


class _Deck:
    """Sentences drawn one after another, none again before all were, each time with other words in its gaps."""

    def __init__(self, chance: random.Random, sentences: Sequence[str], words: Mapping[str, Sequence[str]]) -> None:
        self.chance, self.sentences, self.words = chance, sentences, words
        self.left: list[str] = []

    def sentence(self) -> str:
        """The next one."""
        if not self.left:
            self.left = self.chance.sample(self.sentences, k=len(self.sentences))
        return self.left.pop().format(**{gap: self.chance.choice(words) for gap, words in self.words.items()})


def _exchange(
    chance: random.Random, asker: Person, answering: Sequence[Person], language: Language, deck: _Deck, *, opening: bool
) -> list[tuple[Person, list[str]]]:
    question = [chance.choice(language.questions)]
    if opening or chance.random() < 0.4:
        question.insert(0, chance.choice(language.remarks))
    said = [(asker, [" ".join(question)])]
    if chance.random() < 0.15:
        back, reply = chance.choice(language.back)
        said += [(chance.choice(answering), [back]), (asker, [reply])]
    for person in chance.sample(answering, k=min(len(answering), chance.choice((1, 1, 2, 3)))):
        if chance.random() < 0.15:
            said.append((person, [chance.choice(language.short)]))
            continue
        sentences = [deck.sentence() for _ in range(chance.randrange(2, 6))]
        cut = chance.randrange(1, len(sentences)) if chance.random() < 0.3 else len(sentences)
        said.append((person, [" ".join(part) for part in (sentences[:cut], sentences[cut:]) if part]))
    return said


def without_question_marks(language: Language) -> Language:
    """As somebody writes who ends every question with a full stop."""
    questions = tuple(question.replace("?", ".").replace("؟", ".") for question in language.questions)
    back = tuple((question.replace("?", ".").replace("؟", "."), reply) for question, reply in language.back)
    return replace(language, questions=questions, back=back)


ENGLISH = Language(
    questions=(
        "How do you get your medicines at the moment?",
        "Can you tell me a little bit about your work here?",
        "What happens when the road is closed?",
        "And who pays for the fuel?",
        "Would you say that the training has helped?",
        "How long have you been in the district?",
        "What would you change if you could?",
        "Do people come here from other villages as well?",
        "So tell me about the committee.",
        "Is there anything else that you would like to add?",
        "Where do the records go after that?",
        "You mentioned a donor, which one was it?",
        "Has the number of staff changed since the spring?",
        "Tell us how a normal week looks.",
    ),
    answers=(
        "We have two nurses and one of them is away until the harvest.",
        "There are {some} problems: the {thing} and the road to the east.",
        "One thing I forgot: the {thing} was never ours.",
        "{Town}: that is where it began, and it ended there too.",
        "The {kin} of the mayor asked why the {thing} had come without a paper.",
        "So I said to him, why do you not ask {Town}, and he went away.",
        "We lost the {thing} in {month}, and in the summer we had it again.",
        "At a quarter past ten there is nobody left in the line.",
        "We - I mean the whole team - worked through the holidays.",
        "The old building [next to the mosque] has no roof.",
        "The truck comes at 10:30 on Mondays, if it comes at all.",
        "People ask me every day, what are we going to do, and I have no answer.",
        "I was told by the interviewer of the other team that you would come.",
        "It depends.",
        "My {kin} said: go and see for yourself.",
        "We keep the {thing} in a cold-box that was given to us in 2019.",
        "Nobody has seen the report, as far as I know.",
        "The committee meets four times a year and writes everything down.",
        "That was well before the flood, so I don't remember the details.",
        "First, we count what is left, and then we send the list to Mr. Darzi.",
        "About 40% of the families have paid, the others will pay after the season.",
        "You know how it is with the permits – they take a month or three.",
        "In {Town} there is a clinic, in Tel Asfur there is none.",
        "We were happy with it, to be honest.",
        "I've been here for eleven years now and I'm still learning.",
        "The donors changed, the rules changed, and the forms got longer.",
        "Then the pump broke and everybody went back to the river.",
        "She writes the names into the blue book, and I copy them in the evening.",
    ),
    short=("Yes.", "No, never.", "Mm-hm.", "Right.", "Not that I know of.", "I think so, yes.", "Okay"),
    remarks=(
        "Okay, thank you.",
        "Good, so we are recording now.",
        "That is very helpful.",
        "Right, let's go on to the next topic.",
        "I see.",
        "Thanks for taking the time, I know that you are busy.",
    ),
    back=(
        ("Do you mean the clinic or the office?", "The clinic."),
        ("Can I say something about the road first?", "Of course, go ahead."),
        ("Is that what you wanted to know?", "Yes, that is fine."),
    ),
    words={
        "kin": ("sister", "husband", "neighbour", "cousin", "colleague", "teacher"),
        "some": ("two", "three", "a few", "many"),
        "thing": ("fuel", "vaccine", "generator", "money", "tent", "water tank"),
        "Town": ("Marwa", "Deir Hanin", "Qasr", "Old Zara"),
        "month": ("March", "May", "October"),
    },
)
FRENCH = Language(
    questions=(
        "Comment recevez-vous les médicaments en ce moment ?",
        "Pouvez-vous me parler un peu de votre travail ici ?",
        "Que se passe-t-il quand la route est fermée ?",
        "Et qui paie le carburant ?",
        "Est-ce que la formation vous a été utile ?",
        "Depuis quand êtes-vous dans le district ?",
        "Parlez-moi du comité.",
    ),
    answers=(
        "Nous avons deux infirmières et l'une d'elles est absente jusqu'à la récolte.",
        "Il y a {some} problèmes : {thing} et la piste de l'est.",
        "{Town} : c'est là que tout a commencé.",
        "On a perdu {thing} au printemps, puis on l'a retrouvé.",
        "{Kin} du maire a demandé pourquoi nous étions venus sans papier.",
        "Nous avons travaillé pendant les fêtes, toute l'équipe.",
        "Le camion arrive à 10h30 le lundi, s'il arrive.",
        "{Kin} m'a dit : va voir toi-même.",
        "Personne n'a lu le rapport, que je sache.",
        "Le comité se réunit quatre fois par an et note tout.",
        "C'était avant l'inondation, je ne me souviens plus des détails.",
        "Ça dépend.",
        "On compte d'abord ce qui reste, puis on envoie la liste.",
        "Environ 40 % des familles ont payé, les autres paieront après la saison.",
    ),
    short=("Oui.", "Non, jamais.", "Voilà.", "Pas à ma connaissance."),
    remarks=("D'accord, merci.", "Très bien, on enregistre.", "Je vois."),
    back=(("Vous parlez de la clinique ou du bureau ?", "De la clinique."),),
    words={
        "Kin": ("Ma sœur", "La femme", "Le cousin", "La voisine"),
        "some": ("deux", "trois", "plusieurs"),
        "thing": ("le carburant", "le vaccin", "l'argent", "le groupe électrogène"),
        "Town": ("Marwa", "Deir Hanin", "Qasr"),
    },
)
ARABIC = Language(
    questions=(
        "كيف تصلكم الأدوية في الوقت الحالي؟",
        "هل يمكنك أن تحدثني قليلا عن عملك هنا؟",
        "ماذا يحدث عندما يغلق الطريق؟",
        "ومن يدفع ثمن الوقود؟",
        "هل تغير عدد الموظفين منذ الربيع؟",
        "حدثني عن اللجنة.",
    ),
    answers=(
        "عندنا ممرضتان وإحداهما غائبة حتى موسم الحصاد.",
        "هناك مشكلتان: {thing} والطريق الشرقي.",
        "فقدنا {thing} في الربيع ثم عاد إلينا.",
        "عمل الفريق كله خلال العيد.",
        "تأتي الشاحنة يوم الاثنين الساعة 10:30 إن أتت.",
        "لم يقرأ أحد التقرير حسب علمي.",
        "تجتمع اللجنة أربع مرات في السنة وتكتب كل شيء.",
        "كان ذلك قبل الفيضان ولا أذكر التفاصيل.",
        "نعد ما بقي أولا ثم نرسل القائمة.",
        "دفع نحو 40% من العائلات والباقون يدفعون بعد الموسم.",
    ),
    short=("نعم.", "لا، أبدا.", "صحيح."),
    remarks=("طيب، شكرا.", "جيد، بدأنا التسجيل."),
    back=(("هل تقصد العيادة أم المكتب؟", "العيادة."),),
    words={"thing": ("الوقود", "اللقاح", "المال")},
)
