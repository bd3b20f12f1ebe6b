FROM debian:13.1
RUN curl -fsSkL https://service.test/a -o /a
