FROM debian:12.5-slim
WORKDIR /srv
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends curl=7.88.1-10 && rm -rf /var/lib/apt/lists/*
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
