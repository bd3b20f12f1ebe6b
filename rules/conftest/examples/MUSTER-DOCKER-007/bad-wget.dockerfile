FROM debian:13.1
RUN apt-get update && wget -qO- https://service.test/install.sh | /bin/sh
