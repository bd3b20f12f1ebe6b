FROM debian:13.1
ENV LANG=C API_TOKEN=obviously-fake
