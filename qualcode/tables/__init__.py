"""Codings and informants → tables: who raised which theme, in whose words, and back from every figure."""
