"""A run as JUnit XML: a suite a claim, a case for each piece of evidence, each mutant, and the claim as a whole."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from theorems.views.verify import details
from theorems.views.words import Record, counterexample, problems, spoken, survival

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml(document: Record) -> str:
    """The whole run; ``failures`` counts the cases that failed, ``errors`` the claims that could not be judged."""
    root = Element("testsuites", name="lemmata", time=f"{document['summary']['seconds']:.3f}")
    for record in document["claims"]:
        root.append(suite(record))
    for key in ("tests", "failures", "errors", "skipped"):
        root.set(key, str(sum(int(s.get(key, "0")) for s in root)))
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def suite(record: Record) -> Element:
    found = Element("testsuite", name=clean(record["id"]), time=f"{record['seconds']:.3f}")
    whole(found, record)
    for evidence in record["evidence"]:
        of_evidence(found, evidence, record)
    for mutant in record["mutants"]:
        one = case(found, record, f"mutant[{mutant['name']}]")
        if not mutant["killed"]:
            mark(one, "failure", "survived", survival(mutant))
    cases = list(found)
    found.set("tests", str(len(cases)))
    for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        found.set(key, str(sum(one.find(tag) is not None for one in cases)))
    return found


def whole(parent: Element, record: Record) -> None:
    """The claim as a whole: as expected, and without contradiction."""
    one = case(parent, record, "claim")
    if record["error"]:
        mark(one, "error", "not judged", str(record["error"]))
        return
    wrong = [p for p in problems(record) if p.word in ("CONTRADICTION", "UNEXPECTED")]
    if wrong:
        text = "\n".join(item.text for item in details(record))
        mark(one, "failure", f"{wrong[0].word}: {wrong[0].what}", text)


def of_evidence(parent: Element, evidence: Record, record: Record) -> None:
    """A case fails if its verdict speaks against the claim, it has no teeth, or a wrong row was accepted."""
    one = case(parent, record, evidence["name"], evidence["seconds"])
    survived = evidence.get("step_mutants", {}).get("survived", [])
    if evidence["verdict"] == "refuted" and record["expected"] == "holds":
        text = "\n".join(item.text for item in counterexample(evidence["counterexample"]))
        mark(one, "failure", f"refuted: {evidence.get('of', 'claim')} {evidence.get('where', '')}".rstrip(), text)
    elif evidence["name"] in record["toothless"]:
        mark(one, "failure", "toothless", f"{evidence['name']} kills no mutant")
    elif survived:
        mark(one, "failure", "wrong rows accepted", "\n".join(survived))
    elif evidence["verdict"] == "undecided":
        mark(one, "skipped" if record["as_expected"] else "failure", "undecided", evidence.get("reason", ""))
    SubElement(one, "system-out").text = spoken(evidence["verdict"])


def case(parent: Element, record: Record, name: str, seconds: float = 0.0) -> Element:
    return SubElement(parent, "testcase", classname=clean(record["id"]), name=clean(name), time=f"{seconds:.3f}")


def mark(one: Element, tag: str, message: str, text: str) -> None:
    SubElement(one, tag, message=clean(message)).text = clean(text)


def clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return NOT_XML.sub("�", text)
