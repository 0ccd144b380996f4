"""Barrier, from-slope and positive-root: wrong rows first."""

from sympy import Abs, Derivative, Eq, Function, Integer, Max, Rational, Subs, cos, dsolve, exp, sin, sqrt, tanh

from theorems.core import Domain, Fact, arbitrary, dot, integers, interval, nonnegative, positive, real, vector
from theorems.core.normal.signs import POSITIVE
from theorems.core.row import Discharged, Refused, Row
from theorems.core.rules import barrier, from_slope, positive_root

DOMAIN = Domain.of(
    x=nonnegative(),
    t=real(),
    u=interval(0, 1),
    d=integers(2),
    n=integers(1),
    p=positive(),
    c=real(),
    a=vector(3),
    b=vector(3),
)
x, t, u, d, n, p, c, a, b = DOMAIN.symbols
y = arbitrary("y")
zero, one = Integer(0), Integer(1)

SLIPS = ("AttributeError", "TypeError", "NameError", "ImportError")


def row(before, relation, after, given=(), domain=DOMAIN):
    return Row(before, relation, after, domain, tuple((e.lhs, e.rhs) for e in given))


def refused(rule, wrong):
    found = rule.check(wrong)
    assert isinstance(found, Refused), f"{rule.name} accepts {wrong}"
    assert not found.reason.startswith(SLIPS), found.reason


def discharged(rule, right):
    found = rule.check(right)
    assert isinstance(found, Discharged), f"{rule.name} refuses {right}: {found.reason}"


def curve(right, start=zero, slope=one, sense="="):
    """Facts of a curve y with y' = right, y(0) = start, y'(0) = slope."""
    return (
        Fact(Derivative(y(x), x), sense, right, fact="equation"),
        Fact(y(zero), "=", start, fact="start"),
        Fact(Subs(Derivative(y(x), x), x, 0), "=", slope, fact="slope"),
    )


def behind(variable, facts, surplus):
    equation, start, slope = facts
    return barrier(variable, equation, slope, surplus, start)


def test_barrier():
    """y = tanh: y' = 1 - y^2, so that y <= x, with surplus 1 - (1 - x^2) = x^2."""
    tangent = curve(1 - y(x) ** 2)
    refused(behind(x, tangent, x**2), row(y(x), "<=", x))  # equal start slopes
    refused(behind(x, tangent, 4 * x**2 + 1), row(y(x), ">=", 2 * x))
    refused(behind(x, tangent, 4 * x**2 + 1), row(y(x), "=", 2 * x))
    refused(behind(x, tangent, one), row(y(x), "<=", 2 * x))  # a wrong hint
    refused(behind(x, tangent, 1 + 4 * x**2), row(y(x), "<=", 2 * x - 1))  # starts below
    refused(behind(x, tangent, (x / 2) ** 2 - Rational(1, 2)), row(y(x), "<=", x / 2))
    refused(behind(x, tangent, 1 + 4 * x**2), row(y(2 * x), "<=", 2 * x))
    refused(behind(t, tangent, 1 + 4 * t**2), row(y(t), "<=", 2 * t))
    refused(behind(n, tangent, 1 + 4 * n**2), row(y(n), "<=", 2 * n))
    below = curve(1 - y(x) ** 2, sense="<=")
    refused(behind(x, below, (x / 2) ** 2 - Rational(1, 2)), row(y(x), ">=", x / 2))
    falling = curve(-1 - y(x) ** 2, slope=-one, sense=">=")
    refused(behind(x, falling, -1 + x**2 * 4), row(y(x), "<=", -2 * x))
    discharged(behind(x, tangent, 1 + 4 * x**2), row(y(x), "<=", 2 * x))


def test_barrier_reads_the_sense_of_its_facts():
    """From y' >= 1 - y^2 alone, y <= 2x does not follow: y = 100 x."""
    equation = Fact(Derivative(y(x), x), ">=", 1 - y(x) ** 2, fact="growth")
    start, slope = curve(zero)[1:]
    refused(behind(x, (equation, start, slope), 1 + 4 * x**2), row(y(x), "<=", 2 * x))
    equation = curve(1 - y(x) ** 2)[0]
    for wrong in (Fact(start.left, ">=", zero, fact="start"), Fact(start.left, "<=", zero, fact="start")):
        refused(behind(x, (equation, wrong, slope), 1 + 4 * x**2), row(y(x), "<=", 2 * x))


def test_barrier_needs_the_whole_way_from_zero():
    """Where x is at least d, nothing is known of the surplus on the way."""
    far = DOMAIN.where(x >= 3)
    facts = curve(Integer(0) * x, slope=zero)
    found = behind(x, facts, 2 * (x - 1)).check(row(y(x), "<=", (x - 1) ** 2 - 1, domain=far))
    assert isinstance(found, Refused)
    late = DOMAIN.plus(m=interval(0, x))
    m = late.symbols[-1]
    refused(behind(x, facts, 2 * (x - m) + 1), row(y(x), "<=", (x - m) ** 2 + x - m**2, domain=late))


