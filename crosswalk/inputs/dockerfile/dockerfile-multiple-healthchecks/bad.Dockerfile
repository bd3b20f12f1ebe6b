FROM debian:12.5-slim
HEALTHCHECK CMD ["false"]
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
