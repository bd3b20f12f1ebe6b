FROM debian:13.1
RUN apt-get install -y sudo make && make install
