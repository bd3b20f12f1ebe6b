FROM debian:13.1
RUN curl -fsSL https://service.test/install.sh | sudo -E bash -
