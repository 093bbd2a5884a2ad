"""`qualcode decide`: one suggestion settled, without the screen."""

from __future__ import annotations

from qualcode.cli.declare import needed, option, text
from qualcode.cli.options import StudyOptions
from qualcode.model.coding import Mark, Verdict


def command(
    options: StudyOptions,
    suggestion: str = needed("ID", "As `qualcode suggestions` lists it."),
    verdict: Verdict = needed(None, "accept, reject, skip, withdraw; add with --code."),
    code: str = text("--code", "Where ID is a passage (kii-03:128): the code to decide on."),
    coder: str = text("--coder", "Who decides; else review.coder of the settings.", envvar="QUALCODE_CODER"),
    mark: list[Mark] | None = option("--mark", "good quote, contrary, …", None),
    note: str = text("--note", "Why."),
) -> None:
    """Settle one suggestion. It is stored when this ends with exit code 0.

    `qualcode decide kii-03:128 add --code funding` puts a code on a passage without a suggestion; reject says that it
    is not there.
    """
    from qualcode.cli.terminal import coder_name
    from qualcode.errors import UsageError
    from qualcode.study.review.sessions import decide

    if verdict is Verdict.ADD and not code:
        raise UsageError("which code is added?", hint="name it with --code; a suggestion itself is accepted")
    with options.study() as study:
        name = coder_name(coder, study)
        target = decide(study, name, suggestion, verdict, code=code, marks=mark or (), note=note)
        study.voice.note(f"saved: {verdict} {target.code_id} on {target.segment_id}")
