FROM python:3.11-slim-bookworm AS packages
RUN python -m venv /opt/venv
COPY requirements.txt constraints.txt ./
RUN /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check -r requirements.txt

FROM python:3.11-slim-bookworm
# Pango draws the PDF. Liberation 2 has the Vietnamese letters, which fonts-liberation of this Debian lacks.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libfontconfig1 fonts-liberation2 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home portal \
    && install -d -o portal -g portal /var/lib/portal /var/lib/portal/files
COPY --from=packages /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PORTAL_VAR_DIR=/var/lib/portal
WORKDIR /portal
COPY . .
RUN python -m scripts.system_libraries \
    && for app in locale/*; do pybabel compile -d "$app" -D django -l vi || exit 1; done
USER portal
# Static files belong to the image, so that a new image brings its own. The key is for this line only and kept nowhere.
RUN SECRET_KEY=for-collectstatic-only python manage.py collectstatic --no-input --verbosity 0
EXPOSE 8000
CMD ["gunicorn", "portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "8", \
     "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-", "--no-control-socket"]
