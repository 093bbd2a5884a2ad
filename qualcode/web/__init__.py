"""The study in the browser, for the person at this machine."""
