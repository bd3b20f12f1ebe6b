FROM debian:12.5-slim
ENV SERVICE_PASSWORD=obviously-fake
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
