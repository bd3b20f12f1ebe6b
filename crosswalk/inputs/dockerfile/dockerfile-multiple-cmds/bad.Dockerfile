FROM debian:12.5-slim
CMD ["sleep", "30"]
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
