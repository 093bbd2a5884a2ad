"""qualcode: from interview transcripts to tables of themes that stand up to questions."""

__version__ = "0.1.0"
