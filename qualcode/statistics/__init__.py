"""Counts → intervals and exact tests, for readers who ask for them."""
