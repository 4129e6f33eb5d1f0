"""Checks of the figures of a text by the words around them."""
