FROM debian:12.5-slim
RUN useradd -u 1234567 app
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
