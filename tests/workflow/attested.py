"""A policy under which the stand-in may be asked."""

import datetime as dt

from legalredact.model.policy import Policy, ZeroRetention
from tests.fakes.messages_server import ORGANIZATION, WORKSPACE

ATTESTED = Policy(
    zero_retention=ZeroRetention(
        attested_by="Orla Penfold",
        attested_on=dt.date(2026, 11, 1),
        contract="ZDR-7",
        expires=dt.date(2027, 11, 1),
        organization_id=ORGANIZATION,
        workspace_id=WORKSPACE,
    ),
    source="a test",
)
