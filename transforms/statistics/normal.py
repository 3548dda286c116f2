"""The normal quantile that the confidence limits share."""

from statistics import NormalDist


def two_sided_z(confidence: float) -> float:
    """Give the standard normal quantile of two-sided limits: 1.959964 at 0.95.

    `confidence` is a share, strictly between 0 and 1; anything else raises ValueError.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must be a share between 0 and 1, got {confidence}: write 0.95 for 95 %")
    return NormalDist().inv_cdf(0.5 + confidence / 2)
