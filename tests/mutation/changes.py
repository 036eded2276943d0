"""What a mutant changes: small edits of one source file, found in its syntax tree.

Left alone are type hints, decorators, docstrings, texts of errors and of logs, `__repr__`, and the inside of f-strings.
A sentence that a function returns is left out whole and not misspelled: a person reads it, and no code compares it.
"""

import ast
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_OPERATORS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_NOTHING = {"bool": ("True", "False"), "str": ("''",), "int": ("0",), "tuple": ("()",), "frozenset": ("frozenset()",)}
"""What is returned in place of a value, by the annotation of the function; None for all others."""

_LOOSE = (ast.BoolOp, ast.IfExp, ast.NamedExpr, ast.Compare, ast.Lambda, ast.BinOp)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_SHORTER = frozenset(
    "compile decode encode finditer fullmatch get getattr match next pop range rsplit search split".split()
)
"""Functions that can be called with an argument less."""

_LEFT = ("strict", "repr")
"""Arguments that are left alone: the one only asserts what holds, the other is what `__repr__` prints."""

_SYSTEM = ("os.name", "sys.platform")
_LOGS = ("log", "_log", "logger", "logging", "warnings")


@dataclass(frozen=True, slots=True)
class Change:
    """One edit.

    Arguments:
        function: qualified name of the outermost function around it, empty for what runs at the import.
        function_line: where that function begins, decorators included.
        lines: of the statement's head; a test that runs none of them cannot see the change.
        start, end: the bytes that `text` takes the place of.
    """

    function: str
    function_line: int
    lines: tuple[int, ...]
    start: int
    end: int
    text: str

    def applied(self, source: bytes) -> bytes:
        """The source with the change made."""
        return source[: self.start] + self.text.encode() + source[self.end :]


def changes(source: bytes) -> tuple[Change, ...]:
    """Every change of a file, in order of place; each leaves valid Python."""
    finder = _Finder(source)
    finder.block(ast.parse(source).body)
    found = {(one.start, one.end, one.text): one for one in finder.found}
    return tuple(one for _, one in sorted(found.items()) if one.text.encode() != source[one.start : one.end])


