"""From a text to its quantities: paragraphs, clauses, wrapped lines, numbers with their units."""
