FROM debian:12.5-slim
COPY app.tar.gz /srv/
RUN tar -tzf /srv/app.tar.gz
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
