"""The report of the study, and the lock beside it."""
