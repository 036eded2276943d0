"""A random sample of a production's pages, looked through by a person for names that would leave unmasked."""

from dataclasses import dataclass

from legalredact.model.mention import Span


@dataclass(frozen=True, slots=True)
class SampleUnit:
    """What a person looks through at a time: a page, or as much text of a file without pages.

    Arguments:
        page: 1-based, 0 where the text belongs to no page.
        span: of the document's text.
    """

    document_id: str
    page: int
    span: Span


@dataclass(frozen=True, slots=True)
class SampledPage:
    """A stretch that was drawn.

    Arguments:
        missed: how many places on it show a name that must be masked and is not; None until somebody has looked.
    """

    stretch: SampleUnit
    missed: int | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample as it was drawn, with what was found so far.

    Arguments:
        seed: the same seed draws the same pages from the same production.
        population: how many stretches there were to draw from.
        made_for: digest of who was masked then, under which spellings: what was found holds for that.
        pages: in the order in which they were drawn, so that a larger sample with the same seed begins with them.
    """

    seed: str
    population: int
    made_for: str
    pages: tuple[SampledPage, ...]

    @property
    def looked(self) -> tuple[int, ...]:
        """Names missed on each page that somebody has looked at."""
        return tuple(page.missed for page in self.pages if page.missed is not None)
