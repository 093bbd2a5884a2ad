"""How likely every passage is to have every theme, as a file: for whoever checks what was learned."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.files.write import write_whole
from qualcode.study.material import material_of

if TYPE_CHECKING:
    from qualcode.model.codebook import Codebook
    from qualcode.study.study import Study

COLUMNS = ("passage", "code", "score", "learned", "description", "keywords")


def write_scores(study: Study, codebook: Codebook, path: Path) -> None:
    """Write a row per informant passage and code: what puts it in order, how likely it is, and what the order is from.

    `score` puts the passages of one code in order; `learned` is the probability that somebody would code it, empty
    while too little is decided on the code; `description` is how alike it is to the definition, `keywords` the
    logarithm of 1 + the rules that find something in it. The same texts, codebook and decisions give the same bytes.
    """
    from qualcode.suggesters.learned import Learned

    learned = Learned(material_of(study, codebook))
    columns = [
        (code_id, likely.score, likely.probability if likely.speaks else None, likely.described, likely.keywords)
        for code_id, likely in learned.likely.items()
    ]
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for place, id_ in enumerate(learned.learner.wording.ids):
        for code_id, score, chance, *others in columns:
            told = "" if chance is None else f"{chance[place]:.4f}"
            writer.writerow((id_, code_id, f"{score[place]:.4f}", told, *(f"{each[place]:.4f}" for each in others)))
    write_whole(path, written.getvalue().encode())
