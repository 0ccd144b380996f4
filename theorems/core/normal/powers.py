"""Powers, roots, logarithms, absolute values and circular functions as rational functions of atoms."""

from __future__ import annotations

from functools import lru_cache

from sympy import (
    Abs,
    Add,
    Expr,
    Integer,
    Pow,
    Rational,
    S,
    Symbol,
    cos,
    exp,
    expand_trig,
    factorial,
    factorint,
    log,
    sin,
    sstr,
)

from theorems.core.domain import Domain
from theorems.core.normal.atoms import Atoms, Relation, Unseen
from theorems.core.normal.sign import sign_of

MOST_STEPS = 50                                  # by which a factorial is opened


class Powers(Atoms):
    """What a table of atoms knows of powers; one root for each irreducible factor of the radicand."""

    def power(self, base: Expr, exponent: Expr) -> Expr:
        if exponent.is_Integer:
            if exponent < 0:
                self.nonzero(base)
            return self.freeze(base) ** exponent
        if exponent.is_Rational:
            if exponent < 0:
                self.nonzero(base)
            return self.root(base, exponent)
        return self.symbolic_power(base, exponent)

    def nonzero(self, base: Expr) -> None:
        if not sign_of(base, self.domain).nonzero and not all(
            sign_of(f, self.domain).nonzero for f, _ in self.factorised(base)[1]
        ):
            raise Unseen(f"{sstr(base)} is not visibly non-zero")

    def root(self, base: Expr, exponent: Rational) -> Expr:
        """b^(p/q) as a product over the irreducible factors of b; those of unknown sign stay under one root."""
        p, q = int(exponent.p), int(exponent.q)
        number, factors = self.factorised(base)
        if not (sign_of(base, self.domain).nonnegative or self.positive_product(number, factors)):
            raise Unseen(f"{sstr(base)} is not visibly at least 0")
        found: Expr = Integer(1)
        hidden: Expr = Integer(1)
        if number < 0:
            number, hidden = -number, Integer(-1)
        for prime, times in sorted(factorint(number.p).items()) + [(b, -t) for b, t in sorted(factorint(number.q).items())]:
            found *= self.split_power(Integer(prime), times * p, q)
        for part, times in factors:
            sign = sign_of(part, self.domain)
            if sign.positive:
                found *= self.split_power(part, times * p, q)
            elif sign.negative:
                found *= self.split_power(-part, times * p, q)
                hidden *= (-1) ** times
            else:
                hidden *= self.freeze(part) ** times
        if hidden != 1:
            atom = self.rooted(self.thaw(hidden), q)
            found *= atom**p
        return found

    def positive_product(self, number: Rational, factors: tuple[tuple[Expr, int], ...]) -> bool:
        """Whether the factors show that the product is at least 0."""
        below = number < 0
        for part, times in factors:
            sign = sign_of(part, self.domain)
            if times % 2 and not sign.nonnegative:
                if not sign.nonpositive:
                    return False
                below = not below
        return not below

    def split_power(self, base: Expr, p: int, q: int) -> Expr:
        whole, rest = divmod(p, q)
        found = self.freeze(base) ** whole
        return found * self.rooted(base, q) ** rest if rest else found

    def rooted(self, base: Expr, q: int) -> Symbol:
        """The q-th root of one thing, as an atom."""
        head = ("root", q)
        for atom in self.atoms.setdefault(head, []):
            if self.equal(self.meaning[atom].base if isinstance(self.meaning[atom], Pow) else self.meaning[atom] ** q, base):
                return atom
        value = self.freeze(base)
        atom = self.new(head, Pow(base, Rational(1, q), evaluate=False))
        self.relations.append(Relation(atom, q, value))
        return atom

    def symbolic_power(self, base: Expr, exponent: Expr) -> Expr:
        """b^(c + m) = b^c b^m for b visibly above 0; one atom for each factor of b and each term of the exponent."""
        if not sign_of(base, self.domain).positive:
            return self.opaque(Pow, (base, exponent))
        number, factors = self.factorised(base)
        if any(not sign_of(f, self.domain).positive for f, _ in factors) or number < 0:
            number, factors = Rational(1), ((base, 1),)
        parts = [(Integer(b), t) for b, t in sorted(factorint(number.p).items())]
        parts += [*factors, *((Integer(b), -t) for b, t in sorted(factorint(number.q).items()))]
        found: Expr = Integer(1)
        for term in Add.make_args(exponent.expand()):
            times, rest = term.as_coeff_Mul()
            if rest == 1:
                found *= self.power(base, times)
                continue
            whole = times if times.is_Integer else Integer(1)
            for part, often in parts:
                found *= self.opaque(Pow, (part, rest if times.is_Integer else term)) ** (often * whole)
        return found

    def exponential(self, argument: Expr) -> Expr:
        found: Expr = Integer(1)
        for term in Add.make_args(argument.expand()):
            times, rest = term.as_coeff_Mul()
            found *= self.exponential_part(rest, int(times.q)) ** int(times.p) if times != 0 else 1
        return found

    def exponential_part(self, rest: Expr, q: int) -> Symbol:
        """exp(rest / q), an atom whose q-th power is the atom of exp(rest)."""
        whole = self.opaque(S.Exp1, ()) if rest == 1 else self.opaque(exp, (rest,))
        if q == 1:
            return whole
        atom = self.opaque(exp, (rest / q,))
        if not any(r.atom == atom for r in self.relations):
            self.relations.append(Relation(atom, q, whole))
        return atom

    def factorial(self, argument: Expr) -> Expr:
        """(m + c)! as m! times or divided by whole steps; the smaller of m and m + c is visibly at least 0."""
        steps, start = argument.as_coeff_Add()
        whole = steps.is_Integer and abs(steps) <= MOST_STEPS and start.is_integer
        if not (whole and sign_of(start if steps > 0 else argument, self.domain).nonnegative):
            return self.opaque(factorial, (argument,))
        found: Expr = self.opaque(factorial, (start,))
        for i in range(1, int(steps) + 1):
            found *= self.freeze(start + i)
        for i in range(-int(steps)):
            found /= self.freeze(start - i)      # each at least 1, since start + steps is at least 0
        return found

    def logarithm(self, argument: Expr) -> Expr:
        if not sign_of(argument, self.domain).positive:
            raise Unseen(f"{sstr(argument)} is not visibly above 0")
        number, factors = self.factorised(argument)
        below = [sign_of(f, self.domain).negative for f, _ in factors]
        number *= (-1) ** sum(abs(times) for (_, times), turned in zip(factors, below, strict=True) if turned)
        factors = tuple((-f if turned else f, times) for (f, times), turned in zip(factors, below, strict=True))
        if number < 0 or any(not sign_of(f, self.domain).positive for f, _ in factors):
            return self.opaque(log, (argument,))
        found: Expr = Integer(0)
        for prime, times in sorted(factorint(number.p).items()) + [(b, -t) for b, t in sorted(factorint(number.q).items())]:
            found += times * self.opaque(log, (Integer(prime),))
        for part, times in factors:
            found += times * self.opaque(log, (part,))
        return found

    def absolute(self, argument: Expr) -> Expr:
        sign = sign_of(argument, self.domain)
        if sign.nonnegative:
            return self.freeze(argument)
        if sign.nonpositive:
            return -self.freeze(argument)
        atom = self.opaque(Abs, (argument,))
        if not any(r.atom == atom for r in self.relations):
            self.relations.append(Relation(atom, 2, self.freeze(argument) ** 2))
        return atom

    def trigonometric(self, e: Expr) -> Expr:
        opened = expand_trig(e.func(e.args[0].expand()))
        if opened != e:
            return self.freeze(opened)
        sine, cosine = self.opaque(sin, e.args), self.opaque(cos, e.args)
        if not any(r.atom == sine for r in self.relations):
            self.relations.append(Relation(sine, 2, 1 - cosine**2))
        return sine if isinstance(e, sin) else cosine

    def factorised(self, e: Expr) -> tuple[Rational, tuple[tuple[Expr, int], ...]]:
        """The irreducible factors of an expression; they depend on nothing but it, the domain and the theories."""
        return factorised(e, self.domain, self.theories, self.given)


@lru_cache(maxsize=50_000)
def factorised(
    e: Expr, domain: Domain, theories: frozenset[str], given: tuple[tuple[Expr, Expr], ...]
) -> tuple[Rational, tuple[tuple[Expr, int], ...]]:
    """A number and the irreducible factors of an expression, with a table of atoms of their own."""
    from theorems.core.normal.scalars import Normaliser

    tools = Normaliser(domain, theories, given)
    number, factors = tools.factors(tools.freeze(e))
    return number, tuple(factors)
