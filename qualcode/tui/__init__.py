"""The review screen: what a `Desk` or an `Adjudication` has before the coder, in a terminal (Textual)."""