class _Finder:
    def __init__(self, source: bytes) -> None:
        self.found: list[Change] = []
        self._source = source
        self._starts = [0, *itertools.accumulate(len(line) for line in source.splitlines(keepends=True))]
        self._scope: tuple[str, ...] = ()
        self._function = ("", 0)
        self._returns = ""
        self._assigned: list[str] = []
        self._lines: tuple[int, ...] = ()

    # --- statements ---

    def block(self, body: list[ast.stmt]) -> None:
        for number, statement in enumerate(body):
            docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
            if not docstring or (number and statement.value.value is Ellipsis):  # type: ignore[attr-defined]
                self._statement(statement)

    def _statement(self, item: ast.stmt) -> None:
        if isinstance(item, _FUNCTIONS):
            self._in_function(item)
        elif isinstance(item, ast.ClassDef):
            outer, self._scope = self._scope, (*self._scope, item.name)
            self.block(item.body)
            self._scope = outer
        elif isinstance(item, ast.Assign) and ast.unparse(item.targets[0]) == "__all__":
            return
        elif not isinstance(item, (ast.Import, ast.ImportFrom, ast.Assert, ast.Global, ast.Nonlocal, ast.Pass)):
            body = getattr(item, "body", None) or getattr(item, "cases", None)
            last = body[0].lineno - 1 if body and hasattr(body[0], "lineno") else item.end_lineno or item.lineno
            self._lines = tuple(range(item.lineno, max(item.lineno, last) + 1))
            self._removed(item)
            if not isinstance(item, ast.Raise):
                self._parts(item)

    def _in_function(self, item: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._lines = tuple(range(item.lineno, item.body[0].lineno))
        for default in (*item.args.defaults, *(d for d in item.args.kw_defaults if d is not None)):
            self._expression(default, item)
        if item.name == "__repr__":
            return
        outer = self._scope, self._function, self._returns, self._assigned
        self._scope = (*self._scope, item.name)
        if not self._function[0]:
            first = min((decorator.lineno for decorator in item.decorator_list), default=item.lineno)
            self._function = (".".join(self._scope), first)
        self._returns = ast.unparse(item.returns).partition("[")[0] if item.returns else ""
        names = [n.id for n in ast.walk(item) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
        self._assigned = names + [argument.arg for argument in ast.walk(item.args) if isinstance(argument, ast.arg)]
        self.block(item.body)
        self._scope, self._function, self._returns, self._assigned = outer

    def _removed(self, item: ast.stmt) -> None:
        """The statement left out."""
        if isinstance(item, ast.Expr) and isinstance(item.value, (ast.Yield, ast.YieldFrom)):
            self._replace(item, "yield from ()")
        elif isinstance(item, ast.Expr):
            called = item.value.value if isinstance(item.value, ast.Await) else item.value
            root = ast.unparse(called.func).partition(".")[0] if isinstance(called, ast.Call) else "log"
            if root not in _LOGS:
                self._replace(item, "pass")
        elif isinstance(item, (ast.Raise, ast.AugAssign, ast.Continue, ast.Break, ast.Delete)) or (
            isinstance(item, ast.Return) and item.value is None
        ):
            self._replace(item, "pass")
        elif isinstance(item, ast.Return) and item.value is not None and not isinstance(item.value, ast.Constant):
            for value in _NOTHING.get(self._returns, ("None",)):
                self._replace(item.value, value)
        elif isinstance(item, ast.Assign) and self._function[0]:
            target = item.targets[0]
            again = isinstance(target, ast.Name) and self._assigned.count(target.id) > 1
            if again or isinstance(target, (ast.Attribute, ast.Subscript)):
                self._replace(item, "pass")

    # --- expressions ---

    def _parts(self, item: ast.AST) -> None:
        """What an item is made of, but type hints and what f-strings hold."""
        for name, value in ast.iter_fields(item):
            parts = value if isinstance(value, list) else [value]
            if name in ("body", "orelse", "finalbody") and isinstance(item, (ast.stmt, ast.ExceptHandler)):
                lines = self._lines
                self.block(parts)
                self._lines = lines
            elif name not in ("annotation", "decorator_list", "returns"):
                for part in parts:
                    if isinstance(part, ast.expr):
                        self._expression(part, item)
                    elif isinstance(part, ast.AST):
                        self._parts(part)

    def _expression(self, item: ast.expr, parent: ast.AST) -> None:
        if isinstance(item, ast.Compare) and ast.unparse(item.left) in _SYSTEM:
            return  # what another system does is tried there
        if isinstance(item, ast.JoinedStr) or (isinstance(parent, ast.keyword) and parent.arg in _LEFT):
            return
        for kind, change in _CHANGES.items():
            if isinstance(item, kind):
                for text in change(item, parent):
                    self._replace(item, text)
        if isinstance(parent, (ast.If, ast.IfExp, ast.While)) and item is parent.test:
            for value in ("False",) if isinstance(parent, ast.While) else ("True", "False"):
                self._replace(item, value)
        if isinstance(parent, ast.comprehension) and item in parent.ifs:
            self._replace(item, "True")
            self._replace(item, "False")
        self._parts(item)

    def _replace(self, item: ast.stmt | ast.expr, text: str) -> None:
        last, column = item.end_lineno or item.lineno, item.end_col_offset or item.col_offset
        start, end = self._starts[item.lineno - 1] + item.col_offset, self._starts[last - 1] + column
        self.found.append(Change(*self._function, self._lines, start, end, text))


def _compared(item: ast.Compare, parent: ast.AST) -> Iterator[str]:
    for at, operator in enumerate(item.ops):
        ops = [*item.ops[:at], _OPERATORS[type(operator)](), *item.ops[at + 1 :]]
        yield ast.unparse(ast.Compare(item.left, ops, item.comparators))


def _joined(item: ast.BoolOp, parent: ast.AST) -> Iterator[str]:
    other = ast.And() if isinstance(item.op, ast.Or) else ast.Or()
    yield f"({ast.unparse(ast.BoolOp(other, item.values))})"
    for at in range(len(item.values)):
        rest = [*item.values[:at], *item.values[at + 1 :]]
        yield f"({ast.unparse(ast.BoolOp(item.op, rest) if len(rest) > 1 else rest[0])})"


def _unary(item: ast.UnaryOp, parent: ast.AST) -> Iterator[str]:
    if isinstance(item.op, (ast.Not, ast.USub)):
        yield f"({ast.unparse(item.operand)})" if isinstance(item.operand, _LOOSE) else ast.unparse(item.operand)


def _constant(item: ast.Constant, parent: ast.AST) -> Iterator[str]:
    """True and False, whole numbers, and strings that are compared or returned."""
    if isinstance(item.value, bool):
        yield str(not item.value)
    elif isinstance(item.value, int):
        yield str(item.value + 1)
    elif isinstance(item.value, str) and isinstance(parent, ast.Return) and " " in item.value:
        yield "''"
    elif isinstance(item.value, (str, bytes)) and isinstance(parent, (ast.Compare, ast.Return)):
        yield repr(item.value + b"x" if isinstance(item.value, bytes) else item.value + "x")


def _called(item: ast.Call, parent: ast.AST) -> Iterator[str]:
    """One argument less; a word less of a list that is written as one string."""
    for at, keyword in enumerate(item.keywords):
        if keyword.arg not in (None, *_LEFT):
            yield ast.unparse(ast.Call(item.func, item.args, [*item.keywords[:at], *item.keywords[at + 1 :]]))
    name = item.func.attr if isinstance(item.func, ast.Attribute) else getattr(item.func, "id", "")
    if len(item.args) > 1 and name in _SHORTER:
        yield ast.unparse(ast.Call(item.func, item.args[:-1], item.keywords))
    words = item.func.value if isinstance(item.func, ast.Attribute) and item.func.attr == "split" else None
    if isinstance(words, ast.Constant) and isinstance(words.value, str) and not item.args:
        several = words.value.split()
        for at in sorted({0, len(several) // 2, len(several) - 1}):
            yield f"{' '.join((*several[:at], *several[at + 1 :]))!r}.split()"


def _arithmetic(item: ast.BinOp, parent: ast.AST) -> Iterator[str]:
    if isinstance(item.op, (ast.Add, ast.Sub)):
        other = ast.Sub() if isinstance(item.op, ast.Add) else ast.Add()
        yield f"({ast.unparse(ast.BinOp(item.left, other, item.right))})"


def _sliced(item: ast.Slice, parent: ast.AST) -> Iterator[str]:
    if item.lower is not None:
        yield ast.unparse(ast.Slice(None, item.upper, item.step))
    if item.upper is not None:
        yield ast.unparse(ast.Slice(item.lower, None, item.step))


def _members(item: ast.Set | ast.List | ast.Tuple, parent: ast.AST) -> Iterator[str]:
    """One member less, where a loop, a test or a call goes over them all."""
    over = (
        ast.Compare,
        ast.For,
        ast.comprehension,
        ast.ExceptHandler,
        ast.Call,
        ast.Assign,
        ast.AnnAssign,
        ast.keyword,
    )
    pair = len(item.elts) == 2 and isinstance(item, ast.Tuple) and isinstance(parent, (ast.Call, ast.Assign))
    fixed = pair and not any(isinstance(one, ast.Starred) for one in item.elts)
    stored = isinstance(getattr(item, "ctx", None), ast.Store)
    over_all = isinstance(item, ast.Set) or isinstance(parent, over)
    if len(item.elts) > 1 and over_all and not fixed and not stored:
        for at in range(len(item.elts)):
            rest = [*item.elts[:at], *item.elts[at + 1 :]]
            yield ast.unparse(ast.Set(rest) if isinstance(item, ast.Set) else type(item)(rest, item.ctx))


def _entries(item: ast.Dict, parent: ast.AST) -> Iterator[str]:
    for at in range(len(item.keys) if len(item.keys) > 1 else 0):
        keys, values = [*item.keys[:at], *item.keys[at + 1 :]], [*item.values[:at], *item.values[at + 1 :]]
        yield ast.unparse(ast.Dict(keys, values))


_CHANGES: dict[type | tuple[type, ...], Callable[..., Iterator[str]]] = {
    ast.Compare: _compared,
    ast.BoolOp: _joined,
    ast.UnaryOp: _unary,
    ast.Constant: _constant,
    ast.Call: _called,
    ast.BinOp: _arithmetic,
    ast.Slice: _sliced,
    (ast.Set, ast.List, ast.Tuple): _members,
    ast.Dict: _entries,
}
