"""Bring another program's project into a study: its texts, codebook, people and codings."""
