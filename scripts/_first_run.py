"""Interviews put together from whole turns of real ones, and what a newcomer waits for: import and suggest."""

from __future__ import annotations

import random
import re
import tempfile
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from _measure import Cost, in_turn, qualcode, run

if TYPE_CHECKING:
    from qualcode.model.document import Document, Turn

N_WORDS = 6_000
N_CODES, N_TERMS = 12, 600
"""Terms of all codes: two of three are single words, the others phrases of two."""
WIDTH = 100
COMMONEST = 200
"""Words so frequent that nobody looks for them."""

Said = tuple[str, str]
"""A label and its words."""


def turns_of(folder: Path) -> list[tuple[Said, Said]]:
    """Questions, each with its answer, from the interviews in a folder."""
    from qualcode.model.document import Role
    from qualcode.model.informant import Roster
    from qualcode.readers import read_documents
    from qualcode.readers.files import find_files
    from qualcode.readers.speakers.roles import assign_roles

    found: list[tuple[Said, Said]] = []
    for path in find_files([folder]).files:
        for document in read_documents(path):
            told = assign_roles(document, Roster())
            for asked, answered in pairwise(told.turns):
                if (asked.role, answered.role) == (Role.INTERVIEWER, Role.INFORMANT):
                    found.append((("Interviewer", _words(told, asked)), ("Interviewee", _words(told, answered))))
    return found


def _words(document: Document, turn: Turn) -> str:
    return " ".join(document.text[turn.start : turn.end].split())


def _plain(label: str, words: str) -> str:
    return f"{label}: {words}"


def _wrapped(label: str, words: str) -> str:
    return textwrap.fill(f"{label}: {words}", WIDTH, break_on_hyphens=False)


def _labelled(label: str, words: str) -> str:
    lines = textwrap.wrap(words, WIDTH, break_on_hyphens=False)
    return "\n\n".join(f"{label}: {line}" for line in lines)


LAYOUTS: dict[str, Callable[[str, str], str]] = {"plain": _plain, "wrapped": _wrapped, "labelled lines": _labelled}
"""A line per turn; lines of 100 characters; such lines, each with the label again, as in a text from a PDF."""


def compose(turns: Sequence[tuple[Said, Said]], number: int) -> list[Said]:
    """An interview of about 6,000 words, the same for the same number."""
    chance, said, n = random.Random(number), list[Said](), 0
    while n < N_WORDS:
        for label, words in chance.choice(turns):
            said.append((label, words))
            n += len(words.split())
    return said


