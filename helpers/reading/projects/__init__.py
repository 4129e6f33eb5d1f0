"""The projects of a report, and which figures are of which."""
