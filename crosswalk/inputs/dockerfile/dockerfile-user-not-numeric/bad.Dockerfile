FROM debian:12.5-slim
USER nobody
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
