"""The channel strategy: document → checked → compiled → decision, difference."""
