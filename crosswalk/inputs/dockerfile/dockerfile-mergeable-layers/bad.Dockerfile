FROM debian:12.5-slim
COPY one /srv/
COPY two /srv/
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
