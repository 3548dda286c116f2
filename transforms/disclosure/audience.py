"""Who a table is released to, and how small a count they may see."""

from enum import StrEnum


class Audience(StrEnum):
    """Recipients of a table; what each may see is decided here and nowhere else.

    The convention of hiding 1 to 5 is the one used for Ontario administrative data: a count below six that is not
    zero. Its original guidance could not be read (**unverified**); stricter contexts ask for groups of 11, 15 or 20
    (Information and Privacy Commissioner of Ontario, De-identification guidelines for structured data, 2025).
    """

    PRACTICE = "practice"
    """A physician about his or her own patients: every count is shown."""
    OHT = "oht"
    """The team and its partners: 1 to 5 are hidden."""
    PUBLIC = "public"
    """Anybody: 1 to 5 are hidden."""

    @property
    def threshold(self) -> int:
        """Give the largest count that is hidden; zero hides none. A true zero is always shown."""
        return {Audience.PRACTICE: 0, Audience.OHT: 5, Audience.PUBLIC: 5}[self]
