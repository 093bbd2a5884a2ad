"""Drafts read, and held against interviews and figures."""
