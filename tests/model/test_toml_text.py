"""Slips in TOML are said with their line, in words for people who have never heard of TOML."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.toml_text import parse_toml


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_windows_editors_write_is_read(encoding: str) -> None:
    assert parse_toml('name = "Étude"\r\n'.encode(encoding)) == {"name": "Étude"}


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("[study", "line 1: a heading has to end as it begins: [section]"),
        ("[study]]\n", "line 1: something more stands where the line should end"),
        ("[study]\nname\n", "line 2: a key has to be followed by = and its value"),
        ("[study]\nname =\n\n", "line 2: a value is missing, or is text without quotation marks"),
        ("name = Health\n", "line 1: a value is missing, or is text without quotation marks"),
        ("name = “Health”\n", "line 1: a value is missing, or is text without quotation marks"),
        ('\nname = "Health\n', "line 2: quotation marks are opened and not closed"),
        ("name = 'Health", "line 1: quotation marks are opened and not closed"),
        ("name = 'Iraq's'\n", "line 1: something more stands where the line should end"),
        ('a = "C:\\Users"\n', "line 1: in quotation marks \\ begins a special character: write \\\\, or"),
        ('a = "x\\y"\n', "line 1: in quotation marks \\ begins a special character: write \\\\, or"),
        ("a = 1\na = 2", "line 2: a key or section stands there twice"),
        ("[a]\n[b]\n[a]\n", "line 3: a key or section stands there twice"),
        ("a = [1 2]\n", "line 1: a bracket is opened and not closed"),
        ("types : 1\n", "line 1: a key has to be followed by = and its value"),
        ("مثال = 1\n", "line 1: write [section], key = value, or # and a comment"),
        ("[a.]\n", "line 1: a name with other characters than a-z, 0-9, - and _ has to stand in quotation marks"),
        ("# \x01\n", "line 1: there is a character that cannot be seen"),
        ("a = " + "[" * 9999, "too many brackets stand in brackets"),
    ],
)
def test_a_slip_is_said_with_its_line(written: str, says: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(says)):
        parse_toml(written.encode())


def test_bytes_that_are_no_utf_8_are_said_with_their_line() -> None:
    with pytest.raises(ValueError, match=r"^line 2: not UTF-8; save the file again as UTF-8$"):
        parse_toml("[study]\nname = 'Santé'\n".encode("cp1252"))


@given(st.text(st.sampled_from("ab=[]{}.,\"'\\\n #1\x01é"), max_size=12))
def test_what_python_reads_is_read_and_anything_else_is_said_in_our_words(written: str) -> None:
    try:
        expected = tomllib.loads(written)
    except tomllib.TOMLDecodeError:
        with pytest.raises(ValueError, match=r"^line \d+: ") as caught:
            parse_toml(written.encode())
        assert not str(caught.value).endswith("not TOML")
    else:
        assert parse_toml(written.encode()) == expected
