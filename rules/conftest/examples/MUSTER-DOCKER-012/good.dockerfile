FROM debian:13.1
RUN wget https://service.test/a
