"""A number of a paragraph with what it is said to be."""

from dataclasses import dataclass

from helpers.reading.records import Quantity
from helpers.reading.text.items import Item

PROMISED = ("target", "limit", "plan")  # roles


@dataclass(slots=True)
class Mention:
    """A number with what it is said to be (`target`, `limit`, `plan`, `actual`, `told` or nothing), the words that name
    it in its clause, those behind it, and those it stands behind."""

    quantity: Quantity
    role: str
    own: str
    right: str
    above: str
    item: Item
    sentence: int
    listed: bool = False  # one of several numbers behind 分别
    judged: bool = False  # its target stands in brackets behind it

    @property
    def name(self) -> str:
        """What the number counts, by the nearest words."""
        return self.own or self.right or self.above
