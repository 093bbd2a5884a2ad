"""Who speaks: labels, turns, times and roles."""
