FROM debian:12.5-slim
LABEL maintainer="team"
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
