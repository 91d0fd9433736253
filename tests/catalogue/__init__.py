"""Hostile, broken and messy submissions, and what must become of each."""
