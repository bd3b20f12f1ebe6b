FROM debian:12.5-slim
LABEL created="2026-01-02T03:04:05Z"
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
