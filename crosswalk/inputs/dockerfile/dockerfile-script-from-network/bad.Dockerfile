FROM debian:12.5-slim
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN curl -fsS https://files.example/install.txt | sh
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
