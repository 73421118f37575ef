"""The vocabulary that everything else speaks."""
