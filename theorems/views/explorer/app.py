"""The page: what stands where, and which slider moves what.  ``lemmata explore`` serves it; ``app.run()`` runs it."""

import marimo

app = marimo.App(width="medium", app_title="Lemmata", css_file="app.css")

with app.setup:
    from textwrap import fill

    import marimo as mo

    from theorems.core.bounds.bound import NotTabulated
    from theorems.index import catalogue
    from theorems.views.explorer import bounds, constants, dials, learning, verdicts
    from theorems.views.plots import NotPlotted
    from theorems.views.tables.html import fragment
    from theorems.views.tables.values import NotAValue
    from theorems.views.work import chosen

    def refused(error):
        """One line for what cannot be done."""
        return mo.callout(mo.plain_text(str(error)), kind="warn")

    def beside(*parts):
        """Parts next to each other, or below each other where the window is narrow."""
        return mo.Html(f'<div class="explorer beside">{"".join(f"<div>{part.text}</div>" for part in parts)}</div>')

    def slider(dial, label=""):
        return mo.ui.slider(
            steps=dial.shown, value=float(dial.start), show_value=True, label=label or dial.label, debounce=False,
        )


@app.cell
def navigation():
    _first = "Claim" if mo.query_params().get("claim") else "Bounds"
    page = mo.ui.tabs({name: "" for name in ("Bounds", "Constants", "Claim", "Simulate")}, value=_first)
    mo.vstack([mo.md("# Lemmata\nBounds, constants and claims of learning-theory papers, cross-examined."), page])
    return (page,)


@app.cell
def choice_of_bounds():
    with mo.status.spinner(title="Reading the catalogue's bounds"):
        shelves = bounds.shelves()
    shelf_choice = mo.ui.dropdown(list(shelves), value=next(iter(shelves)), label="Bounds on", full_width=True)
    digits = mo.ui.slider(1, 12, value=3, show_value=True, label="digits")
    return digits, shelf_choice, shelves


@app.cell
def sliders_of_bounds(shelf_choice, shelves):
    shelf = shelves[shelf_choice.value]
    parameters = mo.ui.dictionary({name: slider(dial) for name, dial in shelf.dials.items()})
    along = mo.ui.dropdown(shelf.ways, value=shelf.ways[0], label="curves along")
    at_hand = slider(dials.samples(), "samples at hand, $n$")
    judge_bounds = mo.ui.run_button(label="Judge the claims behind these numbers")
    return along, at_hand, judge_bounds, parameters, shelf


@app.cell
def typed_bounds(shelf):
    _example = ", ".join(f"{name}={dial.start}" for name, dial in shelf.dials.items())
    exactly = mo.ui.text(placeholder=_example, label="or exactly", max_length=200, full_width=True)
    return (exactly,)


@app.cell
def controls_of_bounds(along, at_hand, digits, exactly, page, parameters, shelf, shelf_choice):
    mo.stop(page.value != "Bounds")
    _last = [at_hand] if shelf.counts_samples else []
    mo.vstack([shelf_choice, mo.hstack([*parameters.elements.values(), *_last], wrap=True, justify="start"),
               exactly, mo.hstack([along, digits], wrap=True, justify="start", align="center")])
    return


@app.cell
def point_of_bounds(exactly, page, parameters, shelf):
    mo.stop(page.value != "Bounds")
    try:
        _typed = dials.typed(exactly.value, shelf.dials)
    except NotAValue as error:
        mo.stop(True, refused(error))
    point = {name: shelf.dials[name].exact(shown) for name, shown in parameters.value.items()} | _typed
    return (point,)


@app.cell
def marks_of_bounds(judge_bounds, shelf):
    records = {}
    if judge_bounds.value:
        _wanted = verdicts.behind(shelf.claims)
        with mo.status.progress_bar(total=len(_wanted), title="Judging", remove_on_exit=True) as _bar:
            _run = verdicts.judged(_wanted, chosen(budget="quick"), lambda id: _bar.update(subtitle=id))
        records = {record["id"]: record for record in _run["claims"]}
    return (records,)


@app.cell
def numbers_of_bounds(at_hand, digits, judge_bounds, page, point, records, shelf):
    mo.stop(page.value != "Bounds")
    try:
        _tables = shelf.tables(point, digits.value, records)
        _order = shelf.order(point)
    except (NotTabulated, NotPlotted) as error:
        mo.stop(True, refused(error))
    _n = dials.samples().exact(at_hand.value)
    _numbers = mo.Html(f'<div id="numbers" class="explorer">{"".join(map(fragment, _tables.sheets))}</div>')
    _latex = mo.download(_tables.to_latex().encode(), filename="bounds.tex", mimetype="text/x-tex", label="Table as LaTeX")
    _beside = [mo.md(f"**By these bounds:** {_order}"), mo.plain_text(fill(shelf.meaning, 72))] if _order else []
    if shelf.counts_samples:
        _samples = shelf.with_samples(point, int(_n), digits.value)
        _beside.append(mo.Html(f'<div id="samples" class="explorer">{_samples}</div>'))
    mo.vstack([
        beside(_numbers, mo.vstack(_beside)), mo.hstack([_latex, judge_bounds], justify="start", align="center", wrap=True),
    ])
    return


