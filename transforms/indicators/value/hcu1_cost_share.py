"""What part of all costs the costliest one per cent of people have."""

from transforms.indicators.costliest_records import share_of_the_costliest

INDICATOR = share_of_the_costliest(1)
