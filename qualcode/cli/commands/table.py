"""`qualcode table`: the tables that not every study needs."""

from __future__ import annotations

from qualcode.cli.app import new_app
from qualcode.cli.commands import cooccurrence, evidence, matrix, quantifiers, saturation

app = new_app(help="Show a further table: words for counts, saturation, themes that appear together, and more.")
app.info.no_args_is_help = True
for part in (quantifiers, saturation, cooccurrence, matrix, evidence):
    app.registered_commands += part.app.registered_commands
