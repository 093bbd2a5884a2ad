"""The mark by which a file that qualcode wrote is known again, whatever it is called."""

MADE_BY = "Made with qualcode"
"""In the document properties of .docx and .xlsx (as comments), and as an HTML page's generator."""

FOR_CLIENTS = "report:qc"
"""The same in a client's copy, which does not say what it was made with."""
