"""What all commands share: options, output, documents, and how they are found."""
