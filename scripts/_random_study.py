"""A study of words at random, for the benchmarks: interviews of 6,000 words, 24 turns of question and answer each."""

from __future__ import annotations

import random
from pathlib import Path

from _measure import ROOT, qualcode

COMMON = (
    "the of and to in we they for a is that was it with our people health centre year work time because there".split()
)
THEMES = "funding donor grant coordination cluster salary turnover report registration access checkpoint staff".split()


def make_study(folder: Path, interviews: int) -> Path:
    """Make the study in a folder, with suggestions from the sample codebook."""
    source = folder.with_name("transcripts")
    source.mkdir()
    roster = ["informant_id,informant_type,document"]
    for number in range(interviews):
        name = f"kii-{number:03}"
        (source / f"{name}.txt").write_text(_interview(random.Random(number)), encoding="utf-8")
        roster.append(f"{name},{('CSO', 'UN agency', 'International NGO')[number % 3]},{name}.txt")
    informants = folder.with_name("informants.csv")
    informants.write_text("\n".join(roster), encoding="utf-8")
    qualcode("init", folder, "--no-input", "--quiet")
    (folder / "codebook.yaml").write_text((ROOT / "codebooks" / "cso_health.yaml").read_text(encoding="utf-8"))
    (folder / "informants.csv").write_text(informants.read_text(encoding="utf-8"))
    qualcode("import", source, "--project", folder, "--quiet")
    qualcode("suggest", "--project", folder, "--quiet")
    return folder


def _interview(chance: random.Random) -> str:
    turns = []
    for _ in range(24):
        turns.append(f"Interviewer: {_sentence(chance)[:-1]}?")
        turns.append("Amina: " + " ".join(_sentence(chance) for _ in range(17)))
    return "\n\n".join(turns)


def _sentence(chance: random.Random) -> str:
    words = [chance.choice(THEMES) if chance.random() < 0.02 else chance.choice(COMMON) for _ in range(14)]
    return " ".join(words).capitalize() + "."
