"""The page of counts a flow run leaves behind."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.stages import Counts, Names


@dataclass(frozen=True)
class Run:
    """What a run did: counts by delivery, sentences on those not taken in, steps by period, what is current now."""

    received: Mapping[str, Counts] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    refreshed: Mapping[str, Counts] = field(default_factory=dict)
    current: Names = field(default_factory=dict)

    def counts(self) -> dict[str, object]:
        """Give the run in a few numbers and names."""
        return {
            "deliveries": len(self.received),
            "periods": list(self.refreshed),
            "steps_run": sum(steps["ran"] for steps in self.refreshed.values()),
            **self.current,
        }


def run_page(title: str, run: Run) -> str:
    """Write the page of a run in Markdown: numbers of rows and steps, no value of a row."""
    lines = [f"# {title}", ""]
    lines += _table(["delivery", "rows", "valid", "set aside"], run.received, ["rows_in", "valid", "quarantined"])
    lines += [f"- {problem}" for problem in run.problems] + [""]
    lines += _table(["period", "steps run", "up to date"], run.refreshed, ["ran", "current"])
    if run.current:
        lines.append(
            f"Current: {run.current['release'] or 'no release yet'}, practice packs of {run.current['period']}."
        )
    return "\n".join(lines)


def _table(titles: list[str], rows: Mapping[str, Counts], counts: list[str]) -> list[str]:
    if not rows:
        return []
    head = [f"| {' | '.join(titles)} |", "| --- |" + " ---: |" * len(counts)]
    body = [f"| {name} | {' | '.join(f'{row[count]:,}' for count in counts)} |" for name, row in rows.items()]
    return [*head, *body, ""]
