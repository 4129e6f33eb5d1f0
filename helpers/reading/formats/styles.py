"""What the style sheets inside a web page hide."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

GONE = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
INVISIBLE = re.compile(r"visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
SHOWN = re.compile(r"display\s*:\s*(?!none)\w|visibility\s*:\s*visible", re.IGNORECASE)
REMARK = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
MEDIA = re.compile(r"@media([^{}]*)\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}")
SCREEN = re.compile(r"screen|all|^\s*$", re.IGNORECASE)
RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
COMPOUND = re.compile(r"([a-z][a-z0-9]*|\*)?((?:[.#][\w-]+)*)", re.IGNORECASE)


def is_gone(node: _Element) -> bool:
    """Whether an element is not shown and takes no place."""
    return "hidden" in node.attrib or GONE.search(node.get("style", "")) is not None


def is_unseen(node: _Element) -> bool:
    """Whether an element is not shown, even where it takes its place."""
    return is_gone(node) or INVISIBLE.search(node.get("style", "")) is not None


def hide(root: _Element) -> None:
    """Gives each element that a rule of the page's `<style>` hides the declarations of that rule as its own, unless a
    later rule, or the element itself, shows it. Selectors of states and of combinators but descent are passed over."""
    sheets = "\n".join("".join(each.itertext()) for each in root.iter("style"))
    hidden: dict[_Element, str] = {}
    for selector, declarations in _rules(sheets) if _hides(sheets) else ():
        if _hides(declarations) or SHOWN.search(declarations):
            for node in root.xpath(_path(selector)) if _path(selector) else ():
                hidden[node] = declarations if _hides(declarations) else ""
    for node, declarations in hidden.items():
        if declarations and not SHOWN.search(node.get("style", "")):
            node.set("style", declarations)


def _hides(declarations: str) -> bool:
    return (GONE.search(declarations) or INVISIBLE.search(declarations)) is not None


def _rules(sheets: str) -> Iterator[tuple[str, str]]:
    """Each selector with its declarations, in order; of those for a medium the ones of a screen."""
    plain = MEDIA.sub(lambda found: found[2] if SCREEN.search(found[1]) else "", REMARK.sub("", sheets))
    return ((one.strip(), said) for selectors, said in RULE.findall(plain) for one in selectors.split(","))


def _path(selector: str) -> str:
    """The XPath of a selector of names, classes and ids, each inside the one before; empty for any other."""
    parts = [COMPOUND.fullmatch(each) for each in selector.split()]
    return "".join(f"//{part[1] or '*'}{_conditions(part[2])}" for part in parts) if all(parts) else ""


def _conditions(marks: str) -> str:
    tests = {"#": "@id='{}'", ".": "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"}
    return "".join(f"[{tests[kind].format(name)}]" for kind, name in re.findall(r"([.#])([\w-]+)", marks))
