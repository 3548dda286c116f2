"""Inline SVG strips: one practice's value against its peers, drawn without a chart library."""

from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH, HEIGHT, MIDDLE = 168, 38, 18
CENTRE = WIDTH / 2
EDGE = 8
REACH = CENTRE - EDGE
# The practice may lie far out: past this many spreads of the peers the strip is cut and an arrow says so.
WIDEST_SPREADS = 4.0
TIGHTEST_SPREADS = 1.2


@dataclass(frozen=True)
class Strip:
    """Values of one strip, all in the measure's unit; None: not shown.

    `peers` are the 10th, 25th, 50th, 75th and 90th percentile. `lower_is_better` turns the axis round.
    """

    value: float | None
    lower: float | None
    upper: float | None
    peers: tuple[float, float, float, float, float] | None
    oht: float | None
    province: float | None
    lower_is_better: bool
    reading: str
    letters: tuple[str, str]


@dataclass(frozen=True)
class Axis:
    """A linear axis: `centre` (a value) sits in the middle, `half` (in the unit) reaches an end."""

    centre: float
    half: float
    direction: int

    def offset(self, value: float) -> float:
        """Give a value's place in pixels from the middle, uncut."""
        return (value - self.centre) / self.half * REACH * self.direction

    def place(self, value: float) -> str:
        """Give a value's x, cut at the ends, to a tenth of a pixel."""
        return f"{CENTRE + min(max(self.offset(value), -REACH), REACH):.1f}"


def axis_of(strip: Strip) -> Axis:
    """Centre on the peers' median, or without peers on the values shown, wide enough for every mark."""
    marks = [mark for mark in (strip.value, strip.oht, strip.province) if mark is not None]
    direction = -1 if strip.lower_is_better else 1
    if strip.peers is None:
        limits = [limit for limit in (strip.lower, strip.upper) if limit is not None]
        return Axis(*_without_peers(marks, limits), direction)
    low, _, median, _, high = strip.peers
    spread = max(high - median, median - low)
    farthest = max((abs(mark - median) * 1.1 for mark in marks), default=0.0)
    half = min(max(spread * TIGHTEST_SPREADS, farthest), spread * WIDEST_SPREADS)
    return Axis(median, half or farthest or 1.0, direction)


def _without_peers(marks: list[float], limits: list[float]) -> tuple[float, float]:
    """Give centre and half width that hold the values and limits shown."""
    if not marks:
        return 0.0, 1.0
    centre = (min(marks) + max(marks)) / 2
    return centre, max(abs(point - centre) for point in marks + limits) * 1.1 or 1.0


def bands(strip: Strip, axis: Axis) -> str:
    """Draw the peers: middle 80 % pale, middle half darker, a tick at the median."""
    if strip.peers is None:
        return f'<path class="base" d="M{EDGE} {MIDDLE}H{WIDTH - EDGE}"/>'
    p10, p25, median, p75, p90 = (axis.place(value) for value in strip.peers)
    return (
        f'<path class="b80" d="M{p10} {MIDDLE}H{p90}"/><path class="b50" d="M{p25} {MIDDLE}H{p75}"/>'
        f'<path class="med" d="M{median} 11.5V24.5"/>'
    )


def comparators(strip: Strip, axis: Axis) -> str:
    """Draw the OHT above and the province below the band, each with its letter."""
    drawn = ""
    if strip.oht is not None:
        x = axis.place(strip.oht)
        drawn += f'<path class="cmp" d="M{x} 11l-2.5 -3.5h5z"/><text x="{x}" y="6.5">{escape(strip.letters[0])}</text>'
    if strip.province is not None:
        x = axis.place(strip.province)
        drawn += f'<path class="cmp" d="M{x} 25l-2.5 3.5h5z"/><text x="{x}" y="36.5">{escape(strip.letters[1])}</text>'
    return drawn


def own_mark(strip: Strip, axis: Axis) -> str:
    """Draw the practice: its interval as a line, its value as a dot, or an arrow when it lies beyond the strip."""
    if strip.value is None or strip.lower is None or strip.upper is None:
        return ""
    x, offset = axis.place(strip.value), axis.offset(strip.value)
    line = f'<path class="ci" d="M{axis.place(strip.lower)} {MIDDLE}H{axis.place(strip.upper)}"/>'
    if abs(offset) <= REACH:
        return f'{line}<circle class="own {strip.reading}" cx="{x}" cy="{MIDDLE}" r="4"/>'
    step = 6 if offset > 0 else -6
    return f'{line}<path class="own {strip.reading}" d="M{x} 13l{step} 5l{-step} 5z"/>'


def draw_strip(strip: Strip, words: str) -> Markup:
    """Give the strip as inline SVG; `words` says in numbers all that it shows."""
    axis = axis_of(strip)
    shapes = bands(strip, axis) + comparators(strip, axis) + own_mark(strip, axis)
    return Markup(
        f'<svg class="strip" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(words)}">'
        f'<g aria-hidden="true">{shapes}</g></svg>'
    )
