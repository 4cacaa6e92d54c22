"""What to write for a line with a key and a value that is not valid TOML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aptcheck.config.kinds import LISTS, accepts, is_text, kind_of, words_of
from aptcheck.config.tables import SuppressionSetting
from aptcheck.config.toml_lists import words_in
from aptcheck.config.values import advice, meant
from aptcheck.wording import listed
from aptcheck.wording.toml_words import toml_list, toml_text

__all__ = ["pair_slip"]

_PAIR = re.compile(r"\s*([A-Za-z0-9_.-]+)\s*([=:]?)\s*(.*)")
_COMMENT = re.compile(r"\s*(?://|;|--|/\*|%)\s*(.*)")
#: A comment in the syntax of another language, or a character that ends a line there.
_AFTER = re.compile(r"\s*(?:(//|;|/\*)\s.*|[;,])$")
_STRAIGHT = str.maketrans("“”„«»‘’", '"""""\'\'')
_WORD = re.compile(r"[A-Za-z][\w.*?-]*")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(,\d{3})+")


def pair_slip(line: str) -> str | None:
    """Return what to write for a line; None if it is not known."""
    if comment := _COMMENT.fullmatch(line):
        return f"a comment begins with #: write `# {comment[1]}`."
    pair = _PAIR.fullmatch(line)
    key, sign, value = pair.groups() if pair is not None else ("", "", "")
    name = key.rpartition(".")[2]
    if not sign and kind_of(name) is None:
        return None
    cures = (cure for cure in _cures(name, value) if _taken(name, cure[1]))
    bare = value.partition("#")[0].strip()
    if not bare:
        said = f"{key} has no value{_instead(name)}"
    elif _THOUSANDS.fullmatch(bare):
        said = _thousands(name, key, bare)
    elif cure := next(cures, None):
        said = f"{cure[0] if sign == '=' else 'write = after a key'}: `{key} = {cure[1]}`"
    else:
        said = f"{key} takes {_taking(name)}" if kind_of(name) is not None else ""
        said += f"; {advice(name, bare)}" if said and not words_of(name) else ""
    return f"{said}." if said else None


def _cures(name: str, value: str) -> Iterator[tuple[str, str]]:
    """Yield what may have been meant, likeliest first, each with what to do."""
    bare = value.partition(" #")[0].partition("\t#")[0].strip()
    yield "write", bare
    yield "TOML takes straight quotes only", bare.translate(_STRAIGHT)
    if after := _AFTER.search(bare):
        why = "a comment begins with #" if after[1] else f"leave out the {bare[-1]} at the end"
        bare = bare[: after.start()].strip()
        yield why, bare
    opened = bare[:1] if bare[:1] in ('"', "'") else ""
    if opened:
        inner = bare[1:-1] if len(bare) > 1 and bare[-1] == opened else bare[1:]
        if "\\" in inner:
            # A path can be written with / on every system.
            slashed = inner.replace("\\", "/") if name == "proposal" else inner
            yield "in double quotes a \\ begins a special character", _quoted(slashed)
        elif opened in inner:
            why = "use ' inside a text" if opened == '"' else "put \" around a text with '"
            yield why, toml_text(inner.replace('"', "'"))
        yield "close the quotes", opened + inner + opened
    if name in LISTS and (words := words_in(bare)):
        yield f"{name} is a list of texts in quotes", toml_list(words)
        return
    text = bare.strip("\"'")
    if kind_of(name) is float and re.fullmatch(r"\d+,\d+", text):
        yield "write a number with a point", text.replace(",", ".")
    if (repaired := meant(name, text)) is not None:
        yield _how(name), repaired
    if is_text(name) or (kind_of(name) is None and _WORD.fullmatch(text)):
        yield "put the text in quotes", toml_text(text)


def _instead(name: str) -> str:
    """Return what to write if a key has no value."""
    if kind_of(name) is None:
        return ""
    needed = name in SuppressionSetting.model_fields and accepts(name, None) is False
    return f"; {advice(name, None)}{'' if needed else ', or delete the line'}"


def _taking(name: str) -> str:
    """Return in words what a key takes."""
    if words := words_of(name):
        return listed(map(toml_text, words)).replace(" and ", " or ")
    unit = re.search("_(arcmin|arcsec)$", name)
    number = f"a number in {unit[1]}, without the unit" if unit else "a number"
    other = {bool: "true or false", int: "a whole number", float: number, list: "a list"}
    return other.get(kind_of(name) or str, "a day or a cycle" if name == "until" else "text")


def _how(name: str) -> str:
    """Return in words how the value of a key is written."""
    kind = kind_of(name)
    if kind is bool:
        return "write true or false, in lower case"
    if kind in (int, float):
        return "write the number alone"
    return "put the text in quotes" if words_of(name) else "write"


def _quoted(text: str) -> str:
    """Return a text in quotes in which a backslash is a plain character."""
    return f"'{text}'" if "\\" in text and "'" not in text else toml_text(text)


def _thousands(name: str, key: str, digits: str) -> str:
    """Return both readings of a number such as 1,000, if the key takes them."""
    if name == "observation":
        return f"{key} takes one number; {advice(name, digits)}"
    readings = [digits.replace(",", ""), *([digits.replace(",", ".")] * (digits.count(",") == 1))]
    lines = [f"`{key} = {reading}`" for reading in readings if _taken(name, reading)]
    return f"{digits} is not a number in TOML; write {' or '.join(lines) or 'it without a comma'}"


def _taken(name: str, value: str) -> bool:
    """Whether a value is TOML and the key takes it."""
    import tomllib

    try:
        table = tomllib.loads(f"value = {value}")
    except (ValueError, RecursionError):
        return False
    return list(table) == ["value"] and accepts(name, table["value"])
