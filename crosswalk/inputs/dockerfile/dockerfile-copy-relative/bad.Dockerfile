FROM debian:12.5-slim
COPY app bin/app
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
