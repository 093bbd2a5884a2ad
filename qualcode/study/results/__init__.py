"""What is counted at one moment, and everything drawn from it."""
