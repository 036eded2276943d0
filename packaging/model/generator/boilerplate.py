"""Texts with almost no names: rules, forms, policies, service records. They are negative examples."""

from generator.cast import Cast
from generator.page import paragraphs, with_furniture
from generator.source import templates


def boilerplate(case: Cast) -> str:
    """Rules and printed matter."""
    source = case.source
    texts = templates("boilerplate")
    section = source.pick("rule", "rule", "insurance", "service")
    lines = [
        *case.lines(texts[section], source.randint(4, 9)),
        *case.lines(texts["rule"], source.randint(2, 6)),
        *case.lines(templates("facts")["role"], 4),
    ]
    body = paragraphs(source, lines, source.pick(0, 70, 84))
    text = "\n\n".join([source.choice(texts["head"]), *body])
    return with_furniture(source, case, text) if source.chance(0.6) else text
