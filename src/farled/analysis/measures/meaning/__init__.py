"""What the codes of facts mean, and which facts a question is about."""
