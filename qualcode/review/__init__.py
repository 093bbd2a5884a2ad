"""From suggestions to decisions to what counts."""
