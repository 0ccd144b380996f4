"""The server of the explorer: at 127.0.0.1 only, for requests that are meant for it only."""

from __future__ import annotations

import os
import socket
import sys
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from theorems.views.command import INTERRUPTED
from theorems.views.explorer import MissingExtra

HOST = "127.0.0.1"
APP = Path(__file__).with_name("app.py")


class PortTaken(OSError):
    """A port that cannot be listened at."""

    def __init__(self, port: int, error: OSError) -> None:
        super().__init__(f"cannot listen at {HOST}:{port}: {error.strerror}; --port chooses another, 0 any")


def application() -> Any:
    """The page as an ASGI application; what asks for it by another name than this host's is turned away."""
    try:
        import marimo
        from starlette.middleware.trustedhost import TrustedHostMiddleware
    except ImportError:
        raise MissingExtra("marimo") from None
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        raise MissingExtra("matplotlib") from None
    server = marimo.create_asgi_app(quiet=True).with_app(path="", root=str(APP))
    return TrustedHostMiddleware(server.build(), allowed_hosts=[HOST, "localhost"])


def serve(port: int, browser: bool, told: Callable[[str], None]) -> NoReturn:
    """Serve until Ctrl-C, which ends the process; ``told`` hears the address.  Raises MissingExtra, PortTaken."""
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
        except OSError as error:
            raise PortTaken(port, error) from None
        page = application()
        import uvicorn

        address = f"http://{HOST}:{listening.getsockname()[1]}"
        told(address)
        if browser:
            webbrowser.open(address)
        with suppress(KeyboardInterrupt):
            uvicorn.Server(uvicorn.Config(page, log_level="warning", timeout_graceful_shutdown=1)).run(sockets=[listening])
    # Pages that were closed may have left threads that wait for ever, and Python would wait for them.
    sys.stdout.flush()
    os._exit(INTERRUPTED)
