"""Everything that a run made of a production, but for times and chance: to hold two runs against each other."""

from dataclasses import replace

from legalredact.model.job import Stage, State
from legalredact.workflow.matter.open_matter import OpenMatter


def state_of(matter: OpenMatter) -> dict[str, object]:
    """Documents, mentions, register, payloads, summaries and jobs."""
    store = matter.store
    jobs = [job for stage in Stage for state in State for job in store.jobs(stage, state)]
    summaries = {summary.id: summary for summary in store.summaries()}
    return {
        "documents": [store.document(document_id) for document_id in store.document_ids()],
        "mentions": {document_id: store.mentions(document_id) for document_id in store.document_ids()},
        "resolved": store.resolved_mentions(),
        "register": store.register(),
        "payloads": {s.id: store.payload(s.checked.summary.payload_digest) for s in summaries.values()},
        "summaries": {one: (s.checked, s.clear_segments, s.digest) for one, s in summaries.items()},
        "jobs": {replace(job, begun="", ended="", seconds=0.0) for job in jobs},
    }
