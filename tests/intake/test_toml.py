"""TOML is bounded before its reader sees it."""

from __future__ import annotations

import tomllib

import pytest

from aptcheck.intake import toml as module
from aptcheck.intake.bounds import MAX_DEPTH, MAX_KEY, MAX_TOML, MAX_TOML_TOKENS
from aptcheck.intake.toml import Unbounded, bounded_toml

DEEP = MAX_DEPTH + 1
DOTS = ".a" * DEEP


@pytest.mark.parametrize(
    "text",
    [
        f"a{DOTS} = 1",
        f"a{' . a' * DEEP} = 1",
        f"""'a'{".'a'" * DEEP} = 1""",
        f"""a{'."a"' * DEEP} = 1""",
        f"[a{DOTS}]",
        f"[[a{DOTS}]]",
        f"x = {{a{DOTS} = 1}}",
        f"x = [\n{{a{DOTS} = 1}}]",
        f"x = {'[' * DEEP}{']' * DEEP}",
        "x = " + "[\n" * DEEP + "]" * DEEP,
        f"x = {'{a = ' * DEEP}1{'}' * DEEP}",
        f"{'k' * (MAX_KEY + 1)} = 1",
        f"x = {'9' * (MAX_KEY + 1)}",
        f"x = 0x{'f' * MAX_KEY}",
        "a = 1\n" * (MAX_TOML_TOKENS // 3),
        f"x = [{'1,' * MAX_TOML_TOKENS}]",
        f'x = "{"a" * MAX_TOML}"',
        f"# {'a' * MAX_TOML}",
    ],
)
def test_text_beyond_the_bounds_is_never_parsed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(tomllib, "loads", lambda _: pytest.fail("it was parsed"))
    with pytest.raises(Unbounded):
        bounded_toml(text)


@pytest.mark.parametrize(
    "string",
    ['"""a"""""', "'''a'''''", '"""\\""""', '"\\""', "'\\'", '"""\\\\"""', "''''a'''", '"#"', "''"],
)
def test_no_string_hides_what_comes_after_it(string: str) -> None:
    assert bounded_toml(f"x = [{string}, 'b']") == tomllib.loads(f"x = [{string}, 'b']")
    for quote in ("'", '"'):
        with pytest.raises(Unbounded):
            bounded_toml(f"x = [{string}, {{a{DOTS} = 1}}, {quote}b{quote}]")


@pytest.mark.parametrize(
    "text",
    [
        f"x = '{DOTS}'",
        f'x = """\n{DOTS}\n[[[[[{"[" * DEEP}"""',
        f"# {DOTS}",
        "x = [1.5, 2.5]\n" + "".join(f"y{n} = 1.5\n" for n in range(DEEP)),
        f"x = '''{'a' * (MAX_TOML + 1)}'''",
        f"[a{'.a' * (MAX_DEPTH - 1)}]",
    ],
)
def test_text_within_the_bounds_is_read(text: str) -> None:
    assert bounded_toml(text) == tomllib.loads(text)


@pytest.mark.parametrize("text", ['x = """a', "x = 'a", 'x = "a\n"', "x = '''a", '"""\\' * 50_000])
def test_invalid_toml_is_left_to_its_reader(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        bounded_toml(text)


def test_the_place_is_known() -> None:
    with pytest.raises(Unbounded) as fault:
        module.bounded_toml(f"a = 1\nb{DOTS} = 2")
    assert fault.value.at == len("a = 1\nb") + 2 * MAX_DEPTH
