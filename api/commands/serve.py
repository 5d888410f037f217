"""`vanthu serve`: the API and its pages, until interrupted."""

from __future__ import annotations

import errno
import socket
from typing import Annotated

import typer
import uvicorn

from api.app import create_app
from api.commands.kept import faults_told
from api.commands.terminal import Terminal, terminal
from corpus.corpus import open_corpus


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option("--host", metavar="ADDRESS")] = None,
    port: Annotated[int | None, typer.Option("--port", metavar="N", min=0, max=65535)] = None,
) -> int:
    """Serve until a signal ends it; files taken in before are read on at once."""
    here = terminal(context)
    chosen = {"host": host, "port": port}
    settings = here.settings.model_copy(update={key: value for key, value in chosen.items() if value is not None})
    if _in_use(settings.host, settings.port):
        here.refuse("port_in_use", here.say("cli.serve.port_in_use", port=settings.port))
        return 1
    with faults_told(here), open_corpus(settings.database_url, settings.originals):
        pass  # what stops the service from starting is told here by type; the web server would print a traceback
    config = uvicorn.Config(create_app(settings), host=settings.host, port=settings.port, log_level="warning")
    server = _Announced(config, here)
    try:
        server.run()
    except KeyboardInterrupt:
        here.note(here.say("cli.serve.stopped"))
    return 0 if server.started else 1


class _Announced(uvicorn.Server):
    """Says where it listens, once it does."""

    def __init__(self, config: uvicorn.Config, here: Terminal) -> None:
        super().__init__(config)
        self.here = here

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell the address; the port is the real one where any free one was asked for."""
        await super().startup(sockets)
        for listening in [each for server in self.servers for each in server.sockets][:1]:
            host, port, *_ = listening.getsockname()
            self.here.note(self.here.say("cli.serve.ready", url=f"http://{host}:{port}"))


def _in_use(host: str, port: int) -> bool:
    """Whether someone listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.errno == errno.EADDRINUSE
    return False
