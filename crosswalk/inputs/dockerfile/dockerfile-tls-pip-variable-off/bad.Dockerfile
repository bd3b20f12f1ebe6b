FROM debian:12.5-slim
ENV PIP_TRUSTED_HOST=packages.example
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
