"""Checks of the tables of documents, cell by cell."""
