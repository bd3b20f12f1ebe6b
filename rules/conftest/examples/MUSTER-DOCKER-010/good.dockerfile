FROM debian:13.1
RUN mkdir /data && chmod -R 750 /data && chmod 1777 /tmp && chmod u+w,g+w /a
