"""How far coders agree, by code, with what the numbers mean."""
