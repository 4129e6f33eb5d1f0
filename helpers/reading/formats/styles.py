"""What the style sheets inside a web page hide."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

UNSEEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*collapse", re.IGNORECASE)
SHOWN = re.compile(r"display\s*:\s*(?!none)\w", re.IGNORECASE)
REMARK = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
MEDIA = re.compile(r"@media([^{}]*)\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}")
RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
COMPOUND = re.compile(r"([a-z][a-z0-9]*|\*)?((?:[.#][\w-]+)*)", re.IGNORECASE)


def is_unseen(node: _Element) -> bool:
    """Whether an element says itself that it is not shown."""
    return "hidden" in node.attrib or UNSEEN.search(node.get("style", "")) is not None


def hide(root: _Element) -> None:
    """Marks each element as hidden that a rule of the page's `<style>` hides, unless a later rule or the element itself
    shows it. Selectors of states, and of combinators but descent, are passed over."""
    sheets = "\n".join("".join(each.itertext()) for each in root.iter("style"))
    hidden: dict[_Element, object] = {}
    for selector, said in _rules(sheets) if UNSEEN.search(sheets) else ():
        if (path := _path(selector)) and (UNSEEN.search(said) or SHOWN.search(said)):
            hidden |= dict.fromkeys(root.xpath(path), UNSEEN.search(said))
    for node in (node for node, by in hidden.items() if by and not SHOWN.search(node.get("style", ""))):
        node.set("hidden", "")


def _rules(sheets: str) -> Iterator[tuple[str, str]]:
    """Each selector with its declarations, in order; of those for a medium the ones of a screen."""
    plain = MEDIA.sub(lambda found: found[2] if re.search("screen|all", found[1]) else "", REMARK.sub("", sheets))
    return ((one.strip(), said) for selectors, said in RULE.findall(plain) for one in selectors.split(","))


def _path(selector: str) -> str:
    """The XPath of a selector of names, classes and ids, each inside the one before; empty for any other."""
    parts = [COMPOUND.fullmatch(each) for each in selector.split()]
    return "".join(f"//{part[1] or '*'}{_conditions(part[2])}" for part in parts) if all(parts) else ""


def _conditions(marks: str) -> str:
    tests = {"#": "@id='{}'", ".": "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"}
    return "".join(f"[{tests[kind].format(name)}]" for kind, name in re.findall(r"([.#])([\w-]+)", marks))
