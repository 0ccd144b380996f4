"""The server: this machine only, no code from outside, no request to elsewhere; and the page as a browser shows it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

# The command as users run it, in a process that reports every address it looks up, binds or connects to.
WATCHED = """
import sys
def watch(event, given):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
        where = given[1] if event in ("socket.connect", "socket.bind", "socket.sendto") else given
        print("asked", event, where[0] if isinstance(where, tuple) else where, file=sys.stderr, flush=True)
sys.addaudithook(watch)
from theorems.cli import main
main(["explore", "--port", "0", "--no-browser"])
"""
LEANING, USED = "concentration/hoeffding", "concentration/hoeffding_lemma"
OURS = {"127.0.0.1", "localhost"}


@pytest.fixture(scope="module")
def server(needs, tmp_path_factory):
    """The address, and a function that ends the server and tells what it printed."""
    needs("marimo")
    needs("matplotlib")
    home = tmp_path_factory.mktemp("home")
    errors = home / "stderr"
    with errors.open("w") as stderr:
        running = subprocess.Popen(
            [sys.executable, "-c", WATCHED], stdout=subprocess.PIPE, stderr=stderr, text=True, cwd=home,
            env={**os.environ, "HOME": str(home), "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        )
        line = running.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", line)
        if not address:
            running.kill()
            pytest.fail(f"{line}{errors.read_text()}")
        wait_for(address[0])
        yield address[0], errors
        running.send_signal(signal.SIGINT)
        try:
            assert running.wait(20) == 130
        finally:
            running.kill()
            running.stdout.close()


def wait_for(address):
    for _ in range(100):
        try:
            with urlopen(address + "/health", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"nothing answers at {address}")


def status(request):
    try:
        with urlopen(request, timeout=20) as answer:
            return answer.status
    except HTTPError as error:
        error.close()
        return error.code


def test_the_page_names_no_other_host(server):
    address, _ = server
    with urlopen(address, timeout=20) as answer:
        page = answer.read().decode()
    loaded = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert loaded and not [target for target in loaded if "//" in target]


def test_who_asks_by_another_name_is_turned_away(server):
    address, _ = server
    assert status(Request(address, headers={"Host": "example.org"})) == 400 and status(Request(address)) == 200


@pytest.mark.parametrize("way", ["kernel/run", "kernel/execute", "kernel/scratchpad/run", "kernel/save", "files/create"])
def test_code_from_outside_is_not_taken(server, way, tmp_path):
    address, _ = server
    mark = tmp_path / "run"
    code = f"open({str(mark)!r}, 'w')"
    body = json.dumps({"cellIds": ["a"], "codes": [code], "code": code, "path": str(mark), "name": "x", "type": "file"})
    headers = {"Content-Type": "application/json", "Marimo-Session-Id": "s_123456"}
    found = status(Request(f"{address}/api/{way}", body.encode(), headers, method="POST"))
    assert found in (401, 403, 404, 405) and not mark.exists()


def test_it_listens_at_this_machine_only(server):
    address, _ = server
    port = int(address.rsplit(":", 1)[1])
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for other in others:
        with socket.socket() as asked:
            asked.settimeout(2)
            assert asked.connect_ex((other, port)) != 0 or other.startswith("127.")


def test_a_port_that_is_taken_is_one_line(needs):
    needs("marimo")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "theorems.cli", "explore", "--port", port, "--no-browser"],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}, timeout=60,
            capture_output=True, text=True,
        )
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"lemmata: error: cannot listen at 127.0.0.1:{port}")


def test_a_browser_moves_a_slider_and_reads_the_new_number(server, needs):
    """All pages in Chromium; nothing outside 127.0.0.1 is asked for, by the page or by the server."""
    needs("playwright")
    chromium = needs("chromium")
    from playwright.sync_api import sync_playwright

    address, errors = server
    asked: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 1400})
        page.set_default_timeout(120_000)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/?claim={LEANING}")
        page.get_by_role("button", name="Run it now").click()
        judged = page.frame_locator("iframe")
        judged.get_by_text("proved", exact=True).first.wait_for()
        judged.get_by_role("link", name=USED).first.click()
        page.locator("#stated", has_text=USED).wait_for()

        page.get_by_role("tab", name="Simulate").click()
        page.get_by_role("button", name="Learn").click()
        page.locator("img[alt*='risks after 144 steps']").wait_for()

        page.get_by_role("tab", name="Constants").click()
        page.get_by_placeholder("4/3").fill("1/7")
        page.get_by_placeholder("4/3").press("Enter")
        page.locator("#standing", has_text="/7").wait_for()
        page.get_by_placeholder("4/3").fill("__import__('os').getcwd()")
        page.get_by_placeholder("4/3").press("Enter")
        page.get_by_text("is no value").wait_for()

        page.get_by_role("tab", name="Bounds").click()
        before = page.locator("#numbers").inner_text()
        k = page.get_by_role("slider").first
        k.focus()
        value = k.get_attribute("aria-valuenow")
        k.press("ArrowLeft")
        page.wait_for_function("old => document.querySelector('#numbers').innerText != old", arg=before)
        after = page.locator("#numbers").inner_text()
        assert k.get_attribute("aria-valuenow") != value
        k_of = re.compile(r"[k𝑘]\s*=\s*(\d+)")          # browsers slant the one letter of a formula
        assert k_of.search(before)[1] != k_of.search(after)[1]
        assert re.findall(r"[≥≤] [\d.e+-]+", before) != re.findall(r"[≥≤] [\d.e+-]+", after)
        page.locator("img[alt*='against k']").wait_for()
        browser.close()
    hosts = {re.match(r"\w+://([^/:]+)", url)[1] for url in asked if "://" in url and not url.startswith(("data:", "blob:"))}
    assert len(asked) > 20 and hosts <= OURS
    named = re.findall(r"^asked (\S+) (\S+)$", errors.read_text(), re.M)
    assert named and {where for _, where in named if where != "None"} <= OURS, named
