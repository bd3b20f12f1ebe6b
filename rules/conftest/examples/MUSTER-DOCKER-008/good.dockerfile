FROM debian:13.1
RUN curl -fsSL https://service.test/a -okubectl --key k -H k
