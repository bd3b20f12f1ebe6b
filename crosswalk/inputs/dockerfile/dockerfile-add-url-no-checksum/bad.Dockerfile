FROM debian:12.5-slim
ADD https://files.example/app /usr/local/bin/app
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
