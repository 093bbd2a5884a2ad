"""Who does the work of suggesting: this process, or several."""
