FROM debian:13.1
RUN chmod a+rwx /data
