FROM debian:12.5-slim
RUN touch /srv/one
WORKDIR /srv
RUN touch /srv/two
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
