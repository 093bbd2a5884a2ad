"""A file per command: open, call, save, say."""
