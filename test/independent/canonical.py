"""RFC 8785 (JCS): the one way of writing a JSON value; and JSON read as strictly as RFC 8259 asks."""

import json
import re


def parse(text: str) -> object:
    """The value; ValueError for what is no JSON (NaN and Infinity are none)."""

    def constant(name: str) -> object:
        raise ValueError(f"not JSON: {name}")

    def number(digits: str) -> int | float:
        # JSON has one kind of number: 1.0 and 1e0 are 1.
        value = float(digits)
        return int(value) if value.is_integer() else value

    # What goes wrong in reading goes wrong in one way.
    try:
        return json.loads(text, parse_constant=constant, parse_float=number)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def canonical(value: object) -> str:
    """Members by UTF-16 code units, numbers as ECMAScript prints them. ValueError for lone surrogates."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, int):
        return _number(float(value))
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{_string(name)}:{canonical(item)}" for name, item in members) + "}"
    raise ValueError(f"not JSON: {type(value)}")


_short = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _string(text: str) -> str:
    """RFC 8785 section 3.2.2.2."""
    if any(0xD800 <= ord(one) <= 0xDFFF for one in text):
        raise ValueError("a lone surrogate")

    def escaped(match: re.Match[str]) -> str:
        one = match.group(0)
        return _short.get(one) or f"\\u{ord(one):04x}"

    return '"' + re.sub(r'[\x00-\x1f"\\]', escaped, text) + '"'


def _number(value: float) -> str:
    """ECMAScript Number::toString (ECMA-262 section 6.1.6.1.20)."""
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError("not a JSON number")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    digits, exponent = _shortest(abs(value))
    count = len(digits)
    if count <= exponent <= 21:
        return sign + digits + "0" * (exponent - count)
    if 0 < exponent <= 21:
        return sign + digits[:exponent] + "." + digits[exponent:]
    if -6 < exponent <= 0:
        return sign + "0." + "0" * -exponent + digits
    power = exponent - 1
    head = digits if count == 1 else digits[0] + "." + digits[1:]
    return f"{sign}{head}e{'+' if power > 0 else '-'}{abs(power)}"


def _shortest(value: float) -> tuple[str, int]:
    """The digits d1…dk and n with value = 0.d1…dk × 10^n, k as small as can be: Python's repr has them."""
    mantissa, _, power = repr(value).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    exponent = len(whole) + int(power or 0)
    if whole == "0":
        exponent -= len(fraction) - len(fraction.lstrip("0")) + 1
    return digits.rstrip("0"), exponent
