FROM debian:12.5-slim
USER 65534
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
