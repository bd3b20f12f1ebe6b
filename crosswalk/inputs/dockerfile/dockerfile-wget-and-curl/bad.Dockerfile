FROM debian:12.5-slim
RUN wget -q https://files.example/one && curl -fsSO https://files.example/two
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
