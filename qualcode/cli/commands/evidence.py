"""`qualcode table evidence`: what the interviews say on each evaluation question."""

from __future__ import annotations

from qualcode.cli.app import new_app
from qualcode.cli.declare import with_options
from qualcode.cli.options import ByGroup, GroupOptions

app = new_app()


@app.command("evidence")
@with_options(GroupOptions)
def evidence_command(figures: GroupOptions, by: ByGroup = "informant_type") -> None:
    """Show for each evaluation question who bears it out, in whose words, and what speaks against it.

    A code names its question in the codebook (`question: EQ2`). findings.yaml, where there is one, puts the findings
    first: id, statement, question, codes. How strong the evidence is stays for a person to judge.
    """
    with figures.study() as study:
        figures.write(study, figures.results(study).evidence(by, **figures.scope()))
