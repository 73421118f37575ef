"""How codes and values are said to people."""