@app.cell
def curves_of_bounds(along, at_hand, page, point, shelf):
    mo.stop(page.value != "Bounds")
    _n = int(dials.samples().exact(at_hand.value)) if shelf.counts_samples else None
    try:
        _curves = mo.Html(shelf.curves(point, along.value, _n))
        _changes = shelf.changes(point, along.value)
    except (NotTabulated, NotPlotted) as error:
        mo.stop(True, refused(error))
    _said = "\n".join(f"- {change}" for change in _changes) or f"none along {along.value}"
    beside(_curves, mo.md(f"**Crossovers**\n\n{_said}"))
    return


@app.cell
def choice_of_claim():
    _query = mo.query_params().get("claim")
    _known = list(catalogue())
    claim_choice = mo.ui.dropdown(
        _known, value=_query if _query in _known else _known[0], searchable=True, label="Claim", full_width=True,
    )
    budget = mo.ui.radio(["quick", "standard", "deep"], value="quick", inline=True, label="budget")
    judge_claim = mo.ui.run_button(label="Run it now")
    return budget, claim_choice, judge_claim


@app.cell
def choice_of_constant(claim_choice, page):
    mo.stop(page.value != "Constants")
    _carriers = constants.carriers(claim_choice.value)
    mo.stop(not _carriers, mo.vstack([claim_choice, refused("it states that something exists, and carries no constant")]))
    carrier = mo.ui.dropdown(_carriers, value=_carriers[0], label="the constant multiplies")
    constant = slider(dials.constants(), "constant $c$")
    constant_exactly = mo.ui.text(placeholder="4/3", label="or exactly", max_length=60)
    mo.vstack([claim_choice, mo.hstack([carrier, constant, constant_exactly], justify="start", wrap=True)])
    return carrier, constant, constant_exactly


@app.cell
def best_constant(carrier, claim_choice, page):
    mo.stop(page.value != "Constants")
    try:
        with mo.status.spinner(title="Looking for the best constant"):
            best = constants.best(claim_choice.value, carrier.value)
    except constants.NoConstant as error:
        mo.stop(True, refused(error))
    mo.Html(f'<div id="best" class="explorer">{constants.told(best)}</div>')
    return (best,)


@app.cell
def reader_s_constant(constant, constant_exactly):
    try:
        _typed = constant_exactly.value
        c = dials.number(_typed) if _typed else dials.constants().exact(constant.value)
    except NotAValue as error:
        mo.stop(True, refused(error))
    return (c,)


@app.cell
def moved_constant(best, c, carrier):
    mo.Html(f'<div id="standing" class="explorer">{constants.shown(constants.standing(best["id"], carrier.value, c))}</div>')
    return


@app.cell
def slack_of_constant(best, c, carrier):
    try:
        _slack = mo.Html(constants.slack(best["id"], carrier.value, c))
    except (NotPlotted, constants.NoConstant) as error:
        mo.stop(True, mo.plain_text(str(error)))
    mo.vstack([_slack])
    return


@app.cell
def controls_of_claim(budget, claim_choice, judge_claim, page):
    mo.stop(page.value != "Claim")
    mo.vstack([claim_choice, mo.hstack([budget, judge_claim], justify="start")])
    return


@app.cell
def claim_judged(budget, claim_choice, judge_claim, page):
    mo.stop(page.value != "Claim")
    mo.stop(not judge_claim.value, mo.Html(f'<div id="stated" class="explorer">{verdicts.stated(claim_choice.value)}</div>'))
    _wanted = verdicts.behind([claim_choice.value])
    with mo.status.progress_bar(total=len(_wanted), title="Judging", remove_on_exit=True) as _bar:
        _run = verdicts.judged(_wanted, chosen(budget=budget.value), lambda id: _bar.update(subtitle=id))
    mo.iframe(verdicts.page(_run, claim_choice.value, lambda id: f"/?claim={id}"), height="70rem")
    return


@app.cell
def controls_of_lesson(page):
    mo.stop(page.value != "Simulate")
    lesson = mo.ui.dictionary({
        "k": mo.ui.slider(2, 32, value=8, show_value=True, label="patches $k$"),
        "d": mo.ui.slider(2, 64, value=16, show_value=True, label="dimensions of a patch $d$"),
        "sigma": mo.ui.slider(steps=[0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0], value=0.2, show_value=True,
                              label=r"noise $\sigma$"),
        "samples": mo.ui.slider(steps=[2**j for j in range(1, 13)], value=64, show_value=True, label="samples $n$"),
        "threshold": mo.ui.slider(steps=[0.0, 0.05, 0.1, 0.2], value=0.1, show_value=True, label="last threshold $b$"),
        "seed": mo.ui.slider(0, 20, value=0, show_value=True, label="seed"),
    })
    learn = mo.ui.run_button(label="Learn")
    mo.vstack([mo.hstack(list(lesson.elements.values()), wrap=True, justify="start"), learn])
    return learn, lesson


@app.cell
def film_of_lesson(learn, lesson):
    mo.stop(not learn.value, mo.md(
        "One drawing of the dynamic signal task, learnt by all three architectures with full-batch descent from small "
        "weights, nodes capped at norm 1. Risks are exact, not from a test set."
    ))
    _lesson = learning.Lesson(**lesson.value)
    for _curves in _lesson.film():
        mo.output.replace(mo.Html(f'<div id="film">{_lesson.drawn(_curves)}</div>'))
    return


if __name__ == "__main__":
    app.run()
