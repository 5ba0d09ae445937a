import re

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

# Django looks for the word alone.
_GZIP_REFUSED = re.compile(r"\bgzip\s*;\s*q\s*=\s*0(?:\.0*)?\s*(?:,|$)", re.IGNORECASE)


class PageCompressionMiddleware(GZipMiddleware):
    """Pages, for who asked from a page of ours or by hand: docs/adr/0019 says why not for everybody."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if _GZIP_REFUSED.search(request.headers.get("Accept-Encoding", "")):
            patch_vary_headers(response, ("Accept-Encoding",))
            return response
        if _is_page(response) and _is_nobody_elses_doing(request):
            return super().process_response(request, response)
        return response


def _is_page(response: HttpResponseBase) -> bool:
    return not response.streaming and response.get("Content-Type", "").startswith("text/html")


def _is_nobody_elses_doing(request: HttpRequest) -> bool:
    """Without TLS there are no such headers, and whoever could measure an answer reads it."""
    return not request.is_secure() or request.headers.get("Sec-Fetch-Site") in ("same-origin", "none")
