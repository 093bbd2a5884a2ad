"""Codes proposed by what the codebook writes: words, words near each other, token patterns."""
