"""`legalredact doctor`: what is ready on this machine and what is not."""

from legalredact.cli.session import Session


def doctor(session: Session) -> int:
    """`doctor`: what is ready on this machine and what is not; exit 1 if something needed is missing."""
    rows = list(session.wiring.ready(session.policy))
    words = "\n".join(f"{'ok     ' if well else 'missing'}  {what}: {how}" for what, well, how in rows)
    session.answer({"ready": [{"what": what, "ok": well, "detail": how} for what, well, how in rows]}, words)
    return 0 if all(well for _, well, _ in rows) else 1
