"""The thresholds, stated a second time on purpose: changing one must be a decision."""

from transforms.disclosure.audience import Audience


def test_thresholds() -> None:
    assert {audience.value: audience.threshold for audience in Audience} == {"practice": 0, "oht": 5, "public": 5}
