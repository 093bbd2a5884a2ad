"""`qualcode demo`: the sample study, from transcripts to report."""

from __future__ import annotations

from pathlib import Path

from qualcode.cli.commands.run import show_run
from qualcode.cli.declare import argument, flag
from qualcode.cli.terminal import Terminal


def command(
    folder: Path = argument("[DIR]", "The folder to leave it in.", Path("qualcode-demo")),
    open_: bool = flag("--open", "Show it in the browser."),
) -> None:
    """Go through the sample study: synthetic interviews on civil society organisations in Iraq's health sector.

    Does what `qualcode run` does with your own files, and says what to try next.
    """
    from qualcode.study.run import run_sample

    done = run_sample(folder, voice=Terminal())
    if open_:
        from qualcode.web.opening import open_in_browser

        open_in_browser(folder, voice=Terminal())
        return
    show_run(
        done,
        f"\nEverything here is synthetic. Try next:\n"
        f"  cd {folder}\n"
        f"  qualcode frequencies --by side            CSO against international informants\n"
        f"  qualcode quotes --code funding            what they said on one theme\n"
        f"  qualcode frequencies --ids                ids of figures, for `qualcode trace F-…`\n"
        f"  qualcode codebook show funding --forms    the words that were looked for\n"
        f"  qualcode survey join                      a survey in two KoBo forms beside the interviews\n"
        f"  qualcode check-draft reports/draft.md     a draft with slips, held against the study\n"
        f"  qualcode framework                        who said what on each theme, summed up by people\n"
        f"The interviews themselves are in {folder / 'transcripts'}.\n"
        f"Your own interviews: qualcode run FOLDER --codebook CODEBOOK --informants LIST --out DIR",
    )