def choose_terms(turns: Sequence[tuple[Said, Said]]) -> list[str]:
    """Words and pairs of words that are said, not the commonest."""
    talk = [re.findall(r"[a-z]{4,}", words.lower()) for pair in turns for _, words in pair]
    singles = [word for word, _ in Counter(word for words in talk for word in words).most_common()][COMMONEST:]
    pairs = Counter(f"{a} {b}" for _, words in (said for pair in turns for said in pair) for a, b in _pairs(words))
    usual = [phrase for phrase, _ in pairs.most_common()]
    return [*singles[: N_TERMS * 2 // 3], *usual[: N_TERMS // 3]]


def _pairs(words: str) -> Iterator[tuple[str, str]]:
    return ((a, b) for a, b in pairwise(re.findall(r"[a-z]+", words.lower())) if len(a) > 3 and len(b) > 3)


def write_codebook(path: Path, terms: Sequence[str]) -> None:
    """A codebook of 12 codes with these terms."""
    lines = ["codebook: Benchmark", 'version: "1"', "codes:"]
    for number in range(N_CODES):
        lines += [f"  - id: code_{number}", f"    name: Code {number}"]
        lines += [f"    terms: [{', '.join(terms[number::N_CODES])}]"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


class FirstRun:
    """A folder of interviews in one layout, to be imported and matched again and again."""

    def __init__(self, folder: Path, turns: Sequence[tuple[Said, Said]], layout: str, n: int) -> None:
        self.folder, self.transcripts = folder, folder / "transcripts"
        self.transcripts.mkdir(parents=True)
        write = LAYOUTS[layout]
        for number in range(n):
            text = "\n\n".join(write(label, words) for label, words in compose(turns, number))
            (self.transcripts / f"kii-{number:04}.txt").write_text(text, encoding="utf-8")
        terms = choose_terms(turns)
        self.terms = folder / "terms.txt"
        self.terms.write_text("\n".join(terms) + "\n", encoding="utf-8")
        write_codebook(folder / "codebook.yaml", terms)
        rows = "".join(f"i{number},CSO,kii-{number:04}\n" for number in range(n))
        (folder / "informants.csv").write_text(f"informant_id,informant_type,document\n{rows}", encoding="utf-8")
        self.n_studies = 0

    def ripgrep(self) -> Cost:
        """Write where the terms stand, on one thread."""
        grep = ["rg", "-j1", "-i", "-w", "-F", "-o", "-b", "-f", str(self.terms), str(self.transcripts)]
        return run(grep, to=self.folder / "hits.txt")

    def study(self, program: Path | None = None) -> Path:
        """A new study with the list of informants and the codebook."""
        self.n_studies += 1
        study = self.folder / f"study-{self.n_studies}"
        qualcode("init", study, "--no-input", "--quiet", program=program)
        for name in ("informants.csv", "codebook.yaml"):
            (study / name).write_bytes((self.folder / name).read_bytes())
        return study

    def import_into(self, study: Path, *, weigh: bool = False, program: Path | None = None) -> Cost:
        """What `qualcode import` costs, of this checkout or of another `program`."""
        return qualcode("import", self.transcripts, "--project", study, "--quiet", weigh=weigh, program=program)

    def suggest_in(self, study: Path, *, weigh: bool = False) -> Cost:
        """What `qualcode suggest` costs."""
        return qualcode("suggest", "--project", study, "--quiet", silent=True, weigh=weigh)


def measure(first: FirstRun, times: int, beside: Path | None) -> tuple[list[Cost], float]:
    """Import, suggest, an import of nothing new, ripgrep and, if asked for, import by a program `beside`, in turn; and
    the most memory of the first two, in MB."""
    study = first.folder / "study-0"

    def imported() -> Cost:
        nonlocal study
        study = first.study()
        return first.import_into(study)

    def by_the_other() -> Cost:
        return first.import_into(first.study(beside), program=beside)

    others = [by_the_other] if beside else []
    costs = in_turn(
        times,
        imported,
        lambda: first.suggest_in(study),
        lambda: first.import_into(study),
        first.ripgrep,
        *others,
    )
    study = first.study()
    weighed = first.import_into(study, weigh=True), first.suggest_in(study, weigh=True)
    return costs, max(each.megabytes for each in weighed)


def report(source: Path, n: int, layout: str, times: int, beside: Path | None = None) -> None:
    """Print what a first run over so many interviews takes, beside ripgrep, by the clock; and how many times as long
    the program `beside` takes for the import."""
    with tempfile.TemporaryDirectory() as folder:
        first = FirstRun(Path(folder), turns_of(source), layout, n)
        (imported, proposed, again, grep, *others), megabytes = measure(first, times, beside)
    both = imported.passed + proposed.passed
    print(
        f"first run, {n:,} {layout:16} {both:6.2f} s   {both / grep.passed:.1f} times ripgrep ({grep.passed:.2f} s), "
        f"{megabytes:.0f} MB"
    )
    for what, cost in (("import", imported), ("suggest", proposed), ("import, nothing new", again)):
        print(f"  {what:23} {cost.passed:6.2f} s   {cost.processor:.2f} s of the processor", flush=True)
    for cost in others:
        times_as_long = f"{cost.passed / imported.passed:.1f} times import by the clock"
        print(f"  {'import by that beside':23} {cost.passed:6.2f} s   {cost.processor:.2f} s of the processor")
        print(
            f"  {'':23} {times_as_long}, {cost.processor / imported.processor:.1f} times of the processor", flush=True
        )
