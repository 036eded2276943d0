"""What a prompt's replies are worth: facts kept, citations right, tokens intact, and cost told against cost counted.

`python3 dev.py bench prompts` has the stand-in of the service answer with the recorded statements of `replies/seen`.
The requests, the stream, the citations and the check are the real ones, so this shows whether they lose anything. It
shows nothing of the prompt's words. The cost is that of the recorded replies, without the model's reasoning, which none
of them has; it is compared for each matter of `seen` and `seen2` with the one told beforehand. The check has its own
false alarms (`dev.py bench replies`).

`python3 dev.py bench prompts --key-file FILE --organization ID --workspace ID [--model NAME]` asks the real service. It
sends the same invented documents.
"""

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from legalredact.masking.verify import verify
from legalredact.matching.facts.fact import FactKind
from legalredact.matching.facts.find import facts
from legalredact.model.payload import Hit, Payload, VerifiedText
from legalredact.model.progress import NEVER, silent
from legalredact.model.register import Register
from legalredact.model.review import Citation, FindingKind, MaskedSummary, Segment
from legalredact.model.token import TOKEN
from legalredact.summary.claude import ClaudeEngine
from legalredact.summary.claude_settings import MODELS, ApiKey, ClaudeSettings
from legalredact.summary.cost_estimate import estimated_cost, estimated_tokens
from legalredact.summary.prompts import prompt_of
from legalredact.summary.reply_size import reply_tokens, written_tokens
from tests.benchmarks._replies_cases import Matter, read_half
from tests.benchmarks.replies import checked_reply, made_ready
from tests.fakes.messages_answers import Said, reply
from tests.fakes.messages_server import MessagesServer
from tests.summary.asking import engine as of_stand_in

_FACTS = frozenset({FactKind.DATE, FactKind.AMOUNT, FactKind.PERCENT, FactKind.CASE_NUMBER, FactKind.STATUTE})
"""Kinds whose values a lawyer expects to find again."""
_CITATION = frozenset(
    {
        FindingKind.UNCITED,
        FindingKind.UNKNOWN_CITATION,
        FindingKind.FACT_ELSEWHERE,
        FindingKind.TOKEN_ELSEWHERE,
        FindingKind.WEAK_SOURCE,
        FindingKind.UNKNOWN_FACT,
    }
)
_DAMAGE = frozenset({FindingKind.INVENTED_TOKEN, FindingKind.ALTERED_TOKEN, FindingKind.CLEAR_NAME})
_WITHIN = 0.25
"""Share by which the cost that is told beforehand may differ from the one that was counted."""

_PROMPT = "document-abstract"

Make = Callable[[Matter, Register], ClaudeEngine]


@dataclass(slots=True)
class _Score:
    """Totals over all matters; costs in US dollars."""

    kept: int = 0
    facts: int = 0
    right: int = 0
    statements: int = 0
    damaged: int = 0
    told: float = 0.0
    counted: float = 0.0


def main(arguments: list[str]) -> int:
    """Print the figures; 1 if the stand-in's replies lose anything, or the real ones damage a token."""
    options = _options(arguments)
    matters, _ = read_half("seen")
    if options.key_file is None:
        score = _with_stand_in(matters)
        _show(score, "the stand-in", real=False)
        shares = [share for half in ("seen", "seen2") for share in map(_told_share, read_half(half)[0])]
        print(f"cost told of counted    {min(shares):.0%} to {max(shares):.0%} over {len(shares)} matters")
        whole = score.kept == score.facts and score.damaged == 0
        return 0 if whole and all(abs(share - 1) <= _WITHIN for share in shares) else 1
    settings = ClaudeSettings(options.organization, options.workspace, model=options.model)
    key = ApiKey(options.key_file.read_text(encoding="utf-8").strip())
    score = _scored(matters, lambda _, register: ClaudeEngine(settings, key, _reverifier(register)), options.model)
    _show(score, options.model, real=True)
    return 0 if score.damaged == 0 and abs(score.told - score.counted) <= _WITHIN * score.counted else 1


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py bench prompts")
    parser.add_argument("--key-file", type=Path, help="the API key; without it, the stand-in answers")
    parser.add_argument("--organization", default="", help="the only one that may answer")
    parser.add_argument("--workspace", default="", help="the only one that may answer")
    parser.add_argument("--model", default=MODELS[0], choices=MODELS)
    return parser.parse_args(arguments)


