"""The parts of a Word file, by the role that its relationships give them."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element

from helpers.reading.formats.limits import Refused

MAIN = "word/document.xml"


class Parts(NamedTuple):
    """The main part, and where the others lie: pairs of role and name in the container."""

    box: ZipFile
    main: _Element
    related: list[tuple[str, str]]

    def all(self, role: str) -> Iterator[_Element]:
        """The parts of a role that are there, in the order of the relationships."""
        present = set(self.box.namelist())
        for each, target in self.related:
            if each == role and target in present:
                yield xml(self.box, target)

    def one(self, role: str) -> _Element | None:
        """The first part of a role; None where there is none."""
        return next(self.all(role), None)


def parts(box: ZipFile) -> Parts:
    """The parts of an open container. Raises Refused (damaged) without a main part, XMLSyntaxError for a broken one."""
    main = next((target for role, target in _relations(box, "") if role == "officeDocument"), MAIN)
    if main not in box.namelist():
        raise Refused("damaged", f"the container has no part {main}")
    return Parts(box, xml(box, main), _relations(box, main))


def xml(box: ZipFile, part: str) -> _Element:
    """The root of a part. Raises Refused (damaged) where it declares a document type, whose entities stay unread."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(box.read(part), parser)
    if root.getroottree().docinfo.doctype:
        raise Refused("damaged", f"{part} declares a document type, as no Office program does")
    return root


def name(node: _Element) -> str:
    """The name of an element without its namespace, which differs between the two editions of the standard."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def find(node: _Element, *path: str) -> _Element | None:
    """The first child of the first name, its first child of the next and so on; None where one is missing."""
    for step in path:
        node = next((child for child in node if name(child) == step), None)
        if node is None:
            return None
    return node


def attribute(node: _Element | None, key: str, default: str = "") -> str:
    """The value of an attribute of any namespace; the default where it or the element is missing."""
    if node is None:
        return default
    return next((value for each, value in node.attrib.items() if each.rpartition("}")[2] == key), default)


def _relations(box: ZipFile, part: str) -> list[tuple[str, str]]:
    """Role and name of each part that a part refers to."""
    folder, file = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{file}.rels")
    if listed not in box.namelist():
        return []
    inside = [each for each in xml(box, listed) if attribute(each, "TargetMode") != "External"]
    roles = [attribute(each, "Type").rpartition("/")[2] for each in inside]
    targets = [posixpath.normpath(posixpath.join("/", folder, attribute(each, "Target"))) for each in inside]
    return [(role, target.lstrip("/")) for role, target in zip(roles, targets, strict=True)]
