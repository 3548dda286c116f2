"""Strips: where marks land, and that right is better."""

import re
from dataclasses import replace

import pytest

from reports.charts import CENTRE, REACH, Strip, axis_of, draw_strip

STRIP = Strip(
    value=60.0,
    lower=55.0,
    upper=65.0,
    peers=(30.0, 40.0, 50.0, 60.0, 70.0),
    oht=45.0,
    province=50.0,
    lower_is_better=False,
    reading="better",
    letters=("O", "P"),
)


def own_x(strip: Strip) -> float:
    found = re.search(r'<circle class="own \w+" cx="([\d.]+)"', draw_strip(strip, "words"))
    assert found
    return float(found.group(1))


def test_the_median_sits_in_the_middle():
    assert f'class="med" d="M{CENTRE:.1f} ' in draw_strip(STRIP, "words")


def test_right_is_better_either_way():
    assert own_x(STRIP) == pytest.approx(CENTRE + REACH * 10 / 24, abs=0.1)  # half width: 20 of spread times 1.2
    assert own_x(replace(STRIP, lower_is_better=True)) == pytest.approx(CENTRE - REACH * 10 / 24, abs=0.1)


def test_a_value_far_out_widens_the_strip():
    assert axis_of(replace(STRIP, value=100.0)).half == pytest.approx(55)


def test_past_the_widest_strip_an_arrow_points_out():
    drawn = draw_strip(replace(STRIP, value=500.0, lower=480.0, upper=520.0), "words")
    assert f'class="own better" d="M{CENTRE + REACH:.1f} 13l6 5' in drawn and "<circle" not in drawn
    left = draw_strip(replace(STRIP, value=500.0, lower=480.0, upper=520.0, lower_is_better=True), "words")
    assert f'd="M{CENTRE - REACH:.1f} 13l-6 5' in left


def test_every_mark_stays_inside():
    far = replace(STRIP, value=-900.0, lower=-2000.0, upper=900.0, oht=1e9, province=-1e9)
    places = [float(x) for x in re.findall(r'(?:d="M|[^l]H|cx="|text x=")(-?[\d.]+)', draw_strip(far, "words"))]
    assert places and min(places) >= CENTRE - REACH and max(places) <= CENTRE + REACH


def test_equal_peers_do_not_divide_by_zero():
    same = replace(STRIP, peers=(5.0,) * 5, value=5.0, lower=5.0, upper=5.0, oht=None, province=None)
    assert own_x(same) == CENTRE
    assert axis_of(replace(same, value=6.0)).half > 0


def test_without_peers_the_values_shown_span_the_strip():
    alone = replace(STRIP, peers=None)
    drawn = draw_strip(alone, "words")
    assert "b80" not in drawn and "b50" not in drawn and "med" not in drawn
    assert axis_of(alone).centre == pytest.approx(52.5) and axis_of(alone).half == pytest.approx(13.75)


def test_nothing_to_show_is_drawn_empty():
    empty = replace(STRIP, peers=None, value=None, lower=None, upper=None, oht=None, province=None)
    assert "own" not in draw_strip(empty, "words") and "<text" not in draw_strip(empty, "words")


def test_words_are_escaped():
    assert 'aria-label="&lt;b&gt; &#34;"' in draw_strip(STRIP, '<b> "')
