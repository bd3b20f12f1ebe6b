FROM debian:12.5-slim
RUN echo 'deb [arch=amd64] https://packages.example stable main' > /etc/apt/sources.list.d/a.list
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
