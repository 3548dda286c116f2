"""People whose care is among the costliest five per cent of the province."""

from transforms.indicators.costliest_records import costliest_people

INDICATOR = costliest_people(5)
