FROM debian:12.5-slim
USER root
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
