FROM debian:12.5-slim
COPY accounts /srv/accounts
RUN sort < /srv/accounts
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
