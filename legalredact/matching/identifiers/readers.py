"""The kinds of identifiers, each with a module of its own; `find` imports them with the first text."""

from collections.abc import Callable, Iterator

from legalredact.matching.identifiers.addresses import addresses
from legalredact.matching.identifiers.birth_dates import birth_dates
from legalredact.matching.identifiers.bookings import booking_numbers
from legalredact.matching.identifiers.candidate import IdentifierMatch
from legalredact.matching.identifiers.email_and_web import contacts
from legalredact.matching.identifiers.financial import money_numbers
from legalredact.matching.identifiers.government_numbers import government_numbers
from legalredact.matching.identifiers.phones import phone_numbers
from legalredact.matching.identifiers.question_answer import answers
from legalredact.matching.identifiers.record_numbers import record_numbers
from legalredact.matching.identifiers.spoken_numbers import spoken_numbers
from legalredact.matching.identifiers.table_headings import identifiers_in_columns
from legalredact.matching.identifiers.vehicles import vehicle_numbers

READERS: tuple[Callable[[str], Iterator[IdentifierMatch]], ...] = (
    contacts,
    phone_numbers,
    spoken_numbers,
    government_numbers,
    money_numbers,
    record_numbers,
    booking_numbers,
    vehicle_numbers,
    birth_dates,
    addresses,
    answers,
    identifiers_in_columns,
)
