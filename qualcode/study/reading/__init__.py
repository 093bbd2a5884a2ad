"""Into the study: interviews, the list of informants, the guide, and who speaks where."""