def _with_stand_in(matters: Sequence[Matter]) -> _Score:
    with MessagesServer() as server:

        def make(matter: Matter, register: Register) -> ClaudeEngine:
            server.script.answers = [reply(*_recorded(matter))]
            return of_stand_in(server, _reverifier(register))

        return _scored(matters, make, MODELS[0])


def _recorded(matter: Matter) -> list[Said]:
    """The recorded statements as text blocks with their citations, each on a line of its own."""
    blocks = {d.id: {p.id: n for n, p in enumerate(d.passages)} for d in matter.documents}
    order = {document.id: n for n, document in enumerate(matter.documents)}

    def cited(one: Citation) -> tuple[int, int, int]:
        places = blocks[one.document_id]
        return order[one.document_id], places[one.first], places[one.last] + 1

    return [
        Said(f"\n## {one.text}\n") if one.heading else Said(f"- {one.text}\n", [cited(c) for c in one.citations])
        for one in matter.faithful()
    ]


def _scored(matters: Iterable[Matter], make: Make, model: str) -> _Score:
    score = _Score()
    for matter in matters:
        ready = made_ready(matter)
        answer = make(matter, ready.register).summarize(ready.verified, silent, NEVER)
        _add(score, matter, answer, ready.verified, ready.register)
        tokens = estimated_tokens(sum(map(len, ready.verified.payload.parts())))
        expected = reply_tokens(prompt_of(_PROMPT), _size(matter), len(matter.documents))
        score.told += estimated_cost(model, tokens, expected) or 0
        usage = answer.usage
        score.counted += estimated_cost(model, usage.input_tokens, usage.output_tokens) or 0
    return score


def _told_share(matter: Matter) -> float:
    """The cost told beforehand as a share of that of the recorded reply, both without reasoning."""
    tokens = estimated_tokens(len(prompt_of(_PROMPT).instructions) + _size(matter))
    texts = [f"## {one.text}\n" if one.heading else f"- {one.text}\n" for one in matter.faithful()]
    counted = estimated_cost(MODELS[0], tokens, estimated_tokens(sum(map(len, texts)))) or 1
    return (
        estimated_cost(MODELS[0], tokens, written_tokens(_PROMPT, _size(matter), len(matter.documents))) or 0
    ) / counted


def _size(matter: Matter) -> int:
    return sum(len(passage.masked_text) for document in matter.documents for passage in document.passages)


def _add(score: _Score, matter: Matter, answer: MaskedSummary, verified: VerifiedText, register: Register) -> None:
    """Count what one reply kept, and what its check says."""
    expected, found = _values(matter.faithful()), _values(answer.segments)
    score.facts += len(expected)
    score.kept += len(expected & found)
    findings = checked_reply(answer.segments, verified, register).findings
    wrong = {finding.segment for finding in findings if finding.kind in _CITATION}
    statements = [number for number, one in enumerate(answer.segments) if not one.heading]
    score.statements += len(statements)
    score.right += sum(number not in wrong for number in statements)
    score.damaged += sum(finding.kind in _DAMAGE for finding in findings)


def _values(segments: Iterable[Segment]) -> set[str]:
    """Values of the facts, and the tokens, of all statements."""
    texts = [segment.text for segment in segments if not segment.heading]
    told = {f"{fact.kind} {fact.value}" for text in texts for fact in facts(text) if fact.kind in _FACTS}
    return told | {token for text in texts for token in TOKEN.findall(text)}


def _reverifier(register: Register) -> Callable[[Payload], VerifiedText | tuple[Hit, ...]]:
    return lambda payload: verify(payload, register, (), ())


def _show(score: _Score, who: str, *, real: bool) -> None:
    print(f"{who}, document abstracts:")
    print(f"facts and tokens kept   {score.kept} of {score.facts}")
    print(f"citations right         {score.right} of {score.statements} statements")
    print(f"tokens damaged          {score.damaged}")
    if real:
        print(f"cost told, counted      ${score.told:.4f}, ${score.counted:.4f}")
