"""The list of informants, as people keep it in a table."""

from qualcode.model.appearing import appearances_in, heard_in, match_documents, matcher
from qualcode.model.naming import document_key
from qualcode.readers.roster.checks import check_roster
from qualcode.readers.roster.table import match_headings, read_roster, reading_notes

__all__ = [
    "appearances_in",
    "check_roster",
    "document_key",
    "heard_in",
    "match_documents",
    "match_headings",
    "matcher",
    "read_roster",
    "reading_notes",
]
