"""An open study, and everything that can be done with it."""
