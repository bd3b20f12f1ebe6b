FROM debian:12.5-slim
RUN ln -sfv /usr/bin/python3 /usr/bin/python
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
