"""Farled makes a channel strategy run: declared, served, measured and revised."""
