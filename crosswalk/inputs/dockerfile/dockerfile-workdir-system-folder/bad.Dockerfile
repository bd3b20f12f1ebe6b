FROM debian:12.5-slim
WORKDIR /proc/self/fd/8
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
