"""From a document to commands: which goals its rows are, and what it states that is new."""
