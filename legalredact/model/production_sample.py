"""A random sample of a production's pages, which a person reviews for names that would be sent unmasked."""

from dataclasses import dataclass

from legalredact.model.mention import Span


@dataclass(frozen=True, slots=True)
class SampleUnit:
    """The unit of review: a page, or a similar amount of text in a file without pages.

    Arguments:
        page: 1-based, 0 if the text belongs to no page.
        span: of the document's text.
    """

    document_id: str
    page: int
    span: Span


@dataclass(frozen=True, slots=True)
class SampledPage:
    """A unit in the sample.

    Arguments:
        missed: number of places with a name that must be masked and is not; None until a person has reviewed it.
    """

    stretch: SampleUnit
    missed: int | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample with the results so far.

    Arguments:
        seed: the same seed draws the same pages from the same production.
        population: number of units from which it was drawn.
        made_for: digest of the masked entities and spellings at that time; the results are valid for these.
        pages: in the order of drawing, so that a larger sample with the same seed begins with them.
    """

    seed: str
    population: int
    made_for: str
    pages: tuple[SampledPage, ...]

    @property
    def looked(self) -> tuple[int, ...]:
        """Number of missed names on each reviewed page."""
        return tuple(page.missed for page in self.pages if page.missed is not None)
