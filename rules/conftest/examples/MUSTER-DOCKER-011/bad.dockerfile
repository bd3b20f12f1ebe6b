FROM debian:13.1
RUN cd /srv && sudo make install
