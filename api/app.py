"""The web application (ứng dụng web): API, pages and errors, on a service opened when it starts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from importlib.resources import files

from fastapi import FastAPI
from fastapi.concurrency import contextmanager_in_threadpool
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from api.body import BodyLimit
from api.deps import OWN_HOST
from api.errors import install_errors
from api.headers import AnswerHeaders
from api.incoming import sweep_uploads
from api.openapi import DESCRIPTION, describe
from api.pages import authority as authority_page
from api.pages import (
    batch,
    batch_steps,
    document,
    dossier,
    dossiers,
    home,
    problems,
    reference,
    register,
    relations,
    review,
    saved,
    search,
    status,
    unnumbered,
)
from api.pages import trash as trash_page
from api.pages import works as works_page
from api.parameters import KNOWN_PARAMETERS
from api.routes import (
    agencies,
    arrivals,
    authority,
    batches,
    citations,
    corrections,
    documents,
    events,
    graph,
    health,
    jobs,
    saved_searches,
    signature_papers,
    statuses,
    steering,
    trash,
    works,
)
from api.routes import dossiers as dossier_routes
from api.routes import search as search_route
from api.service import open_service
from api.settings import Settings

PREFIX = "/api/v1"


class Application(FastAPI):
    """FastAPI with the headers put around everything, the answer to an unforeseen error included."""

    def build_middleware_stack(self) -> ASGIApp:
        """The stack, in its headers."""
        return AnswerHeaders(BodyLimit(super().build_middleware_stack()))


def create_app(settings: Settings) -> FastAPI:
    """The application; corpus, reading processes and engine open with its lifespan and close with it."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with contextmanager_in_threadpool(open_service(settings)) as service:
            sweep_uploads(settings.incoming)
            service.corpus.sweep_receipts()
            app.state.service = service
            yield
            del app.state.service

    app = Application(
        title="Vanthu",
        version=version("vanthu"),
        description=DESCRIPTION,
        lifespan=lifespan,
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        dependencies=[OWN_HOST],
    )
    app.state.settings = settings
    install_errors(app)
    _include(app)
    app.mount("/static", StaticFiles(directory=str(files("api") / "static")), name="static")
    describe(app)
    return app


def _include(app: FastAPI) -> None:
    """Every route of the API, and every page."""
    of_documents = (
        batches,
        documents,
        corrections,
        arrivals,
        signature_papers,
        trash,
        search_route,
        saved_searches,
        citations,
        works,
        graph,
        agencies,
    )
    for routes in (*of_documents, steering, dossier_routes, authority, statuses, events, jobs):
        app.include_router(routes.router, prefix=PREFIX, dependencies=[KNOWN_PARAMETERS])
    app.include_router(health.router)
    of_dossiers = (dossiers, dossier, authority_page)
    of_intake = (home, batch, batch_steps, review, unnumbered, register, document, relations, works_page, trash_page)
    for page in (*of_intake, *of_dossiers, search, saved, problems, reference, status):
        app.include_router(page.router, include_in_schema=False)