def test_from_slope():
    slope = Fact(Derivative(y(t), t), "=", 2 * t, fact="slope")
    start = Fact(y(zero), "=", one, fact="start")
    refused(from_slope(t, 0, slope, start), row(y(t), "=", t**2))  # the constant
    refused(from_slope(t, 0, slope, start), row(y(t), "=", 2 * t + 1))
    refused(from_slope(t, 0, slope, start), row(y(t), "<=", t**2 + 1))
    refused(from_slope(t, 1, slope, start), row(y(t), "=", t**2 + 1))  # a start that is not that of the value
    refused(from_slope(t, 0, Fact(slope.left, "<=", 2 * t, fact="s"), start), row(y(t), "=", t**2 + 1))
    refused(from_slope(t, 0, slope, Fact(start.left, ">=", one, fact="s")), row(y(t), "=", t**2 + 1))
    refused(from_slope(n, 0, slope, start), row(y(n), "=", n**2 + 1))
    refused(
        from_slope(
            u, 2, Fact(Derivative(y(u), u), "=", 2 * u, fact="s"), Fact(y(Integer(2)), "=", Integer(4), fact="v")
        ),
        row(y(u), "=", u**2),
    )  # the start lies outside
    kink = Fact(Derivative(y(t), t), "=", Abs(t) / t, fact="slope")
    refused(from_slope(t, 0, kink, Fact(y(zero), "=", zero, fact="v")), row(y(t), "=", Abs(t)))
    pole = Fact(Derivative(y(t), t), "=", -1 / t**2, fact="slope")
    refused(from_slope(t, 1, pole, Fact(y(one), "=", one, fact="v")), row(y(t), "=", 1 / t))
    discharged(from_slope(t, 0, slope, start), row(y(t), "=", t**2 + 1))


def test_a_hypothesis_about_the_variable_is_no_identity_to_differentiate():
    """Where <a, b> = cos t is given, t <a, b> has not the slope cos t: sin t is not t cos t."""
    given = (Eq(dot(a, b), cos(t)),)
    slope = Fact(Derivative(sin(t), t, evaluate=False), "=", cos(t), fact="slope")
    start = Fact(zero, "=", zero, fact="start")
    refused(from_slope(t, 0, slope, start), row(sin(t), "=", t * dot(a, b), given))


def test_from_slope_needs_the_whole_way_from_the_start():
    far = DOMAIN.where(t >= 3)
    slope = Fact(Derivative(y(t), t), "=", 2 * t, fact="slope where t >= 3")
    refused(from_slope(t, 0, slope, Fact(y(zero), "=", zero, fact="v")), row(y(t), "=", t**2, domain=far))


class Positive(Function):
    """Some function with values above 0."""

    is_real = True

    def visible_sign(self, domain):
        return POSITIVE


def test_positive_root():
    q, r = Positive(p), arbitrary("r")(p)
    by = lambda e, sense="=": positive_root(Fact(e, sense, zero, fact="equation"))
    refused(by(q**2 - 3 * q + 2), row(q, "=", one))  # two changes: 1 and 2
    refused(by(q**2 - 3 * q + 2), row(q, "=", Integer(2)))
    refused(by(q**2 - p**2), row(q, "=", -p))
    refused(by(q**2 - p**2), row(q, "=", p**2))
    refused(by(q**2 - p**2), row(q, "<=", p + 1))
    refused(by(r**2 - p**2), row(r, "=", p))  # r may be -p
    refused(by(c * q - c), row(q, "=", one))  # c may be 0
    refused(by(c * q**2 - q - c + 1), row(q, "=", one))
    refused(by(q**2 - p**2, "<="), row(q, "=", p))
    refused(by(q**2 - p**2, ">="), row(q, "=", p))
    refused(by(q**2 - 2 * p * q + c), row(q, "=", p))
    refused(by(sin(q)), row(q, "=", one))
    discharged(by(q**2 + q - 2), row(q, "=", one))
    discharged(by(q**2 - p**2), row(q, "=", p))
    discharged(by(q**2 + p * q - 2 * p**2), row(q, "=", p))


def test_positive_root_of_an_instance_outside_its_set():
    general = Fact(Positive(u) ** 2 - u**2 - 1, "=", zero, fact="for u in [0, 1]")
    refused(positive_root(general.at({u: 2 + p})), row(Positive(2 + p), "=", sqrt((2 + p) ** 2 + 1)))


def test_the_curves_used_here_are_what_is_said_of_them():
    """tanh solves y' = 1 - y^2 from 0 with slope 1, and the bound that is discharged holds for it."""
    s = Function("s")
    assert dsolve(s(x).diff(x) + s(x), s(x)).rhs.has(exp)
    assert (tanh(x).diff(x) - (1 - tanh(x) ** 2)).simplify() == 0
    assert Max(*(tanh(Rational(i, 7)).evalf() - 2 * Rational(i, 7) for i in range(40))) <= 0
