"""How much more units differ than chance allows: a factor on the variance, or a variance between units.

Spiegelhalter DJ. Funnel plots for comparing institutional performance. Statistics in Medicine 2005; 24:1185-1202, and
Spiegelhalter D, Sherlaw-Johnson C, Bardsley M, Blunt I, Wood C, Grigg O. Statistical methods for healthcare regulation:
rating, screening and surveillance. Journal of the Royal Statistical Society A 2012; 175:1-47. Variant: untransformed
z scores, winsorised, so that the units a funnel is to find do not widen it. The multiplicative factor is the mean
square of the z scores; the additive variance is the moment estimate of DerSimonian R, Laird N. Meta-analysis in
clinical trials. Controlled Clinical Trials 1986; 7:177-188, from the same z scores. Neither is tested for
significance first: a factor below 1 is 1 and a variance below 0 is 0. England's SHMI estimates an additive variance
too, but on the log scale and leaving out the extreme units instead of winsorising them.
"""

from math import fsum

import polars as pl

EXTREME_SHARE = 0.10


def winsorise(z_scores: pl.Series, share: float = EXTREME_SHARE) -> pl.Series:
    """Give the z scores with the lowest and the highest `share` of them moved in to the next one.

    ⌊share · number⌋ scores at either end are moved (local: no quantile between two scores is made). Nulls stay and
    count nowhere. A share outside 0 to below one half raises ValueError.
    """
    if not 0 <= share < 0.5:
        raise ValueError(f"share must be from 0 to below 0.5, got {share}")
    ranked = z_scores.drop_nulls().sort()
    # A tenth of 30 is 3 even where 0.1 · 30 is a crumb less.
    moved = int(share * ranked.len() + 1e-9)
    return z_scores.clip(ranked[moved], ranked[-1 - moved]) if ranked.len() else z_scores


def multiplicative_factor(z_scores: pl.Series) -> float | None:
    """Give the factor φ on the variance, at least 1; null without any z score."""
    known = z_scores.drop_nulls().to_list()
    return max(1.0, fsum(z**2 for z in known) / len(known)) if known else None


def additive_variance(z_scores: pl.Series, variances: pl.Series) -> float | None:
    """Give the variance τ² between units, in the square of the unit of the value, at least 0.

    `variances` are those of each value by chance alone, above 0. Null without any unit; 0 with one. Units with a null
    count nowhere.
    """
    known = pl.DataFrame({"z": z_scores, "variance": variances}).drop_nulls().rows()
    if len(known) < 2:
        return 0.0 if known else None
    weights = fsum(1 / variance for _, variance in known)
    scale = weights - fsum(1 / variance**2 for _, variance in known) / weights
    excess = fsum(z**2 for z, _ in known) - (len(known) - 1)
    return max(0.0, excess / scale)
