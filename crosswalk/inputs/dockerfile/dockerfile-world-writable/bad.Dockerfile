FROM debian:12.5-slim
RUN chmod 777 /srv
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
