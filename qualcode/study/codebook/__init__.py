"""The study's codebook: the file people edit, what it suggests, and how it changes."""
