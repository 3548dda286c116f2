"""Teams and hospitals of the crosswalk."""

from transforms.calibration.family import Definition, Family, Measured, Moment, Totals, number
from transforms.features.family import Frames


def measure_places(totals: Totals, whole: Frames, moment: Moment) -> dict[str, Measured | None]:  # noqa: ARG001
    """Give the rows of two small tables; they count no persons, so that no count stands behind them."""
    sites = whole["hospitals"].filter(whole["hospitals"]["network_id"].is_not_null())
    return {"teams": number(whole["ohts"].height, 0), "hospital_sites": number(sites.height, 0)}


FAMILY = Family(
    name="places",
    definitions={
        "teams": Definition("Ontario Health Teams in `ohts`."),
        "hospital_sites": Definition("Hospital sites with a network in `hospitals`."),
    },
    reads_whole=("hospitals", "ohts"),
    measure=measure_places,
)
