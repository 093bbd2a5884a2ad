"""Studies of invented interviews in many layouts, whose every word has a known owner."""
