"""People at work on the study: sessions, sheets, assignments, agreement."""
