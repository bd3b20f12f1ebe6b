FROM debian:12.5-slim
LABEL version="1.2.3"
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
