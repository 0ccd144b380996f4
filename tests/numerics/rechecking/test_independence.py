"""The checker is a road of its own: what its modules import and ask of SymPy, read from the syntax trees."""

import ast
from pathlib import Path

import numerics.rechecking

FILES = sorted(Path(numerics.rechecking.__file__).parent.glob("*.py"))
ALGEBRA = {
    "simplify",
    "expand",
    "factor",
    "cancel",
    "together",
    "apart",
    "collect",
    "diff",
    "subs",
    "evalf",
    "n",
    "doit",
    "limit",
    "series",
    "integrate",
    "solve",
    "Poly",
    "radsimp",
    "nsimplify",
    "trigsimp",
    "powsimp",
    "xreplace",
    "rewrite",
    "lambdify",
}


def trees():
    return [ast.parse(path.read_text(encoding="utf-8")) for path in FILES]


def test_it_imports_nothing_of_the_other_road():
    names = set()
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add(node.module if node.module.startswith("numerics") else node.module.split(".")[0])
    assert not names & {"flint", "numpy", "scipy", "cvxpy", "theorems"}
    ours = {n for n in names if n.startswith("numerics")}
    assert all(n.startswith(("numerics.rechecking", "numerics.certificates.polynomials")) for n in ours)


def test_it_asks_no_algebra_of_sympy():
    asked = {node.attr for tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert len(FILES) >= 4 and not asked & ALGEBRA
