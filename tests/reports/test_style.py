"""Colours of the page: contrast by the formula of WCAG 2.1."""

import re
from importlib import resources

import pytest

STYLE = resources.files("reports").joinpath("style.css").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", STYLE))
TEXTS = [(text, ground) for text in ("ink", "quiet", "accent") for ground in ("paper", "tint")] + [
    ("better", "paper"),
    ("worse", "paper"),
]
MARKS = [
    ("ink", "band"),
    ("ink", "half"),
    ("quiet", "paper"),
    ("better", "band"),
    ("worse", "band"),
    ("focus", "paper"),
]


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(COLOURS[one]), luminance(COLOURS[other])])
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_knows_black_on_white():
    assert (luminance("#ffffff") + 0.05) / (luminance("#000000") + 0.05) == pytest.approx(21)


@pytest.mark.parametrize("text, ground", TEXTS)
def test_text_stands_out(text: str, ground: str):
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("mark, ground", MARKS)
def test_marks_stand_out(mark: str, ground: str):
    assert contrast(mark, ground) >= 3


def test_text_colours_are_those_checked():
    used = set(re.findall(r"(?<![-\w])color: var\(--(\w+)\)", STYLE))
    assert used == {text for text, _ in TEXTS}


def test_every_colour_is_named_once():
    rules = STYLE.partition("}")[2]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", rules) == []
    assert set(re.findall(r"var\(--(\w+)\)", rules)) == set(COLOURS) | {"sans"}


def test_focus_is_visible_and_print_has_a_letter_page():
    assert ":focus-visible { outline: 3px" in STYLE and "outline: none" not in STYLE
    assert "size: letter" in STYLE
