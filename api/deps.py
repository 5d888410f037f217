"""What a route asks for by its type: the service's parts, the caller's language."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from api.headers import is_cross_site
from api.hosts import is_known_host
from api.language import request_language
from api.messages import Lang
from api.procedures import Procedures, procedures_of
from api.refusals import CrossSite, NotReady, UnknownHost
from api.service import Service
from api.settings import Settings
from corpus.corpus import Corpus


def get_service(request: Request) -> Service:
    """The open service; NotReady while it starts or stops."""
    service = getattr(request.app.state, "service", None)
    if not isinstance(service, Service):
        raise NotReady
    return service


ServiceDep = Annotated[Service, Depends(get_service)]


def get_corpus(service: ServiceDep) -> Corpus:
    """The register."""
    return service.corpus


def get_settings(request: Request) -> Settings:
    """How the service was set up."""
    settings: Settings = request.app.state.settings
    return settings


def get_language(request: Request) -> Lang:
    """The language the caller wants."""
    return request_language(request, request.app.state.settings.page_language)


def refuse_cross_site(request: Request) -> None:
    """No page of another site may change anything here: CrossSite."""
    if is_cross_site(request):
        raise CrossSite


def refuse_unknown_host(request: Request) -> None:
    """Only our own names: UnknownHost."""
    if not is_known_host(request.headers.get("host", ""), request.app.state.settings):
        raise UnknownHost


def get_procedures(request: Request) -> Procedures:
    """The procedures this installation knows."""
    return procedures_of(request.app.state.settings.procedures)


ProceduresDep = Annotated[Procedures, Depends(get_procedures)]
CorpusDep = Annotated[Corpus, Depends(get_corpus)]
SettingsDep = Annotated[Settings, Depends(get_settings)]
LangDep = Annotated[Lang, Depends(get_language)]
SAME_SITE = Depends(refuse_cross_site)
OWN_HOST = Depends(refuse_unknown_host)
