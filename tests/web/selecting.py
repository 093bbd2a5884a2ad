"""Selections at random on a page, held against the transcript."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qualcode.model.harmless import one_for_one
from qualcode.study.study import Study
from tests.web.hostile import odd_text

SELECT = """async ([count, seed]) => {
  const main = document.querySelector("script[type=module]").src;
  const { selection } = await import(main.replace("main.js", "selecting.js"));
  const lot = () => (seed = (1103515245 * seed + 12345) % 2147483648) / 2147483648;
  const one = (list) => list[Math.floor(lot() * list.length)];
  const turns = [...document.querySelectorAll(".turn:not(.asked)")];
  const found = [];
  for (let tries = 0; found.length < count && tries < 20 * count; tries += 1) {
    const nodes = [];
    for (const words of one(turns).querySelectorAll(".words")) {
      const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
      for (let node; (node = walker.nextNode()); ) nodes.push(node);
    }
    const places = [one(nodes), one(nodes)].map((node) => {
      const letters = [...node.data];
      return [node, letters.slice(0, Math.floor(lot() * (letters.length + 1))).join("").length];
    });
    getSelection().setBaseAndExtent(...places[0], ...places[1]);
    const chosen = selection();
    if (chosen) found.push([chosen.start, chosen.end, chosen.text]);
  }
  return found;
}"""


def make_odd(folder: Path, *, length: int, interviews: int) -> Path:
    """A study of letters that are several characters; its first interview is of that length."""
    with Study.create(folder, name="Odd", codebook="empty") as study:
        codes = "  - {id: money, name: Money, terms: [grant, donor]}\n  - {id: staff, name: Staff, terms: [nurse]}\n"
        (folder / "codebook.yaml").write_text(f'codebook: Odd\nversion: "1"\ncodes:\n{codes}', "utf-8")
        rows = ["informant_id,informant_type,document"]
        for place in range(interviews):
            size = length if not place else 2_000
            turns = [f"Basim: {odd_text(size // 10, seed=10 * place + turn)}" for turn in range(10)]
            talk = "\n\nInterviewer: And then?\n\n".join(turns)
            (folder / "transcripts" / f"odd-{place}.txt").write_text(f"Interviewer: Well?\n\n{talk}\n", "utf-8")
            rows.append(f"i{place},CSO,odd-{place}.txt")
        (folder / "informants.csv").write_text("\n".join(rows) + "\n", "utf-8")
        study.import_transcripts()
        study.suggest(workers=1)
    return folder


def selections_off(page: Any, folder: Path, document_id: str, count: int, *, seed: int) -> tuple[int, list[str]]:
    """Select at random on the open page of an interview: how many, and those that are not the transcript's words."""
    with Study.open(folder, read_only=True) as study:
        text = study.store.documents.get(document_id).text
    found = page.evaluate(SELECT, [count, seed])
    off = [
        f"{document_id} {start}-{end}"
        for start, end, words in found
        if "".join(one_for_one(text[start:end]).split()) != "".join(words.split())
    ]
    return len(found), off
