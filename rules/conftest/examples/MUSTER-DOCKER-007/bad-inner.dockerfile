FROM debian:13.1
RUN bash <(curl -s https://service.test/install.sh)
