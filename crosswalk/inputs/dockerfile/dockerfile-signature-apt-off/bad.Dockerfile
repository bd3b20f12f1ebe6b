FROM debian:12.5-slim
RUN apt-get update && apt-get install -y --no-install-recommends --allow-unauthenticated curl=7.88.1-10 && rm -rf /var/lib/apt/lists/*
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
