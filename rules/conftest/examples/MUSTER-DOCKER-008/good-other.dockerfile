FROM debian:13.1
RUN wget --no-check-certificate https://service.test/a
