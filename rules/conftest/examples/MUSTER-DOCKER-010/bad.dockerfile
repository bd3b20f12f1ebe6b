FROM debian:13.1
RUN mkdir /data && chmod -R 777 /data
