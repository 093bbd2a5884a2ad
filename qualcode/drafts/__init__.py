"""A draft of a report → its quotations and counted statements, held against the study."""
