"""Text and roster → what would tell a reader who somebody is."""
