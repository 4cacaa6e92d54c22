"""XML text as APT writes it: four spaces per level, a closing tag for empty leaves, all escaped."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

__all__ = ["leaf", "lined", "nest"]


def _attributes(attributes: dict[str, object]) -> str:
    return "".join(
        f" {name}={quoteattr(str(value))}"
        for name, value in attributes.items()
        if value is not None
    )


def leaf(name: str, value: object = "", **attributes: object) -> str:
    """Write an element that contains text; None leaves the element out."""
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    # a line end inside a value must survive the indentation of the elements around it
    text = escape(text, {"\n": "&#10;", "\r": "&#13;"})
    return f"<{name}{_attributes(attributes)}>{text}</{name}>"


def lined(*elements: str) -> str:
    """Write elements one below the other; empty ones are left out."""
    return "\n".join(element for element in elements if element)


def nest(name: str, *children: str, **attributes: object) -> str:
    """Write an element that contains elements; empty children are left out."""
    inner = lined(*children)
    opening = f"{name}{_attributes(attributes)}"
    if not inner:
        return f"<{opening}/>"
    indented = "\n".join(f"    {line}" for line in inner.split("\n"))
    return f"<{opening}>\n{indented}\n</{name}>"
